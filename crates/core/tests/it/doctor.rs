//! The doctor: each fault is named once, and only that; what hangs on it says so. What is handed to others names nobody.

use std::collections::BTreeSet;

use denwa_core::doctor::{
    Answers, Asked, Boot, Check, Facts, Finding, Link, Progress, Seen, State, Words, bundle, findings,
};
use denwa_core::host::{Grant, LayoutObject, LayoutScope, StartError, StartFault, Surroundings};
use denwa_core::input::Unreadable;
use denwa_core::package::boot::Permissions;
use denwa_core::package::health::{CallCentreHealth, Health};
use denwa_core::session::{Outage, Refused, UnreadableCount};
use denwa_core::settings::{self, Key, Level, Place, Reason};
use denwa_core::text::doctor::Diagnosis;
use denwa_core::{AdminReply, AdminRequest, HostError, HostRequest, Input, Language, Page, SocketEvent, UserAction};
use denwa_protocol::{PbxState, PhoneState, Refusal, ServerInfo};

use crate::rig::Rig;

const ALL: Permissions = Permissions { agent: true, administrator: false, api: true };

/// All that [`Facts`] borrow.
struct Known {
    start: Progress,
    failed: Option<StartError>,
    answers: Answers,
    library: String,
    is_other_library: bool,
    boot: Option<(Permissions, String)>,
    wrong_settings: Vec<settings::Fault>,
    sandbox_disagrees: bool,
    event_server: String,
    link: Link,
    has_reached: bool,
    unreadable: UnreadableCount,
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
            is_other_library: self.is_other_library,
            boot: self.boot.as_ref().map(|(permissions, package)| Boot { permissions: *permissions, package }),
            wrong_settings: &self.wrong_settings,
            sandbox_disagrees: self.sandbox_disagrees,
            event_server: &self.event_server,
            link: &self.link,
            has_reached: self.has_reached,
            unreadable: self.unreadable,
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
        is_other_library: false,
        wrong_settings: Vec::new(),
        sandbox_disagrees: false,
        event_server: String::new(),
        link: Link::Connecting,
        has_reached: false,
        unreadable: UnreadableCount::default(),
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
            surroundings: Asked::Answered(Surroundings {
                address: "https://panel.example.com/".to_owned(),
                host: "https://acme.lightning.force.com".to_owned(),
                library: "https://acme.my.salesforce.com".to_owned(),
                browser: "Chrome 156".to_owned(),
                storage: true,
                clipboard: Grant::Granted,
                notifications: Grant::Granted,
                local_network: Grant::Granted,
            }),
            host_ms: Asked::Answered(40),
            health: Asked::Answered(Health {
                package: env!("CARGO_PKG_VERSION").to_owned(),
                api_version: "66.0".to_owned(),
                now: Some(1_795_000_000_000),
                permissions: ALL,
                call_centre: Some(CallCentreHealth {
                    name: "Denwa".to_owned(),
                    adapter_url: "https://panel.example.com/".to_owned(),
                }),
                key: Some(true),
                login: Some("sato".to_owned()),
                sandbox_user_name: Some(false),
                task_status: Some("Completed".to_owned()),
                objects: ["Task", "Denwa_Call_Log__c"].map(|object| (object.to_owned(), true)).into(),
                settings_bytes: Some(20_480),
            }),
            layout: Asked::Answered(LayoutScope { objects: vec![layout_object("Contact", 3)] }),
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

fn layout_object(name: &str, fields: usize) -> LayoutObject {
    LayoutObject { name: name.to_owned(), fields }
}

fn health(change: impl Fn(&mut Health)) -> impl Fn(&mut Known) {
    move |facts| {
        if let Asked::Answered(health) = &mut facts.answers.health {
            change(health);
        }
    }
}

fn browser(change: impl Fn(&mut Surroundings)) -> impl Fn(&mut Known) {
    move |facts| {
        if let Asked::Answered(seen) = &mut facts.answers.surroundings {
            change(seen);
        }
    }
}

fn failed(why: StartError) -> impl Fn(&mut Known) {
    move |facts| {
        facts.start = Progress::Failed;
        facts.failed = Some(why.clone());
        facts.boot = None;
        facts.answers.host_ms = Asked::Not;
        facts.answers.health = Asked::Not;
        facts.answers.layout = Asked::Not;
        facts.link = Link::Connecting;
        facts.server = None;
        (facts.pbx, facts.phone) = (PbxState::Unknown, PhoneState::Unknown);
        (facts.org_ahead, facts.server_ahead, facts.server_ms) = (None, None, None);
    }
}

fn down(outage: Outage) -> impl Fn(&mut Known) {
    move |facts| facts.link = Link::Down(outage.clone())
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

type Fault = (Check, Option<Diagnosis>, Box<dyn Fn(&mut Known)>);

fn faults() -> Vec<Fault> {
    fn fault(check: Check, diagnosis: Diagnosis, change: impl Fn(&mut Known) + 'static) -> Fault {
        (check, Some(diagnosis), Box::new(change))
    }
    /// A fault in the words of a failed start.
    fn start(check: Check, change: impl Fn(&mut Known) + 'static) -> Fault {
        (check, None, Box::new(change))
    }
    let text = || "https://acme.my.salesforce.com/support/api/66.0/lightning/opencti_min.js";
    vec![
        start(Check::Address, failed(StartFault::NotInSalesforce.without_detail())),
        start(Check::Address, failed(StartFault::AddressHasHash.with_detail("#/phone"))),
        start(Check::Address, failed(StartFault::ParameterMisspelt.with_detail("x → y"))),
        start(Check::Address, failed(StartFault::ParameterWrong.with_detail("mode"))),
        start(Check::Origin, failed(StartError::wrong_origin("https://evil.example", "https://acme.example"))),
        start(Check::Library, failed(StartFault::LibraryAddress.with_detail(text()))),
        start(Check::Library, failed(StartFault::LibraryBlocked.with_detail(text()))),
        start(Check::Library, failed(StartFault::LibraryIsLoginPage.with_detail(text()))),
        start(Check::Library, failed(StartFault::LibraryRefused.without_detail())),
        fault(Check::Library, Diagnosis::LibraryBase, |facts| facts.is_other_library = true),
        start(Check::Host, failed(StartFault::HostSilent.without_detail())),
        start(Check::Host, failed(StartFault::HostRefused.with_detail("x"))),
        start(Check::Host, |facts| facts.answers.host_ms = Asked::Failed(HostError::TimedOut)),
        fault(Check::CallCentre, Diagnosis::CallCentre, health(|health| health.call_centre = None)),
        fault(Check::Api, Diagnosis::Api, health(|health| health.permissions.api = false)),
        fault(Check::Settings, Diagnosis::Settings, |facts| {
            facts.wrong_settings = vec![wrong_setting(None, Place::Setting(Key::PopUpSize), "")];
        }),
        fault(Check::Settings, Diagnosis::Sandbox, |facts| facts.sandbox_disagrees = true),
        fault(Check::SignIn, Diagnosis::SandboxLogin, health(|health| health.sandbox_user_name = Some(true))),
        fault(Check::SignIn, Diagnosis::UnknownSandboxLogin, |known| {
            health(|health| health.sandbox_user_name = Some(true))(known);
            refused(Refused::Server(Refusal::UnknownAgent))(known);
        }),
        start(Check::Apex, failed(StartFault::NoPackage.with_detail("Could not load Apex class"))),
        start(Check::Apex, failed(StartFault::NoApex.with_detail("No access"))),
        start(Check::Apex, failed(StartFault::NoPermission.without_detail())),
        start(Check::Apex, failed(StartFault::BadToken.without_detail())),
        start(Check::Apex, failed(StartFault::TokenLate.without_detail())),
        start(Check::Apex, |facts| facts.answers.health = Asked::Failed(HostError::TimedOut)),
        start(Check::Apex, |facts| facts.answers.health = Asked::Failed(HostError::BadAnswer)),
        start(Check::Apex, |facts| {
            facts.answers.health = Asked::Failed(HostError::Refused { transient: true, detail: "x".to_owned() });
        }),
        fault(
            Check::Apex,
            Diagnosis::Objects,
            health(|health| {
                health.objects.insert("Task".to_owned(), false);
            }),
        ),
        fault(Check::Layout, Diagnosis::Layout, |facts| {
            facts.answers.layout = Asked::Answered(LayoutScope::default());
        }),
        fault(Check::Layout, Diagnosis::Layout, |facts| {
            facts.answers.layout = Asked::Answered(LayoutScope { objects: vec![layout_object("Contact", 0)] });
        }),
        fault(Check::Layout, Diagnosis::LayoutUnread, |facts| {
            facts.answers.layout = Asked::Failed(HostError::BadAnswer);
        }),
        fault(Check::Storage, Diagnosis::Storage, browser(|seen| seen.storage = false)),
        fault(Check::Clipboard, Diagnosis::Clipboard, browser(|seen| seen.clipboard = Grant::Denied)),
        fault(Check::Notifications, Diagnosis::Notifications, browser(|seen| seen.notifications = Grant::Denied)),
        fault(Check::Network, Diagnosis::Network, browser(|seen| seen.local_network = Grant::Denied)),
        fault(Check::Network, Diagnosis::Network, |facts| {
            "wss://192.168.0.7:8443/telephony".clone_into(&mut facts.event_server);
            down(Outage::Unreachable)(facts);
            browser(|seen| seen.local_network = Grant::Denied)(facts);
        }),
        start(Check::EventServer, failed(StartFault::NoEventServer.without_detail())),
        start(Check::EventServer, failed(StartFault::NoSandboxServer.without_detail())),
        start(Check::EventServer, failed(StartFault::BadEventServer.with_detail("x"))),
        fault(Check::EventServer, Diagnosis::Unreachable, down(Outage::Unreachable)),
        fault(Check::EventServer, Diagnosis::Lost, down(Outage::Lost)),
        fault(Check::EventServer, Diagnosis::Silent, down(Outage::Silent)),
        fault(Check::EventServer, Diagnosis::Garbled, down(Outage::Garbled)),
        fault(Check::EventServer, Diagnosis::Busy, down(Outage::ServerBusy)),
        start(Check::Apex, |facts| {
            facts.failed = Some(StartFault::TokenLate.without_detail());
            down(Outage::NoToken(StartFault::TokenLate.without_detail()))(facts);
        }),
        start(Check::SignIn, failed(StartFault::NoLogin.without_detail())),
        start(Check::SignIn, failed(StartFault::NoKey.without_detail())),
        fault(Check::SignIn, Diagnosis::BadToken, refused(Refused::Server(Refusal::BadToken))),
        fault(Check::SignIn, Diagnosis::UnknownAgent, refused(Refused::Server(Refusal::UnknownAgent))),
        fault(Check::SignIn, Diagnosis::Refused, refused(Refused::Server(Refusal::Unknown))),
        start(Check::SignIn, refused(Refused::Replaced)),
        fault(Check::Pbx, Diagnosis::Pbx, |facts| facts.pbx = PbxState::Down),
        fault(Check::Phone, Diagnosis::Phone, |facts| facts.phone = PhoneState::Unregistered),
        fault(Check::Clock, Diagnosis::Clock, |facts| {
            (facts.org_ahead, facts.server_ahead) = (Some(-600_000), Some(-601_000));
        }),
        fault(Check::Clock, Diagnosis::ClockOrg, |facts| facts.org_ahead = Some(40_000)),
        fault(Check::Clock, Diagnosis::ClockServer, |facts| facts.server_ahead = Some(-40_000)),
        fault(Check::Latency, Diagnosis::LatencyHost, |facts| facts.answers.host_ms = Asked::Answered(2_000)),
        fault(Check::Latency, Diagnosis::LatencyServer, |facts| facts.server_ms = Some(900)),
        fault(Check::Versions, Diagnosis::Protocol, |facts| {
            facts.server = Some(ServerInfo { protocol: 2, ..server() });
        }),
        fault(Check::Versions, Diagnosis::Package, health(|health| "9.1.0".clone_into(&mut health.package))),
    ]
}

#[test]
fn each_fault_is_named_and_only_that() {
    for (check, diagnosis, change) in faults() {
        let mut facts = sound();
        change(&mut facts);
        let found = facts.findings();
        assert_eq!(wrong(&found), [check], "{check:?} {diagnosis:?}: {found:#?}");
        match of(&found, check).words {
            Words::Diagnosis(named) => assert_eq!(Some(named), diagnosis),
            Words::Start(_) | Words::OpenedElsewhere => assert_eq!(diagnosis, None, "{check:?}"),
            words => panic!("{check:?} {diagnosis:?}: {words:?}"),
        }
        // A check that was not made says what stands in the way, and that is the fault itself.
        for finding in &found {
            match finding.words {
                Words::After(first) => {
                    assert_eq!((first, finding.state), (check, State::Unknown), "{:?}", finding.check);
                }
                _ => assert_ne!(finding.state, State::Running, "{check:?} {diagnosis:?}: {:?}", finding.check),
            }
        }
    }
}

#[test]
fn every_diagnosis_can_come() {
    let named: BTreeSet<String> =
        faults().iter().filter_map(|(_, diagnosis, _)| Some(format!("{:?}", (*diagnosis)?))).collect();
    assert_eq!(named, Diagnosis::ALL.iter().map(|diagnosis| format!("{diagnosis:?}")).collect());
}

#[test]
fn the_status_that_logs_get_is_shown() {
    let mut known = sound();
    health(|health| health.task_status = Some("完了".to_owned()))(&mut known);
    let seen = of(&known.findings(), Check::Apex).seen.clone();
    assert!(seen.contains(&Seen::LogStatus("完了".to_owned())), "{seen:?}");
}

#[test]
fn every_check_has_a_fault() {
    for check in Check::ALL {
        assert!(faults().iter().any(|(of, ..)| of == check), "{check:?}");
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
fn unreadable_messages_are_counted_with_their_kind() {
    let mut rig = Rig::live();
    rig.input(Input::Socket(SocketEvent::Garbled(Unreadable::WrongShape)));
    rig.user(UserAction::Show(Page::Doctor));
    while !rig.admin_asked.is_empty() {
        let (id, request) = rig.admin_ask(|_| true);
        rig.admin_answer(
            id,
            match request {
                AdminRequest::Surroundings => Ok(AdminReply::Surroundings(Surroundings::default())),
                AdminRequest::Health => Ok(AdminReply::Health(Health { permissions: ALL, ..Health::default() })),
                _ => Err(HostError::NotAvailable),
            },
        );
    }
    let found = rig.admin.findings();
    let seen = &of(&found, Check::EventServer).seen;
    assert!(seen.contains(&Seen::Unreadable { count: 1, last: Unreadable::WrongShape }), "{seen:?}");
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

fn asks(rig: &Rig) -> [bool; 4] {
    [AdminRequest::Surroundings, AdminRequest::PanelVisible, AdminRequest::Health, AdminRequest::Layout]
        .map(|wanted| rig.is_admin_asked(|request| *request == wanted))
}

#[test]
fn nothing_is_asked_before_the_page_is_opened_and_all_of_it_then() {
    let mut rig = Rig::live();
    rig.tidy = false;
    assert_eq!(asks(&rig)[2..], [false, false]);
    rig.admin_asked.clear();
    rig.user(UserAction::Show(Page::Doctor));
    assert_eq!(asks(&rig), [true; 4]);
    assert_eq!(of(&rig.admin.findings(), Check::Latency).state, State::Running);
    rig.now += 40;
    // The panel asks the same for its own size.
    while asks(&rig)[1] {
        let (id, _) = rig.admin_ask(|request| *request == AdminRequest::PanelVisible);
        rig.admin_answer(id, Ok(AdminReply::Visible(true)));
    }
    let (id, _) = rig.admin_ask(|request| *request == AdminRequest::Health);
    rig.now += 60;
    let now = rig.now - 50 + 90_000;
    let health = Health { now: Some(now), permissions: ALL, key: Some(true), ..Health::default() };
    rig.admin_answer(id, Ok(AdminReply::Health(health)));
    let found = rig.admin.findings();
    assert_eq!(of(&found, Check::Latency).seen[0], Seen::HostTime(40));
    assert_eq!(
        (of(&found, Check::Clock).words, &of(&found, Check::Clock).seen[0]),
        (Words::Diagnosis(Diagnosis::ClockOrg), &Seen::OrgClock(90_000))
    );
    assert_eq!(of(&found, Check::CallCentre).words, Words::Diagnosis(Diagnosis::CallCentre));
    assert_eq!(of(&found, Check::Layout).state, State::Running);
    // Asked again when the page is asked for again, and not otherwise.
    rig.admin_asked.clear();
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
    rig.answer(id, Err(HostError::Start(StartFault::NotInSalesforce.without_detail())));
    rig.user(UserAction::Show(Page::Doctor));
    let (id, _) = rig.admin_ask(|request| *request == AdminRequest::Surroundings);
    let seen = Surroundings { storage: true, ..Surroundings::default() };
    rig.admin_answer(id, Ok(AdminReply::Surroundings(seen)));
    for wanted in [AdminRequest::PanelVisible, AdminRequest::Health, AdminRequest::Layout] {
        while rig.is_admin_asked(|request| *request == wanted) {
            let (id, _) = rig.admin_ask(|request| *request == wanted);
            rig.admin_answer(id, Err(HostError::NotAvailable));
        }
    }
    let found = rig.admin.findings();
    assert_eq!(wrong(&found), [Check::Address]);
    assert_eq!(of(&found, Check::Storage).state, State::Ok);
    assert_eq!(of(&found, Check::SignIn).words, Words::After(Check::Address));
}
