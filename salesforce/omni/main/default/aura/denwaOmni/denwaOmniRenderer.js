({
    /* The message channel works only after the first rendering. */
    afterRender: function (cmp, helper) {
        this.superAfterRender();
        helper.begin(cmp);
    }
})
