//! What texts in commands may look like.

use denwa_protocol::{AgentMode, AttachedRecord, ChosenMode, FollowUp};

/// Longest name of an attached record, longest result, subject and reason, in characters.
pub const MAX_NAME_CHARS: usize = 255;

/// Longest code of a reason for not being ready, in characters.
const MAX_REASON_CHARS: usize = 64;

/// Longest number that can be dialled, in characters.
const MAX_NUMBER_CHARS: usize = 32;

/// Most tones of a command: longer than any extension, and sent well within the time of a request.
const MAX_TONES: usize = 16;

/// Whether a number can be dialled: digits, `*` and `#` behind an optional `+`.
pub fn is_number(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    (1..=MAX_NUMBER_CHARS).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
}

/// Whether these are tones that one command may send.
pub fn is_tones(tones: &str) -> bool {
    (1..=MAX_TONES).contains(&tones.len()) && tones.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
}

/// Whether this is an extension behind a number: tones without `*` and `#`.
pub fn is_extension(digits: &str) -> bool {
    is_tones(digits) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether this is a Salesforce record ID: 15 or 18 letters and digits.
pub fn is_record_id(id: &str) -> bool {
    matches!(id.len(), 15 | 18) && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a record can be attached to a call.
pub fn is_record(record: &AttachedRecord) -> bool {
    is_record_id(&record.record_id) && record.name.as_ref().is_none_or(|name| name.chars().count() <= MAX_NAME_CHARS)
}

/// Whether an agent can be in this mode. Reasons are those of the configuration, or of the organisation's settings, which
/// the server does not know.
pub fn is_mode(chosen: &ChosenMode) -> bool {
    match (chosen.mode, &chosen.reason) {
        (AgentMode::Unknown, _) => false,
        (AgentMode::NotReady, Some(code)) => is_reason(code),
        (_, reason) => reason.is_none(),
    }
}

/// Whether this is the code of a reason. It goes to the PBX.
fn is_reason(code: &str) -> bool {
    !code.trim().is_empty() && code.chars().count() <= MAX_REASON_CHARS && !code.chars().any(char::is_control)
}

/// Whether this is a result, subject or reason: not empty, and no longer than a field of Salesforce.
pub fn is_label(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= MAX_NAME_CHARS
}

/// Whether a follow-up task can be made.
pub fn is_follow_up(task: &FollowUp) -> bool {
    is_label(&task.subject) && task.due.as_deref().is_none_or(is_day)
}

/// Whether this is a day as `2026-12-01`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        let is_number = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let [year, month, day] = parts.as_slice() else { return false };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let is_leap_year = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year => 29,
        2 => 28,
        _ => 31,
    };
    (1..=12).contains(&month) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_day_exists() {
        for day in ["2026-12-01", "2028-02-29", "2000-02-29", "2026-04-30"] {
            assert!(is_day(day), "{day}");
        }
        for text in ["", "2026-12", "2026-13-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-1-1", "2026-12-00"] {
            assert!(!is_day(text), "{text}");
        }
        for text in ["2026-12-01T00:00:00Z", "+026-12-01", "２０２６-12-01", "2026-12-01-"] {
            assert!(!is_day(text), "{text}");
        }
    }
}
