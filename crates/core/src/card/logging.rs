//! Which calls are logged, and what their log says (履歴・録音ファイルの連携).

use super::{Card, World};
use crate::host::{CallType, FoundRecord, LogRecord, LogValue};
use crate::placeholders::{Values, into_address, into_text};
use crate::settings::Key;
use crate::settings::schema::LOG_PARTS;
use crate::text::{Msg, say};
use denwa_protocol::{Cause, ConnectionState, Direction};

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

    pub(super) fn log_record(&self, world: &World) -> Box<LogRecord> {
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
        let duration_seconds = u32::try_from(self.talked() / 1_000).unwrap_or(u32::MAX);
        // In the order of LOG_PARTS; the duration is a number.
        let parts: [Option<&String>; LOG_PARTS.len()] = [
            Some(if plain.is_empty() { number } else { plain }),
            Some(name),
            Some(own),
            Some(queue),
            Some(direction),
            None,
            Some(result),
            Some(recording),
            Some(&self.call.id),
            Some(&self.call.request_id),
        ];
        let mut fields = Vec::new();
        for (part, text) in LOG_PARTS.iter().zip(parts) {
            if let Some(field) = settings.log_field(part) {
                let value = text.map_or(LogValue::Whole(duration_seconds), |text| LogValue::Text(text.clone()));
                fields.push((field.to_owned(), value));
            }
        }
        let target = self.who.record().map(|record| log_target(record).to_owned());
        let is_person = target.as_deref().is_some_and(|id| id.starts_with("003") || id.starts_with("00Q"));
        let (who, what) = if is_person { (target, None) } else { (None, target) };
        let subject = settings.text(Key::LogSubject);
        Box::new(LogRecord {
            id: self.log_id.clone(),
            object: settings.text(Key::LogTarget).to_owned(),
            subject: if subject.is_empty() {
                say::subject(l, self.direction().0, name, number)
            } else {
                into_text(subject, &values)
            },
            status: settings.text(Key::LogStatus).to_owned(),
            kind: settings.text(Key::LogType).to_owned(),
            description,
            call_type: self.call_type(),
            duration_seconds,
            result: result.clone(),
            fields,
            call_id: self.call.id.clone(),
            request_id: self.call.request_id.clone(),
            began_at: world.local(self.call.began_at),
            who,
            what,
            via_package: true,
        })
    }
}

/// The record a log names: of a person account its contact.
pub(super) fn log_target(record: &FoundRecord) -> &str {
    record.person_contact.as_deref().unwrap_or(&record.id)
}
