//! The dial bar.

use super::commands::command_error;
use crate::dial::{Doubt, Step};
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
    /// The number that was dialled last, in words.
    pub last: Option<String>,
    /// The numbers that can be presented (通知番号), the settings' first; empty if the agent may present none.
    pub presented: Vec<PresentedView>,
}

/// A number that can be presented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentedView {
    /// The number; none for what the settings say.
    pub number: Option<String>,
    /// In words.
    pub words: String,
    /// It is presented.
    pub is_chosen: bool,
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
            Step::Refused(error) => (Some(refusal(*error).t(language).to_owned()), None),
            Step::Confirm { outgoing, doubt } => {
                let record = outgoing.origin.record.as_ref().and_then(|record| record.name.as_deref());
                let who = match doubt {
                    Doubt::Emergency => outgoing.number.digits.clone(),
                    Doubt::DoNotCall => say::titled(record.unwrap_or_default(), &self.number_shown(&outgoing.number)),
                };
                let question = match doubt {
                    Doubt::Emergency => Msg::EmergencyQuestion,
                    Doubt::DoNotCall => Msg::DoNotCallQuestion,
                };
                (None, Some(say::titled(&who, question.t(language))))
            }
            Step::Ready | Step::Choose { .. } | Step::Checking { .. } => (None, None),
        };
        DialView {
            unavailable: self.unavailable(self.context.server.capabilities.dial),
            is_dialling: self.dial.pending.service().is_some() || matches!(self.dial.step, Step::Checking { .. }),
            error: error.or_else(|| command_error(&self.dial.pending, language)),
            question,
            numbers: self.numbers_to_choose(),
            last: self.last_number(),
            presented: self.presented_views(),
        }
    }

    /// What the settings say, then each line that the agent may present.
    fn presented_views(&self) -> Vec<PresentedView> {
        let language = self.language();
        let lines: Vec<_> = self.context.server.lines.iter().filter(|line| line.presentable).collect();
        if lines.is_empty() {
            return Vec::new();
        }
        let words = |number: &str| {
            let name = self.context.line_name(number);
            let shown = number::display(number);
            if name == shown { name } else { say::titled(&name, &shown) }
        };
        let usual = match self.presentable(self.settings().presented_number()) {
            Some(line) => words(&line.number),
            None => Msg::PresentedByPbx.t(language).to_owned(),
        };
        let chosen = self.dial.presented.as_deref().and_then(|number| self.presentable(number));
        let is_chosen = |number: Option<&str>| chosen.map(|line| line.number.as_str()) == number;
        let usual = PresentedView { number: None, words: usual, is_chosen: is_chosen(None) };
        let view = |number: &String| PresentedView {
            words: words(number),
            is_chosen: is_chosen(Some(number)),
            number: Some(number.clone()),
        };
        std::iter::once(usual).chain(lines.into_iter().map(|line| view(&line.number))).collect()
    }

    fn number_shown(&self, number: &Dialable) -> String {
        number::display_with(&number.digits, self.settings().dial_prefixes())
    }

    fn numbers_to_choose(&self) -> Vec<NumberView> {
        let Step::Choose { numbers, .. } = &self.dial.step else { return Vec::new() };
        let view = |number: &Dialable| {
            let shown = self.number_shown(number);
            let words = match &number.extension {
                Some(digits) => say::titled(&shown, &say::extension(self.language(), digits)),
                None => shown,
            };
            NumberView { digits: number.digits.clone(), words }
        };
        numbers.iter().map(view).collect()
    }
}

/// Why a text is not dialled.
fn refusal(error: NumberError) -> Msg {
    match error {
        NumberError::Empty => Msg::EmptyNumber,
        NumberError::Letters => Msg::NumberLetters,
        NumberError::Date => Msg::NumberDate,
        NumberError::Amount => Msg::NumberAmount,
        NumberError::PostalCode => Msg::NumberPostalCode,
        NumberError::TooShort => Msg::NumberTooShort,
        NumberError::TooLong => Msg::NumberTooLong,
        NumberError::Nonsense => Msg::BadNumber,
    }
}
