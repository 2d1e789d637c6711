//! The lists beside the calls: earlier calls, parked calls, messages, and whom the agent looks up.

use super::Panel;
use crate::call::Card;
use crate::desk::{DeskTab, Target};
use crate::dial::{MayCall, Origin};
use crate::effect::Effect;
use crate::effects::Effects;
use crate::host::{HostRequest, Pop};
use crate::input::DeskAction;
use crate::settings::Integration;
use denwa_protocol::{Call, Command, Number};

impl Panel {
    pub(super) fn on_desk(&mut self, action: DeskAction, effects: &mut Effects) {
        match action {
            DeskAction::Show(tab) => self.show_tab(tab, effects),
            DeskAction::LookUp { place, text } => {
                self.directory.look_up(place, text, self.context.settings(), effects);
            }
            DeskAction::StopLookUp(place) => self.directory.stop(&place, self.session.is_live(), effects),
            DeskAction::DialTarget(target) => self.dial_target(target, effects),
            DeskAction::Redial => self.redial(effects),
            DeskAction::Present(number) => self.dial.presented = number,
            DeskAction::FilterHistory(filter) => self.history.filter(filter, effects),
            DeskAction::FindHistory(text) => self.history.find(text, effects),
            DeskAction::MoreHistory => self.history.read_more(effects),
            DeskAction::ReadHistoryAgain => self.history.try_again(effects),
            DeskAction::CallBack(call) => self.call_back(&call, effects),
            DeskAction::OpenCallRecord(call) => {
                let record = self.history.call(&call).and_then(|call| call.record.clone());
                self.open_record(record.map(|record| record.record_id), effects);
            }
            DeskAction::OpenCallLog(call) => {
                let log = self.history.call(&call).and_then(|call| call.log.clone());
                self.open_record(log.map(|log| log.record_id), effects);
            }
            DeskAction::Hear(call) => self.hear(&call, effects),
            DeskAction::OpenRecording(call) => {
                let url = self.history.call(&call).and_then(|call| self.recording_url(call));
                if let Some(url) = url {
                    effects.push(Effect::OpenTab(url));
                }
            }
            DeskAction::Callback { callback, wish } => self.ask_about_callback(callback, wish, effects),
            DeskAction::DialCallback(callback) => self.dial_callback(&callback, effects),
            DeskAction::OpenCallbackRecord(callback) => {
                let record = self.callback(&callback).and_then(|callback| callback.record.clone());
                self.open_record(record.map(|record| record.record_id), effects);
            }
            DeskAction::PickUp(slot) if self.session.is_live() => self.pick_up.ask(slot, effects),
            DeskAction::PickUp(slot) => self.pick_up.fail_offline(slot),
            DeskAction::WriteMessage { about } => {
                self.messages.write(true, about);
                self.show_tab(DeskTab::Messages, effects);
            }
            DeskAction::CancelMessage => self.messages.write(false, None),
            DeskAction::SendMessage { to, text } => self.messages.send(&to, &text, self.session.is_live(), effects),
            DeskAction::PutMessageAway(id) => {
                if self.session.is_live() {
                    self.messages.dismiss(id, effects);
                }
            }
            DeskAction::OpenMessageRecord(id) => {
                let message = self.context.server.messages.iter().find(|message| message.id == id);
                let record = message.and_then(|message| message.about.as_ref()?.record.clone());
                self.open_record(record.map(|record| record.record_id), effects);
            }
        }
    }

    /// Show a list. Whoever looks at the earlier calls has seen those that she missed.
    pub(super) fn show_tab(&mut self, tab: DeskTab, effects: &mut Effects) {
        self.tab = tab;
        self.history.show(tab == DeskTab::History && self.session.is_live(), effects);
        self.team.was_cut_off = false;
        self.team.watch(self.is_team_wanted(), self.session.is_live(), effects);
        self.see_missed(effects);
    }

    pub(super) fn see_missed(&mut self, effects: &mut Effects) {
        if self.tab == DeskTab::History && self.session.is_live() && self.context.server.missed > 0 {
            effects.command(Command::SeeMissed);
            self.context.server.missed = 0;
        }
    }

    /// A connection is live: what the lists show may be out of date.
    pub(super) fn renew_desk(&mut self, effects: &mut Effects) {
        self.pick_up.pending.repeat(effects);
        self.messages.repeat(effects);
        self.callbacks.repeat(effects);
        self.directory.on_live(effects);
        self.team.on_live(self.is_team_wanted(), effects);
        if self.tab == DeskTab::History {
            self.history.show(true, effects);
            self.history.read_again(effects);
        }
        self.see_missed(effects);
    }

    fn dial_target(&mut self, target: Target, effects: &mut Effects) {
        let known = target.record.as_ref().and_then(|record| self.directory.is_do_not_call(record));
        let may_call = match known {
            Some(true) => MayCall::No,
            Some(false) => MayCall::Yes,
            None => MayCall::Unknown,
        };
        self.dial_from(&target.number, Origin { may_call, ..Origin::of(target.record) }, effects);
    }

    /// Call the other side of an earlier call back, from the record that was found then.
    fn call_back(&mut self, call: &str, effects: &mut Effects) {
        let Some(call) = self.history.call(call) else { return };
        let Number::Known { digits } = &call.remote.number else { return };
        let text = digits.clone();
        let origin = Origin { line: call.line.clone(), ..Origin::of(call.record.clone()) };
        self.dial_from(&text, origin, effects);
    }

    /// Open a record's page in the CRM.
    fn open_record(&self, id: Option<String>, effects: &mut Effects) {
        if let Some(id) = id
            && self.settings().integration() != Integration::Off
        {
            effects.tell_host(HostRequest::Pop(Pop::Record { id }));
        }
    }

    fn hear(&mut self, call: &str, effects: &mut Effects) {
        let Some(call) = self.history.call(call) else { return };
        if let (Some(url), Some(ended)) = (self.recording_url(call), call.ended) {
            let (id, ended_at) = (call.id.clone(), self.context.local(ended.at));
            self.history.recordings.ask(&id, url, ended_at, effects);
        }
    }

    /// Where the recording of an earlier call is; none of a call that is not recorded.
    pub(crate) fn recording_url(&self, call: &Call) -> Option<String> {
        Card::of_past(call, &self.context).recording(&self.context)
    }
}
