//! Texts for property tests, also of the Open CTI bindings, which check addresses by the same rule.

use proptest::prelude::*;

/// Texts near enough to an origin of Salesforce that a fault would show.
pub fn near_origin() -> impl Strategy<Value = String> {
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
