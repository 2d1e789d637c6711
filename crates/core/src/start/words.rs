//! The words for what keeps the panel from starting.

use crate::host::{StartError, StartFault};
use crate::text::say::doctor::other_origin;
use crate::text::{Language, Msg};

/// What a fault of the start means, and its remedy.
#[must_use]
pub fn start_words(fault: StartFault) -> (Msg, Msg) {
    match fault {
        StartFault::NotInSalesforce => (Msg::StartNotInSalesforce, Msg::StartNotInSalesforceFix),
        StartFault::AddressHasHash => (Msg::StartHash, Msg::StartHashFix),
        StartFault::ParameterMisspelt | StartFault::ParameterWrong => (Msg::StartParameter, Msg::StartParameterFix),
        StartFault::WrongOrigin => (Msg::StartOrigin, Msg::StartOriginFix),
        StartFault::LibraryAddress => (Msg::StartLibraryAddress, Msg::StartLibraryAddressFix),
        StartFault::LibraryBlocked => (Msg::StartLibraryBlocked, Msg::StartLibraryBlockedFix),
        StartFault::LibraryIsLoginPage => (Msg::StartLogin, Msg::StartLoginFix),
        StartFault::LibraryRefused => (Msg::StartRefused, Msg::StartRefusedFix),
        StartFault::HostSilent => (Msg::StartHostSilent, Msg::StartHostSilentFix),
        StartFault::HostRefused => (Msg::StartHostRefused, Msg::StartHostRefusedFix),
        StartFault::NoEventServer => (Msg::StartNoServer, Msg::StartNoServerFix),
        StartFault::NoSandboxServer => (Msg::StartNoSandboxServer, Msg::StartNoSandboxServerFix),
        StartFault::BadEventServer => (Msg::StartBadServer, Msg::StartBadServerFix),
        StartFault::NoPackage => (Msg::StartNoPackage, Msg::StartNoPackageFix),
        StartFault::NoApex => (Msg::StartNoApex, Msg::StartNoApexFix),
        StartFault::NoPermission => (Msg::StartNoPermission, Msg::StartNoPermissionFix),
        StartFault::NoLogin => (Msg::StartNoLogin, Msg::StartNoLoginFix),
        StartFault::NoKey => (Msg::StartNoKey, Msg::StartNoKeyFix),
        StartFault::BadToken => (Msg::StartBadToken, Msg::StartBadTokenFix),
        StartFault::TokenLate => (Msg::StartTokenLate, Msg::StartTokenLateFix),
    }
}

/// The address, parameter or message that shows what is wrong; of a wrong origin a sentence.
#[must_use]
pub fn start_detail(why: &StartError, language: Language) -> String {
    match &why.expected {
        Some(expected) => other_origin(language, &why.detail, expected),
        None => why.detail.clone(),
    }
}
