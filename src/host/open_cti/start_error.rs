//! Why the library is not at work, in the core's kinds.

use denwa_core::HostError;
use denwa_core::host::{StartError, StartFault};
use opencti::{AddressError, EnvironmentError, InitError};

use super::errors;

/// The query parameters that Lightning adds to the adapter's address.
const LIGHTNINGS: [&str; 4] = ["mode", "sfdcIframeOrigin", "isdtp", "ltn_app_id"];

/// Translates the failure of a library in a page that was found good.
pub fn of_library(error: InitError) -> HostError {
    HostError::Start(match error {
        InitError::ScriptFailed { url } | InitError::ScriptTimedOut { url } => {
            StartFault::LibraryBlocked.with_detail(url)
        }
        InitError::NotTheLibrary { url } => StartFault::LibraryIsLoginPage.with_detail(url),
        InitError::Refused { .. } => StartFault::LibraryRefused.without_detail(),
        InitError::Address(error) => of_address(error),
        InitError::HostSilent(_) => return HostError::TimedOut,
        InitError::Call(error) => return errors::of_call(error),
        _ => return HostError::BadAnswer,
    })
}

/// Translates what is wrong with a page. `search` is its query string.
pub fn of_place(error: InitError, search: &str) -> StartError {
    match error {
        InitError::Environment(error) => of_environment(error, search),
        InitError::Address(error) => of_address(error),
        _ => StartFault::NotInSalesforce.without_detail(),
    }
}

fn of_address(error: AddressError) -> StartError {
    StartFault::LibraryAddress.with_detail(match error {
        AddressError::VersionFormat(text)
        | AddressError::VersionTooOld(text)
        | AddressError::BaseFormat(text)
        | AddressError::BaseNotAllowed(text) => text,
        _ => String::new(),
    })
}

fn of_environment(error: EnvironmentError, search: &str) -> StartError {
    use EnvironmentError as Error;
    match error {
        Error::NotFramed | Error::OwnOrigin(_) => StartFault::NotInSalesforce.without_detail(),
        // Only the part that the administrator wrote: the rest is long and says nothing.
        Error::BehindHash(hash) => {
            StartFault::AddressHasHash.with_detail(hash.split(['?', '&']).next().unwrap_or_default())
        }
        Error::MissingParameter(_) if !is_lightnings(search) => StartFault::NotInSalesforce.without_detail(),
        Error::MissingParameter(name) | Error::RepeatedParameter(name) => StartFault::ParameterWrong.with_detail(name),
        Error::BrokenEncoding(name) => StartFault::ParameterWrong.with_detail(name),
        Error::MisspeltParameter { expected, found } => {
            StartFault::ParameterMisspelt.with_detail(format!("{found} → {expected}"))
        }
        Error::TrailingSlash(origin) | Error::NotAnOrigin(origin) | Error::SchemeDiffers(origin) => {
            StartFault::ParameterWrong.with_detail(format!("sfdcIframeOrigin={origin}"))
        }
        Error::NotSalesforce(origin) => StartFault::WrongOrigin.with_detail(origin),
        Error::WrongOrigin { stated, parent } => StartError::wrong_origin(parent, stated),
        _ => StartFault::ParameterWrong.without_detail(),
    }
}

/// Whether any parameter in the query string is Lightning's, however it is spelt.
fn is_lightnings(search: &str) -> bool {
    search.trim_start_matches('?').split('&').any(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        LIGHTNINGS.iter().any(|name| key.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use opencti::{Environment, Frame};

    fn fault(search: &str) -> StartError {
        let frame = Frame { search, hash: "", origin: "https://panel.example.com", framed: true, parent_origin: None };
        match Environment::check(&frame) {
            Err(error) => of_environment(error, search),
            Ok(environment) => panic!("{environment:?}"),
        }
    }

    #[test]
    fn a_wrong_origin_names_both() {
        let wrong = EnvironmentError::WrongOrigin {
            stated: "https://acme.lightning.force.com".to_owned(),
            parent: "https://evil.example".to_owned(),
        };
        assert_eq!(
            of_environment(wrong, ""),
            StartError::wrong_origin("https://evil.example", "https://acme.lightning.force.com")
        );
    }

    #[test]
    fn an_address_with_a_hash_says_so() {
        let hash = "#/phone?mode=Lightning&sfdcIframeOrigin=https:%2F%2Facme.lightning.force.com";
        let frame = Frame { search: "", hash, origin: "https://panel.example.com", framed: true, parent_origin: None };
        let error = Environment::check(&frame).unwrap_err();
        assert_eq!(of_environment(error, ""), StartFault::AddressHasHash.with_detail("#/phone"));
    }

    #[test]
    fn each_fault_of_the_address_has_its_own_kind() {
        let host = "https://acme.lightning.force.com";
        assert_eq!(fault(""), StartFault::NotInSalesforce.without_detail());
        assert_eq!(fault("?opencti=66.0"), StartFault::NotInSalesforce.without_detail());
        assert_eq!(fault("?mode=Lightning"), StartFault::ParameterWrong.with_detail("sfdcIframeOrigin"));
        assert_eq!(fault(&format!("?sfdcIframeOrigin={host}")), StartFault::ParameterWrong.with_detail("mode"));
        assert_eq!(
            fault(&format!("?mode=Lightning&sfdcIFrameOrigin={host}")),
            StartFault::ParameterMisspelt.with_detail("sfdcIFrameOrigin → sfdcIframeOrigin")
        );
        assert_eq!(
            fault("?mode=Lightning&sfdcIframeOrigin=https://evil.example"),
            StartFault::WrongOrigin.with_detail("https://evil.example")
        );
        assert_eq!(
            fault(&format!("?mode=a&mode=b&sfdcIframeOrigin={host}")),
            StartFault::ParameterWrong.with_detail("mode")
        );
    }
}
