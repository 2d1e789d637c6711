//! The doctor: each fault is named once, and only that; what hangs on it says so. What is handed to others names nobody.

use std::collections::BTreeSet;

use denwa_core::doctor::facts::{Link, Progress};
use denwa_core::doctor::{
    Answers, Asked, Check, Facts, Finding, Question, SEEN, State, TEXTS, Words, bundle, findings,
};
use denwa_core::host::{Grant, LayoutScope, Permissions, Surroundings};
use denwa_core::session::{Outage, Refused};
use denwa_core::settings::{self, Key, Level, Place, Reason};
use denwa_core::start::{StartError, StartFault};
use denwa_core::{HostError, HostReply, HostRequest, Page, UserAction};
use denwa_protocol::{PbxState, PhoneState, Refusal, ServerInfo};
use serde_json::Value;

use crate::config::desk::{of as json, value};
use crate::rig::Rig;

const ALL: Permissions = Permissions { agent: true, administrator: false, api: true };

/// All that [`Facts`] lend.
struct Known {
    start: Progress,
    failed: Option<StartError>,
    answers: Answers,
    library: String,
    boot: Option<(Permissions, String)>,
    bad_settings: Vec<settings::Fault>,
    sandbox_disagrees: bool,
    copies: bool,
    event_server: String,
    link: Link,
    reached: bool,
    server: Option<ServerInfo>,
    login: String,
    pbx: PbxState,
    phone: PhoneState,
    org_ahead: Option<i64>,
    server_ahead: Option<i64>,
    server_ms: Option<u64>,
}

impl Known {
    fn findings(&self) -> Vec<Finding> {
        findings(&Facts {
            start: self.start,
            failed: self.failed.as_ref(),
            answers: &self.answers,
            library: &self.library,
            boot: self.boot.as_ref().map(|(permissions, package)| (*permissions, package.as_str())),
            bad_settings: &self.bad_settings,
            sandbox_disagrees: self.sandbox_disagrees,
            copies: self.copies,
            event_server: &self.event_server,
            link: self.link,
            reached: self.reached,
            server: self.server.as_ref(),
            login: &self.login,
            pbx: self.pbx,
            phone: self.phone,
            org_ahead: self.org_ahead,
            server_ahead: self.server_ahead,
            server_ms: self.server_ms,
        })
    }
}

fn server() -> ServerInfo {
    ServerInfo { protocol: 1, version: "0.2.0".to_owned(), pbx: "Asterisk 22".to_owned() }
}

/// Nothing is known yet.
fn nothing() -> Known {
    Known {
        start: Progress::Loading,
        failed: None,
        answers: Answers::default(),
        library: String::new(),
        boot: None,
        bad_settings: Vec::new(),
        sandbox_disagrees: false,
        copies: false,
        event_server: String::new(),
        link: Link::Connecting,
        reached: false,
        server: None,
        login: String::new(),
        pbx: PbxState::Unknown,
        phone: PhoneState::Unknown,
        org_ahead: None,
        server_ahead: None,
        server_ms: None,
    }
}

fn sound() -> Known {
    Known {
        start: Progress::Done,
        answers: Answers {
            asked: [const { Asked::Got }; 4],
            surroundings: Some(Box::new(Surroundings {
                address: "https://panel.example.com/".to_owned(),
                host: "https://acme.lightning.force.com".to_owned(),
                library: "https://acme.my.salesforce.com".to_owned(),
                browser: "Chrome 156".to_owned(),
                storage: true,
                clipboard: Grant::Granted,
                notifications: Grant::Granted,
                local_network: Grant::Granted,
            })),
            host_ms: Some(40),
            health: Some(json(serde_json::json!({
                "v": 1,
                "package": env!("CARGO_PKG_VERSION"),
                "apiVersion": "66.0",
                "now": 1_795_000_000_000_u64,
                "permissions": {"agent": true, "administrator": false, "api": true},
                "callCentre": {"name": "Denwa", "adapterUrl": "https://panel.example.com/"},
                "key": true,
                "login": "sato",
                "objects": {"Task": true, "Denwa_Call_Log__c": true},
                "settingsBytes": 20_480,
            }))),
            layout: LayoutScope { objects: vec![("Contact".to_owned(), 3)] },
        },
        library: "66.0".to_owned(),
        boot: Some((ALL, env!("CARGO_PKG_VERSION").to_owned())),
        event_server: "wss://pbx.example.com/telephony".to_owned(),
        link: Link::Live,
        server: Some(server()),
        login: "sato".to_owned(),
        pbx: PbxState::Up,
        phone: PhoneState::Registered,
        org_ahead: Some(120),
        server_ahead: Some(-80),
        server_ms: Some(20),
        ..nothing()
    }
}

