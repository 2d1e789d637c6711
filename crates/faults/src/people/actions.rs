//! How an agent does what she has decided: in a panel, or at the phone.

use crate::{site, world::World};
use denwa_core::{CallControl, DeskAction, UserAction};
use denwa_protocol::{Call, Number, Service};
use denwa_server::pbx::simulated::model::{ActBody, Action};

/// What an agent does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgentAction {
    Nothing,
    /// A button of the card, or the same at the phone.
    Service(Service),
    /// At the phone in any case.
    Phone(Action),
    /// Send the call on at the phone.
    Forward(String),
    /// Send the call to a number, or consult it; to a customer where none is given.
    SendTo(Service, Option<String>),
    /// A service of two calls, with the other one.
    Pair(Service, String),
    PickUp,
    Mute,
    Note,
    Result,
    NotLogged(bool),
    Choose,
    Dismiss,
}

impl World {
    /// Has an agent do what she has decided.
    pub fn carry_out(&mut self, id: &str, extension: &str, view: &Call, agent_action: AgentAction) {
        let tab = self.tab_with(id, extension);
        let at_phone = tab.is_none() || self.random.percent(25);
        match agent_action {
            AgentAction::Nothing => {}
            AgentAction::Phone(action) => self.act(id, action, &body(extension)),
            AgentAction::Forward(to) => self.act(id, Action::Forward, &ActBody { to: Some(to), ..body(extension) }),
            AgentAction::Service(service) => match (tab.filter(|_| !at_phone), action_of(service)) {
                (Some(tab), _) => self.user(tab, UserAction::Command { call: id.to_owned(), service }),
                (None, Some(action)) => self.act(id, action, &body(extension)),
                (None, None) => {}
            },
            AgentAction::Pair(service, other) => match (tab.filter(|_| !at_phone), action_of(service)) {
                (Some(tab), _) => self.user(tab, UserAction::Command { call: id.to_owned(), service }),
                (None, Some(action)) => {
                    self.act(id, action, &ActBody { with: Some(other), ..body(extension) });
                }
                (None, None) => {}
            },
            AgentAction::SendTo(service, to) => {
                let text = to.unwrap_or_else(|| self.people.customer());
                let control = CallControl::SendTo { service, text, record: None };
                self.in_panel(tab, |call| UserAction::Control { call, control }, id);
            }
            AgentAction::Mute => {
                let control = CallControl::SetMute(!view.muted);
                self.in_panel(tab, |call| UserAction::Control { call, control }, id);
            }
            AgentAction::PickUp => self.pick_up(id, view, tab),
            AgentAction::Note
            | AgentAction::Result
            | AgentAction::NotLogged(_)
            | AgentAction::Choose
            | AgentAction::Dismiss => {
                if let Some(tab) = tab {
                    self.write(id, view, &agent_action, tab);
                }
            }
        }
    }

    fn in_panel(&mut self, tab: Option<usize>, action: impl FnOnce(String) -> UserAction, id: &str) {
        if let Some(tab) = tab {
            self.user(tab, action(id.to_owned()));
        }
    }

    /// Adds something to the call's log, where the card offers it.
    fn write(&mut self, id: &str, view: &Call, agent_action: &AgentAction, tab: usize) {
        let cards = self.tabs[tab].panel.as_ref().map(|panel| panel.screen().cards).unwrap_or_default();
        let Some(card) = cards.into_iter().find(|card| card.call == id) else { return };
        let call = id.to_owned();
        match agent_action {
            AgentAction::Result if !card.results.is_empty() => {
                let result = self.random.pick(&site::RESULTS).map(|result| (*result).to_owned());
                self.books.wish(id, |wishes| wishes.result.clone_from(&result));
                self.user(tab, UserAction::SetResult { call, result });
            }
            AgentAction::Note => self.write_note(call, tab),
            AgentAction::NotLogged(is_skipped) => {
                let is_skipped = *is_skipped;
                let reason = is_skipped.then(|| "私用".to_owned());
                self.books.wish(id, |wishes| wishes.not_logged = Some(is_skipped));
                self.user(tab, UserAction::SetNotLogged { call, reason });
            }
            AgentAction::Choose if card.matches.len() > 1 => self.choose_record(id, view, tab),
            AgentAction::Dismiss if card.can_dismiss => {
                self.books.wish(id, |wishes| wishes.is_put_away = true);
                self.user(tab, UserAction::Dismiss { call });
            }
            _ => {}
        }
    }

    fn write_note(&mut self, call: String, tab: usize) {
        self.people.notes += 1;
        let text = format!("メモ{}。", self.people.notes);
        self.books.wish(&call, |wishes| wishes.note = Some(text.clone()));
        self.user(tab, UserAction::EditNote { call: call.clone(), text });
        if self.random.percent(50) {
            self.user(tab, UserAction::KeepNote { call });
        }
    }

    /// Chooses one of several matches.
    fn choose_record(&mut self, id: &str, view: &Call, tab: usize) {
        let Number::Known { digits } = &view.remote.number else { return };
        let contacts = site::customer_of(digits).map(site::contacts_of).unwrap_or_default();
        if let Some(record) = self.random.pick(&contacts).cloned() {
            self.books.wish(id, |wishes| wishes.chosen = Some(record.clone()));
            self.user(tab, UserAction::Choose { call: id.to_owned(), record });
        }
    }

    /// Takes a parked call: whoever parked it, or a colleague.
    fn pick_up(&mut self, id: &str, view: &Call, tab: Option<usize>) {
        if let Some(tab) = tab.filter(|_| self.random.percent(50)) {
            return self.user(tab, UserAction::Command { call: id.to_owned(), service: Service::PickUp });
        }
        let tabs = self.tabs.len() as u64;
        let tab = usize::try_from(self.random.below(tabs)).unwrap_or_default();
        if let Some(slot) = &view.parked_at {
            self.user(tab, UserAction::Desk(DeskAction::PickUp(slot.clone())));
        }
    }

    /// A tab of the agent that shows the call: usually the first one.
    fn tab_with(&mut self, id: &str, extension: &str) -> Option<usize> {
        let agent = site::agent_of(extension)?;
        let shows = |tab: &usize| {
            let tab = &self.tabs[*tab];
            tab.panel.is_some() && tab.sleeps_until <= self.now && tab.calls.contains(id)
        };
        let tabs: Vec<_> = self.tabs_of(agent).into_iter().filter(shows).collect();
        if self.random.percent(75) { tabs.first().copied() } else { self.random.pick(&tabs).copied() }
    }
}

fn body(extension: &str) -> ActBody {
    ActBody { extension: Some(extension.to_owned()), ..ActBody::default() }
}

/// What does the same at the phone.
fn action_of(service: Service) -> Option<Action> {
    Some(match service {
        Service::Answer => Action::Answer,
        Service::Decline => Action::Reject,
        Service::Hold => Action::Hold,
        Service::Retrieve => Action::Retrieve,
        Service::HangUp => Action::AgentHangup,
        Service::Park => Action::Park,
        Service::Transfer => Action::TransferTo,
        Service::Conference => Action::Conference,
        _ => return None,
    })
}
