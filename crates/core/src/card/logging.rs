//! Which calls are logged, and what their log says (履歴・録音ファイルの連携).

use super::{Card, World};
use crate::config::Json;
use crate::host::{CallType, FoundRecord, LogRecord};
use crate::placeholders::{Values, into_address, into_text};
use crate::settings::Key;
use crate::settings::schema::LOG_PARTS;
use crate::text::{Msg, say};
use denwa_protocol::{Cause, ConnectionState, Direction};

/// The longest text of a Task's fields, in characters as Salesforce counts them (UTF-16).
const SHORT: usize = 255;
/// The longest `Name` of a record.
const NAME: usize = 80;
/// The longest `Description`, and text of a field that an administrator chose.
const LONG: usize = 32_000;

impl Card {
    /// Of a queue call that nobody answered only the first agent it was offered to keeps a log, and of one that another agent answered
    /// only that other; for the rest the settings say which kinds are logged.
    pub(super) fn is_logged(&self, cause: Cause, world: &World) -> bool {
        let mine = match cause {
            Cause::AnsweredElsewhere => false,
            Cause::Missed => self.call.queue.is_none() || self.call.first_offer,
            _ => true,
        };
        // A click-to-dial whose agent never picked up her own phone reached nobody.
        let reached = self.call.direction == Direction::Inbound
            || self.call.answered_at.is_some()
            || self.call.remote_state != ConnectionState::Null
            || !matches!(cause, Cause::Declined | Cause::Missed);
        let kind = match (self.call_type(), self.call.answered_at.is_some()) {
            (CallType::Internal, _) => Key::LogInternal,
            (CallType::Inbound, true) => Key::LogInboundAnswered,
            (CallType::Inbound, false) => Key::LogInboundMissed,
            (CallType::Outbound, true) => Key::LogOutboundAnswered,
            (CallType::Outbound, false) => Key::LogOutboundUnanswered,
        };
        mine && reached && world.settings().is_on(kind) && self.link(world).is_ok()
    }

    /// Where the recording is, or will be; nothing of a call that nobody answered.
    pub(crate) fn recording(&self, world: &World) -> Option<String> {
        let template = world.settings().text(Key::RecordingUrl);
        let recorded = !template.is_empty() && self.call.answered_at.is_some() && self.link(world).is_ok();
        recorded.then(|| into_address(template, &self.values(world, false)))
    }

    /// The log as it is to be written, about that record. What an administrator chose for a field takes the place of what would stand there.
    pub(super) fn log_record(&self, target: Option<&str>, world: &World) -> Box<LogRecord> {
        let l = world.language;
        let settings = world.settings();
        let values = self.values(world, true);
        let Values([from, to, name, queue, direction, _, _, result, duration]) = &values;
        let (plain, own) = match self.call.direction {
            Direction::Inbound => (from, to),
            Direction::Outbound => (to, from),
        };
        let number = &self.number_words(world);
        let recording = &self.recording(world).unwrap_or_default();
        let line = &self.call.line.as_deref().map(|number| world.line_name(number)).unwrap_or_default();
        let mut description = String::new();
        for (part, value) in [
            (Msg::LogDirection, direction),
            (Msg::LogNumber, number),
            (Msg::LogResult, result),
            (Msg::LogDuration, duration),
            (Msg::LogLine, line),
            (Msg::LogQueue, queue),
            (Msg::Recording, recording),
        ] {
            if !value.is_empty() {
                if !description.is_empty() {
                    description.push('\n');
                }
                description.push_str(&say::field(l, part, value));
            }
        }
        let seconds = i32::try_from(self.talked() / 1_000).unwrap_or(i32::MAX);
        let mut fields = Fields::default();
        let subject = match settings.text(Key::LogSubject) {
            "" => say::subject(l, self.direction().0, name, number),
            template => into_text(template, &values),
        };
        let object = settings.text(Key::LogTarget);
        let mut day = None;
        if object.eq_ignore_ascii_case("Task") {
            if self.log_id.is_none() {
                fields.text("TaskSubtype", "Call", SHORT);
            }
            for (field, text, longest) in [
                ("Subject", &*subject, SHORT),
                ("Status", settings.text(Key::LogStatus), SHORT),
                ("Type", settings.text(Key::LogType), SHORT),
                ("CallType", self.direction().2, SHORT),
                ("CallDisposition", result, SHORT),
                ("CallObject", &self.call.id, SHORT),
                ("Description", &description, LONG),
            ] {
                if !text.is_empty() {
                    fields.text(field, text, longest);
                }
            }
            fields.put("CallDurationInSeconds", Json::Number(seconds.into()));
            let is_person = target.is_some_and(|id| id.starts_with("003") || id.starts_with("00Q"));
            for (field, is) in [("WhoId", is_person), ("WhatId", !is_person)] {
                match target {
                    Some(id) if is => fields.text(field, id, SHORT),
                    // A log that is corrected may have named somebody else before.
                    _ if self.log_id.is_some() => fields.put(field, Json::Null),
                    _ => {}
                }
            }
            day = Some((world.local(self.call.began_at), world.time_zone.clone()));
        } else {
            fields.text("Name", &subject, NAME);
        }
        // In the order of LOG_PARTS; the duration is a number.
        let parts: [&str; LOG_PARTS.len()] = [
            if plain.is_empty() { number } else { plain },
            name,
            own,
            queue,
            direction,
            "",
            result,
            recording,
            &self.call.id,
            &self.call.request_id,
        ];
        for (part, text) in LOG_PARTS.iter().zip(parts) {
            if let Some(field) = settings.log_field(part) {
                if *part == "duration" {
                    fields.put(field, Json::Number(seconds.into()));
                } else {
                    fields.text(field, text, LONG);
                }
            }
        }
        if fields.place(LogRecord::DAY).is_some() {
            day = None;
        }
        Box::new(LogRecord {
            id: self.log_id.clone(),
            object: object.to_owned(),
            call_id: self.call.id.clone(),
            login: world.told.login.clone(),
            request_id: self.call.request_id.clone(),
            fields: Json::Object(fields.0),
            day,
        })
    }
}

/// What the fields of a log are to hold: of two for one field the last.
#[derive(Default)]
struct Fields(Vec<(String, Json)>);

impl Fields {
    fn place(&self, field: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| known.eq_ignore_ascii_case(field))
    }

    fn put(&mut self, field: &str, value: Json) {
        match self.place(field) {
            Some(place) => self.0[place].1 = value,
            None => self.0.push((field.to_owned(), value)),
        }
    }

    fn text(&mut self, field: &str, text: &str, longest: usize) {
        self.put(field, Json::Text(cut(text, longest).to_owned()));
    }
}

/// The beginning of a text, at most so many characters as Salesforce counts them (UTF-16), never with half of one at its end.
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

/// The record a log names: of a person account its contact.
pub(super) fn log_target(record: &FoundRecord) -> &str {
    record.person_contact.as_deref().unwrap_or(&record.id)
}

#[cfg(test)]
mod tests {
    use super::{SHORT, cut};

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("山田", 1), "山");
        assert_eq!(cut("山田", 2), "山田");
        assert_eq!(cut("a😀b", 2), "a");
        assert_eq!(cut("a😀b", 3), "a😀");
        assert_eq!(cut("", 0), "");
        assert_eq!(cut(&"😀".repeat(200), SHORT).chars().count(), 127);
    }
}