fn health(change: impl Fn(&mut Value)) -> impl Fn(&mut Known) {
    move |facts| {
        if let Some(health) = &mut facts.answers.health {
            let mut told = value(health);
            change(&mut told);
            *health = json(told);
        }
    }
}

fn browser(change: impl Fn(&mut Surroundings)) -> impl Fn(&mut Known) {
    move |facts| {
        if let Some(seen) = &mut facts.answers.surroundings {
            change(seen);
        }
    }
}

/// An answer that did not come.
fn lacks(question: Question, asked: Asked) -> impl Fn(&mut Known) {
    move |facts| {
        facts.answers.asked[question as usize] = asked.clone();
        match question {
            Question::Surroundings => facts.answers.surroundings = None,
            Question::Visible => facts.answers.host_ms = None,
            Question::Health => facts.answers.health = None,
            Question::Layout => facts.answers.layout = LayoutScope::default(),
        }
    }
}

fn failed(why: StartError) -> impl Fn(&mut Known) {
    move |facts| {
        facts.start = Progress::Failed;
        facts.failed = Some(why.clone());
        facts.boot = None;
        for question in [Question::Visible, Question::Health, Question::Layout] {
            lacks(question, Asked::Not)(facts);
        }
        facts.link = Link::Connecting;
        facts.server = None;
        (facts.pbx, facts.phone) = (PbxState::Unknown, PhoneState::Unknown);
        (facts.org_ahead, facts.server_ahead, facts.server_ms) = (None, None, None);
    }
}

fn down(outage: &Outage) -> impl Fn(&mut Known) {
    let code = outage.code();
    move |facts| facts.link = Link::Down(code)
}

fn refused(refused: Refused) -> impl Fn(&mut Known) {
    move |facts| facts.link = Link::Refused(refused)
}

/// A stored setting that is wrong.
fn wrong_setting(level: Option<Level>, place: Place, seen: &str) -> settings::Fault {
    let seen = seen.to_owned();
    settings::Fault { level, place, name: String::new(), reason: Reason::Unknown, seen }
}

fn of(findings: &[Finding], check: Check) -> &Finding {
    findings.iter().find(|finding| finding.check == check).expect("every check is told")
}

/// What is wrong, whatever it is.
fn wrong(findings: &[Finding]) -> Vec<Check> {
    let bad = |finding: &&Finding| matches!(finding.state, State::Warning | State::Error);
    findings.iter().filter(bad).map(|finding| finding.check).collect()
}

#[test]
fn where_all_is_well_every_check_says_so_in_order() {
    let found = sound().findings();
    assert_eq!(found.iter().map(|finding| finding.check).collect::<Vec<_>>(), Check::ALL);
    for finding in &found {
        assert_eq!((finding.state, finding.words), (State::Ok, Words::None), "{:?}", finding.check);
    }
}

