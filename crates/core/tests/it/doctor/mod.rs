//! The doctor: each fault is named once, and only that; what hangs on it says so. What is handed to others names nobody.

mod asking;
mod faults;
mod known;
mod remedies;

use denwa_core::Language;
use denwa_core::doctor::{Answers, Asked, Check, Link, Progress, Seen, State, Words, bundle};
use denwa_core::host::{Grant, StartFault};
use denwa_core::package::health::CallCentreHealth;
use denwa_core::session::Outage;
use denwa_core::settings::{self, Level, Place};

use faults::faults;
use known::*;

#[test]
fn where_all_is_well_every_check_says_so_in_order() {
    let found = sound().findings();
    assert_eq!(found.iter().map(|finding| finding.check).collect::<Vec<_>>(), Check::ALL);
    for finding in &found {
        assert_eq!((finding.state, finding.words), (State::Ok, Words::None), "{:?}", finding.check);
    }
}

#[test]
fn a_denied_network_is_a_fault_only_where_the_event_server_is_in_it() {
    let denied = |event_server: &str, link: Link| {
        let mut facts = Known { event_server: event_server.to_owned(), link, ..sound() };
        browser(|seen| seen.local_network = Grant::Denied)(&mut facts);
        facts
    };
    let state = |facts: &Known| of(&facts.findings(), Check::Network).state;
    // It deserves attention, and no more, for a server elsewhere, and for one that is connected.
    for address in ["wss://pbx.example.com/telephony", "wss://192.168.0.7/telephony"] {
        let facts = denied(address, Link::Live);
        assert_eq!((wrong(&facts.findings()), state(&facts)), (vec![Check::Network], State::Warning), "{address}");
    }
    let unreachable = || Link::Down(Outage::Unreachable);
    for local in [
        "ws://127.0.0.1:1/",
        "ws://localhost/x",
        "wss://pbx/",
        "wss://pbx.local",
        "wss://10.1.2.3",
        "wss://172.20.0.1",
        "wss://[fd00::1]:8443/",
    ] {
        let facts = denied(local, unreachable());
        assert_eq!((wrong(&facts.findings()), state(&facts)), (vec![Check::Network], State::Error), "{local}");
    }
    for elsewhere in ["wss://172.40.0.1/", "wss://8.8.8.8", "wss://[2001:db8::1]/", "wss://10.example.com/"] {
        let facts = denied(elsewhere, unreachable());
        assert_eq!(wrong(&facts.findings()), [Check::Network, Check::EventServer], "{elsewhere}");
        assert_eq!(state(&facts), State::Warning, "{elsewhere}");
    }
    // What has been reached is not barred.
    let facts = Known { has_reached: true, ..denied("wss://192.168.0.7/telephony", Link::Down(Outage::Lost)) };
    assert_eq!(wrong(&facts.findings()), [Check::Network, Check::EventServer]);
    assert_eq!(state(&facts), State::Warning);
}

#[test]
fn what_is_denied_is_never_said_to_be_all_right() {
    for check in [Check::Clipboard, Check::Notifications, Check::Network] {
        let mut facts = sound();
        browser(|seen| {
            (seen.clipboard, seen.notifications, seen.local_network) = (Grant::Denied, Grant::Denied, Grant::Denied);
        })(&mut facts);
        let found = facts.findings();
        let finding = of(&found, check);
        assert_eq!((finding.state, &finding.seen[..]), (State::Warning, &[Seen::Grant(Grant::Denied)][..]));
        assert!(matches!(finding.words, Words::Diagnosis(_)), "{check:?} says what it means");
    }
}

#[test]
fn what_is_being_found_out_is_no_fault() {
    let mut asking = sound();
    asking.answers =
        Answers { host_ms: Asked::Running, health: Asked::Running, layout: Asked::Running, ..asking.answers };
    let mut booting = Known { start: Progress::Booting, link: Link::Connecting, ..sound() };
    booting.answers.health = Asked::Not;
    for (name, facts) in [
        ("nothing", nothing()),
        ("questions", asking),
        ("link", Known { link: Link::Connecting, ..sound() }),
        ("booting", booting),
    ] {
        let found = facts.findings();
        assert_eq!(wrong(&found), [], "{name}");
        assert!(found.iter().any(|finding| finding.state == State::Running), "{name}");
        assert!(!found.iter().any(|finding| matches!(finding.words, Words::After(_))), "{found:#?}");
    }
}

#[test]
fn what_is_handed_to_others_names_nobody() {
    let secrets = [
        "sato",
        "佐藤",
        "acme",
        "pbx.example.com",
        "panel.example.com",
        "0312345678",
        "eyJhbGciOi",
        "PRIVATE",
        "Denwa KK",
    ];
    for (_, _, change) in faults() {
        let mut facts = sound();
        facts.login = "sato".to_owned();
        change(&mut facts);
        let fault = wrong_setting(Some(Level::User), Place::Field, "佐藤 0312345678");
        facts.wrong_settings.push(settings::Fault { name: "PRIVATE__c".to_owned(), ..fault });
        health(|health| {
            health.call_centre = Some(CallCentreHealth {
                name: "Denwa KK".to_owned(),
                adapter_url: "https://panel.example.com/?token=eyJhbGciOi".to_owned(),
            });
        })(&mut facts);
        let told = [StartFault::NoApex, StartFault::HostRefused, StartFault::WrongOrigin];
        if let Some(why) = facts.failed.as_mut().filter(|why| told.contains(&why.fault)) {
            why.detail = "sato@acme.example 佐藤 健 eyJhbGciOi".to_owned();
        }
        let text = bundle::text(&facts.findings(), "2026-11-22T00:00:00Z");
        for secret in secrets {
            assert!(!text.contains(secret), "{secret} in\n{text}");
        }
        // It still says what there is to say.
        assert!(Check::ALL.iter().all(|check| text.contains(&format!("{}: ", check.text().t(Language::En)))), "{text}");
    }
    let text = bundle::text(&sound().findings(), "2026-11-22T00:00:00Z");
    for told in ["https://….lightning.force.com", "wss://…", "Asterisk 22", "66.0", "Salesforce: 40 ms"] {
        assert!(text.contains(told), "{told} in\n{text}");
    }
}
