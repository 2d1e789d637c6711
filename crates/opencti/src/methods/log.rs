//! Call logs: saving a record, a Task most often.

use crate::args::{Args, FieldValue, Fields};
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::methods::screen_pop::is_record_id;
use crate::open_cti::OpenCti;

/// The record that a log is written to.
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
    /// The record.
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

impl SaveLog<'_> {
    fn args(&self) -> Result<Args, CallError> {
        let value = match self.target {
            LogTarget::Create("") => return Err(CallError::BadArgument("entityApiName: an object's API name")),
            LogTarget::Create(object) => Args::new().text("entityApiName", object),
            LogTarget::Update(id) if is_record_id(id) => Args::new().text("Id", id),
            LogTarget::Update(_) => return Err(CallError::BadArgument("Id: 15 or 18 letters and digits")),
        };
        if !self.fields.iter().all(|(name, _)| is_field(name)) {
            return Err(CallError::BadArgument("value: not the name of a field"));
        }
        Ok(Args::new().value("value", &value.fields(&self.fields).into()))
    }
}

/// Two names decide which record is written. The host may ignore their case, and of two the last wins.
fn is_field(name: &str) -> bool {
    !name.is_empty() && !name.eq_ignore_ascii_case("id") && !name.eq_ignore_ascii_case("entityApiName")
}

impl OpenCti {
    /// Saves a log and returns its ID: `None` where the host reports success without an ID.
    ///
    /// An error for which [`CallError::outcome_unknown`](crate::CallError::outcome_unknown) holds leaves open whether the log
    /// exists: saving it again may double it. [`Call::when_late`] hears the answer if it comes after all.
    pub fn save_log(&self, log: &SaveLog<'_>, deadline: Deadline) -> Call<Option<String>> {
        match log.args() {
            Ok(args) => self.call("saveLog", args, deadline, |response| {
                Ok(response.value().as_string().filter(|id| !id.is_empty()))
            }),
            Err(error) => Call::failed(error),
        }
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
