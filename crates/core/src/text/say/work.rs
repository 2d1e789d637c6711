//! Sentences about the agent's status, callers to call back, and queues.

use crate::text::{Language, Msg};

/// The status that follows the calls.
#[must_use]
pub fn next_status(language: Language, status: &str) -> String {
    match language {
        Language::Ja => format!("次: {status}"),
        Language::En => format!("Next: {status}"),
    }
}

/// A supervisor has set the agent's status, and why.
#[must_use]
pub fn status_set_by(language: Language, who: &str, status: &str, why: &str) -> String {
    let said = match language {
        Language::Ja => format!("{who} がステータスを「{status}」に変更しました"),
        Language::En => format!("{who} has set your status to {status}"),
    };
    if why.is_empty() { said } else { format!("{said}: {why}") }
}

/// How many callers are to be called back, for a screen reader.
#[must_use]
pub fn callbacks(language: Language, count: u32) -> String {
    match language {
        Language::Ja => format!("折り返し待ち{count}件"),
        Language::En => format!("{count} to call back"),
    }
}

/// How often a caller has called.
#[must_use]
pub fn times_called(language: Language, count: u32) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("着信{count}回"),
        (Language::En, 1) => "called once".to_owned(),
        (Language::En, _) => format!("called {count} times"),
    }
}

/// A colleague has taken a caller on.
#[must_use]
pub fn claimed_by(language: Language, who: &str) -> String {
    match language {
        Language::Ja => format!("{who} が対応中"),
        Language::En => format!("{who} has taken it on"),
    }
}

/// A call to a caller who was missed, and how it went.
#[must_use]
pub fn attempt(language: Language, who: &str, outcome: Msg) -> String {
    let outcome = outcome.t(language);
    match language {
        Language::Ja => format!("{who} が折り返し: {outcome}"),
        Language::En => format!("{who} called back: {outcome}"),
    }
}

/// A button that does something about a caller, for a screen reader.
#[must_use]
pub fn about_caller(language: Language, who: &str, action: Msg) -> String {
    let action = action.t(language);
    match language {
        Language::Ja => format!("{who}: {action}"),
        Language::En => format!("{action}: {who}"),
    }
}

/// How many calls wait in a queue.
#[must_use]
pub fn calls_waiting(language: Language, count: u32) -> String {
    match language {
        Language::Ja => format!("待ち呼{count}"),
        Language::En => format!("{count} waiting"),
    }
}

/// How many agents of a queue can take a call, of those who are signed on.
#[must_use]
pub fn free_agents(language: Language, free: u32, signed_on: u32) -> String {
    match language {
        Language::Ja => format!("受付可{free}/{signed_on}人"),
        Language::En => format!("{free} of {signed_on} free"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_holds_what_it_is_given_in_both_languages() {
        for l in Language::ALL {
            assert!(next_status(l, "X").contains('X') && claimed_by(l, "Y").contains('Y'));
            assert!(status_set_by(l, "Y", "X", "Z").ends_with(": Z") && !status_set_by(l, "Y", "X", "").contains(':'));
            assert!(
                callbacks(l, 3).contains('3') && times_called(l, 2).contains('2') && calls_waiting(l, 4).contains('4')
            );
            assert!(attempt(l, "Y", Msg::AttemptAnswered).contains(Msg::AttemptAnswered.t(l)));
            assert!(about_caller(l, "Y", Msg::ClaimCallback).contains('Y'));
            assert!(free_agents(l, 2, 5).contains('2') && free_agents(l, 2, 5).contains('5'));
        }
    }
}
