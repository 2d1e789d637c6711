//! The dial bar.

use super::commands::command_error;
use crate::dial::Step;
use crate::number::{self, Dialable, NumberError};
use crate::panel::Panel;
use crate::text::{Msg, say};

/// The dial bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialView {
    /// Why no call can be dialled now.
    pub unavailable: Option<&'static str>,
    /// A call is being set up.
    pub is_dialling: bool,
    /// Why the last number was not dialled.
    pub error: Option<String>,
    /// An emergency number waits for the agent's confirmation.
    pub question: Option<String>,
    /// The numbers to choose from, where several were in the text.
    pub numbers: Vec<NumberView>,
}

/// A number to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberView {
    /// The digits that are dialled.
    pub digits: String,
    /// The number as people write it, with its extension.
    pub words: String,
}

impl Panel {
    pub(super) fn dial_view(&self) -> DialView {
        let language = self.context.language;
        let (error, question) = match &self.dial.step {
            Step::Refused(NumberError::Empty) => (Some(Msg::EmptyNumber.t(language).to_owned()), None),
            Step::Refused(_) => (Some(Msg::BadNumber.t(language).to_owned()), None),
            Step::Confirm { number, .. } => {
                (None, Some(say::titled(&number.digits, Msg::EmergencyQuestion.t(language))))
            }
            Step::Ready | Step::Choose { .. } => (None, None),
        };
        DialView {
            unavailable: self.unavailable(self.context.server.capabilities.dial),
            is_dialling: self.dial.pending.service().is_some(),
            error: error.or_else(|| command_error(&self.dial.pending, language)),
            question,
            numbers: self.numbers_to_choose(),
        }
    }

    fn numbers_to_choose(&self) -> Vec<NumberView> {
        let Step::Choose { numbers, .. } = &self.dial.step else { return Vec::new() };
        let view = |number: &Dialable| {
            let shown = number::display_with(&number.digits, self.settings().dial_prefixes());
            let words = match &number.extension {
                Some(digits) => say::titled(&shown, &say::extension(self.language(), digits)),
                None => shown,
            };
            NumberView { digits: number.digits.clone(), words }
        };
        numbers.iter().map(view).collect()
    }
}
