//! The number that a caller dialled, by whatever means the dialplan gives it.

use super::{Tracker, channel::Channel};

impl Tracker {
    /// Returns the number that the caller of an incoming leg dialled; at least the agent's own extension.
    pub(super) fn called_number(&self, leg: &Channel, extension: &str) -> Option<String> {
        let path = self.path(leg);
        let root = self.channel(self.call_id(leg));
        let caller = path.caller();
        let variable =
            path.channels.iter().copied().chain(caller).chain(root).find_map(|channel| channel.line.as_deref());
        if let Some(number) = variable {
            return Some(self.lines.by_number(number).unwrap_or(number).to_owned());
        }
        let entry = |caller: &Channel| self.line_at_entry(caller).or_else(|| caller.sent_to.clone());
        caller.and_then(entry).or_else(|| Some(extension.to_owned()))
    }

    /// Returns the number that a calling channel dialled: from a variable, else by where it entered the dialplan.
    pub(super) fn line_of(&self, caller: &Channel) -> Option<String> {
        let by_variable =
            caller.line.as_deref().map(|number| self.lines.by_number(number).unwrap_or(number).to_owned());
        by_variable.or_else(|| self.line_at_entry(caller))
    }

    /// Returns the line at whose extension or context a channel entered the dialplan, else the extension itself.
    fn line_at_entry(&self, caller: &Channel) -> Option<String> {
        let by_exten = caller.exten.as_deref().and_then(|exten| self.lines.by_number(exten));
        // The phones inside have contexts, too, but are on no line of the organisation.
        let is_outside = self.extension_of(caller).is_none();
        let by_context = || self.lines.by_context(caller.context.as_deref().filter(|_| is_outside)?);
        by_exten.or_else(by_context).map(str::to_owned).or_else(|| caller.exten.clone())
    }
}
