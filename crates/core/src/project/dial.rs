//! The dial bar.

use super::failed;
use crate::dial::Step;
use crate::number::NumberError;
use crate::panel::Panel;
use crate::text::Msg;

/// The dial bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialView {
    /// Why dialling is not to be had.
    pub disabled: Option<&'static str>,
    /// A call is being set up.
    pub busy: bool,
    /// Why the last number was not dialled.
    pub error: Option<String>,
    /// An emergency number waits for a yes.
    pub confirm: Option<String>,
}

impl Panel {
    /// The dial bar.
    #[must_use]
    pub fn dial(&self) -> DialView {
        let l = self.language;
        let confirm = match &self.dial.step {
            Step::Confirm { number, .. } => Some(number.clone()),
            _ => None,
        };
        let error = match &self.dial.step {
            Step::Refused(NumberError::Empty) => Some(Msg::EmptyNumber.t(l).to_owned()),
            Step::Refused(_) => Some(Msg::BadNumber.t(l).to_owned()),
            _ => failed(&self.dial.pending, l),
        };
        DialView {
            disabled: self.disabled(self.capabilities.dial),
            busy: self.dial.pending.service().is_some(),
            error,
            confirm,
        }
    }
}
