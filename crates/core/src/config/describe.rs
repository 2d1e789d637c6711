//! The org's objects and their fields.

use super::{Asked, Config};
use crate::admin_io::{AdminEffects, AdminOwner, AdminRequest, ConfigRequest};
use crate::package::describe::DescribeRequest;

impl Config {
    pub(super) fn describe_objects(&mut self, effects: &mut AdminEffects) {
        if !self.is_waiting_for(ConfigRequest::Objects) {
            self.ask(ConfigRequest::Objects, AdminRequest::Describe(DescribeRequest::default()), effects);
        }
    }

    /// Asks for the fields of an object, once.
    pub(super) fn describe_fields(&mut self, object: String, effects: &mut AdminEffects) {
        let is_asked =
            self.requests.open.iter().any(|asked| asked.what == ConfigRequest::Fields && asked.object == object);
        if is_asked || self.org.described.contains_key(&object) || self.org.missing.contains(&object) {
            return;
        }
        let what = ConfigRequest::Fields;
        let request = AdminRequest::Describe(DescribeRequest { object: Some(object.clone()) });
        let id = effects.ask(AdminOwner::Config(what), request, self.requests.deadline);
        self.requests.open.push(Asked { id, what, object });
    }

    /// Whether the org does not have an object, as far as its objects are known.
    pub(crate) fn is_gone(&self, object: &str) -> bool {
        !self.org.objects.is_empty()
            && !object.is_empty()
            && !self.org.objects.iter().any(|known| known.name.eq_ignore_ascii_case(object))
    }
}
