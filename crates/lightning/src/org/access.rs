//! Deleted objects and fields, and object and field permissions of users.
//!
//! Names are `Object` or `Object.Field`, in any case. Users who are not named may read everything, and write whatever the schema allows; the
//! user `*` stands for all.

use super::schema::{self, CURRENCY, Field, Kind, Object};
use super::users::User;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The first closed one of Salesforce's own statuses of tasks.
pub const CLOSED_STATUS: &str = "Completed";

/// Exceptions: everything else is allowed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Access {
    /// Deleted objects and fields.
    pub deleted: BTreeSet<String>,
    /// Objects and fields that a user (by key) may not read.
    pub hidden: BTreeMap<String, BTreeSet<String>>,
    /// Objects and fields that a user may read but not write.
    pub read_only: BTreeMap<String, BTreeSet<String>>,
    /// Fields that the org requires in new records, besides those that Salesforce does.
    pub required: BTreeSet<String>,
    /// The statuses of tasks in their order; without any, Salesforce's English ones.
    pub task_statuses: Vec<TaskStatus>,
    /// The org's default language, `ja` or `en`, into which alone its names are written; none if they are translated for every user.
    pub default_language: Option<String>,
    /// Whether records have a currency.
    pub multi_currency: bool,
    /// How many bytes of custom settings the org takes; none for any number.
    pub settings_limit: Option<usize>,
}

/// A status of tasks, as an org may have in place of Salesforce's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskStatus {
    /// Its value.
    pub value: String,
    /// Whether a task that has it is done.
    #[serde(default)]
    pub closed: bool,
}

/// Why an object or field cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// It does not exist.
    Missing,
    /// The user may not read it.
    Forbidden,
}

impl Absent {
    /// Its name in Apex's answers.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Forbidden => "forbidden",
        }
    }
}

