//! What the browser permits.

use crate::doctor::{Asked, Check, Facts, Finding, Seen, State};
use crate::host::Grant;
use crate::text::doctor::Diagnosis;

pub(super) fn permission(found: Finding, facts: &Facts<'_>) -> Finding {
    let surroundings = match &facts.answers.surroundings {
        Asked::Answered(surroundings) => surroundings,
        Asked::Running => return found.with_state(State::Running),
        Asked::Not | Asked::Failed(_) => return found.with_state(State::Unknown),
    };
    match found.check {
        Check::Storage if surroundings.storage => found,
        Check::Storage => found.warning(Diagnosis::Storage),
        Check::Clipboard => grant(found, surroundings.clipboard, Diagnosis::Clipboard),
        Check::Notifications => grant(found, surroundings.notifications, Diagnosis::Notifications),
        _ => network(found, surroundings.local_network, facts),
    }
}

/// What is denied deserves attention, for its consequences.
fn grant(found: Finding, grant: Grant, denied: Diagnosis) -> Finding {
    let found = if grant == Grant::Denied { found.warning(denied) } else { found };
    found.see(Seen::Grant(grant))
}

/// Denied, the local network is a fault only where the event server is in it.
fn network(found: Finding, local_network: Grant, facts: &Facts<'_>) -> Finding {
    let found = match local_network {
        Grant::Denied if facts.is_barred(local_network) => found.error(Diagnosis::Network),
        Grant::Denied => found.warning(Diagnosis::Network),
        Grant::Prompt if facts.is_barred(local_network) => found.warning(Diagnosis::Network),
        _ => found,
    };
    found.see(Seen::Grant(local_network))
}
