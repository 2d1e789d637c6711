//! The package's answers.

use super::{Asked, Config};
use crate::admin_io::{AdminAnswer, AdminEffects, AdminOwner, AdminReply, AdminRequest, AdminRequestId, ConfigRequest};
use crate::host::HostError;
use std::sync::Arc;

impl Config {
    /// Asks the package, and waits as long as for any other settings.
    pub(super) fn ask(&mut self, what: ConfigRequest, request: AdminRequest, effects: &mut AdminEffects) {
        let id = effects.ask(AdminOwner::Config(what), request, self.requests.deadline);
        self.requests.open.push(Asked { id, what, object: String::new() });
    }

    /// Answers to earlier requests of that kind no longer matter.
    pub(super) fn forget(&mut self, what: ConfigRequest) {
        self.requests.open.retain(|asked| asked.what != what);
    }

    /// Whether a request of that kind has not been answered.
    pub(super) fn is_waiting_for(&self, what: ConfigRequest) -> bool {
        self.requests.open.iter().any(|asked| asked.what == what)
    }

    /// Takes the answer to a request of this machine.
    pub(crate) fn on_host(&mut self, id: AdminRequestId, answer: AdminAnswer, effects: &mut AdminEffects) {
        self.on_answer(id, answer, effects);
        self.refresh_lists();
    }

    fn on_answer(&mut self, id: AdminRequestId, answer: AdminAnswer, effects: &mut AdminEffects) {
        if id.owner == AdminOwner::Config(ConfigRequest::Save) {
            return self.on_saved(id, answer, effects);
        }
        let Some(at) = self.requests.open.iter().position(|asked| asked.id == id) else { return };
        let Asked { what, object, .. } = self.requests.open.remove(at);
        match (what, answer) {
            (ConfigRequest::Settings, Ok(AdminReply::Settings(stored))) => self.on_read(stored, effects),
            (ConfigRequest::Settings, answer) => self.on_not_read(&answer),
            (ConfigRequest::Find, Ok(AdminReply::People(people))) => self.whom.people = Arc::new(people),
            (ConfigRequest::Logins, answer) => self.on_users(answer),
            (ConfigRequest::Objects, Ok(AdminReply::Described(answer))) => self.org.objects = Arc::new(answer.objects),
            (ConfigRequest::Fields, Ok(AdminReply::Described(answer))) => {
                Arc::make_mut(&mut self.org.described).insert(object, answer.fields);
            }
            // Asking again would not help.
            (ConfigRequest::Fields, Err(HostError::Refused { transient: false, .. })) => {
                self.org.missing.insert(object);
            }
            (ConfigRequest::History, answer) => self.on_history(answer),
            _ => {}
        }
    }
}

/// The host's own words about a failure; empty where it has none.
pub(super) fn detail(answer: &AdminAnswer) -> String {
    match answer {
        Err(HostError::Refused { detail, .. }) => detail.clone(),
        _ => String::new(),
    }
}
