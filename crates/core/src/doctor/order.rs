//! All checks, each with what comes before it.

use super::verdict::{check_of, verdict};
use super::{Check, Facts, Finding, State, Words};

/// What each check finds, in their order.
#[must_use]
pub fn findings(facts: &Facts<'_>) -> Vec<Finding> {
    // An obstacle is what a check found by itself: all checks are made before any is overruled.
    let own: Vec<Finding> = Check::ALL.iter().map(|check| verdict(*check, facts)).collect();
    let states: Vec<State> = own.iter().map(|found| found.state).collect();
    own.into_iter().map(|found| overrule(found, facts, &states)).collect()
}

/// A check means nothing while a check that it needs is not sound.
fn overrule(found: Finding, facts: &Facts<'_>, states: &[State]) -> Finding {
    let Some(first) = obstacle(found.check, facts, states) else { return found };
    if states[first as usize] == State::Running {
        Finding { state: State::Running, words: Words::None, ..found }
    } else {
        Finding { check: found.check, state: State::Unknown, seen: Vec::new(), words: Words::After(first) }
    }
}

/// The check that must be mended first, if there is one.
fn obstacle(check: Check, facts: &Facts<'_>, states: &[State]) -> Option<Check> {
    needs(check, facts).iter().find_map(|first| {
        let is_obstacle = !states[*first as usize].is_sound();
        obstacle(*first, facts, states).or(is_obstacle.then_some(*first))
    })
}

/// The checks that must be sound before this one means anything, given the facts.
fn needs(check: Check, facts: &Facts<'_>) -> &'static [Check] {
    let has_no_token = facts.failed.is_some_and(|why| check_of(why.fault) == Check::SignIn);
    match check {
        // No clock is known.
        Check::Clock if facts.org_ahead.is_none() && facts.server_ahead.is_none() => &[Check::Apex],
        Check::EventServer if has_no_token => &[Check::SignIn],
        Check::SignIn if has_no_token => &[Check::Apex],
        _ => check.needs(),
    }
}
