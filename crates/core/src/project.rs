//! What the view reads: the state told in words and plain values, ready to be shown. Projections compare, so that a view changes only
//! where something changed.

use crate::Now;
use crate::card::{Card, Phase};
use crate::command::Pending;
use crate::dial::Step;
use crate::log::Log;
use crate::notice::{Gravity, Notice, of_session, of_start};
use crate::number::NumberError;
use crate::panel::Panel;
use crate::start::Start;
use crate::text::{Language, Msg, say};
use crate::who::{Match, NotSearched, PopState, Who};
use denwa_protocol::{
    AgentMode, Capability, CommandError, Direction, PbxState, PhoneState, Service, UnavailableReason,
};

/// The status chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusView {
    /// The word.
    pub word: String,
    /// Its colour.
    pub tone: Tone,
    /// Since when, by the panel's clock; none while there is nothing to time.
    pub since: Option<Now>,
    /// Whether the agent can change it now.
    pub can_change: bool,
    /// A change is on its way.
    pub busy: bool,
    /// What the agent can choose.
    pub choices: Vec<Choice>,
    /// Why the last change failed.
    pub error: Option<String>,
}

/// A status the agent can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word.
    pub word: String,
    /// The mode.
    pub mode: AgentMode,
    /// The reason's code.
    pub reason: Option<String>,
    /// It is the present one.
    pub current: bool,
}

/// The colour of a status; never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Takes calls.
    Ready,
    /// Busy with a call.
    Busy,
    /// Not ready.
    Away,
    /// After-call work.
    Work,
    /// Not connected, or signed off.
    Off,
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardView {
    /// The call's ID.
    pub id: String,
    /// The phase.
    pub phase: Phase,
    /// The phase in words.
    pub title: String,
    /// Where the timer starts, by the panel's clock; none for an ended call.
    pub since: Option<Now>,
    /// The talking time of an ended call.
    pub talked: Option<String>,
    /// Line or queue.
    pub line: String,
    /// The biggest thing: who it is, or the number.
    pub headline: String,
    /// What else is known of the record (account and so on), or the name the PBX gave.
    pub about: String,
    /// The number, unless it is the headline already.
    pub number: String,
    /// How many match, in words; empty until known.
    pub count: String,
    /// What the search is doing, in words; empty if nothing needs to be said.
    pub search: String,
    /// The search failed: offer to try again.
    pub can_search_again: bool,
    /// Matches to choose from; only if there are several.
    pub matches: Vec<MatchView>,
    /// The one record it is.
    pub record: Option<String>,
    /// How opening the record went.
    pub pop: PopView,
    /// Offer to make a record.
    pub offers_new_record: bool,
    /// The buttons, always in the same places.
    pub buttons: Vec<Button>,
    /// Why the last command failed.
    pub error: Option<String>,
    /// The log.
    pub log: Option<LogView>,
    /// It can be put away.
    pub can_dismiss: bool,
    /// The number to call back, for an ended call.
    pub call_back: Option<String>,
    /// What a screen reader says of it as soon as it rings.
    pub announce: String,
}

/// How opening the record went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopView {
    /// Nothing to say.
    Nothing,
    /// It opened.
    Opened,
    /// It did not.
    Failed,
}

/// One of several matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchView {
    /// The record's ID.
    pub record: String,
    /// Its name.
    pub name: String,
    /// Its object in words, and what the layout shows.
    pub about: String,
    /// API name of its object, for the icon.
    pub object: String,
    /// The agent chose it.
    pub chosen: bool,
}

/// A button of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What it does.
    pub service: Service,
    /// The word.
    pub word: String,
    /// Whether it can be pressed; otherwise why not.
    pub disabled: Option<String>,
    /// It was pressed and works.
    pub busy: bool,
}

/// The log of an ended call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogView {
    /// The words.
    pub text: String,
    /// How grave.
    pub gravity: Gravity,
    /// Offer to save again.
    pub can_save_again: bool,
}

