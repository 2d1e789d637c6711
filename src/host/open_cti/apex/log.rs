//! `saveLog`: a call's log, written once under its key however often it is asked for.

use denwa_core::host::LogRecord;
use opencti::FieldValue;

use super::super::task;
use super::request;
use crate::json::{self, Object};

/// The request. `login` is the telephony login; `fields` are those of the record.
pub fn write(log: &LogRecord, login: &str, fields: &[(&str, FieldValue<'_>)]) -> Object {
    let mut object = Object::new();
    for (name, value) in fields {
        object = match value {
            FieldValue::Text(text) => object.text(name, text),
            FieldValue::Integer(number) => object.raw(name, &json::number((*number).into())),
            FieldValue::Flag(flag) => object.raw(name, if *flag { "true" } else { "false" }),
            FieldValue::Null => object.raw(name, "null"),
        };
    }
    request()
        .text("call", &log.call_id)
        .text("login", login)
        .text("request", &log.request_id)
        .text("object", task::object(log))
        .maybe("id", log.id.as_ref())
        .raw("fields", &object.end())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_request_is_the_interfaces() {
        let log = LogRecord {
            call_id: "c-1".to_owned(),
            request_id: "1795000000.1".to_owned(),
            object: "Task".to_owned(),
            ..LogRecord::default()
        };
        let fields =
            [("Subject", "着信 \"03\"\n".into()), ("CallDurationInSeconds", 63.into()), ("WhatId", FieldValue::Null)];
        let written: Value = serde_json::from_str(&write(&log, "sato", &fields).end()).expect("JSON");
        assert_eq!(
            written,
            json!({
                "v": 1, "call": "c-1", "login": "sato", "request": "1795000000.1", "object": "Task",
                "fields": {"Subject": "着信 \"03\"\n", "CallDurationInSeconds": 63, "WhatId": null},
            })
        );
    }
}
