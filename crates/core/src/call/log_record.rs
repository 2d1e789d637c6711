//! What a call's log says (履歴・録音ファイルの連携).

use super::log_fields::LogFields;
use super::{CallContext, Card};
use crate::host::{CallType, LogDay, LogRecord};
use crate::package::save_log::LogValue;
use crate::placeholders::{Values, into_address, into_text};
use crate::settings::LogPart;
use crate::text::{Msg, say};
use denwa_protocol::Direction;

/// The longest text of a Task's fields, in UTF-16 units.
const SHORT: usize = 255;
/// The longest `Name` of a record.
const NAME: usize = 80;
/// The longest `Description`, and text of a field that an administrator chose.
const LONG: usize = 32_000;
/// The object with fields of its own for calls.
const TASK: &str = "Task";

/// The parts of a call that a log takes, in words.
struct Parts {
    values: Values,
    number: String,
    line: String,
    recording: String,
    seconds: i32,
}

impl Card {
    /// Where the recording is, or will be; none of a call that nobody answered.
    pub(crate) fn recording(&self, context: &CallContext) -> Option<String> {
        let template = context.settings().recording_url();
        let is_recorded = !template.is_empty() && self.call.answered_at.is_some() && self.is_linked(context);
        is_recorded.then(|| into_address(template, &self.placeholder_values(context)))
    }

    /// The log as it would be written now.
    pub(crate) fn draft_record(&self, context: &CallContext) -> LogRecord {
        self.log_record(self.log_target(), context)
    }

    /// The log as it is to be written, about the record `target`.
    pub(super) fn log_record(&self, target: Option<&str>, context: &CallContext) -> LogRecord {
        let settings = context.settings();
        let parts = Parts {
            values: self.placeholder_words(context),
            number: self.number_words(context),
            line: self.call.line.as_deref().map(|number| context.line_name(number)).unwrap_or_default(),
            recording: self.recording(context).unwrap_or_default(),
            seconds: i32::try_from(self.talked() / 1_000).unwrap_or(i32::MAX),
        };
        let object = settings.log_target();
        let is_task = object.eq_ignore_ascii_case(TASK);
        let mut fields = LogFields::default();
        if is_task {
            self.put_task_fields(&parts, target, context, &mut fields);
        } else {
            fields.put_text("Name", &self.log_subject(&parts, context), NAME);
        }
        self.put_chosen_fields(&parts, context, &mut fields);
        let has_day = fields.has(LogRecord::DAY);
        LogRecord {
            id: self.log_id.clone(),
            object: object.to_owned(),
            call_id: self.call.id.clone(),
            login: context.server.login.clone(),
            request_id: self.call.request_id.clone(),
            create_only: self.is_recovered && self.log_id.is_none(),
            fields: fields.into_map(),
            day: (is_task && !has_day)
                .then(|| LogDay { at: context.local(self.call.began_at), time_zone: context.time_zone.clone() }),
        }
    }

    fn log_subject(&self, parts: &Parts, context: &CallContext) -> String {
        match context.settings().log_subject() {
            "" => say::subject(context.language, self.direction_msg(), &parts.values.name, &parts.number),
            template => into_text(template, &parts.values),
        }
    }

    fn put_task_fields(&self, parts: &Parts, target: Option<&str>, context: &CallContext, fields: &mut LogFields) {
        let settings = context.settings();
        // A log that is corrected may have named another record before.
        let is_correction = self.log_id.is_some();
        if !is_correction {
            fields.put_text("TaskSubtype", "Call", SHORT);
        }
        fields.put_some("Subject", &self.log_subject(parts, context), SHORT);
        fields.put_some("Status", settings.log_status(), SHORT);
        fields.put_some("Type", settings.log_type(), SHORT);
        fields.put_text("CallType", self.task_call_type(), SHORT);
        fields.put_some("CallDisposition", &parts.values.result, SHORT);
        fields.put_some("CallObject", &self.call.id, SHORT);
        fields.put_some("Description", &description(parts, context), LONG);
        fields.put("CallDurationInSeconds", LogValue::Number(parts.seconds));
        let is_person = target.is_some_and(|id| id.starts_with("003") || id.starts_with("00Q"));
        for (field, takes_target) in [("WhoId", is_person), ("WhatId", !is_person)] {
            match target {
                Some(id) if takes_target => fields.put_text(field, id, SHORT),
                _ if is_correction => fields.put(field, LogValue::Null),
                _ => {}
            }
        }
    }

    /// A Task's `CallType`.
    fn task_call_type(&self) -> &'static str {
        match self.call_type() {
            CallType::Inbound => "Inbound",
            CallType::Outbound => "Outbound",
            CallType::Internal => "Internal",
        }
    }

    /// The fields that an administrator chose for parts of the call: they replace what would stand there.
    fn put_chosen_fields(&self, parts: &Parts, context: &CallContext, fields: &mut LogFields) {
        let values = &parts.values;
        let (plain, own) = match self.call.direction {
            Direction::Inbound => (&values.ani, &values.dnis),
            Direction::Outbound => (&values.dnis, &values.ani),
        };
        for part in LogPart::ALL {
            let Some(field) = context.settings().log_field(*part) else { continue };
            let text = match part {
                LogPart::Number if plain.is_empty() => &parts.number,
                LogPart::Number => plain,
                LogPart::Name => &values.name,
                LogPart::Line => own,
                LogPart::Queue => &values.queue,
                LogPart::Direction => &values.direction,
                LogPart::Result => &values.result,
                LogPart::Recording => &parts.recording,
                LogPart::CallId => &self.call.id,
                LogPart::RequestId => &self.call.request_id,
                LogPart::Duration => {
                    fields.put(field, LogValue::Number(parts.seconds));
                    continue;
                }
            };
            fields.put_text(field, text, LONG);
        }
    }
}

/// What a Task's description says, a line for each part that is known.
fn description(parts: &Parts, context: &CallContext) -> String {
    let values = &parts.values;
    let lines = [
        (Msg::LogDirection, &values.direction),
        (Msg::LogNumber, &parts.number),
        (Msg::LogResult, &values.result),
        (Msg::LogDuration, &values.duration),
        (Msg::LogLine, &parts.line),
        (Msg::LogQueue, &values.queue),
        (Msg::Recording, &parts.recording),
    ];
    let lines = lines.iter().filter(|(_, value)| !value.is_empty());
    lines.map(|(name, value)| say::field(context.language, *name, value)).collect::<Vec<_>>().join("\n")
}