/// The dial bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialView {
    /// Why dialling is not to be had.
    pub disabled: Option<String>,
    /// A call is being set up.
    pub busy: bool,
    /// Why the last number was not dialled.
    pub error: Option<String>,
    /// An emergency number waits for a yes.
    pub confirm: Option<String>,
}

impl Panel {
    /// Nothing has been shown yet but that the panel starts.
    #[must_use]
    pub fn is_starting(&self) -> bool {
        !self.session.was_live() && !matches!(self.start, Start::Failed { .. })
    }

    /// Whether calls can be seen and acted on.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.session.is_live()
    }

    /// What the agent must read, the gravest first.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let l = self.language;
        let mut notices = Vec::new();
        notices.extend(of_start(&self.start, l));
        let calls_live = self.cards.iter().any(|card| card.call.ended.is_none());
        notices.extend(of_session(&self.session, calls_live, l));
        if self.session.is_live() {
            if self.pbx == PbxState::Down {
                notices.push(Notice::of(Gravity::Warning, Msg::PbxDown.t(l)));
            } else if self.phone == PhoneState::Unregistered {
                notices.push(Notice::of(Gravity::Warning, Msg::PhoneUnregistered.t(l)));
            }
            if !self.primary {
                notices.push(Notice::of(Gravity::Info, Msg::NotPrimary.t(l)));
            }
        }
        notices
    }

    /// The status chip.
    #[must_use]
    pub fn status(&self) -> StatusView {
        let l = self.language;
        let living = |wanted: &[Phase]| {
            self.cards
                .iter()
                .filter(|card| wanted.contains(&card.phase()))
                .map(|card| self.phase_since(card))
                .min()
                .flatten()
        };
        let busy = [
            (Msg::StatusTalking, living(&[Phase::Talking, Phase::Held])),
            (Msg::StatusDialling, living(&[Phase::Dialling, Phase::Prompting])),
            (Msg::StatusRinging, living(&[Phase::Ringing])),
        ];
        let on_a_call = busy.into_iter().find_map(|(word, since)| since.map(|since| (word, since)));
        let (word, tone, since) = match on_a_call {
            Some((word, since)) => (word.t(l).to_owned(), Tone::Busy, Some(since)),
            None if self.is_starting() => (Msg::StatusStarting.t(l).to_owned(), Tone::Off, None),
            None if !self.session.is_live() => (Msg::StatusOffline.t(l).to_owned(), Tone::Off, None),
            None => (self.mode_words(), self.mode_tone(), Some(self.local(self.agent.state.since))),
        };
        let can = self.session.is_live() && unavailable(self.capabilities.agent_state).is_none();
        StatusView {
            word,
            tone,
            since,
            can_change: can && self.agent.pending.service().is_none(),
            busy: self.agent.pending.service().is_some(),
            choices: if can { self.choices() } else { Vec::new() },
            error: failed(&self.agent.pending, l),
        }
    }

    fn local(&self, at: u64) -> Now {
        at.saturating_add_signed(-self.ahead)
    }

    fn choices(&self) -> Vec<Choice> {
        let l = self.language;
        let state = &self.agent.state;
        let choice = |word: &str, mode: AgentMode, reason: Option<&str>| Choice {
            word: word.to_owned(),
            mode,
            reason: reason.map(str::to_owned),
            current: state.mode == mode && state.reason.as_deref() == reason,
        };
        let mut choices = vec![
            choice(Msg::Ready.t(l), AgentMode::Ready, None),
            choice(Msg::NotReady.t(l), AgentMode::NotReady, None),
        ];
        choices
            .extend(self.agent.reasons.iter().map(|r| choice(reason_word(r, l), AgentMode::NotReady, Some(&r.code))));
        choices.push(choice(Msg::AfterCallWork.t(l), AgentMode::WorkNotReady, None));
        choices.push(choice(Msg::SignedOff.t(l), AgentMode::LoggedOff, None));
        choices
    }

    /// The agent's own state in words.
    pub(crate) fn mode_words(&self) -> String {
        let l = self.language;
        let known = || {
            let code = self.agent.state.reason.as_deref()?;
            let reason = self.agent.reasons.iter().find(|reason| reason.code == code);
            Some(reason.map_or(code, |reason| reason_word(reason, l)).to_owned())
        };
        match self.agent.state.mode {
            AgentMode::Ready => Msg::Ready.t(l).to_owned(),
            AgentMode::NotReady => known().unwrap_or_else(|| Msg::NotReady.t(l).to_owned()),
            AgentMode::WorkNotReady => Msg::AfterCallWork.t(l).to_owned(),
            AgentMode::LoggedOff => Msg::SignedOff.t(l).to_owned(),
            AgentMode::Unknown => Msg::StatusUnknown.t(l).to_owned(),
        }
    }

    fn mode_tone(&self) -> Tone {
        match self.agent.state.mode {
            AgentMode::Ready => Tone::Ready,
            AgentMode::NotReady => Tone::Away,
            AgentMode::WorkNotReady => Tone::Work,
            AgentMode::LoggedOff | AgentMode::Unknown => Tone::Off,
        }
    }

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

    /// Why a service is not to be had, if it is not.
    fn disabled(&self, capability: Capability) -> Option<String> {
        let why = if !self.session.is_live() {
            Msg::UnavailableOffline
        } else if self.pbx == PbxState::Down {
            Msg::UnavailablePbxDown
        } else {
            unavailable(capability)?
        };
        Some(why.t(self.language).to_owned())
    }

    /// The calls, in the order they are shown.
    #[must_use]
    pub fn call_ids(&self) -> Vec<String> {
        self.cards.iter().map(|card| card.call.id.clone()).collect()
    }

    /// One call.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<CardView> {
        self.cards.iter().find(|card| card.call.id == id).map(|card| self.card_view(card))
    }

    fn phase_since(&self, card: &Card) -> Option<Now> {
        let call = &card.call;
        let at = match card.phase() {
            Phase::Ringing | Phase::Prompting | Phase::Dialling => Some(call.began_at),
            Phase::Talking => Some(call.answered_at.unwrap_or(call.began_at)),
            Phase::Held => call.held_at.or(call.answered_at).or(Some(call.began_at)),
            Phase::Ended(_) => None,
        };
        at.map(|at| self.local(at))
    }

    fn line_words(&self, card: &Card) -> String {
        let line = card.call.line.as_deref().map(|number| {
            self.lines
                .iter()
                .find(|line| line.number == number)
                .and_then(|line| line.name.clone())
                .unwrap_or_else(|| crate::number::display(number))
        });
        match (line, &card.call.queue) {
            (Some(line), Some(queue)) if line != *queue => format!("{line} · {queue}"),
            (Some(line), _) => line,
            (None, Some(queue)) => queue.clone(),
            (None, None) => String::new(),
        }
    }

    fn card_view(&self, card: &Card) -> CardView {
        let l = self.language;
        let number = card.number_words(l);
        let pbx_name = card.call.remote.name.clone().unwrap_or_default();
        let headline = match (&card.who, card.who.record()) {
            (_, Some(record)) => record.name.clone(),
            (Who::Known(known), None) if !known.matches.is_empty() => Msg::SeveralMatches.t(l).to_owned(),
            _ => number.clone(),
        };
        let about = match card.who.record() {
            Some(record) => record.fields.join("　"),
            None => pbx_name,
        };
        let phase = card.phase();
        let line = self.line_words(card);
        CardView {
            id: card.call.id.clone(),
            phase,
            title: title(card, l),
            since: self.phase_since(card),
            talked: matches!(phase, Phase::Ended(_)).then(|| say::duration(card.talked())),
            number: if headline == number { String::new() } else { number },
            count: count(&card.who, l),
            search: search_words(&card.who, l),
            can_search_again: matches!(card.who, Who::Failed { .. }) && self.session.is_live(),
            matches: match_views(&card.who, l),
            record: card.who.record().map(|record| record.id.clone()),
            pop: match card.pop() {
                Some(PopState::Done) => PopView::Opened,
                Some(PopState::Failed(_)) => PopView::Failed,
                _ => PopView::Nothing,
            },
            offers_new_record: card.offers_new_record(),
            buttons: self.buttons(card),
            error: failed(&card.pending, l),
            log: log_view(&card.log, l),
            can_dismiss: card.can_dismiss(),
            call_back: (card.can_dismiss() && !card.number().is_empty()).then(|| card.number().to_owned()),
            announce: if phase == Phase::Ringing { say::announce_incoming(l, &headline, &line) } else { String::new() },
            headline,
            about,
            line,
        }
    }

    /// Two buttons a phase, in fixed places, so that nothing moves under a finger.
    fn buttons(&self, card: &Card) -> Vec<Button> {
        let able = &self.capabilities;
        let wanted: &[(Service, Msg, Capability)] = match card.phase() {
            Phase::Ringing => {
                &[(Service::Answer, Msg::Answer, able.answer), (Service::Decline, Msg::Decline, able.decline)]
            }
            Phase::Prompting | Phase::Dialling => {
                &[(Service::Hold, Msg::Hold, able.hold), (Service::HangUp, Msg::HangUp, able.hang_up)]
            }
            Phase::Talking => &[(Service::Hold, Msg::Hold, able.hold), (Service::HangUp, Msg::HangUp, able.hang_up)],
            Phase::Held => {
                &[(Service::Retrieve, Msg::Retrieve, able.hold), (Service::HangUp, Msg::HangUp, able.hang_up)]
            }
            Phase::Ended(_) => &[],
        };
        let not_yet = matches!(card.phase(), Phase::Prompting | Phase::Dialling);
        wanted
            .iter()
            .map(|(service, word, capability)| Button {
                service: *service,
                word: word.t(self.language).to_owned(),
                disabled: self.disabled(*capability).or_else(|| {
                    (not_yet && *service == Service::Hold).then(|| Msg::UnavailableNow.t(self.language).to_owned())
                }),
                busy: card.pending.service() == Some(*service),
            })
            .collect()
    }
}

