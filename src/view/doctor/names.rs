//! Names of checks and states in the document, for styles and tests.

use denwa_core::doctor::{Check, State};

/// The name of a check.
#[must_use]
pub fn check_name(check: Check) -> &'static str {
    match check {
        Check::Address => "address",
        Check::Library => "library",
        Check::Origin => "origin",
        Check::Host => "host",
        Check::CallCentre => "callCentre",
        Check::Api => "api",
        Check::Settings => "settings",
        Check::Apex => "apex",
        Check::Layout => "layout",
        Check::Storage => "storage",
        Check::Clipboard => "clipboard",
        Check::Notifications => "notifications",
        Check::Network => "network",
        Check::EventServer => "eventServer",
        Check::SignIn => "signIn",
        Check::Pbx => "pbx",
        Check::Phone => "phone",
        Check::Clock => "clock",
        Check::Latency => "latency",
        Check::Versions => "versions",
    }
}

/// The name of a state.
#[must_use]
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Ok => "ok",
        State::Warning => "warning",
        State::Error => "error",
        State::Unknown => "unknown",
        State::Running => "running",
    }
}
