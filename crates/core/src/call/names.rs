//! How the other side is called: number, name, label.

use super::{CallContext, Card, Phase, Who};
use crate::number;
use crate::settings::Key;
use crate::text::{Msg, say};
use denwa_protocol::Number;

impl Card {
    /// The number as the PBX writes it; empty if there is none.
    #[must_use]
    pub fn number(&self) -> &str {
        match &self.call.remote.number {
            Number::Known { digits } => digits,
            Number::Withheld | Number::Unknown => "",
        }
    }

    /// The number for people, without the prefixes of the PBX, or the word in its place.
    #[must_use]
    pub fn number_words(&self, context: &CallContext) -> String {
        let language = context.language;
        match &self.call.remote.number {
            Number::Known { digits } => number::display_with(digits, context.settings().dial_prefixes()),
            Number::Withheld => custom_word(Key::WithheldName, Msg::Withheld, context),
            Number::Unknown => Msg::NoNumber.t(language).to_owned(),
        }
    }

    /// {NAME}: the record's name, or 該当なし or 複数該当; empty until searched. Of an internal call the colleague's name.
    #[must_use]
    pub fn name(&self, context: &CallContext) -> String {
        if let Some(record) = self.who.record() {
            return record.name.clone();
        }
        match (&self.who, self.colleague()) {
            (Who::Known(known), _) if !known.matches.is_empty() => {
                custom_word(Key::NameSeveral, Msg::SeveralMatches, context)
            }
            (_, Some(name)) => name.to_owned(),
            (Who::Known(_), None) => no_match(context),
            _ => String::new(),
        }
    }

    /// The name of the other side of an internal call, as the PBX gives it.
    #[must_use]
    pub fn colleague(&self) -> Option<&str> {
        self.call.remote.name.as_deref().filter(|name| self.call.internal && !name.is_empty())
    }

    /// Line and queue.
    #[must_use]
    pub fn line_words(&self, context: &CallContext) -> String {
        let line = self.call.line.as_ref().map(|number| context.line_name(number));
        match (line, self.call.queue.clone()) {
            (Some(line), Some(queue)) if line != queue => format!("{line} · {queue}"),
            (line, queue) => line.or(queue).unwrap_or_default(),
        }
    }

    /// The label of the utility item for this call.
    pub(crate) fn label(&self, context: &CallContext) -> String {
        let name = self.name(context);
        let who = match self.who.record() {
            Some(_) => name,
            None => say::titled(&name, &self.number_words(context)),
        };
        let title = match self.phase() {
            Phase::Ringing if self.call.internal => Msg::IncomingInternal,
            Phase::Ringing => Msg::Incoming,
            Phase::Prompting | Phase::Dialling => Msg::Dialling,
            Phase::Talking => Msg::Talking,
            Phase::Held => Msg::Held,
            Phase::Ended(_) => Msg::Ended,
        };
        say::titled(title.t(context.language), &who)
    }
}

/// What a caller is called whom no record matches (検索結果がない時の{NAME}パラメータ).
pub(crate) fn no_match(context: &CallContext) -> String {
    custom_word(Key::NameNoMatch, Msg::NoMatch, context)
}

/// A text that an administrator may set; while nobody has, the word in the agent's own language.
fn custom_word(key: Key, message: Msg, context: &CallContext) -> String {
    match context.settings().custom_text(key) {
        Some(text) => text.to_owned(),
        None => message.t(context.language).to_owned(),
    }
}
