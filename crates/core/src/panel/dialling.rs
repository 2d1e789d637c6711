//! Dialling: which command is sent for a number, and which of the organisation's numbers it presents.

use super::Panel;
use crate::dial::{MayCall, Origin, Outgoing};
use crate::effects::Effects;
use crate::number;
use denwa_protocol::{AttachedRecord, Command, Line};

impl Panel {
    /// Dial the number in a text that the agent typed, or that was clicked on a page.
    pub(super) fn dial_text(&mut self, text: &str, record: Option<AttachedRecord>, effects: &mut Effects) {
        let is_forbidden = record.is_none() && self.directory.is_do_not_call_number(text);
        let may_call = if is_forbidden { MayCall::No } else { MayCall::Unknown };
        self.dial_from(text, Origin { may_call, ..Origin::of(record) }, effects);
    }

    /// Dial the number in a text that came from somewhere.
    pub(super) fn dial_from(&mut self, text: &str, origin: Origin, effects: &mut Effects) {
        if self.session.is_live() {
            let outgoing = self.dial.dial(text, origin, self.context.settings(), effects);
            self.send_dial(outgoing, effects);
        } else {
            self.dial.fail_offline();
        }
    }

    /// Dial the last number again.
    pub(super) fn redial(&mut self, effects: &mut Effects) {
        if self.session.is_live() {
            let outgoing = self.dial.again(self.context.settings(), effects);
            self.send_dial(outgoing, effects);
        } else {
            self.dial.fail_offline();
        }
    }

    /// Send the number that the dial bar hands out.
    pub(super) fn send_dial(&mut self, outgoing: Option<Outgoing>, effects: &mut Effects) {
        let Some(outgoing) = outgoing else { return };
        if self.session.is_live() {
            let command = self.dial_command(&outgoing);
            self.dial.send(outgoing, command, effects);
        } else {
            self.dial.fail_offline();
        }
    }

    /// The command that dials a number: a consultation for the call that the agent is in, if there is one.
    fn dial_command(&self, outgoing: &Outgoing) -> Command {
        let (number, extension) = (outgoing.number.digits.clone(), outgoing.number.extension.clone());
        let (record, presented) = (outgoing.origin.record.clone(), self.presented(outgoing));
        match self.consulted_from() {
            Some(call) => Command::Consult { call, number, record, extension, presented },
            None => Command::Dial { number, record, extension, presented, callback: outgoing.origin.callback.clone() },
        }
    }

    /// The number to present (通知番号): of a call back the line that was called, if the settings say so; else what the agent chose; else
    /// the administrator's default. None leaves it to the PBX.
    fn presented(&self, outgoing: &Outgoing) -> Option<String> {
        if outgoing.is_emergency {
            return None;
        }
        let settings = self.settings();
        let line = outgoing.origin.line.as_deref().filter(|_| settings.presents_called_line());
        let wanted = [line, self.dial.presented.as_deref(), Some(settings.presented_number())];
        wanted.into_iter().flatten().find_map(|number| self.presentable(number)).map(|line| line.number.clone())
    }

    /// The line with that number, if this agent may present it.
    pub(crate) fn presentable(&self, wanted: &str) -> Option<&Line> {
        let is_wanted =
            |line: &&Line| line.presentable && (line.number == wanted || number::same(&line.number, wanted));
        self.context.server.lines.iter().find(is_wanted)
    }
}
