({
    handleMessage: function (cmp, message, helper) {
        helper.takeMessage(cmp, { type: message.getParam('type'), mode: message.getParam('mode'), reason: message.getParam('reason'), primary: message.getParam('primary') });
    },

    handleStatus: function (cmp, event, helper) {
        helper.takeOmni(cmp, event.getParam('statusApiName'), event.getParam('reason'));
    },

    handleLogin: function (cmp, event, helper) {
        helper.readOmni(cmp);
    },

    handleLogout: function (cmp, event, helper) {
        helper.takeOmni(cmp, helper.LOGOUT);
    }
})
