//! What the agent adds to a call in the model: every text and record says which call it belongs to.

use crate::control::model::world::World;
use crate::rig::*;
use denwa_core::UserAction;
use denwa_core::package::save_log::LogValue;
use denwa_core::view_model::CardView;
use denwa_protocol::{AttachedRecord, Call, CallNote, Command, CommandError, FollowUp};

/// A text that says which call it belongs to.
fn text(call: &str, number: u32) -> String {
    format!("{call}. {number}")
}

fn is_of(text: &str, call: &str) -> bool {
    text.is_empty() || text.lines().all(|line| line.starts_with(&format!("{call}. ")))
}

fn record(call: &str, number: u32) -> AttachedRecord {
    AttachedRecord { record_id: format!("500{:0>6}{number:06}AAA", &call[1..]), name: Some(text(call, number)) }
}

/// What the agent does; `number` makes it different from everything before.
pub fn action(what: u8, call: &str, number: u32) -> UserAction {
    let (id, words) = (call.to_owned(), text(call, number));
    match what {
        0 | 1 => UserAction::EditNote { call: id, text: words },
        2 => UserAction::KeepNote { call: id },
        3 => UserAction::SetResult { call: id, result: Some(words) },
        4 => UserAction::SetResult { call: id, result: None },
        5 => UserAction::SetRelated { call: id, related: Some(record(call, number)) },
        6 => UserAction::SetRelated { call: id, related: None },
        7 => UserAction::SetFollowUp { call: id, follow_up: Some(FollowUp { subject: words, due: None }) },
        8 => UserAction::SetFollowUp { call: id, follow_up: None },
        9 => UserAction::SetNotLogged { call: id, reason: Some(words) },
        _ => UserAction::SetNotLogged { call: id, reason: None },
    }
}

/// How many kinds of actions there are.
pub const KINDS: u8 = 11;

/// Does a command of another panel of the agent: notes, or a related record.
pub fn by_another_panel(call: &Call, number: u32) -> Call {
    let revision = call.note.as_ref().map_or(0, |note| note.revision) + 1;
    if number.is_multiple_of(2) {
        Call { note: Some(CallNote { text: text(&call.id, number), revision }), ..call.clone() }
    } else {
        Call { related: Some(record(&call.id, number)), ..call.clone() }
    }
}

/// What the server makes of a command; none for a command about something else, or for notes that another panel has changed.
pub fn run(world: &World, command: &Command) -> Option<Call> {
    let call = world.find(command.call()?)?.clone();
    let revision = call.note.as_ref().map_or(0, |note| note.revision);
    Some(match command.clone() {
        Command::SetNote { text, base, .. } if base == revision => {
            Call { note: Some(CallNote { text, revision: revision + 1 }), ..call }
        }
        Command::SetResult { result, .. } => Call { result, ..call },
        Command::SetRelated { related, .. } => Call { related, ..call },
        Command::SetFollowUp { follow_up, .. } => Call { follow_up, ..call },
        Command::SetNotLogged { reason, .. } => Call { not_logged: reason, ..call },
        _ => return None,
    })
}

/// Why a command about what the agent adds is not possible.
pub fn error(command: &Command) -> CommandError {
    if matches!(command, Command::SetNote { .. }) { CommandError::Conflict } else { CommandError::WrongState }
}

/// Whether the command is about what the agent adds; then it says nothing of another call.
pub fn is_one(command: &Command) -> bool {
    let (call, words) = match command {
        Command::SetNote { call, text, .. } => (call, Some(text)),
        Command::SetResult { call, result } => (call, result.as_ref()),
        Command::SetRelated { call, related } => (call, related.as_ref().and_then(|record| record.name.as_ref())),
        Command::SetFollowUp { call, follow_up } => (call, follow_up.as_ref().map(|task| &task.subject)),
        Command::SetNotLogged { call, reason } => (call, reason.as_ref()),
        _ => return false,
    };
    assert!(words.is_none_or(|words| is_of(words, call)), "{command:?} is about another call");
    true
}

/// The card shows nothing that was added to another call, and what the server has unless the agent has chosen otherwise since.
pub fn check_card(card: &CardView, call: &Call, wanted: Option<&Option<AttachedRecord>>) {
    let wrap_up = &card.wrap_up;
    let notes = &wrap_up.notes;
    for text in [Some(&notes.text), notes.theirs.as_ref()].into_iter().flatten() {
        assert!(is_of(text, &call.id), "{text} on {}", call.id);
    }
    let subject = wrap_up.follow_up.as_ref().map_or("", |task| &task.subject);
    assert!(is_of(subject, &call.id), "{subject} on {}", call.id);
    let related = wrap_up.related.as_ref().map(|view| view.record.clone());
    let is_wanted = wanted.is_some_and(|wanted| *wanted == related);
    assert!(is_wanted || related == call.related, "{related:?} on {}", call.id);
}

/// A log has what belongs to its call, and is not that of a call that the agent does not want to be logged.
pub fn check_log(log: &Logged, card: Option<&CardView>) {
    let call = &log.call_id;
    let (notes, _) = log.description.split_once("\n\n").unwrap_or_default();
    assert!(is_of(notes, call), "{notes} in the log of {call}");
    assert!(!log.result.contains(". ") || is_of(&log.result, call), "{} in the log of {call}", log.result);
    let number = format!("500{:0>6}", &call[1..]);
    assert!(log.what.as_ref().is_none_or(|what| what.starts_with(&number)), "{:?} in the log of {call}", log.what);
    if let Some(LogValue::Text(subject)) = log.follow_up.as_ref().and_then(|task| task.get("Subject")) {
        assert!(is_of(subject, call), "{subject} beside the log of {call}");
    }
    assert!(log.id.as_ref().is_none_or(|id| *id == format!("00T{call}")), "{:?} is no log of {call}", log.id);
    let is_skipped = card.is_some_and(|card| card.wrap_up.is_log_skipped);
    assert!(log.id.is_some() || !is_skipped, "{call} is logged against the agent's will");
}
