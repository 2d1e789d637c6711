//! A call log as a Task.

use denwa_core::host::{CallType, LogRecord};
use opencti::{FieldValue, SaveLog};

/// The longest text of the fields `Subject`, `CallDisposition` and `CallObject`, in characters as Salesforce counts them (UTF-16).
const SHORT: usize = 255;
/// The longest `Description`.
const LONG: usize = 32_000;

/// The Task to be saved. `day` is the user's own, as `YYYY-MM-DD`.
pub fn write(log: &LogRecord, day: Option<String>) -> SaveLog {
    let task = match &log.id {
        Some(id) => SaveLog::update(id.as_str()),
        None => SaveLog::create("Task").field("TaskSubtype", "Call"),
    };
    let call_type = match log.call_type {
        CallType::Inbound => "Inbound",
        CallType::Outbound => "Outbound",
        CallType::Internal => "Internal",
    };
    let mut task = task
        .field("Subject", cut(&log.subject, SHORT))
        .field("Status", "Completed")
        .field("CallType", call_type)
        .field("CallDurationInSeconds", i32::try_from(log.duration_seconds).unwrap_or(i32::MAX))
        .field("CallDisposition", cut(&log.result, SHORT))
        .field("CallObject", cut(&log.call_id, SHORT))
        .field("Description", cut(&log.description, LONG));
    if let Some(day) = day {
        task = task.field("ActivityDate", day);
    }
    for (name, record) in [("WhoId", &log.who), ("WhatId", &log.what)] {
        task = match record {
            Some(id) => task.field(name, id.as_str()),
            // A log that is corrected may have named somebody else before.
            None if log.id.is_some() => task.field(name, FieldValue::Null),
            None => task,
        };
    }
    task
}

/// The beginning of a text, never with half a character at its end.
fn cut(text: &str, longest: usize) -> &str {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if units > longest {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use opencti::LogTarget;

    fn log() -> LogRecord {
        LogRecord {
            subject: "着".repeat(300),
            description: "方向：着信".to_owned(),
            call_type: CallType::Inbound,
            duration_seconds: u32::MAX,
            result: "応答".to_owned(),
            call_id: "c1".to_owned(),
            who: Some("003000000000001AAA".to_owned()),
            ..LogRecord::default()
        }
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("山田", 1), "山");
        assert_eq!(cut("山田", 2), "山田");
        assert_eq!(cut("a😀b", 2), "a");
        assert_eq!(cut("a😀b", 3), "a😀");
        assert_eq!(cut("", 0), "");
        assert_eq!(cut(&"😀".repeat(200), SHORT).chars().count(), 127);
    }

    fn field(task: &SaveLog, name: &str) -> Option<FieldValue> {
        task.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    }

    #[test]
    fn a_new_log_is_a_completed_call() {
        let task = write(&log(), Some("2026-11-22".to_owned()));
        assert_eq!(task.target, LogTarget::Create("Task".to_owned()));
        assert_eq!(field(&task, "TaskSubtype"), Some("Call".into()));
        assert_eq!(field(&task, "Status"), Some("Completed".into()));
        assert_eq!(field(&task, "CallType"), Some("Inbound".into()));
        assert_eq!(field(&task, "CallDurationInSeconds"), Some(i32::MAX.into()));
        assert_eq!(field(&task, "CallObject"), Some("c1".into()));
        assert_eq!(field(&task, "ActivityDate"), Some("2026-11-22".into()));
        assert_eq!(field(&task, "WhoId"), Some("003000000000001AAA".into()));
        assert_eq!(field(&task, "WhatId"), None);
        assert_eq!(field(&task, "Subject"), Some("着".repeat(255).into()));
    }

    #[test]
    fn a_corrected_log_forgets_whom_it_named_before() {
        let log =
            LogRecord { id: Some("00T000000000001AAA".to_owned()), who: None, what: Some("001".to_owned()), ..log() };
        let task = write(&log, None);
        assert_eq!(task.target, LogTarget::Update("00T000000000001AAA".to_owned()));
        assert_eq!(field(&task, "WhoId"), Some(FieldValue::Null));
        assert_eq!(field(&task, "WhatId"), Some("001".into()));
        assert_eq!(field(&task, "ActivityDate"), None);
    }
}
