//! Why the library is not at work, in the core's kinds.

use denwa_core::HostError;
use denwa_core::cut::{first_of, pieces, without_front};
use denwa_core::start::{StartError, StartFault};
use opencti::{AddressError, EnvironmentError, Fault, LoadFault, Place};

use super::response;

/// The query parameters that Lightning adds to the adapter's address.
const LIGHTNINGS: [&str; 4] = ["mode", "sfdciframeorigin", "isdtp", "ltn_app_id"];

/// What it means to the core that the library could not be loaded, or did not reach its host.
pub fn of(fault: LoadFault, place: &Place) -> HostError {
    HostError::Start(match fault {
        LoadFault::ScriptFailed | LoadFault::ScriptTimedOut => StartFault::LibraryBlocked.seen(place.address.url()),
        LoadFault::NotTheLibrary => StartFault::LibraryIsLoginPage.seen(place.address.url()),
        LoadFault::Refused(_) => StartFault::LibraryRefused.alone(),
        LoadFault::Silent => return HostError::TimedOut,
        LoadFault::Call(error) => return response::of_none(error),
    })
}

/// What was asked for.
pub fn of_address(error: AddressError) -> StartError {
    StartFault::LibraryAddress.seen(match error {
        AddressError::VersionFormat(text)
        | AddressError::VersionTooOld(text)
        | AddressError::BaseFormat(text)
        | AddressError::BaseNotAllowed(text) => text,
        _ => String::new(),
    })
}

/// What is wrong with the page. `search` is its query string.
pub fn of_environment(error: EnvironmentError, search: &str) -> StartError {
    let EnvironmentError { fault, seen, instead } = error;
    match fault {
        Fault::NotFramed | Fault::OwnOrigin => StartFault::NotInSalesforce.alone(),
        Fault::MissingParameter if !is_lightnings(search) => StartFault::NotInSalesforce.alone(),
        Fault::MisCasedParameter => StartFault::ParameterMisspelt.seen([&seen, " → ", &instead].concat()),
        Fault::TrailingSlash | Fault::NotAnOrigin | Fault::SchemeDiffers => {
            StartFault::ParameterWrong.seen(["sfdcIframeOrigin=", &seen].concat())
        }
        Fault::NotSalesforce => StartFault::WrongOrigin.seen(seen),
        Fault::WrongOrigin => StartFault::WrongOrigin.seen([&instead, " ≠ ", &seen].concat()),
        _ => StartFault::ParameterWrong.seen(seen),
    }
}

/// Whether anything in the query string is Lightning's, however it is spelt.
fn is_lightnings(search: &str) -> bool {
    pieces(without_front(search, |byte| byte == b'?'), b"&").any(|pair| {
        let key = &pair[..first_of(pair, b"=")];
        LIGHTNINGS.iter().any(|name| key.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use opencti::{Environment, Frame};

    fn fault(search: &str) -> StartError {
        let frame = Frame { search, origin: "https://panel.example.com", framed: true, parent_origin: None };
        match Environment::check(&frame) {
            Err(error) => of_environment(error, search),
            Ok(environment) => panic!("{environment:?}"),
        }
    }

    #[test]
    fn each_fault_of_the_address_has_its_own_kind() {
        let host = "https://acme.lightning.force.com";
        assert_eq!(fault(""), StartFault::NotInSalesforce.alone());
        assert_eq!(fault("?opencti=66.0"), StartFault::NotInSalesforce.alone());
        assert_eq!(fault("?mode=Lightning"), StartFault::ParameterWrong.seen("sfdcIframeOrigin".to_owned()));
        assert_eq!(fault(&format!("?sfdcIframeOrigin={host}")), StartFault::ParameterWrong.seen("mode".to_owned()));
        assert_eq!(
            fault(&format!("?mode=Lightning&sfdcIFrameOrigin={host}")),
            StartFault::ParameterMisspelt.seen("sfdcIFrameOrigin → sfdcIframeOrigin".to_owned())
        );
        assert_eq!(
            fault("?mode=Lightning&sfdcIframeOrigin=https://evil.example"),
            StartFault::WrongOrigin.seen("https://evil.example".to_owned())
        );
        assert_eq!(
            fault(&format!("?mode=a&mode=b&sfdcIframeOrigin={host}")),
            StartFault::ParameterWrong.seen("mode".to_owned())
        );
    }
}
