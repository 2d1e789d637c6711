//! `describe`: the org's objects, or the fields of one.

use super::Method;
use serde::{Deserialize, Serialize};

/// The object whose fields are wanted; without one, all objects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DescribeRequest {
    /// API name of the object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
}

impl Method for DescribeRequest {
    const NAME: &'static str = "describe";
    type Answer = DescribeAnswer;
}

/// The objects, or the fields of the object that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DescribeAnswer {
    /// Objects that this user may read and search.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<ObjectInfo>,
    /// Fields of the object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldInfo>,
}

/// An object of the org.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ObjectInfo {
    /// API name.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// The first three characters of its records' IDs (タブコード); none for objects without records.
    pub prefix: Option<String>,
}

/// A field of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldInfo {
    /// API name.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether this user may write it.
    pub writable: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FieldType {
    /// A telephone number.
    Phone,
    /// A text.
    Text,
    /// A number.
    Number,
    /// A check box.
    Boolean,
    /// A day.
    Date,
    /// A time, with or without a day.
    Time,
    /// Another record.
    Reference,
    /// Anything else.
    #[default]
    #[serde(other)]
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<DescribeRequest, DescribeAnswer>("describe");
    }

    #[test]
    fn a_field_of_a_type_that_came_later_is_another() {
        let field: FieldInfo = serde_json::from_str(r#"{"name":"Shape__c","type":"hologram"}"#).unwrap();
        assert_eq!((field.kind, field.writable), (FieldType::Other, false));
    }
}
