//! What is an origin, and whose it is.

use salesforce_origin::{Host, Origin, OriginError};

fn origin(text: &str) -> Origin {
    Origin::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn origins_are_read_as_browsers_print_them() {
    let acme = origin("https://Acme.Lightning.force.com:6101");
    assert_eq!(acme.as_str(), "https://acme.lightning.force.com:6101");
    assert_eq!(acme.to_string(), acme.as_str());
    assert_eq!(acme.host().as_str(), "acme.lightning.force.com");
    assert!(acme.is_secure());
    assert_eq!(origin("http://a:443").as_str(), "http://a:443");
    assert_eq!(origin("http://[::1]:8421").host().as_str(), "[::1]");
}

#[test]
fn other_texts_are_refused_with_what_is_wrong() {
    use OriginError::{Host, Port, Scheme};
    for (text, error) in [
        ("", Scheme),
        ("null", Scheme),
        ("acme.my.salesforce.com", Scheme),
        ("//acme.my.salesforce.com", Scheme),
        ("javascript:alert(1)", Scheme),
        ("wss://a", Scheme),
        ("https:/a", Scheme),
        ("https://", Host),
        ("https://a/", Host),
        ("https://a/b", Host),
        ("https://u@a", Host),
        ("https://a..b", Host),
        ("https://a?b", Host),
        ("https://a#b", Host),
        ("https://a\\b", Host),
        ("https://a b", Host),
        ("https://東京.jp", Host),
        ("https://[::1", Host),
        ("https://[]", Host),
        ("https://[::1]x", Host),
        ("https://[x]", Host),
        ("https://1.2.3", Host),
        ("https://256.0.0.1", Host),
        ("https://a.0x7f", Host),
        ("https://u:p@a", Port),
        ("https://a:", Port),
        ("https://a:0", Port),
        ("https://a:99999", Port),
        ("https://a:443", Port),
        ("http://a:80", Port),
        ("https://a:0444", Port),
        ("https://a:+1", Port),
    ] {
        assert_eq!(Origin::parse(text), Err(error), "{text}");
    }
}

#[test]
fn the_library_accepts_salesforces_domains_as_its_host() {
    for yes in [
        "https://acme.lightning.force.com",
        "https://acme.lightning.force.com:6101",
        "https://a--ns.vf.force.com",
        "https://acme.visualforce.com",
        "https://acme.my-lightning.com",
        "https://acme.lightning.crmforce.mil",
        "https://acme.my.salesforce.mil",
    ] {
        assert!(origin(yes).is_salesforce(), "{yes}");
    }
    for no in [
        "https://localhost",
        "https://acme.salesforce-setup.com",
        "https://acme.sfcrmapps.cn",
        "https://force.com",
        "https://evilforce.com",
        "https://evilsalesforce.com",
        "https://acme.lightning.force.com.evil.example",
    ] {
        assert!(!origin(no).is_salesforce(), "{no}");
    }
}

#[test]
fn customers_sites_serve_no_library() {
    for yes in [
        "https://acme.my.salesforce.com",
        "https://login.salesforce.com",
        "https://acme.lightning.force.com",
        "https://acme--ns.vf.force.com",
        "https://c.na85.visual.force.com",
    ] {
        assert!(origin(yes).serves_library() && origin(yes).host().serves_pages(), "{yes}");
    }
    for no in [
        "https://acme.force.com",
        "https://acme.secure.force.com",
        "https://acme.my.salesforce-setup.com",
        "http://acme.my.salesforce.com",
        "https://localhost",
    ] {
        assert!(!origin(no).serves_library(), "{no}");
    }
    assert!(origin("https://acme.my.salesforce-setup.com").host().serves_pages(), "Setup is a page of the org");
    assert!(!origin("https://acme.force.com").host().serves_pages());
}

#[test]
fn hosts_name_their_org() {
    let org = |host| Host::parse(host).unwrap().org();
    for (host, name) in [
        ("acme.my.salesforce.com", Some("acme")),
        ("Acme.lightning.force.com", Some("Acme")),
        ("acme--sb.sandbox.lightning.force.com", Some("acme--sb")),
        ("acme--sb--denwa.sandbox.vf.force.com", Some("acme--sb")),
        ("acme--c.vf.force.com", Some("acme")),
        ("acme--c.na85.visual.force.com", Some("acme")),
        ("acme.my.salesforce-setup.com", Some("acme")),
        ("c.na85.visual.force.com", None),
        ("login.salesforce.com", None),
        ("na85.salesforce.com", None),
        ("acme.force.com", None),
        ("localhost", None),
    ] {
        assert_eq!(org(host), name, "{host}");
    }
}

#[test]
fn my_domain_follows_from_lightnings_host() {
    for (lightning, my_domain) in [
        ("https://acme.lightning.force.com", Some("https://acme.my.salesforce.com")),
        ("https://acme.lightning.force.com:6101", Some("https://acme.my.salesforce.com")),
        ("https://acme--sb.sandbox.lightning.force.com", Some("https://acme--sb.sandbox.my.salesforce.com")),
        ("https://acme.lightning.crmforce.mil", Some("https://acme.my.salesforce.mil")),
        ("https://acme.my.salesforce.com", None),
        ("https://lightning.force.com", None),
    ] {
        assert_eq!(origin(lightning).my_domain(), my_domain.map(origin), "{lightning}");
    }
}

#[test]
fn this_machine() {
    for yes in ["127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "panel.localhost", "[::1]"] {
        assert!(Host::parse(yes).unwrap().is_loopback(), "{yes}");
    }
    for no in ["127.0.0.1.example.com", "localhost.example.com", "10.0.0.1", "evillocalhost", "[::2]"] {
        assert!(!Host::parse(no).unwrap().is_loopback(), "{no}");
    }
}
