//! The sizes of a command's texts, checked before anything of it is kept.

use super::valid::MAX_NAME_CHARS;
use denwa_protocol::{AttachedRecord, Command, CommandError, MAX_AGENT_MESSAGE_CHARS, MAX_CHANGED_USERS};

/// Longest ID of a call, in bytes. The PBX's IDs are shorter.
const MAX_CALL_BYTES: usize = 256;

/// Longest text besides notes, in bytes. Whether it is too long in characters is checked later.
const MAX_TEXT_BYTES: usize = MAX_NAME_CHARS * 4;

/// Checks the sizes. `note_bytes` is the largest size of notes, as JSON, so that an event with the call always fits into
/// a message.
pub fn check(command: &Command, note_bytes: usize) -> Result<(), CommandError> {
    if command.call().is_some_and(|call| call.len() > MAX_CALL_BYTES) {
        return Err(CommandError::BadRequest);
    }
    let is_good = match command {
        Command::SetNote { text, .. } => {
            let size = serde_json::to_string(text).map_or(usize::MAX, |json| json.len());
            return or_too_long(size <= note_bytes);
        }
        Command::SendMessage { to, text, .. } if is_short(to) => {
            return or_too_long(text.chars().count() <= MAX_AGENT_MESSAGE_CHARS);
        }
        Command::SetNotLogged { reason, .. } => return or_too_long(are_short([reason.as_ref()])),
        Command::SetFollowUp { follow_up, .. } => {
            let follow_up = follow_up.as_ref();
            let texts = [follow_up.map(|task| &task.subject), follow_up.and_then(|task| task.due.as_ref())];
            return or_too_long(are_short(texts));
        }
        Command::Dial { number, record, extension, presented, .. }
        | Command::Consult { number, record, extension, presented, .. } => {
            are_short([Some(number), extension.as_ref(), presented.as_ref()]) && is_short_record(record.as_ref())
        }
        Command::SetRecord { record, .. } | Command::SetRelated { related: record, .. } => {
            is_short_record(record.as_ref())
        }
        Command::ReportRecord { record, .. } => is_short_record(Some(record)),
        Command::SetAgentState { reason: text, .. }
        | Command::ReportLog { record_id: text, .. }
        | Command::SetResult { result: text, .. } => are_short([text.as_ref()]),
        Command::SendTones { tones: text, .. }
        | Command::SendMessage { to: text, .. }
        | Command::Deflect { to: text, .. }
        | Command::SingleStepTransfer { to: text, .. }
        | Command::DropParty { party: text, .. }
        | Command::PickUp { slot: text }
        | Command::DismissMessage { message: text } => is_short(text),
        Command::Alternate(pair) | Command::Reconnect(pair) | Command::Transfer(pair) | Command::Conference(pair) => {
            pair.active.len() <= MAX_CALL_BYTES
        }
        Command::SettingsChanged { users } => {
            users.len() <= MAX_CHANGED_USERS && users.iter().all(|user| super::valid::is_record_id(user))
        }
        Command::SetModeOf { agent, mode, why } => {
            return or_too_long(are_short([Some(agent), mode.reason.as_ref(), Some(why)]));
        }
        Command::SetNextMode { next } => are_short([next.as_ref().and_then(|next| next.reason.as_ref())]),
        Command::SetWorkRules(rules) => {
            are_short([rules.after_missed.as_ref().and_then(|missed| missed.reason.as_ref())])
        }
        Command::ClaimCallback { callback }
        | Command::ReleaseCallback { callback }
        | Command::PutAwayCallback { callback } => is_short(callback),
        Command::LowerHand { outcome, .. } => are_short([outcome.as_ref()]),
        Command::Monitor { agent, call, .. } | Command::LowerHandOf { agent, call } => {
            is_short(agent) && call.len() <= MAX_CALL_BYTES
        }
        Command::ExtendWork { .. }
        | Command::SetOtherWork { .. }
        | Command::RaiseHand { .. }
        | Command::StopMonitoring
        | Command::Answer { .. }
        | Command::Decline { .. }
        | Command::Hold { .. }
        | Command::Retrieve { .. }
        | Command::HangUp { .. }
        | Command::Park { .. }
        | Command::SetMute { .. }
        | Command::SetRecording { .. }
        | Command::SeeMissed
        | Command::Unknown => true,
    };
    if is_good { Ok(()) } else { Err(CommandError::BadRequest) }
}

fn or_too_long(is_good: bool) -> Result<(), CommandError> {
    if is_good { Ok(()) } else { Err(CommandError::TooLong) }
}

fn is_short(text: &str) -> bool {
    text.len() <= MAX_TEXT_BYTES
}

fn are_short<const N: usize>(texts: [Option<&String>; N]) -> bool {
    texts.into_iter().flatten().all(|text| is_short(text))
}

fn is_short_record(record: Option<&AttachedRecord>) -> bool {
    are_short([record.map(|record| &record.record_id), record.and_then(|record| record.name.as_ref())])
}
