//! Call logs: saving a record, a Task most often.

use crate::answer;
use crate::args::{Args, FieldValue, Fields};
use crate::call::Call;
use crate::deadline::Deadline;
use crate::methods::screen_pop::is_record_id;
use crate::open_cti::OpenCti;
use crate::request::Request;

/// What a log is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogTarget<'a> {
    /// A new record of the object of this API name.
    Create(&'a str),
    /// The record of this ID.
    Update(&'a str),
}

/// A log to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveLog<'a> {
    /// What it is written to.
    pub target: LogTarget<'a>,
    /// Field API names and values.
    pub fields: Fields<'a>,
}

impl<'a> SaveLog<'a> {
    /// A new record.
    #[must_use]
    pub fn create(object: &'a str) -> Self {
        Self { target: LogTarget::Create(object), fields: Vec::new() }
    }

    /// A change of an existing record.
    #[must_use]
    pub fn update(id: &'a str) -> Self {
        Self { target: LogTarget::Update(id), fields: Vec::new() }
    }

    /// Adds a field.
    #[must_use]
    pub fn field(mut self, name: &'a str, value: impl Into<FieldValue<'a>>) -> Self {
        self.fields.push((name, value.into()));
        self
    }
}

impl Request {
    /// Saves a log. Its ID is the answer's `returnValue`, where the host says as which record it was saved.
    pub fn save_log(target: LogTarget<'_>, fields: &[(&str, FieldValue<'_>)]) -> Self {
        let (key, name, right, what) = match target {
            LogTarget::Create(object) => {
                ("entityApiName", object, !object.is_empty(), "entityApiName: an object's API name")
            }
            LogTarget::Update(id) => ("Id", id, is_record_id(id), "Id: 15 or 18 letters and digits"),
        };
        Self::new("saveLog", Args::new().value("value", &Args::new().text(key, name).fields(fields).into()))
            .checked(fields.iter().all(|(name, _)| is_field(name)), "value: a field that is none")
            .checked(right, what)
    }
}

/// Two names decide what is written to. The host may not mind their case, and the last of two wins.
fn is_field(name: &str) -> bool {
    !name.is_empty() && !name.eq_ignore_ascii_case("id") && !name.eq_ignore_ascii_case("entityApiName")
}

impl OpenCti {
    /// Saves a log and returns its ID (`None` where the host says that it saved it, but not as which record).
    ///
    /// An error for which [`CallError::outcome_unknown`](crate::CallError::outcome_unknown) holds leaves open whether the log
    /// exists: saving it again may double it. [`Call::when_late`] hears the answer if it comes after all.
    pub fn save_log(&self, log: &SaveLog<'_>, deadline: Deadline) -> Call<Option<String>> {
        self.call(Request::save_log(log.target, &log.fields), deadline, |response| {
            Ok(answer::value(response).as_string().filter(|id| !id.is_empty()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::is_field;

    #[test]
    fn a_log_names_its_record_once() {
        assert!(is_field("Subject") && is_field("CallDurationInSeconds") && is_field("WhoId"));
        for wrong in ["id", "Id", "EntityApiName", "entityapiname", ""] {
            assert!(!is_field(wrong), "{wrong}");
        }
    }
}
