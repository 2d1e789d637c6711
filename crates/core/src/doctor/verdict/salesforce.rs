//! Salesforce: the page, the library, the host, the package, the layout.

use crate::doctor::{Asked, Facts, Finding, Progress, Seen, State, Words};
use crate::host::{HostError, StartError, StartFault, Surroundings};
use crate::settings::Reason;
use crate::text::doctor::Diagnosis;

pub(super) fn address(found: Finding, facts: &Facts<'_>) -> Finding {
    while_loading(found, facts).see_some(surroundings(facts).map(|seen| Seen::Address(seen.address.clone())))
}

pub(super) fn origin(found: Finding, facts: &Facts<'_>) -> Finding {
    while_loading(found, facts).see_some(surroundings(facts).map(|seen| Seen::EmbeddingOrigin(seen.host.clone())))
}

pub(super) fn library(found: Finding, facts: &Facts<'_>) -> Finding {
    let found = while_loading(found, facts);
    let found = if facts.is_other_library { found.warning(Diagnosis::LibraryBase) } else { found };
    found
        .see_some(surroundings(facts).map(|seen| Seen::LibraryOrigin(seen.library.clone())))
        .see(Seen::LibraryVersion(facts.library.to_owned()))
}

fn while_loading(found: Finding, facts: &Facts<'_>) -> Finding {
    if facts.start == Progress::Loading { found.with_state(State::Running) } else { found }
}

fn surroundings<'a>(facts: &Facts<'a>) -> Option<&'a Surroundings> {
    facts.answers.surroundings.answer().filter(|_| facts.start != Progress::Loading)
}

pub(super) fn host(found: Finding, facts: &Facts<'_>) -> Finding {
    match &facts.answers.host_ms {
        _ if facts.start == Progress::Loading => found.with_state(State::Running),
        Asked::Running => found.with_state(State::Running),
        Asked::Failed(error) => found.start_error(&host_failure(error)),
        Asked::Not | Asked::Answered(_) => found,
    }
}

pub(super) fn call_centre(found: Finding, facts: &Facts<'_>) -> Finding {
    match &facts.answers.health {
        Asked::Running => found.with_state(State::Running),
        // The host gave its definition: the user belongs to a call centre.
        Asked::Not | Asked::Failed(_) => found,
        Asked::Answered(health) => match &health.call_centre {
            Some(call_centre) => found
                .see(Seen::CallCentre(call_centre.name.clone()))
                .see(Seen::Address(call_centre.adapter_url.clone())),
            None if health.permissions.agent || health.permissions.administrator => found.error(Diagnosis::CallCentre),
            // Without a permission the package says nothing of the org.
            None => found,
        },
    }
}

pub(super) fn api(found: Finding, facts: &Facts<'_>) -> Finding {
    match facts.permissions() {
        Some(permissions) if permissions.api => found,
        Some(_) => found.error(Diagnosis::Api),
        None => found.with_state(State::Unknown),
    }
}

pub(super) fn settings(found: Finding, facts: &Facts<'_>) -> Finding {
    // Where that leaves no event server, the start has said so.
    if facts.sandbox_disagrees && facts.wrong_settings.is_empty() && facts.failed.is_none() {
        return found.warning(Diagnosis::Sandbox);
    }
    let bytes = facts.answers.health.answer().and_then(|health| health.settings_bytes);
    let found = found.see_some(bytes.map(Seen::SettingsBytes));
    if facts.wrong_settings.is_empty() {
        return found;
    }
    let is_copied = facts.wrong_settings.iter().all(|fault| fault.reason == Reason::Copied);
    let diagnosis = if is_copied { Diagnosis::Copied } else { Diagnosis::Settings };
    let faults = facts.wrong_settings.iter().cloned().map(Seen::WrongSetting);
    faults.fold(found.warning(diagnosis), Finding::see)
}

pub(super) fn apex(found: Finding, facts: &Facts<'_>) -> Finding {
    let health = match &facts.answers.health {
        _ if facts.start < Progress::Done => return found.with_state(State::Running),
        Asked::Running => return found.with_state(State::Running),
        Asked::Failed(error) => return found.start_error(&package_failure(error)),
        Asked::Not => return found,
        Asked::Answered(health) => health,
    };
    if !health.permissions.agent {
        return found.start_fault(StartFault::NoPermission);
    }
    let found = found.see_some(health.task_status.clone().map(Seen::LogStatus));
    let mut forbidden = health.objects.iter().filter(|(_, may_create)| !**may_create).peekable();
    if forbidden.peek().is_none() {
        return found.see(Seen::PackageVersion(health.package.clone()));
    }
    forbidden.fold(found.error(Diagnosis::Objects), |found, (object, _)| found.see(Seen::Object(object.clone())))
}

pub(super) fn layout(found: Finding, facts: &Facts<'_>) -> Finding {
    match &facts.answers.layout {
        Asked::Not => found.see(Seen::LayoutNotFollowed),
        Asked::Running => found.with_state(State::Running),
        Asked::Failed(error) => {
            Finding { words: Words::Diagnosis(Diagnosis::LayoutUnread), ..found.start_error(&host_failure(error)) }
        }
        Asked::Answered(layout) => {
            let is_empty = layout.objects.iter().all(|object| object.fields == 0);
            let found = if is_empty { found.warning(Diagnosis::Layout) } else { found };
            let objects = layout.objects.iter();
            objects.fold(found, |found, object| {
                found.see(Seen::LayoutObject { name: object.name.clone(), fields: object.fields })
            })
        }
    }
}

/// What the start would say to the host's failure.
fn host_failure(error: &HostError) -> StartError {
    match error {
        HostError::TimedOut => StartFault::HostSilent.without_detail(),
        HostError::Refused { detail, .. } => StartFault::HostRefused.with_detail(detail),
        HostError::Start(why) => why.clone(),
        HostError::BadAnswer | HostError::NotAvailable => StartFault::HostRefused.without_detail(),
    }
}

/// What the start would say to the package's failure.
fn package_failure(error: &HostError) -> StartError {
    match error {
        HostError::TimedOut => StartFault::TokenLate.without_detail(),
        HostError::Refused { detail, .. } => StartFault::NoApex.with_detail(detail),
        HostError::Start(why) => why.clone(),
        HostError::BadAnswer | HostError::NotAvailable => StartFault::BadToken.without_detail(),
    }
}
