//! `saveLog`: a call's log, written once under its key however often it is asked for.

use denwa_core::config::json::write_member;
use denwa_core::host::LogRecord;

use super::super::day;
use super::request;
use crate::json::{Object, write as write_json};

/// The request.
pub fn write(log: &LogRecord) -> Object {
    let mut fields = String::new();
    write_json(&log.fields, &mut fields);
    if let Some((at, zone)) = &log.day
        && let Some(day) = day::of(*at, zone)
    {
        fields.pop();
        write_member(LogRecord::DAY, &day, &mut fields);
        fields.push('}');
    }
    request()
        .text("call", &log.call_id)
        .text("login", &log.login)
        .text("request", &log.request_id)
        .text("object", &log.object)
        .maybe("id", log.id.as_ref())
        .raw("fields", &fields)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    #[test]
    fn the_request_is_the_interfaces() {
        let fields = json!({"Subject": "着信 \"03\"\n", "CallDurationInSeconds": 63, "WhatId": null});
        let log = LogRecord {
            call_id: "c-1".to_owned(),
            login: "sato".to_owned(),
            request_id: "1795000000.1".to_owned(),
            object: "Task".to_owned(),
            fields: of(&fields),
            ..LogRecord::default()
        };
        let written: Value = serde_json::from_str(&write(&log).end()).expect("JSON");
        assert_eq!(
            written,
            json!({"v": 1, "call": "c-1", "login": "sato", "request": "1795000000.1", "object": "Task", "fields": fields})
        );
    }
}
