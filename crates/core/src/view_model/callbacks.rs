//! Callers to call back (折り返し).

use super::commands::errand_error;
use crate::Now;
use crate::callbacks::CallbackWish;
use crate::number;
use crate::panel::Panel;
use crate::settings::Integration;
use crate::text::{Msg, say};
use denwa_protocol::{Callback, CallbackAttempt, Command, Number};

/// How many calls to a caller a row shows, the last ones.
const ATTEMPTS: usize = 3;

/// Callers to call back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbacksView {
    /// The callers, the last who called first.
    pub rows: Vec<CallbackView>,
    /// Why the agent's last wish was not granted.
    pub error: Option<String>,
    /// What is said if nobody is to be called back.
    pub status: Option<&'static str>,
    /// The user's time zone, empty for that of this machine.
    pub time_zone: String,
}

/// A caller to call back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackView {
    /// The callback's ID.
    pub id: String,
    /// Who called.
    pub who: String,
    /// What is known below the headline: number, line, queue, how often.
    pub about: String,
    /// When the caller called last, by the panel's clock.
    pub at: Now,
    /// Who has taken it on, in words.
    pub claim: Option<String>,
    /// What the agent can do about that.
    pub claiming: ClaimView,
    /// The last calls to the caller.
    pub attempts: Vec<AttemptView>,
    /// The record can be opened.
    pub has_record: bool,
    /// What the button that calls back says to a screen reader.
    pub call_back: String,
    /// Why the agent cannot call back now.
    pub unavailable: Option<String>,
    /// What the button that puts it away says to a screen reader; none while a colleague has taken it on.
    pub put_away: Option<String>,
    /// Something about it is on its way.
    pub is_busy: bool,
}

/// What the agent can do about who has taken a callback on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimView {
    /// Take it on; with what the button says to a screen reader.
    Claim(String),
    /// Give it back; with what the button says to a screen reader.
    Release(String),
    /// Nothing: a colleague has taken it on.
    Colleague,
}

/// A call to a caller who was missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptView {
    /// When, by the panel's clock.
    pub at: Now,
    /// Who called, and how it went.
    pub words: String,
}

impl Panel {
    pub(super) fn callbacks_view(&self) -> CallbacksView {
        let callbacks = &self.context.server.callbacks;
        CallbacksView {
            rows: callbacks.iter().map(|callback| self.callback_view(callback)).collect(),
            error: self.callback_error(),
            status: callbacks.is_empty().then(|| Msg::NoCallbacks.t(self.context.language)),
            time_zone: self.context.time_zone.clone(),
        }
    }

    /// How many callers wait for this agent: those that no colleague has taken on.
    pub(super) fn callbacks_to_do(&self) -> usize {
        let callbacks = self.context.server.callbacks.iter();
        callbacks.filter(|callback| callback.claim.is_none() || self.has_claimed(callback)).count()
    }

    fn callback_error(&self) -> Option<String> {
        errand_error(&self.callbacks, errand_word, self.context.language)
    }

    fn callback_view(&self, callback: &Callback) -> CallbackView {
        let language = self.context.language;
        let who = self.name_or_number(&callback.remote, callback.record.as_ref());
        let label = |wish| say::about_caller(language, &who, wish_word(wish));
        let claiming = match &callback.claim {
            None => ClaimView::Claim(label(CallbackWish::Claim)),
            Some(_) if self.has_claimed(callback) => ClaimView::Release(label(CallbackWish::Release)),
            Some(_) => ClaimView::Colleague,
        };
        let claim = callback.claim.as_ref().map(|claim| match claiming {
            ClaimView::Colleague => say::claimed_by(language, claim.by.label()),
            ClaimView::Claim(_) | ClaimView::Release(_) => Msg::CallbackOwn.t(language).to_owned(),
        });
        let skipped = callback.attempts.len().saturating_sub(ATTEMPTS);
        let is_linked = self.settings().integration() != Integration::Off;
        CallbackView {
            id: callback.id.clone(),
            about: self.about_callback(callback, &who),
            at: self.context.local(callback.last_at),
            unavailable: self.callback_unavailable(callback, claim.as_deref()),
            put_away: (claiming != ClaimView::Colleague).then(|| label(CallbackWish::PutAway)),
            claim,
            claiming,
            attempts: callback.attempts.iter().skip(skipped).map(|attempt| self.attempt_view(attempt)).collect(),
            has_record: is_linked && callback.record.is_some(),
            call_back: say::call_back(language, &who),
            is_busy: self.is_asking_about(&callback.id) || self.is_calling_back(&callback.id),
            who,
        }
    }

    fn about_callback(&self, callback: &Callback, who: &str) -> String {
        let number = match &callback.remote.number {
            Number::Known { digits } => number::display_with(digits, self.settings().dial_prefixes()),
            Number::Withheld | Number::Unknown => String::new(),
        };
        let number = Some(number).filter(|number| number != who && !number.is_empty());
        let line = callback.line.as_deref().map(|line| self.context.line_name(line));
        let queue = callback.queue.as_deref().map(|queue| self.queue_name(queue));
        let times = say::times_called(self.context.language, callback.calls);
        number.into_iter().chain(line).chain(queue).chain([times]).collect::<Vec<_>>().join(" · ")
    }

    fn callback_unavailable(&self, callback: &Callback, claim: Option<&str>) -> Option<String> {
        if let Some(why) = self.unavailable(self.context.server.capabilities.dial) {
            return Some(why.to_owned());
        }
        if self.has_live_call() {
            return Some(Msg::CallbackInCall.t(self.context.language).to_owned());
        }
        claim.filter(|_| !self.may_call_back(callback)).map(str::to_owned)
    }

    fn attempt_view(&self, attempt: &CallbackAttempt) -> AttemptView {
        let outcome = match attempt.answered {
            None => Msg::AttemptRinging,
            Some(true) => Msg::AttemptAnswered,
            Some(false) => Msg::AttemptUnanswered,
        };
        let words = say::attempt(self.context.language, attempt.by.label(), outcome);
        AttemptView { at: self.context.local(attempt.at), words }
    }
}

fn errand_word(command: &Command) -> Msg {
    CallbackWish::of(command).map_or(Msg::PutAwayCallback, |(wish, _)| wish_word(wish))
}

fn wish_word(wish: CallbackWish) -> Msg {
    match wish {
        CallbackWish::Claim => Msg::ClaimCallback,
        CallbackWish::Release => Msg::ReleaseCallback,
        CallbackWish::PutAway => Msg::PutAwayCallback,
    }
}
