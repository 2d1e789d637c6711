//! Compares the configured endpoints with those that Asterisk has.

use super::{ami::Reply, config::AsteriskConfig};
use crate::config::Config;
use std::collections::BTreeSet;

/// Returns the logins and endpoints of all agents; a login comes once for each of its endpoints.
#[must_use]
pub fn configured_endpoints(config: &Config, asterisk: &AsteriskConfig) -> Vec<(String, String)> {
    let of_agent = |agent| {
        let endpoints = asterisk.endpoints_of(agent).into_iter();
        endpoints.map(|endpoint| (agent.login.clone(), endpoint))
    };
    config.agents.iter().flat_map(of_agent).collect()
}

/// Returns the logins and endpoints that Asterisk does not have, by its replies to `PJSIPShowEndpoints` and
/// `DeviceStateList`. If it refuses a list, nothing is said about the endpoints that the list would contain.
#[must_use]
pub fn unknown_endpoints<'a>(
    configured: &'a [(String, String)],
    endpoints: &Reply,
    devices: &Reply,
) -> Vec<&'a (String, String)> {
    let pjsip: Option<BTreeSet<&str>> = (endpoints.is_success() || endpoints.message().starts_with("No endpoints"))
        .then(|| endpoints.items.iter().filter_map(|item| item.get("ObjectName")).collect());
    // Asterisk calls devices invalid that no channel driver knows.
    let invalid: BTreeSet<&str> = devices
        .items
        .iter()
        .filter(|item| item.get("State") == Some("INVALID"))
        .filter_map(|item| item.get("Device"))
        .collect();
    let is_unknown = |endpoint: &str| match endpoint.strip_prefix("PJSIP/") {
        Some(name) => pjsip.as_ref().is_some_and(|known| !known.contains(name)),
        None => invalid.contains(endpoint),
    };
    configured.iter().filter(|(_, endpoint)| is_unknown(endpoint)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pbx::asterisk::ami::Message;

    fn reply(message: &str, items: &[[(&str, &str); 2]]) -> Reply {
        let is_error = !message.is_empty();
        let response = [("Response", if is_error { "Error" } else { "Success" }), ("Message", message)];
        let items = items.iter().map(|fields| fields.iter().copied().collect::<Message>()).collect();
        Reply { response: response.into_iter().collect(), items }
    }

    #[test]
    fn names_what_asterisk_does_not_have() {
        let configured = ["PJSIP/2001", "PJSIP/2009", "SIP/2002", "IAX2/2003", "SIP/2004"]
            .map(|endpoint| ("sato".to_owned(), endpoint.to_owned()));
        let endpoints = reply("", &[[("ObjectName", "2001"), ("DeviceState", "Unavailable")]]);
        let devices = reply(
            "",
            &[
                [("Device", "SIP/2002"), ("State", "INVALID")],
                [("Device", "IAX2/2003"), ("State", "UNAVAILABLE")],
                [("Device", "PJSIP/2001"), ("State", "INVALID")],
            ],
        );
        let names =
            |unknown: Vec<&(String, String)>| -> Vec<String> { unknown.iter().map(|(_, e)| e.clone()).collect() };
        assert_eq!(names(unknown_endpoints(&configured, &endpoints, &devices)), ["PJSIP/2009", "SIP/2002"]);
        let refused = reply("Permission denied", &[]);
        assert!(unknown_endpoints(&configured, &refused, &refused).is_empty());
        let empty = reply("No endpoints found", &[]);
        assert_eq!(names(unknown_endpoints(&configured, &empty, &refused)), ["PJSIP/2001", "PJSIP/2009"]);
    }
}