impl Card {
    /// An ended call can be put away once nothing is asked of the agent.
    #[must_use]
    pub fn can_dismiss(&self) -> bool {
        self.call.ended.is_some()
            && !matches!(self.log, Log::Open | Log::Due { .. } | Log::Saving { .. } | Log::Waiting { .. })
    }
}

fn reason_word(reason: &denwa_protocol::Reason, language: Language) -> &str {
    match language {
        Language::Ja => &reason.ja,
        Language::En => &reason.en,
    }
}

fn unavailable(capability: Capability) -> Option<Msg> {
    Some(match capability {
        Capability::Available => return None,
        Capability::Unavailable { reason: UnavailableReason::NotSupportedByPbx } => Msg::NotSupportedByPbx,
        Capability::Unavailable { reason: UnavailableReason::NotSupportedByPhone } => Msg::NotSupportedByPhone,
        Capability::Unavailable { reason: UnavailableReason::NotConfigured } => Msg::NotConfigured,
        Capability::Unavailable { reason: UnavailableReason::Unknown } | Capability::Unknown => Msg::UnavailableNow,
    })
}

fn title(card: &Card, l: Language) -> String {
    let title = match card.phase() {
        Phase::Ringing if card.call.internal => Msg::IncomingInternal,
        Phase::Ringing => Msg::Incoming,
        Phase::Prompting => Msg::Prompting,
        Phase::Dialling => Msg::Dialling,
        Phase::Talking => Msg::Talking,
        Phase::Held => Msg::Held,
        Phase::Ended(_) => {
            let direction = match (card.call.internal, card.call.direction) {
                (true, _) => Msg::LogInternal,
                (false, Direction::Inbound) => Msg::LogInbound,
                (false, Direction::Outbound) => Msg::LogOutbound,
            };
            return format!("{} · {}", direction.t(l), card.result().t(l));
        }
    };
    title.t(l).to_owned()
}

