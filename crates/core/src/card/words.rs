//! What a call is called: number, name, label, result.

use super::{Card, Phase, World};
use crate::host::CallType;
use crate::placeholders::Values;
use crate::settings::{Key, Settings};
use crate::text::{Language, Msg, say};
use crate::who::Who;
use denwa_protocol::{Cause, Direction, Number};

/// A text an administrator may set; while nobody has, the word in the agent's own language.
fn word(settings: &Settings, key: Key, message: Msg, language: Language) -> String {
    let set = settings.text(key);
    if set == key.row().default { message.t(language) } else { set }.to_owned()
}

impl Card {
    /// The number for people, or the word that stands for it.
    pub(crate) fn number_words(&self, world: &World) -> String {
        match &self.call.remote.number {
            Number::Known { digits } => crate::number::display(digits),
            Number::Withheld => word(world.settings(), Key::WithheldName, Msg::Withheld, world.language),
            Number::Unknown => Msg::NoNumber.t(world.language).to_owned(),
        }
    }

    /// {NAME}: the record's name, or 該当なし or 複数該当; empty until searched.
    pub(crate) fn name(&self, world: &World) -> String {
        match (&self.who, self.who.record()) {
            (_, Some(record)) => record.name.clone(),
            (Who::Known(known), None) if known.matches.is_empty() => {
                word(world.settings(), Key::NameNoMatch, Msg::NoMatch, world.language)
            }
            (Who::Known(_), None) => word(world.settings(), Key::NameSeveral, Msg::SeveralMatches, world.language),
            _ => String::new(),
        }
    }

    /// What the placeholders stand for: codes and seconds for other programs, words for people.
    pub(super) fn values(&self, world: &World, for_people: bool) -> Values {
        let l = world.language;
        let own = self.own_number(world).to_owned();
        let other = self.plain_number(world);
        let (from, to) = match self.call.direction {
            Direction::Inbound => (other, own),
            Direction::Outbound => (own, other),
        };
        let (direction, code, _) = self.direction();
        let duration = self.talked();
        Values([
            from,
            to,
            self.name(world),
            self.call.queue.clone().unwrap_or_default(),
            if for_people { direction.t(l) } else { code }.to_owned(),
            self.call.id.clone(),
            self.call.request_id.clone(),
            self.result_words(l),
            if for_people { say::duration(duration) } else { crate::cut::digits(duration / 1_000) },
        ])
    }

    /// Who began it: in words, as a code, and as Salesforce has it.
    pub(super) fn direction(&self) -> (Msg, &'static str, &'static str) {
        match self.call_type() {
            CallType::Inbound => (Msg::LogInbound, "inbound", "Inbound"),
            CallType::Outbound => (Msg::LogOutbound, "outbound", "Outbound"),
            CallType::Internal => (Msg::LogInternal, "internal", "Internal"),
        }
    }

    /// How the call went: what the agent chose, else what the telephony knows.
    pub(super) fn result_words(&self, language: Language) -> String {
        self.chosen_result.clone().unwrap_or_else(|| self.result().t(language).to_owned())
    }

    /// The host's label for this call.
    pub(crate) fn label(&self, world: &World) -> String {
        let name = self.name(world);
        let number = self.number_words(world);
        let who = if self.who.record().is_some() { name } else { say::titled(&name, &number) };
        let title = match self.phase() {
            Phase::Ringing if self.call.internal => Msg::IncomingInternal,
            Phase::Ringing => Msg::Incoming,
            Phase::Prompting | Phase::Dialling => Msg::Dialling,
            Phase::Talking => Msg::Talking,
            Phase::Held => Msg::Held,
            Phase::Ended(_) => Msg::Ended,
        };
        say::titled(title.t(world.language), &who)
    }

    /// How the call went.
    #[must_use]
    pub fn result(&self) -> Msg {
        let answered = self.call.answered_at.is_some();
        match (self.call.ended.map(|ended| ended.cause), self.call.direction) {
            (Some(Cause::Normal), Direction::Inbound) => Msg::ResultAnswered,
            (Some(Cause::Normal), Direction::Outbound) if answered => Msg::ResultConnected,
            (Some(Cause::Normal | Cause::NoAnswer), _) => Msg::ResultNoAnswer,
            (Some(Cause::Missed | Cause::Declined), Direction::Outbound) => Msg::ResultCancelled,
            (Some(Cause::Missed), Direction::Inbound) => Msg::ResultMissed,
            (Some(Cause::Declined), Direction::Inbound) => Msg::ResultDeclined,
            (Some(Cause::AnsweredElsewhere), _) => Msg::ResultElsewhere,
            (Some(Cause::Busy), _) => Msg::ResultBusy,
            (Some(Cause::Refused), _) => Msg::ResultRefused,
            (Some(Cause::Unreachable), _) => Msg::ResultUnreachable,
            (Some(Cause::Transferred), _) => Msg::ResultTransferred,
            (Some(Cause::Parked), _) => Msg::ResultParked,
            (Some(Cause::Lost), _) => Msg::ResultLost,
            (Some(Cause::Unknown) | None, _) => Msg::ResultUnknown,
        }
    }
}
