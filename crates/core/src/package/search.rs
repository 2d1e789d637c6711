//! `search`: records of chosen objects by a telephone number, by a name, or by their IDs.

use super::Method;
use crate::settings::Target;
use serde::{Deserialize, Serialize};

/// Asks for records by a telephone number, by a name, or by their IDs: by one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchRequest {
    /// The number in every way of writing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// The beginnings of the words of a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub find: Option<String>,
    /// Record IDs, at most 40.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// The objects, in their order.
    pub targets: Vec<SearchTarget>,
    /// Whether the answer says the telephone numbers of each record.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub phones: bool,
}

impl Method for SearchRequest {
    const NAME: &'static str = "search";
    type Answer = SearchAnswer;
}

/// An object to search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchTarget {
    /// API name of the object.
    pub object: String,
    /// API names of the telephone fields to search; without them every telephone field of the object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Vec<String>>,
    /// API names of the fields to show.
    pub show: Vec<String>,
    /// API name of the field with the reading of the name; without it Salesforce's own fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phonetic: Option<String>,
}

impl SearchTarget {
    /// The object as an administrator chose it.
    pub(crate) fn of(target: &Target) -> Self {
        let phone = (!target.phone.is_empty()).then(|| target.phone.clone());
        Self { object: target.object.clone(), phone, show: target.show.clone(), ..Self::default() }
    }
}

/// The records found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchAnswer {
    /// The records, in the order of the targets.
    pub records: Vec<PackageRecord>,
    /// What was not searched or shown.
    pub ignored: Vec<Ignored>,
}

/// A record found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackageRecord {
    /// Record ID.
    pub id: String,
    /// API name of its object.
    pub object: String,
    /// The object's name in the user's language; none where the package does not say it.
    pub label: Option<String>,
    /// Its name; of a record without `Name` its number and subject.
    #[serde(deserialize_with = "super::null_as_default")]
    pub name: String,
    /// How its name is read (ふりがな), where it says so.
    pub phonetic: Option<String>,
    /// Of a contact the ID of its account.
    pub account_id: Option<String>,
    /// Of a contact the name of its account.
    pub account: Option<String>,
    /// Of a person account the ID of its contact.
    pub person_contact: Option<String>,
    /// The values of the fields to show.
    pub fields: Vec<Option<String>>,
    /// The telephone numbers of the fields that are searched, if they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<RecordNumber>,
    /// Whether the record says that its owner must not be called.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub do_not_call: bool,
}

/// A telephone number of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordNumber {
    /// The field's name in the user's language.
    pub label: String,
    /// The number, as it is stored.
    pub number: String,
}

/// An object or a field that was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ignored {
    /// API name of the object.
    pub object: String,
    /// API name of the field; none where the whole object was left out.
    pub field: Option<String>,
    /// Why: `missing` or `forbidden`.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn a_record_may_have_no_name() {
        let record: PackageRecord = serde_json::from_str(r#"{"id":"a0B","name":null,"fields":[null]}"#).unwrap();
        assert_eq!((record.name.as_str(), record.fields), ("", vec![None]));
    }

    #[test]
    fn examples_of_the_interface() {
        round_trips::<SearchRequest, SearchAnswer>("search");
    }
}
