//! The package's answers.

use super::{Asked, Config};
use crate::effects::Effects;
use crate::host::{Answer, ConfigRequest, HostError, HostReply, HostRequest, Owner, RequestId};
use crate::settings::StoredSettings;
use std::sync::Arc;

/// What the rest of the panel is to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FollowUp {
    /// Nothing.
    #[default]
    Nothing,
    /// Take these for the user's own settings.
    TakeSettings(StoredSettings),
    /// Let a test call come in.
    TestCall,
}

impl Config {
    /// Asks the package, and waits as long as for any other settings.
    pub(super) fn ask(&mut self, what: ConfigRequest, request: HostRequest, effects: &mut Effects) {
        let id = effects.ask(Owner::Config(what), request, self.deadline);
        self.asked.push(Asked { id, what, object: String::new() });
    }

    /// Answers to earlier requests of that kind no longer matter.
    pub(super) fn forget(&mut self, what: ConfigRequest) {
        self.asked.retain(|asked| asked.what != what);
    }

    /// Whether a request of that kind has not been answered.
    pub(super) fn is_waiting_for(&self, what: ConfigRequest) -> bool {
        self.asked.iter().any(|asked| asked.what == what)
    }

    /// Takes the answer to a request of this machine.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: Answer, effects: &mut Effects) -> FollowUp {
        let follow_up = self.on_answer(id, answer, effects);
        self.refresh_lists();
        follow_up
    }

    fn on_answer(&mut self, id: RequestId, answer: Answer, effects: &mut Effects) -> FollowUp {
        if id.owner == Owner::Config(ConfigRequest::Save) {
            return self.on_saved(id, answer, effects);
        }
        let Some(at) = self.asked.iter().position(|asked| asked.id == id) else { return FollowUp::Nothing };
        let Asked { what, object, .. } = self.asked.remove(at);
        match (what, answer) {
            (ConfigRequest::Settings, Ok(HostReply::Settings(stored))) => return self.on_read(stored, effects),
            (ConfigRequest::Settings, answer) => self.on_not_read(&answer),
            (ConfigRequest::Find, Ok(HostReply::People(people))) => self.people = Arc::new(people),
            (ConfigRequest::Logins, answer) => self.on_users(answer),
            (ConfigRequest::Objects, Ok(HostReply::Described(answer))) => self.objects = Arc::new(answer.objects),
            (ConfigRequest::Fields, Ok(HostReply::Described(answer))) => {
                Arc::make_mut(&mut self.described).insert(object, answer.fields);
            }
            (ConfigRequest::History, answer) => self.on_history(answer),
            _ => {}
        }
        FollowUp::Nothing
    }
}

/// The host's own words about a failure; empty where it has none.
pub(super) fn detail(answer: &Answer) -> String {
    match answer {
        Err(HostError::Refused { detail, .. }) => detail.clone(),
        _ => String::new(),
    }
}
