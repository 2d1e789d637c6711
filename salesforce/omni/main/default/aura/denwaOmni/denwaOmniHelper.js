({
    /* In place of a presence status: the agent is not in Omni-Channel. */
    LOGOUT: 'logout',

    /* How Omni-Channel explains a change that a component has made. */
    BY_COMPONENT: 'OmniToolkitStatusChange',

    /* The order in which a presence status is looked for among the panel's modes. */
    MODES: ['ready', 'notReady', 'workNotReady', 'loggedOff'],

    begin: function (cmp) {
        var action = cmp.get('c.statuses');
        action.setCallback(this, function (response) {
            if (response.getState() !== 'SUCCESS') {
                this.say(cmp, $A.get('$Label.c.Denwa_Omni_Not_Read'));
                return;
            }
            cmp.set('v.statuses', response.getReturnValue());
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Waiting'));
            this.readOmni(cmp);
        });
        $A.enqueueAction(action);
    },

    /* Learns Omni-Channel's status, and then the panel's. Without a status the agent is not in Omni-Channel. */
    readOmni: function (cmp) {
        var take = function (name) {
            cmp.set('v.omni', name);
            cmp.set('v.panel', null);
            cmp.find('channel').publish({ type: 'report' });
        };
        cmp.find('omni').getServicePresenceStatusId().then(
            $A.getCallback(function (result) { take(result.statusApiName); }),
            $A.getCallback(take.bind(null, this.LOGOUT))
        );
        var helper = this;
        cmp.find('omni').getAgentWorkload().then(
            $A.getCallback(function (result) { helper.takeWorkload(cmp, Number(result.currentWorkload)); }),
            $A.getCallback(function () { helper.takeWorkload(cmp, 0); })
        );
    },

    /* Work of Omni-Channel occupies the agent: no call of a queue should come meanwhile. */
    takeWorkload: function (cmp, workload) {
        cmp.find('channel').publish({ type: 'otherWork', busy: workload > 0 });
    },

    /* A message of the panel. Of several tabs the panel in use speaks. */
    takeMessage: function (cmp, message) {
        if (message.type === 'refused') {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Panel_Refused'));
        } else if (message.type === 'status' && message.primary) {
            this.takePanel(cmp, message);
        }
    },

    takePanel: function (cmp, status) {
        var last = cmp.get('v.panel');
        var master = cmp.get('v.master');
        cmp.set('v.panel', status);
        if (this.followCall(cmp, status)) {
            return;
        }
        var wanted = this.presenceOf(cmp, status);
        if (wanted && wanted === cmp.get('v.omni')) {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_In_Step'));
        } else if (master === 'omni' && last) {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Panel_Apart'));
        } else if (master === 'omni') {
            this.askPanel(cmp, cmp.get('v.omni'));
        } else if (master === 'telephone' || this.isNews(last, status)) {
            this.setOmni(cmp, wanted);
        }
    },

    /* Whether the panel's status is another than before. Where both lead, a call that only begins or ends takes no status of Omni-Channel back. */
    isNews: function (last, status) {
        return !last || last.mode !== status.mode || last.reason !== status.reason;
    },

    /* During a call Omni-Channel has a status of its own, if the administrator named one and the agent is there. Returns whether that is settled. */
    followCall: function (cmp, status) {
        var during = cmp.get('v.inCall');
        var now = cmp.get('v.omni');
        var before = cmp.get('v.before');
        if (!during || now === this.LOGOUT) {
            return false;
        }
        if (status.inCall) {
            if (!before && now !== during) {
                cmp.set('v.before', now);
                this.setOmni(cmp, during);
            }
            return true;
        }
        cmp.set('v.before', null);
        if (!before || now !== during) {
            return false;
        }
        var own = cmp.get('v.master') === 'omni' ? null : this.presenceOf(cmp, status);
        this.setOmni(cmp, own || before);
        return true;
    },

    /* Omni-Channel has another status. */
    takeOmni: function (cmp, name, reason) {
        cmp.set('v.omni', name);
        var panel = cmp.get('v.panel');
        if (reason === this.BY_COMPONENT || !panel || (panel.inCall && name === cmp.get('v.inCall'))) {
            return;
        }
        if (this.presenceOf(cmp, panel) === name) {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_In_Step'));
        } else if (cmp.get('v.master') !== 'telephone') {
            this.askPanel(cmp, name);
        } else {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Apart'));
        }
    },

    setOmni: function (cmp, name) {
        if (!name) {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Not_Mapped'));
            return;
        }
        var omni = cmp.find('omni');
        var status = cmp.get('v.statuses').filter(function (one) { return one.name === name; })[0];
        if (name !== this.LOGOUT && !status) {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Unknown').replace('{0}', name));
            return;
        }
        var changed = name === this.LOGOUT ? omni.logout() : omni.setServicePresenceStatus({ statusId: status.id });
        var helper = this;
        changed.then(
            $A.getCallback(function () {
                cmp.set('v.omni', name);
                helper.say(cmp, $A.get('$Label.c.Denwa_Omni_In_Step'));
            }),
            $A.getCallback(function () { helper.say(cmp, $A.get('$Label.c.Denwa_Omni_Refused')); })
        );
    },

    /* Has the panel take a status, during a call for the time after it. Its next message says that it has. */
    askPanel: function (cmp, name) {
        var status = this.statusOf(cmp, name);
        if (!status) {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Not_Mapped'));
            return;
        }
        if (cmp.get('v.panel').inCall) {
            this.say(cmp, $A.get('$Label.c.Denwa_Omni_Panel_Apart'));
        }
        cmp.find('channel').publish({ type: 'setStatus', mode: status.mode, reason: status.reason });
    },

    /* The presence status for a status of the panel; empty if the administrator named none. */
    presenceOf: function (cmp, status) {
        var own = status.mode === 'notReady' && status.reason ? this.reasons(cmp)[status.reason] : null;
        return own || (this.MODES.indexOf(status.mode) < 0 ? null : cmp.get('v.' + status.mode));
    },

    /* The status of the panel for a presence status; null if the administrator named none. */
    statusOf: function (cmp, name) {
        var reasons = this.reasons(cmp);
        var code = Object.keys(reasons).filter(function (one) { return reasons[one] === name; })[0];
        if (code) {
            return { mode: 'notReady', reason: code };
        }
        var mode = this.MODES.filter(function (one) { return name && cmp.get('v.' + one) === name; })[0];
        return mode ? { mode: mode } : null;
    },

    /* `lunch=Lunch, meeting=Busy` */
    reasons: function (cmp) {
        var reasons = {};
        (cmp.get('v.reasons') || '').split(',').forEach(function (pair) {
            var parts = pair.split('=');
            if (parts.length === 2 && parts[0].trim() && parts[1].trim()) {
                reasons[parts[0].trim()] = parts[1].trim();
            }
        });
        return reasons;
    },

    say: function (cmp, words) {
        cmp.set('v.words', words);
    }
})
