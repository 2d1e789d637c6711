//! What holds for every text, with the `url` crate, which reads addresses as browsers do, as a second opinion.

#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use salesforce_origin::{Host, Origin};
use url::Url;

/// Texts near enough to an origin of Salesforce that a fault would show.
fn near_origin() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("https://".to_owned()),
        Just("http://".to_owned()),
        Just("acme".to_owned()),
        Just("evil.example".to_owned()),
        Just(".lightning.force.com".to_owned()),
        Just(".my.salesforce.com".to_owned()),
        Just("salesforce.com".to_owned()),
        Just("127.0.0.1".to_owned()),
        Just("[::1]".to_owned()),
        "[/@:?#%.\\\\ \t-]",
        "[a-zA-Z0-9]{1,4}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn an_origin_is_what_a_browser_makes_of_it(text in prop_oneof![near_origin(), any::<String>()]) {
        if let Ok(origin) = Origin::parse(&text)
            && let Ok(url) = Url::parse(&text)
        {
            prop_assert_eq!(url.origin().ascii_serialization(), origin.as_str());
            prop_assert_eq!(url.host_str(), Some(origin.host().as_str()));
            prop_assert_eq!(Origin::parse(origin.as_str()), Ok(origin));
        }
    }

    #[test]
    fn a_library_never_comes_from_elsewhere(text in near_origin()) {
        if Origin::parse(&text).is_ok_and(|origin| origin.serves_library()) {
            let url = Url::parse(&text).unwrap();
            let host = url.host_str().unwrap();
            prop_assert_eq!(url.scheme(), "https");
            let own = [".lightning.force.com", ".salesforce.com", ".my-salesforce.com"];
            prop_assert!(own.iter().any(|domain| host.ends_with(domain)), "{}", host);
        }
    }

    #[test]
    fn only_hosts_of_salesforce_have_an_org(text in near_origin()) {
        if let Some(host) = Host::parse(&text)
            && let Some(org) = host.org()
        {
            prop_assert!(host.serves_pages());
            prop_assert!(host.as_str().starts_with(org) && !org.is_empty());
        }
    }
}
