//! What a call's log says (履歴・録音ファイルの連携).

use super::log_fields::{LogFields, truncate};
use super::{CallContext, Card};
use crate::host::{CallType, LogDay, LogRecord};
use crate::package::save_log::{LogPiece, LogValue};
use crate::placeholders::{Values, into_address, into_text};
use crate::settings::LogPart;
use crate::text::{Msg, say};
use denwa_protocol::Direction;
use std::collections::BTreeMap;

/// The longest text of a Task's fields, in UTF-16 units.
const SHORT: usize = 255;
/// The longest `Name` of a record.
const NAME: usize = 80;
/// The longest `Description`, and text of a field that an administrator chose.
const LONG: usize = 32_000;
/// Between the notes and the facts of a description.
const BETWEEN: &str = "\n\n";
/// Key prefixes of people's records.
const CONTACT: &str = "003";
const LEAD: &str = "00Q";
/// The object with fields of its own for calls.
const TASK: &str = "Task";

/// The parts of a call that a log takes, in words.
struct Parts {
    values: Values,
    number: String,
    line: String,
    recording: String,
    notes: String,
    hand: String,
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
            notes: self.wrap_up.notes.for_log(),
            hand: self.hand_words(context.language),
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
        let follow_up = self.follow_up_fields(target);
        let had_follow_up = self.logged.as_ref().is_some_and(|logged| logged.follow_up.is_some());
        let withdraw = if follow_up.is_none() && had_follow_up { vec![LogPiece::FollowUp] } else { Vec::new() };
        LogRecord {
            create_only: self.is_recovered && self.log_id.is_none(),
            restore: self.must_restore_log,
            fields: fields.into_map(),
            follow_up,
            withdraw,
            day: (is_task && !has_day)
                .then(|| LogDay { at: context.local(self.call.began_at), time_zone: context.time_zone.clone() }),
            ..self.log_key(context)
        }
    }

    /// The log taken back, with what belongs to it.
    pub(super) fn log_withdrawal(&self, context: &CallContext) -> LogRecord {
        LogRecord { withdraw: vec![LogPiece::Record, LogPiece::FollowUp], ..self.log_key(context) }
    }

    /// What makes the log's key, and its object.
    fn log_key(&self, context: &CallContext) -> LogRecord {
        LogRecord {
            id: self.log_id.clone(),
            object: context.settings().log_target().to_owned(),
            call_id: self.call.id.clone(),
            login: context.server.login.clone(),
            request_id: self.call.request_id.clone(),
            ..LogRecord::default()
        }
    }

    /// The fields of the follow-up task that the agent wants.
    fn follow_up_fields(&self, target: Option<&str>) -> Option<BTreeMap<String, LogValue>> {
        let task = self.wrap_up.follow_up.value()?;
        let mut fields = LogFields::default();
        fields.put_text("Subject", &task.subject, SHORT);
        match &task.due {
            Some(due) => fields.put_text(LogRecord::DAY, due, SHORT),
            None => fields.put(LogRecord::DAY, LogValue::Null),
        }
        self.put_relations(target, true, &mut fields);
        Some(fields.into_map())
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
        let has_own_field = context.settings().log_field(LogPart::Notes).is_some();
        let notes = if has_own_field { "" } else { &parts.notes };
        // Notes that were emptied empty the description too.
        fields.put_text("Description", &description(notes, parts, context), LONG);
        fields.put("CallDurationInSeconds", LogValue::Number(parts.seconds));
        self.put_relations(target, is_correction, fields);
    }

    /// Puts the person, and the record that the call is about, into a Task. Salesforce refuses a Task about a lead and another record: then
    /// the record counts, which the agent named herself. A correction empties what there is none of, but while this panel does not know yet
    /// who it is, another panel may have named the record: that stays.
    fn put_relations(&self, target: Option<&str>, is_correction: bool, fields: &mut LogFields) {
        let related = self.wrap_up.related.value().map(|related| related.record_id.as_str());
        let is_person = target.is_some_and(is_person);
        let person = target.filter(|id| is_person && !(related.is_some() && id.starts_with(LEAD)));
        let what = related.or(target.filter(|_| !is_person));
        let is_known = !self.who.is_open();
        let had_related = self.logged.as_ref().is_some_and(|logged| logged.related.is_some());
        for (field, record, is_emptied) in [("WhoId", person, is_known), ("WhatId", what, is_known || had_related)] {
            match record {
                Some(id) => fields.put_text(field, id, SHORT),
                None if is_correction && is_emptied => fields.put(field, LogValue::Null),
                None => {}
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
                LogPart::Notes => &parts.notes,
                LogPart::Hand => &parts.hand,
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

/// Whether a record is a person's that a Task's `WhoId` takes: a contact or a lead.
pub(super) fn is_person(id: &str) -> bool {
    id.starts_with(CONTACT) || id.starts_with(LEAD)
}

/// What a Task's description says: the notes, then a line for each part that is known. Notes that are too long are cut, the facts are not.
fn description(notes: &str, parts: &Parts, context: &CallContext) -> String {
    let values = &parts.values;
    let lines = [
        (Msg::LogDirection, &values.direction),
        (Msg::LogNumber, &parts.number),
        (Msg::LogResult, &values.result),
        (Msg::LogDuration, &values.duration),
        (Msg::LogLine, &parts.line),
        (Msg::LogQueue, &values.queue),
        (Msg::LogHand, &parts.hand),
        (Msg::Recording, &parts.recording),
    ];
    let lines = lines.iter().filter(|(_, value)| !value.is_empty());
    let facts = lines.map(|(name, value)| say::field(context.language, *name, value)).collect::<Vec<_>>().join("\n");
    if notes.is_empty() {
        return facts;
    }
    let room = LONG.saturating_sub(facts.encode_utf16().count() + BETWEEN.len());
    format!("{}{BETWEEN}{facts}", truncate(notes, room))
}