type Fault = (Check, &'static str, Box<dyn Fn(&mut Known)>);

fn faults() -> Vec<Fault> {
    fn fault(check: Check, name: &'static str, change: impl Fn(&mut Known) + 'static) -> Fault {
        (check, name, Box::new(change))
    }
    let text = || "https://acme.my.salesforce.com/support/api/66.0/lightning/opencti_min.js".to_owned();
    vec![
        fault(Check::Address, "", failed(StartFault::NotInSalesforce.alone())),
        fault(Check::Address, "", failed(StartFault::ParameterMisspelt.seen("x → y".to_owned()))),
        fault(Check::Address, "", failed(StartFault::ParameterWrong.seen("mode".to_owned()))),
        fault(Check::Origin, "", failed(StartFault::WrongOrigin.seen("https://evil.example".to_owned()))),
        fault(Check::Library, "", failed(StartFault::LibraryAddress.seen(text()))),
        fault(Check::Library, "", failed(StartFault::LibraryBlocked.seen(text()))),
        fault(Check::Library, "", failed(StartFault::LibraryIsLoginPage.seen(text()))),
        fault(Check::Library, "", failed(StartFault::LibraryRefused.alone())),
        fault(Check::Host, "", failed(StartFault::HostSilent.alone())),
        fault(Check::Host, "", failed(StartFault::HostRefused.seen("x".to_owned()))),
        fault(Check::Host, "", lacks(Question::Visible, Asked::Failed(HostError::TimedOut))),
        fault(Check::CallCentre, "callCentre", health(|health| health["callCentre"] = Value::Null)),
        fault(Check::Api, "api", health(|health| health["permissions"]["api"] = false.into())),
        fault(Check::Settings, "settings", |facts| {
            facts.bad_settings = vec![wrong_setting(None, Place::Setting(Key::PopUpSize), "")];
        }),
        fault(Check::Settings, "sandbox", |facts| facts.sandbox_disagrees = true),
        fault(Check::Apex, "", failed(StartFault::NoApex.seen("Could not load Apex class".to_owned()))),
        fault(Check::Apex, "", failed(StartFault::NoPermission.alone())),
        fault(Check::Apex, "", failed(StartFault::BadToken.alone())),
        fault(Check::Apex, "", failed(StartFault::TokenLate.alone())),
        fault(Check::Apex, "", lacks(Question::Health, Asked::Failed(HostError::TimedOut))),
        fault(Check::Apex, "", lacks(Question::Health, Asked::Failed(HostError::BadAnswer))),
        fault(
            Check::Apex,
            "",
            lacks(Question::Health, Asked::Failed(HostError::Refused { transient: true, detail: "x".to_owned() })),
        ),
        fault(Check::Apex, "objects", health(|health| health["objects"]["Task"] = false.into())),
        fault(Check::Layout, "layout", |facts| facts.answers.layout = LayoutScope::default()),
        fault(Check::Layout, "layout", |facts| {
            facts.answers.layout = LayoutScope { objects: vec![("Contact".to_owned(), 0)] };
        }),
        fault(Check::Layout, "layoutUnread", lacks(Question::Layout, Asked::Failed(HostError::BadAnswer))),
        fault(Check::Storage, "storage", browser(|seen| seen.storage = false)),
        fault(Check::Clipboard, "clipboard", |facts| {
            facts.copies = true;
            browser(|seen| seen.clipboard = Grant::Denied)(facts);
        }),
        fault(Check::Notifications, "notifications", browser(|seen| seen.notifications = Grant::Denied)),
        fault(Check::Network, "network", |facts| {
            "wss://192.168.0.7:8443/telephony".clone_into(&mut facts.event_server);
            down(&Outage::Unreachable)(facts);
            browser(|seen| seen.local_network = Grant::Denied)(facts);
        }),
        fault(Check::EventServer, "", failed(StartFault::NoEventServer.alone())),
        fault(Check::EventServer, "", failed(StartFault::NoSandboxServer.alone())),
        fault(Check::EventServer, "", failed(StartFault::BadEventServer.seen("x".to_owned()))),
        fault(Check::EventServer, "unreachable", down(&Outage::Unreachable)),
        fault(Check::EventServer, "lost", down(&Outage::Lost)),
        fault(Check::EventServer, "silent", down(&Outage::Silent)),
        fault(Check::EventServer, "garbled", down(&Outage::Garbled)),
        fault(Check::EventServer, "busy", down(&Outage::ServerBusy)),
        fault(Check::Apex, "", |facts| {
            facts.failed = Some(StartFault::TokenLate.alone());
            down(&Outage::NoToken(StartFault::TokenLate.alone()))(facts);
        }),
        fault(Check::SignIn, "", failed(StartFault::NoLogin.alone())),
        fault(Check::SignIn, "", failed(StartFault::NoKey.alone())),
        fault(Check::SignIn, "badToken", refused(Refused::Server(Refusal::BadToken))),
        fault(Check::SignIn, "unknownAgent", refused(Refused::Server(Refusal::UnknownAgent))),
        fault(Check::SignIn, "refused", refused(Refused::Server(Refusal::Unknown))),
        fault(Check::SignIn, "", refused(Refused::Replaced)),
        fault(Check::Pbx, "pbx", |facts| facts.pbx = PbxState::Down),
        fault(Check::Phone, "phone", |facts| facts.phone = PhoneState::Unregistered),
        fault(Check::Clock, "clock", |facts| {
            (facts.org_ahead, facts.server_ahead) = (Some(-600_000), Some(-601_000));
        }),
        fault(Check::Clock, "clockOrg", |facts| facts.org_ahead = Some(40_000)),
        fault(Check::Clock, "clockServer", |facts| facts.server_ahead = Some(-40_000)),
        fault(Check::Latency, "latencyHost", |facts| facts.answers.host_ms = Some(2_000)),
        fault(Check::Latency, "latencyServer", |facts| facts.server_ms = Some(900)),
        fault(Check::Versions, "protocol", |facts| {
            facts.server = Some(ServerInfo { protocol: 2, ..server() });
        }),
        fault(Check::Versions, "package", health(|health| health["package"] = "9.1.0".into())),
    ]
}

#[test]
fn each_fault_is_named_and_only_that() {
    for (check, name, change) in faults() {
        let mut facts = sound();
        change(&mut facts);
        let found = facts.findings();
        assert_eq!(wrong(&found), [check], "{check:?} {name}: {found:#?}");
        match of(&found, check).words {
            Words::Text(code) => assert_eq!(code, name),
            Words::Own(what, fix) => assert!(name.is_empty() && what != fix, "{check:?} {name}"),
            words => panic!("{check:?} {name}: {words:?}"),
        }
        // What was not looked at says what stands in the way, and that is the fault itself.
        for finding in &found {
            match finding.words {
                Words::After(first) => {
                    assert_eq!((first, finding.state), (check, State::Unknown), "{:?}", finding.check);
                }
                _ => assert_ne!(finding.state, State::Running, "{check:?} {name}: {:?}", finding.check),
            }
        }
    }
}

#[test]
fn every_word_of_a_fault_can_come_and_has_its_text() {
    let mut said = BTreeSet::new();
    for (_, _, change) in faults() {
        let mut facts = sound();
        change(&mut facts);
        for finding in facts.findings() {
            if let Words::Text(code) = finding.words {
                said.insert(code);
            }
            assert!(
                finding.seen.iter().all(|seen| seen.what.is_empty() || SEEN.contains(&seen.what)),
                "{:?}",
                finding.seen
            );
        }
    }
    assert_eq!(said, TEXTS.iter().copied().collect());
}

#[test]
fn every_check_has_a_fault() {
    for check in Check::ALL {
        assert!(faults().iter().any(|(of, ..)| of == check), "{check:?}");
    }
}

#[test]
fn what_the_browser_keeps_matters_only_where_it_matters() {
    // A denied local network does not matter to a server elsewhere, nor to one that is connected.
    for address in ["wss://pbx.example.com/telephony", "wss://192.168.0.7/telephony"] {
        let mut facts = Known { event_server: address.to_owned(), ..sound() };
        browser(|seen| seen.local_network = Grant::Denied)(&mut facts);
        assert_eq!(wrong(&facts.findings()), [], "{address}");
    }
    for local in [
        "ws://127.0.0.1:1/",
        "ws://localhost/x",
        "wss://pbx/",
        "wss://pbx.local",
        "wss://10.1.2.3",
        "wss://172.20.0.1",
        "wss://[fd00::1]:8443/",
    ] {
        let mut facts =
            Known { event_server: local.to_owned(), link: Link::Down(Outage::Unreachable.code()), ..sound() };
        browser(|seen| seen.local_network = Grant::Denied)(&mut facts);
        assert_eq!(wrong(&facts.findings()), [Check::Network], "{local}");
    }
    for elsewhere in ["wss://172.40.0.1/", "wss://8.8.8.8", "wss://[2001:db8::1]/", "wss://10.example.com/"] {
        let mut facts =
            Known { event_server: elsewhere.to_owned(), link: Link::Down(Outage::Unreachable.code()), ..sound() };
        browser(|seen| seen.local_network = Grant::Denied)(&mut facts);
        assert_eq!(wrong(&facts.findings()), [Check::EventServer], "{elsewhere}");
    }
    // What has been reached is not barred.
    let address = "wss://192.168.0.7/telephony".to_owned();
    let mut facts = Known { event_server: address, link: Link::Down(Outage::Lost.code()), reached: true, ..sound() };
    browser(|seen| seen.local_network = Grant::Denied)(&mut facts);
    assert_eq!(wrong(&facts.findings()), [Check::EventServer]);
    // A clipboard nobody copies to.
    let mut facts = sound();
    browser(|seen| seen.clipboard = Grant::Denied)(&mut facts);
    assert_eq!(wrong(&facts.findings()), []);
}

#[test]
fn what_is_being_found_out_is_no_fault() {
    let asking = |questions: &[Question]| {
        let mut facts = sound();
        for question in questions {
            lacks(*question, Asked::Running)(&mut facts);
        }
        facts
    };
    let mut booting = Known { start: Progress::Booting, link: Link::Connecting, ..sound() };
    lacks(Question::Health, Asked::Not)(&mut booting);
    for (name, facts) in [
        ("nothing", nothing()),
        ("questions", asking(&[Question::Health, Question::Visible, Question::Layout])),
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
        facts.bad_settings.push(settings::Fault { name: "PRIVATE__c".to_owned(), ..fault });
        health(|health| {
            health["callCentre"] =
                serde_json::json!({"name": "Denwa KK", "adapterUrl": "https://panel.example.com/?token=eyJhbGciOi"});
        })(&mut facts);
        let told = [StartFault::NoApex, StartFault::HostRefused, StartFault::WrongOrigin];
        if let Some(why) = facts.failed.as_mut().filter(|why| told.contains(&why.fault)) {
            why.seen = "sato@acme.example 佐藤 健 eyJhbGciOi".to_owned();
        }
        let text = bundle::text(&facts.findings(), "2026-11-22T00:00:00Z");
        for secret in secrets {
            assert!(!text.contains(secret), "{secret} in\n{text}");
        }
        // It still says what there is to say.
        assert!(Check::ALL.iter().all(|check| text.contains(&format!("{}: ", check.code()))), "{text}");
    }
    let text = bundle::text(&sound().findings(), "2026-11-22T00:00:00Z");
    for told in ["https://….lightning.force.com", "wss://…", "Asterisk 22", "66.0", "hostTime: 40 ms"] {
        assert!(text.contains(told), "{told} in\n{text}");
    }
}

fn health_request() -> HostRequest {
    HostRequest::Package("health", "{\"v\":1}".to_owned())
}

fn asks(rig: &Rig) -> [bool; 4] {
    [HostRequest::Surroundings, HostRequest::PanelVisible, health_request(), HostRequest::Layout]
        .map(|wanted| rig.is_asked(|request| *request == wanted))
}

#[test]
fn nothing_is_asked_before_the_page_is_opened_and_all_of_it_then() {
    let mut rig = Rig::live();
    rig.tidy = false;
    assert_eq!(asks(&rig)[2..], [false, false]);
    rig.asked.clear();
    rig.user(UserAction::Show(Page::Doctor));
    assert_eq!(asks(&rig), [true; 4]);
    assert_eq!(of(&rig.panel.findings(), Check::Latency).state, State::Running);
    rig.now += 40;
    // The panel asks the same for its own size.
    while asks(&rig)[1] {
        let (id, _) = rig.ask(|request| *request == HostRequest::PanelVisible);
        rig.answer(id, Ok(HostReply::Visible(true)));
    }
    let (id, _) = rig.ask(|request| *request == health_request());
    rig.now += 60;
    let now = rig.now - 50 + 90_000;
    let health = serde_json::json!({"v": 1, "now": now, "permissions": {"agent": true, "api": true}, "key": true});
    rig.answer(id, Ok(HostReply::Package(json(health))));
    let found = rig.panel.findings();
    assert_eq!(of(&found, Check::Latency).seen[0].value, "40 ms");
    assert_eq!(
        (of(&found, Check::Clock).words, of(&found, Check::Clock).seen[0].value.as_str()),
        (Words::Text("clockOrg"), "+90 s")
    );
    assert_eq!(of(&found, Check::CallCentre).words, Words::Text("callCentre"));
    assert_eq!(of(&found, Check::Layout).state, State::Running);
    // Asked again when the page is asked for again, and not otherwise.
    rig.asked.clear();
    rig.pass(500);
    assert_eq!(asks(&rig), [false; 4]);
    rig.user(UserAction::Show(Page::Doctor));
    assert_eq!(asks(&rig), [true; 4]);
}

#[test]
fn it_works_where_nothing_else_does() {
    let mut rig = Rig::loaded();
    rig.tidy = false;
    let (id, _) = rig.ask(|request| *request == HostRequest::Initialise);
    rig.answer(id, Err(HostError::Start(StartFault::NotInSalesforce.alone())));
    rig.user(UserAction::Show(Page::Doctor));
    let (id, _) = rig.ask(|request| *request == HostRequest::Surroundings);
    let seen = Surroundings { storage: true, ..Surroundings::default() };
    rig.answer(id, Ok(HostReply::Surroundings(Box::new(seen))));
    for wanted in [HostRequest::PanelVisible, health_request(), HostRequest::Layout] {
        while rig.is_asked(|request| *request == wanted) {
            let (id, _) = rig.ask(|request| *request == wanted);
            rig.answer(id, Err(HostError::NotAvailable));
        }
    }
    let found = rig.panel.findings();
    assert_eq!(wrong(&found), [Check::Address]);
    assert_eq!(of(&found, Check::Storage).state, State::Ok);
    assert_eq!(of(&found, Check::SignIn).words, Words::After(Check::Address));
}