fn count(who: &Who, l: Language) -> String {
    match who {
        Who::Known(known) if known.matches.is_empty() => Msg::NoMatch.t(l).to_owned(),
        Who::Known(known) => say::matches(l, known.matches.len()),
        _ => String::new(),
    }
}

fn search_words(who: &Who, l: Language) -> String {
    let message = match who {
        Who::Searching(_) => Msg::Searching,
        Who::Due => Msg::SearchLater,
        Who::NotSearched(NotSearched::Internal) => Msg::NotSearchedInternal,
        Who::NotSearched(NotSearched::NoNumber) => Msg::NotSearchedNoNumber,
        Who::NotSearched(NotSearched::OtherPanel) => Msg::NotSearchedOtherPanel,
        Who::Failed { error: crate::HostError::TimedOut, .. } => Msg::SearchLate,
        Who::Failed { .. } => Msg::SearchFailed,
        Who::NotSearched(NotSearched::Withheld) | Who::Known(_) => return String::new(),
    };
    message.t(l).to_owned()
}

fn match_views(who: &Who, l: Language) -> Vec<MatchView> {
    match who {
        Who::Known(known) if known.matches.len() > 1 => known
            .matches
            .iter()
            .enumerate()
            .map(|(index, found)| MatchView {
                record: found.id.clone(),
                name: found.name.clone(),
                about: core::iter::once(object_word(found, l))
                    .chain(found.fields.iter().cloned())
                    .collect::<Vec<_>>()
                    .join("・"),
                object: found.object.clone(),
                chosen: known.chosen == Some(index),
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn object_word(found: &Match, l: Language) -> String {
    let message = match found.object.as_str() {
        "Contact" => Msg::Contact,
        "Account" if found.person_contact.is_some() => Msg::PersonAccount,
        "Account" => Msg::Account,
        "Lead" => Msg::Lead,
        "Case" => Msg::Case,
        other => return other.to_owned(),
    };
    message.t(l).to_owned()
}

fn failed(pending: &Pending, l: Language) -> Option<String> {
    let Pending::Failed { service, error } = pending else { return None };
    let what = match service {
        Service::Answer => Msg::Answer,
        Service::Decline => Msg::Decline,
        Service::Hold => Msg::Hold,
        Service::Retrieve => Msg::Retrieve,
        Service::HangUp => Msg::HangUp,
        Service::Dial => Msg::Dial,
        Service::AgentState => Msg::ChangeStatus,
    };
    let why = match error {
        CommandError::NoSuchCall => Msg::ErrorNoSuchCall,
        CommandError::WrongState => Msg::ErrorWrongState,
        CommandError::NotSupported => Msg::ErrorNotSupported,
        CommandError::PbxDown => Msg::ErrorPbxDown,
        CommandError::Refused => Msg::ErrorRefused,
        CommandError::TimedOut => Msg::ErrorTimedOut,
        CommandError::PhoneUnregistered => Msg::ErrorPhoneUnregistered,
        CommandError::BadNumber => Msg::ErrorBadNumber,
        CommandError::Conflict => Msg::ErrorConflict,
        CommandError::RateLimited => Msg::ErrorRateLimited,
        CommandError::BadRequest | CommandError::Unknown => Msg::ErrorOther,
    };
    Some(say::failed(l, what, why))
}

fn log_view(log: &Log, l: Language) -> Option<LogView> {
    let (text, gravity) = match log {
        Log::Open => return None,
        Log::Due { .. } | Log::Saving { .. } => (Msg::LogSaving.t(l).to_owned(), Gravity::Info),
        Log::Saved { .. } => (Msg::LogSaved.t(l).to_owned(), Gravity::Info),
        Log::NotLogged => (Msg::LogNotLogged.t(l).to_owned(), Gravity::Info),
        Log::Elsewhere => (Msg::LogElsewhere.t(l).to_owned(), Gravity::Info),
        Log::Unknown { .. } => (Msg::LogUnknown.t(l).to_owned(), Gravity::Warning),
        Log::Waiting { detail, tries, .. } => (say::log_waiting(l, detail, *tries), Gravity::Warning),
        Log::Failed { detail } => (say::log_failed(l, detail), Gravity::Error),
    };
    let can_save_again = matches!(log, Log::Unknown { .. } | Log::Failed { .. } | Log::Waiting { .. });
    Some(LogView { text, gravity, can_save_again })
}
