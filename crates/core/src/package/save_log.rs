//! `saveLog`: a call's log, written once under its key however often it is asked for.

use super::Method;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Asks for a call's log to be written, or updated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveLogRequest {
    /// The event server's name of the agent's part in the call. The package makes the log's key of organisation, this call and user.
    pub call: String,
    /// The telephony login.
    pub login: String,
    /// The PBX's ID of the whole call, which joins the logs of one call.
    pub request: String,
    /// API name of the log's object.
    pub object: String,
    /// Record ID of a log that was written before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether a log that is there already is left as it is.
    #[serde(rename = "createOnly", skip_serializing_if = "std::ops::Not::not")]
    pub create_only: bool,
    /// Whether a log that was withdrawn is written again. Without it a late request does not bring the log back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub restore: bool,
    /// API names of fields and their values.
    pub fields: BTreeMap<String, LogValue>,
    /// API names of a Task's fields and their values: the follow-up task, written in the same transaction under the same key.
    #[serde(rename = "followUp", skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<BTreeMap<String, LogValue>>,
    /// What was written before and is deleted, unless somebody has changed it since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdraw: Vec<LogPiece>,
}

/// A part of a log that can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LogPiece {
    /// The log's record.
    Record,
    /// The follow-up task.
    FollowUp,
}

impl Method for SaveLogRequest {
    const NAME: &'static str = "saveLog";
    type Answer = SaveLogAnswer;
}

/// The value of a log's field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum LogValue {
    /// Empties the field.
    Null,
    /// A whole number.
    Number(i32),
    /// A text.
    Text(String),
}

/// The log that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveLogAnswer {
    /// Record ID of the log; none if it was withdrawn.
    pub id: Option<String>,
    /// Whether the log is new.
    pub created: bool,
    /// API names of fields that the user may not write, or whose values do not fit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
    /// API names of fields that somebody has changed since they were written last: they keep their values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<String>,
    /// Record ID of the follow-up task.
    #[serde(rename = "followUp", skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<String>,
    /// What was deleted, or is not there any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<LogPiece>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<SaveLogRequest, SaveLogAnswer>("saveLog");
    }
}
