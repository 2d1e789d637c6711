//! What holds for every text, with the `url` crate, which reads addresses as browsers do, as a second opinion.

#![cfg(not(target_arch = "wasm32"))]

mod strategies;

use proptest::prelude::*;
use salesforce_origin::{Host, Origin};
use strategies::near_origin;
use url::Url;

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
