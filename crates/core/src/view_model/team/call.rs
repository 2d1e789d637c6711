//! A live call of a member, and how a supervisor can take part in it.

use crate::Now;
use crate::panel::Panel;
use crate::text::{Language, Msg, say};
use denwa_protocol::{
    Colleague, Command, ConnectionState, Direction, HandKind, MonitorMode, RaisedHand, Recording, Service, TeamCall,
};

/// The ways to take part in a call, in fixed places.
const MODES: [MonitorMode; 3] = [MonitorMode::Listen, MonitorMode::Whisper, MonitorMode::BargeIn];

/// A live call of a member.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamCallView {
    /// Its ID.
    pub call: String,
    /// What it does, in words.
    pub title: &'static str,
    /// The other side.
    pub who: String,
    /// Line and queue.
    pub line: String,
    /// Since when it does so, by the panel's clock.
    pub since: Now,
    /// What must be in sight: it is recorded, a hand is up, somebody takes part.
    pub marks: Vec<String>,
    /// A hand is up about it.
    pub is_alert: bool,
    /// How the supervisor can take part; empty while nobody has answered.
    pub monitors: Vec<MonitorButton>,
}

/// A way to take part in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitorButton {
    /// How.
    pub mode: MonitorMode,
    /// In a word.
    pub word: &'static str,
    /// What the button says to a screen reader.
    pub label: String,
    /// The supervisor takes part so now.
    pub is_on: bool,
    /// It is on its way.
    pub is_busy: bool,
    /// Why it cannot be pressed now.
    pub unavailable: Option<&'static str>,
}

impl MonitorButton {
    /// The buttons for an agent's call: `own` is how the supervisor takes part now, `asked` what is on its way.
    pub(super) fn all(
        agent: &Colleague,
        own: Option<MonitorMode>,
        asked: Option<MonitorMode>,
        unavailable: Option<&'static str>,
        language: Language,
    ) -> Vec<Self> {
        let button = |mode| {
            let word = mode_word(mode).t(language);
            Self {
                mode,
                word,
                label: say::labelled(language, word, agent.label()),
                is_on: own == Some(mode),
                is_busy: asked == Some(mode),
                unavailable,
            }
        };
        MODES.map(button).into()
    }
}

impl Panel {
    pub(super) fn team_call_view(&self, agent: &Colleague, call: &TeamCall) -> TeamCallView {
        let (message, since) = match (call.state, call.answered_at, call.direction) {
            (ConnectionState::Held, ..) => (Msg::Held, call.held_at),
            (_, Some(answered), _) => (Msg::Talking, Some(answered)),
            (_, None, Direction::Inbound) => (Msg::Incoming, None),
            (_, None, Direction::Outbound) => (Msg::Dialling, None),
        };
        let line = call.line.as_ref().map(|number| self.context.line_name(number));
        TeamCallView {
            call: call.id.clone(),
            title: message.t(self.context.language),
            who: self.name_or_number(&call.remote, None),
            line: [line, call.queue.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            since: self.context.local(since.unwrap_or(call.began_at)),
            marks: self.team_marks(call),
            is_alert: call.hand.as_ref().is_some_and(RaisedHand::is_up),
            monitors: self.monitor_buttons(agent, call),
        }
    }

    fn team_marks(&self, call: &TeamCall) -> Vec<String> {
        let language = self.context.language;
        let hand = call.hand.as_ref().filter(|hand| hand.is_up()).map(|hand| match hand.kind {
            HandKind::Harassment => Msg::Harassment,
            HandKind::Help | HandKind::Unknown => Msg::HandHelp,
        });
        let recording = match call.recording {
            Some(Recording::On) => Some(Msg::RecordingOn),
            Some(Recording::Paused) => Some(Msg::RecordingPaused),
            _ => None,
        };
        let words = [hand, recording].into_iter().flatten().map(|message| message.t(language).to_owned());
        let is_own = |by: &Colleague| by.extension == self.context.server.extension;
        let other = call.monitored.as_ref().filter(|monitored| !is_own(&monitored.by));
        words.chain(other.map(|other| say::monitored(language, other.mode, other.by.label()))).collect()
    }

    fn monitor_buttons(&self, agent: &Colleague, call: &TeamCall) -> Vec<MonitorButton> {
        if call.answered_at.is_none() || agent.extension == self.context.server.extension {
            return Vec::new();
        }
        let unavailable = self.unavailable_monitoring(&call.id);
        let own = self.context.server.monitoring.as_ref().filter(|own| own.call == call.id);
        let asked = match self.team.monitor.command() {
            Some(Command::Monitor { call: asked, mode, .. }) if *asked == call.id => Some(*mode),
            _ => None,
        };
        MonitorButton::all(agent, own.map(|own| own.mode), asked, unavailable, self.context.language)
    }

    /// Why the supervisor cannot take part in a call now. Her phone carries one call at a time.
    fn unavailable_monitoring(&self, call: &str) -> Option<&'static str> {
        let is_in_other = self.context.server.monitoring.as_ref().is_some_and(|own| own.call != call);
        let is_calling = self.cards.iter().any(|card| card.call.ended.is_none());
        let why = if is_in_other {
            Some(Msg::MonitorsOther)
        } else if is_calling {
            Some(Msg::MonitorBusy)
        } else {
            None
        };
        self.unavailable(self.capability(Service::Monitor)).or_else(|| why.map(|why| why.t(self.context.language)))
    }
}

/// A way to take part in a call, in a word.
fn mode_word(mode: MonitorMode) -> Msg {
    match mode {
        MonitorMode::Listen | MonitorMode::Unknown => Msg::Listen,
        MonitorMode::Whisper => Msg::Whisper,
        MonitorMode::BargeIn => Msg::BargeIn,
    }
}
