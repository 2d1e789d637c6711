//! The event server, the sign-in, the telephone system and the phone.

use crate::clocks::{ClockOwner, WrongClock};
use crate::doctor::{Facts, Finding, Link, Seen, State, Words};
use crate::host::StartFault;
use crate::link::{Outage, Refused, RulesState};
use crate::text::doctor::Diagnosis;
use denwa_protocol::{PbxState, PhoneState, Refusal};

pub(super) fn event_server(found: Finding, facts: &Facts<'_>) -> Finding {
    let found = match facts.link {
        Link::Connecting => found.with_state(State::Running),
        Link::Down(outage) => match diagnosis_of(outage) {
            Some(diagnosis) => found.error(diagnosis),
            None => found,
        },
        Link::Live if facts.work_rules == RulesState::Refused => found.warning(Diagnosis::WorkRules),
        Link::SigningIn | Link::Live | Link::Refused(_) => found,
    };
    let unreadable = facts.unreadable;
    found
        .see(Seen::Address(facts.event_server.to_owned()))
        .see_some(unreadable.last.map(|last| Seen::Unreadable { count: unreadable.count, last }))
}

/// What an outage means for the event server; a missing or refused token is not the connection's fault.
fn diagnosis_of(outage: &Outage) -> Option<Diagnosis> {
    Some(match outage {
        Outage::Unreachable => Diagnosis::Unreachable,
        Outage::Lost => Diagnosis::Lost,
        Outage::Silent => Diagnosis::Silent,
        Outage::Garbled => Diagnosis::Garbled,
        Outage::ServerBusy => Diagnosis::Busy,
        Outage::NoToken(_) | Outage::TokenExpired(_) => return None,
    })
}

pub(super) fn sign_in(found: Finding, facts: &Facts<'_>) -> Finding {
    if facts.answers.health.answer().is_some_and(|health| health.key == Some(false)) {
        return found.start_fault(StartFault::NoKey);
    }
    let has_sandbox_name = facts.answers.health.answer().is_some_and(|health| health.sandbox_user_name == Some(true));
    let found = match facts.link {
        Link::Live if has_sandbox_name => found.warning(Diagnosis::SandboxLogin),
        Link::Live => found,
        Link::Refused(Refused::Replaced) => Finding { state: State::Warning, words: Words::OpenedElsewhere, ..found },
        Link::Refused(Refused::Server(Refusal::BadToken)) => found.error(Diagnosis::BadToken),
        Link::Refused(Refused::Server(Refusal::UnknownAgent)) if has_sandbox_name => {
            found.error(Diagnosis::UnknownSandboxLogin)
        }
        Link::Refused(Refused::Server(Refusal::UnknownAgent)) => found.error(Diagnosis::UnknownAgent),
        Link::Refused(Refused::Server(_)) => found.error(Diagnosis::Refused),
        Link::Down(Outage::TokenExpired(Some(WrongClock { whose: ClockOwner::Salesforce, .. }))) => {
            found.error(Diagnosis::ClockOrg)
        }
        Link::Down(Outage::TokenExpired(_)) => found.error(Diagnosis::ClockServer),
        Link::Connecting | Link::SigningIn | Link::Down(_) => found.with_state(State::Running),
    };
    found.see(Seen::Login(facts.login.to_owned()))
}

pub(super) fn pbx(found: Finding, facts: &Facts<'_>) -> Finding {
    let found = match facts.pbx {
        PbxState::Up => found,
        PbxState::Down => found.error(Diagnosis::Pbx),
        PbxState::Unknown => found.with_state(State::Unknown),
    };
    found.see_some(facts.server.map(|server| Seen::Pbx(server.pbx.clone())))
}

pub(super) fn phone(found: Finding, facts: &Facts<'_>) -> Finding {
    match facts.phone {
        PhoneState::Registered => found,
        PhoneState::Unregistered => found.error(Diagnosis::Phone),
        PhoneState::Unknown => found.with_state(State::Unknown),
    }
}
