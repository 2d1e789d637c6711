//! A call log as a Task, or as a record of the object that an administrator chose: of that only the chosen fields are known, and its name.

use denwa_core::host::{CallType, LogRecord, LogValue};
use opencti::{FieldValue, Fields};

/// What a log is unless an administrator chose another object.
const TASK: &str = "Task";

/// The longest text of the fields `Subject`, `CallDisposition` and `CallObject`, in characters as Salesforce counts them (UTF-16).
const SHORT: usize = 255;
/// The longest `Name` of a record.
const NAME: usize = 80;
/// The longest `Description`.
const LONG: usize = 32_000;

/// The texts of a Task, in the order in which [`fields`] has them.
const TEXTS: [(&str, usize); 8] = [
    ("Subject", SHORT),
    ("Status", SHORT),
    ("Type", SHORT),
    ("CallType", SHORT),
    ("CallDisposition", SHORT),
    ("CallObject", SHORT),
    ("Description", LONG),
    ("ActivityDate", SHORT),
];

/// What the log is. One that says nothing is a Task.
pub fn object(log: &LogRecord) -> &str {
    if log.object.is_empty() { TASK } else { &log.object }
}

/// The fields of the log's record. What an administrator chose for a field takes the place of what would stand there.
pub fn fields<'a>(log: &'a LogRecord, day: Option<&'a str>) -> Fields<'a> {
    let mut fields: Fields<'a> = Vec::new();
    let mut put = |name: &'a str, value: FieldValue<'a>| match fields
        .iter_mut()
        .find(|(field, _)| field.eq_ignore_ascii_case(name))
    {
        Some((_, there)) => *there = value,
        None => fields.push((name, value)),
    };
    if object(log).eq_ignore_ascii_case(TASK) {
        let call_type = match log.call_type {
            CallType::Inbound => "Inbound",
            CallType::Outbound => "Outbound",
            CallType::Internal => "Internal",
        };
        if log.id.is_none() {
            put("TaskSubtype", "Call".into());
        }
        let status = if log.status.is_empty() { "Completed" } else { &log.status };
        let texts = [
            log.subject.as_str(),
            status,
            &log.kind,
            call_type,
            &log.result,
            &log.call_id,
            &log.description,
            day.unwrap_or_default(),
        ];
        for ((name, longest), text) in TEXTS.into_iter().zip(texts) {
            if !text.is_empty() {
                put(name, cut(text, longest).into());
            }
        }
        put("CallDurationInSeconds", i32::try_from(log.duration_seconds).unwrap_or(i32::MAX).into());
        for (name, record) in [("WhoId", &log.who), ("WhatId", &log.what)] {
            match record {
                Some(id) => put(name, id.as_str().into()),
                // A log that is corrected may have named somebody else before.
                None if log.id.is_some() => put(name, FieldValue::Null),
                None => {}
            }
        }
    } else {
        put("Name", cut(&log.subject, NAME).into());
    }
    for (name, value) in &log.fields {
        put(
            name,
            match value {
                LogValue::Text(text) => cut(text, LONG).into(),
                LogValue::Whole(number) => i32::try_from(*number).unwrap_or(i32::MAX).into(),
            },
        );
    }
    fields
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

    fn log() -> LogRecord {
        LogRecord {
            object: TASK.to_owned(),
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

    fn field<'a>(task: &Fields<'a>, name: &str) -> Option<FieldValue<'a>> {
        task.iter().find(|(field, _)| *field == name).map(|(_, value)| *value)
    }

    #[test]
    fn a_new_log_is_a_completed_call() {
        let (log, subject) = (log(), "着".repeat(255));
        assert_eq!(object(&LogRecord::default()), "Task");
        let task = fields(&log, Some("2026-11-22"));
        assert_eq!(field(&task, "TaskSubtype"), Some("Call".into()));
        assert_eq!(field(&task, "Status"), Some("Completed".into()));
        assert_eq!(field(&task, "CallType"), Some("Inbound".into()));
        assert_eq!(field(&task, "CallDurationInSeconds"), Some(i32::MAX.into()));
        assert_eq!(field(&task, "CallObject"), Some("c1".into()));
        assert_eq!(field(&task, "ActivityDate"), Some("2026-11-22".into()));
        assert_eq!(field(&task, "WhoId"), Some("003000000000001AAA".into()));
        assert_eq!(field(&task, "WhatId"), None);
        assert_eq!(field(&task, "Subject"), Some(subject.as_str().into()));
    }

    #[test]
    fn a_corrected_log_forgets_whom_it_named_before() {
        let log =
            LogRecord { id: Some("00T000000000001AAA".to_owned()), who: None, what: Some("001".to_owned()), ..log() };
        let task = fields(&log, None);
        assert_eq!(field(&task, "WhoId"), Some(FieldValue::Null));
        assert_eq!(field(&task, "WhatId"), Some("001".into()));
        assert_eq!(field(&task, "ActivityDate"), None);
    }

    #[test]
    fn what_an_administrator_chose_goes_before() {
        let text = |text: &str| LogValue::Text(text.to_owned());
        let chosen =
            vec![("calldisposition".to_owned(), text("受注")), ("Denwa_Seconds__c".to_owned(), LogValue::Whole(63))];
        let log = LogRecord { status: "Done".to_owned(), kind: "Call".to_owned(), fields: chosen, ..log() };
        let task = fields(&log, None);
        assert_eq!(field(&task, "CallDisposition"), Some("受注".into()));
        assert_eq!(field(&task, "calldisposition"), None, "one field, one value");
        assert_eq!(field(&task, "Denwa_Seconds__c"), Some(63.into()));
        assert_eq!((field(&task, "Status"), field(&task, "Type")), (Some("Done".into()), Some("Call".into())));
    }

    #[test]
    fn of_another_object_only_the_chosen_fields_are_known() {
        let chosen = vec![("Tel__c".to_owned(), LogValue::Text("0312345678".to_owned()))];
        let log = LogRecord { object: "Call__c".to_owned(), fields: chosen, ..log() };
        assert_eq!(object(&log), "Call__c");
        let name = "着".repeat(80);
        let record = fields(&log, Some("2026-11-22"));
        assert_eq!(record, [("Name", name.as_str().into()), ("Tel__c", "0312345678".into())]);
    }
}
