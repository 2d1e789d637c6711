({
    handleMessage: function (cmp, message, helper) {
        helper.takeMessage(cmp, { type: message.getParam('type'), mode: message.getParam('mode'), reason: message.getParam('reason'), primary: message.getParam('primary'), inCall: message.getParam('inCall') });
    },

    handleStatus: function (cmp, event, helper) {
        helper.takeOmni(cmp, event.getParam('statusApiName'), event.getParam('reason'));
    },

    handleLogin: function (cmp, event, helper) {
        helper.readOmni(cmp);
    },

    handleLogout: function (cmp, event, helper) {
        helper.takeOmni(cmp, helper.LOGOUT);
    },

    handleWorkload: function (cmp, event, helper) {
        helper.takeWorkload(cmp, Number(event.getParam('newWorkload')));
    }
})
