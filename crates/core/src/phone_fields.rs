//! The telephone field of an object that a new record is made of (検索結果がない時の転送先), where neither the search targets nor Salesforce's
//! standard say which it is: the org is asked once.
//!
//! An object is unknown → asked → known, or known to have none. A failure counts as none until the panel is loaded again.

use crate::destination::{Destination, phone_field};
use crate::effects::{Effects, SMALL_MS};
use crate::host::{Answer, HostReply, HostRequest, Owner, RequestId};
use crate::package::describe::{DescribeRequest, FieldType};
use crate::settings::Settings;

/// Telephone fields of objects, as far as the org has described them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhoneFields {
    objects: Vec<Object>,
}

/// An object that the org was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Object {
    name: String,
    request: RequestId,
    field: Option<String>,
}

impl PhoneFields {
    /// The telephone field of an object, if the org has told it.
    pub(crate) fn field_of(&self, object: &str) -> Option<&str> {
        self.objects.iter().find(|known| known.name == object)?.field.as_deref()
    }

    /// Ask for the object of new records, unless its field is known.
    pub(crate) fn watch(&mut self, settings: &Settings, effects: &mut Effects) {
        let Some(name) = object_in_question(settings) else { return };
        if self.objects.iter().any(|object| object.name == name) {
            return;
        }
        let describe = HostRequest::Describe(DescribeRequest { object: Some(name.clone()) });
        let request = effects.ask(Owner::PhoneFields, describe, SMALL_MS);
        self.objects.push(Object { name, request, field: None });
    }

    /// The host's answer.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: Answer) {
        let Some(object) = self.objects.iter_mut().find(|object| object.request == id) else { return };
        if let Ok(HostReply::Described(described)) = answer {
            let is_phone = |kind, writable| kind == FieldType::Phone && writable;
            let field = described.fields.into_iter().find(|field| is_phone(field.kind, field.writable));
            object.field = field.map(|field| field.name);
        }
    }
}

/// The object that a new record is made of, if nothing says which of its fields takes the number.
fn object_in_question(settings: &Settings) -> Option<String> {
    let Destination::NewRecord { object } = Destination::parse(settings.no_match_page())? else { return None };
    let is_chosen = settings.targets(None).any(|target| target.object == object && !target.phone.is_empty());
    (!is_chosen && phone_field(&object).is_none()).then_some(object)
}
