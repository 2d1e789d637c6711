//! `search`: records of chosen objects by a telephone number.

use super::Method;
use serde::{Deserialize, Serialize};

/// Asks for records by a telephone number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchRequest {
    /// The number in every way of writing.
    pub numbers: Vec<String>,
    /// The objects, in their order.
    pub targets: Vec<SearchTarget>,
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
