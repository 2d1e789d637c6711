//! A call log on its way to the package.

use crate::package::save_log::{LogPiece, LogValue, SaveLogRequest};
use std::collections::BTreeMap;

/// A call log to be written, through the package, once under its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogRecord {
    /// Record ID of the log if it is to be updated.
    pub id: Option<String>,
    /// API name of the log's object.
    pub object: String,
    /// The event server's name of the agent's part in the call. The package makes the log's key of organisation, this call and user.
    pub call_id: String,
    /// The telephony login.
    pub login: String,
    /// The PBX's ID of the whole call, which joins the logs of one call.
    pub request_id: String,
    /// Whether a log that is there already is left as it is.
    pub create_only: bool,
    /// Whether a log that was withdrawn is written again.
    pub restore: bool,
    /// API names of fields and their values.
    pub fields: BTreeMap<String, LogValue>,
    /// API names of the fields of a follow-up task, and their values; none if there is no such task, or it stays as it is.
    pub follow_up: Option<BTreeMap<String, LogValue>>,
    /// What was written before and is taken back.
    pub withdraw: Vec<LogPiece>,
    /// The time whose day the field [`LogRecord::DAY`] takes: only the host knows calendars.
    pub day: Option<LogDay>,
}

/// A time whose day the host finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogDay {
    /// Milliseconds since the Unix epoch.
    pub at: u64,
    /// The user's time zone, for instance `Asia/Tokyo`; may be empty.
    pub time_zone: String,
}

impl LogRecord {
    /// A Task's field for the day.
    pub const DAY: &str = "ActivityDate";

    /// The package's request, with the day of [`LogRecord::day`] as `2026-11-22`, if the host could tell it.
    #[must_use]
    pub fn into_request(mut self, day: Option<String>) -> SaveLogRequest {
        if let Some(day) = day {
            self.fields.insert(Self::DAY.to_owned(), LogValue::Text(day));
        }
        SaveLogRequest {
            call: self.call_id,
            login: self.login,
            request: self.request_id,
            object: self.object,
            id: self.id,
            create_only: self.create_only,
            restore: self.restore,
            fields: self.fields,
            follow_up: self.follow_up,
            withdraw: self.withdraw,
        }
    }
}
