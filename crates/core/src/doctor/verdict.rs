//! What the facts mean to each check by itself.

mod browser;
mod figures;
mod salesforce;
mod telephony;

use super::{Check, Facts, Finding};
use crate::host::StartFault;

/// What a check finds by itself. The failure of a start goes before everything else.
pub(super) fn verdict(check: Check, facts: &Facts<'_>) -> Finding {
    let found = Finding::ok(check);
    if let Some(why) = facts.failed.filter(|why| check_of(why.fault) == check) {
        return found.start_error(why);
    }
    match check {
        Check::Address => salesforce::address(found, facts),
        Check::Origin => salesforce::origin(found, facts),
        Check::Library => salesforce::library(found, facts),
        Check::Host => salesforce::host(found, facts),
        Check::CallCentre => salesforce::call_centre(found, facts),
        Check::Api => salesforce::api(found, facts),
        Check::Settings => salesforce::settings(found, facts),
        Check::Apex => salesforce::apex(found, facts),
        Check::Layout => salesforce::layout(found, facts),
        Check::Storage | Check::Clipboard | Check::Notifications | Check::Network => browser::permission(found, facts),
        Check::EventServer => telephony::event_server(found, facts),
        Check::SignIn => telephony::sign_in(found, facts),
        Check::Pbx => telephony::pbx(found, facts),
        Check::Phone => telephony::phone(found, facts),
        Check::Clock => figures::clock(found, facts),
        Check::Latency => figures::latency(found, facts),
        Check::Versions => figures::versions(found, facts),
    }
}

/// The check that a failure of the start belongs to.
pub(super) fn check_of(fault: StartFault) -> Check {
    use StartFault as F;
    match fault {
        F::NotInSalesforce | F::AddressHasHash | F::ParameterMisspelt | F::ParameterWrong => Check::Address,
        F::WrongOrigin => Check::Origin,
        F::LibraryAddress | F::LibraryBlocked | F::LibraryIsLoginPage | F::LibraryRefused => Check::Library,
        F::HostSilent | F::HostRefused => Check::Host,
        F::NoPackage | F::NoApex | F::NoPermission | F::BadToken | F::TokenLate => Check::Apex,
        F::NoLogin | F::NoKey => Check::SignIn,
        F::NoEventServer | F::NoSandboxServer | F::BadEventServer => Check::EventServer,
    }
}
