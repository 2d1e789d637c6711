//! The dial bar.

use super::failed;
use super::value::Map;
use crate::dial::Step;
use crate::number::NumberError;
use crate::panel::Panel;
use crate::text::Msg;

impl Panel {
    /// The dial bar: whether a call is being set up, why the last number was not dialled or none can be, and whether an emergency number
    /// waits for a yes.
    pub(super) fn show_dial(&self, map: &mut Map) {
        let l = self.world.language;
        let mut question = String::new();
        let error = match &self.dial.step {
            Step::Refused(NumberError::Empty) => Msg::EmptyNumber.t(l).to_owned(),
            Step::Refused(_) => Msg::BadNumber.t(l).to_owned(),
            step => {
                if let Step::Confirm { number, .. } = step {
                    question = [number, " ", Msg::EmergencyQuestion.t(l)].concat();
                }
                failed(&self.dial.pending, l)
            }
        };
        let off = self.disabled(self.world.told.capabilities.dial);
        map.flag("no_dial", !off.is_empty());
        map.flag("dialling", self.dial.pending.service().is_some());
        map.flag("dial_error", !error.is_empty());
        map.text("dial_help", if error.is_empty() { off.to_owned() } else { error });
        map.text("question", question);
    }
}
