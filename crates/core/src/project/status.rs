//! The status chip and what the agent can choose.

use super::value::Map;
use super::{failed, unavailable};
use crate::Now;
use crate::card::Phase;
use crate::input::UserAction;
use crate::panel::Panel;
use crate::text::{Language, Msg};
use denwa_protocol::AgentMode;

impl Panel {
    /// The status chip: its word, its colour, since when, and what may be done with it.
    pub(super) fn show_status(&self, map: &mut Map) {
        let l = self.world.language;
        // Talking goes before dialling, dialling before ringing; of several the first.
        let mut on_a_call: Option<(u8, Now, Msg)> = None;
        for card in &self.cards {
            let (rank, word) = match card.phase() {
                Phase::Talking | Phase::Held => (0, Msg::StatusTalking),
                Phase::Dialling | Phase::Prompting => (1, Msg::StatusDialling),
                Phase::Ringing => (2, Msg::StatusRinging),
                Phase::Ended(_) => continue,
            };
            if let Some(since) = self.phase_since(card)
                && on_a_call.is_none_or(|(other, at, _)| (rank, since) < (other, at))
            {
                on_a_call = Some((rank, since, word));
            }
        }
        let (word, tone, since) = match on_a_call {
            Some((_, since, word)) => (word.t(l), "busy", Some(since)),
            None if self.is_starting() => (Msg::StatusStarting.t(l), "off", None),
            None if !self.session.is_live() => (Msg::StatusOffline.t(l), "off", None),
            None => (self.mode_words(), self.tone(), Some(self.local(self.world.told.agent.since))),
        };
        let busy = self.agent.service().is_some();
        map.put("status", word);
        map.put("status_tone", tone);
        map.time("status_since", since);
        map.flag("status_busy", busy);
        map.flag("status_fixed", busy || !self.can_choose());
        let mut choices = Vec::new();
        while let Some((mode, reason)) = self.choice(choices.len()) {
            let state = &self.world.told.agent;
            let mut choice = Map::default();
            choice.number("place", choices.len());
            choice.put("word", self.words_of_mode(mode, reason));
            choice.flag("current", state.mode == mode && state.reason.as_deref() == reason);
            choices.push(choice.done());
        }
        map.list("statuses", choices);
        map.text("status_error", failed(&self.agent, l));
    }

    fn can_choose(&self) -> bool {
        self.session.is_live() && unavailable(self.world.told.capabilities.agent_state).is_none()
    }

    /// A status that the agent can choose, by its place in the menu: mode and code of the reason.
    fn choice(&self, place: usize) -> Option<(AgentMode, Option<&str>)> {
        let reasons = &self.world.told.reasons;
        if !self.can_choose() {
            return None;
        }
        Some(match place {
            0 => (AgentMode::Ready, None),
            1 => (AgentMode::NotReady, None),
            _ => match reasons.get(place - 2) {
                Some(reason) => (AgentMode::NotReady, Some(&reason.code)),
                None if place == reasons.len() + 2 => (AgentMode::WorkNotReady, None),
                None if place == reasons.len() + 3 => (AgentMode::LoggedOff, None),
                None => return None,
            },
        })
    }

    /// Choosing the status in that place of the menu.
    #[must_use]
    pub fn choose(&self, place: usize) -> Option<UserAction> {
        let (mode, reason) = self.choice(place)?;
        Some(UserAction::SetMode(mode, reason.map(str::to_owned)))
    }

    /// The agent's own state in words.
    pub(crate) fn mode_words(&self) -> &str {
        self.words_of_mode(self.world.told.agent.mode, self.world.told.agent.reason.as_deref())
    }

    fn words_of_mode<'a>(&'a self, mode: AgentMode, reason: Option<&'a str>) -> &'a str {
        let message = match (mode, reason) {
            (AgentMode::Ready, _) => Msg::Ready,
            (AgentMode::NotReady, Some(code)) => {
                let known = self.world.told.reasons.iter().find(|reason| reason.code == code);
                return known.map_or(code, |reason| match self.world.language {
                    Language::Ja => &reason.ja,
                    Language::En => &reason.en,
                });
            }
            (AgentMode::NotReady, None) => Msg::NotReady,
            (AgentMode::WorkNotReady, _) => Msg::AfterCallWork,
            (AgentMode::LoggedOff, _) => Msg::SignedOff,
            (AgentMode::Unknown, _) => Msg::StatusUnknown,
        };
        message.t(self.world.language)
    }

    /// The colour of the status; never the only sign.
    fn tone(&self) -> &'static str {
        match self.world.told.agent.mode {
            AgentMode::Ready => "ready",
            AgentMode::NotReady => "away",
            AgentMode::WorkNotReady => "work",
            AgentMode::LoggedOff | AgentMode::Unknown => "off",
        }
    }
}
