//! Call logs: saving a record, a Task most often.

use crate::answer;
use crate::args::{Args, FieldValue, Fields};
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::methods::screen_pop::is_record_id;
use crate::open_cti::OpenCti;

/// What a log is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogTarget {
    /// A new record of the object of this API name.
    Create(String),
    /// The record of this ID.
    Update(String),
}

/// A log to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveLog {
    /// What it is written to.
    pub target: LogTarget,
    /// Field API names and values.
    pub fields: Fields,
}

impl SaveLog {
    /// A new record.
    #[must_use]
    pub fn create(object: impl Into<String>) -> Self {
        Self { target: LogTarget::Create(object.into()), fields: Vec::new() }
    }

    /// A change of an existing record.
    #[must_use]
    pub fn update(id: impl Into<String>) -> Self {
        Self { target: LogTarget::Update(id.into()), fields: Vec::new() }
    }

    /// Adds a field.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<FieldValue>) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    fn check(&self) -> Result<(), CallError> {
        let (right, what) = match &self.target {
            LogTarget::Create(object) => (!object.is_empty(), "entityApiName: an object's API name"),
            LogTarget::Update(id) => (is_record_id(id), "Id: 15 or 18 letters and digits"),
        };
        if !right {
            return Err(CallError::BadArgument(what));
        }
        // Those two decide what is written to. The host may not mind their case, and the last of two wins.
        let decides = |name: &str| name.eq_ignore_ascii_case("id") || name.eq_ignore_ascii_case("entityApiName");
        if self.fields.iter().any(|(name, _)| name.is_empty() || decides(name)) {
            return Err(CallError::BadArgument("value: a field that is none"));
        }
        Ok(())
    }

    fn args(&self) -> Args {
        let value = match &self.target {
            LogTarget::Create(object) => Args::new().text("entityApiName", object),
            LogTarget::Update(id) => Args::new().text("Id", id),
        };
        Args::new().value("value", &value.fields(&self.fields).into())
    }
}

impl OpenCti {
    /// Saves a log and returns its ID (`None` where the host says that it saved it, but not as which record).
    ///
    /// An error for which [`CallError::outcome_unknown`] holds leaves open whether the log exists: saving it again may double
    /// it. [`Call::when_late`] hears the answer if it comes after all.
    pub fn save_log(&self, log: &SaveLog, deadline: Deadline) -> Call<Option<String>> {
        match log.check() {
            Ok(()) => self.call("saveLog", log.args(), deadline, |response| {
                Ok(answer::value(response).as_string().filter(|id| !id.is_empty()))
            }),
            Err(error) => Call::failed(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SaveLog;
    use crate::error::CallError;

    #[test]
    fn a_log_names_its_record_once() {
        assert_eq!(SaveLog::create("Task").field("Subject", "電話").field("CallDurationInSeconds", 62).check(), Ok(()));
        assert_eq!(SaveLog::update("00T1x00000AbCdEFGH").field("Status", "Completed").check(), Ok(()));
        for wrong in [
            SaveLog::create(""),
            SaveLog::update("00T"),
            SaveLog::create("Task").field("id", "00T1x00000AbCdEFGH"),
            SaveLog::update("00T1x00000AbCdEFGH").field("EntityApiName", "Case"),
            SaveLog::create("Task").field("", true),
        ] {
            assert!(matches!(wrong.check(), Err(CallError::BadArgument(_))), "{wrong:?}");
        }
    }
}