impl Access {
    /// The object, if it exists and the user may read it.
    ///
    /// # Errors
    /// Why not.
    pub fn object(&self, user: &User, name: &str) -> Result<&'static Object, Absent> {
        let object = self.existing(name).ok_or(Absent::Missing)?;
        if told(&self.hidden, user, object.name) { Err(Absent::Forbidden) } else { Ok(object) }
    }

    /// An object that exists, whoever may read it.
    #[must_use]
    pub fn existing(&self, name: &str) -> Option<&'static Object> {
        schema::object(name).filter(|object| !self.is_deleted(object.name))
    }

    /// A field of an object that exists, whoever may read it.
    #[must_use]
    pub fn existing_field(&self, object: &'static Object, name: &str) -> Option<&'static Field> {
        let is_there = |field: &&Field| self.is_of_org(field) && !self.is_deleted(&full_name(object, field));
        object.field(name).filter(is_there)
    }

    /// Whether an object (`Object`) or a field (`Object.Field`) was deleted.
    fn is_deleted(&self, name: &str) -> bool {
        holds(&self.deleted, name)
    }

    /// The field of an object, if it exists and the user may read it.
    ///
    /// # Errors
    /// Why not.
    pub fn field(&self, user: &User, object: &'static Object, name: &str) -> Result<&'static Field, Absent> {
        let field = self.existing_field(object, name).ok_or(Absent::Missing)?;
        if told(&self.hidden, user, &full_name(object, field)) { Err(Absent::Forbidden) } else { Ok(field) }
    }

    /// Whether an org of this kind has the field.
    fn is_of_org(&self, field: &Field) -> bool {
        self.multi_currency || field.name != CURRENCY
    }

    /// The status that a task gets in place of `wanted`: the org's own, else its first closed one.
    #[must_use]
    pub fn task_status(&self, wanted: &str) -> String {
        let usual = schema::object("Task").and_then(|task| task.field("Status")).map(|field| field.kind);
        let Some(Kind::Picklist { values }) = usual.filter(|_| self.task_statuses.is_empty()) else {
            let own = self.task_statuses.iter().find(|status| status.value == wanted);
            let closed = || self.task_statuses.iter().find(|status| status.closed);
            return own.or_else(closed).map_or_else(|| wanted.to_owned(), |status| status.value.clone());
        };
        if values.contains(&wanted) { wanted.to_owned() } else { CLOSED_STATUS.to_owned() }
    }

    /// The fields that the org requires in new records of an object, by their API names.
    pub fn required_in<'a>(&'a self, object: &'a Object) -> impl Iterator<Item = &'a str> {
        let parts = self.required.iter().filter_map(|name| name.split_once('.'));
        parts.filter(|(owner, _)| owner.eq_ignore_ascii_case(object.name)).map(|(_, field)| field)
    }

    /// Whether the user may write the object, or with `field` that field.
    #[must_use]
    pub fn may_write(&self, user: &User, object: &Object, field: Option<&Field>) -> bool {
        let own = field.is_none_or(|f| f.createable || f.updateable);
        let full = field.map(|field| full_name(object, field));
        own && !told(&self.read_only, user, object.name)
            && full.is_none_or(|full| !told(&self.read_only, user, &full) && !told(&self.hidden, user, &full))
    }
}

fn full_name(object: &Object, field: &Field) -> String {
    format!("{}.{}", object.name, field.name)
}

fn holds(names: &BTreeSet<String>, name: &str) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

fn told(by_user: &BTreeMap<String, BTreeSet<String>>, user: &User, name: &str) -> bool {
    [user.key.as_str(), "*"].iter().filter_map(|key| by_user.get(*key)).any(|names| holds(names, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::users::Users;

    #[test]
    fn deleted_hidden_and_read_only() {
        let users = Users::sample();
        let (sato, ito) = (users.find("sato").unwrap(), users.find("ito").unwrap());
        let access: Access = serde_json::from_value(serde_json::json!({
            "deleted": ["order__c", "Contact.title"],
            "hidden": { "sato": ["Lead", "Contact.MobilePhone"], "*": ["Account.Fax"] },
            "readOnly": { "sato": ["Task.CallDisposition"] },
        }))
        .unwrap();
        let object = |user, name| access.object(user, name).map(|o| o.name);
        assert_eq!(object(sato, "Order__c"), Err(Absent::Missing));
        assert_eq!(object(sato, "Nonsense"), Err(Absent::Missing));
        assert_eq!((object(sato, "lead"), object(ito, "lead")), (Err(Absent::Forbidden), Ok("Lead")));
        let contact = access.object(sato, "Contact").unwrap();
        let field = |user, name| access.field(user, contact, name).map(|f| f.name);
        assert_eq!(field(ito, "Title"), Err(Absent::Missing));
        assert_eq!(
            (field(sato, "mobilephone"), field(ito, "mobilephone")),
            (Err(Absent::Forbidden), Ok("MobilePhone"))
        );
        let account = access.object(ito, "Account").unwrap();
        assert_eq!(access.field(ito, account, "Fax").map(|f| f.name), Err(Absent::Forbidden));
        let task = access.object(sato, "Task").unwrap();
        assert!(access.may_write(sato, task, None) && access.may_write(ito, task, task.field("CallDisposition")));
        assert!(!access.may_write(sato, task, task.field("CallDisposition")));
        assert!(!access.may_write(ito, task, task.field("CreatedDate")), "the org's own");
    }

    #[test]
    fn only_an_org_with_several_currencies_has_the_currency() {
        let users = Users::sample();
        let sato = users.find("sato").unwrap();
        let read = |access: &Access| {
            access.field(sato, schema::object("Task").unwrap(), "currencyisocode").map(|field| field.name)
        };
        assert_eq!(read(&Access::default()), Err(Absent::Missing));
        assert_eq!(read(&Access { multi_currency: true, ..Access::default() }), Ok(CURRENCY));
    }
}
