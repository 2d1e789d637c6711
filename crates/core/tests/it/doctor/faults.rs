//! Each fault is named once, and only that; what hangs on it says so.

use std::collections::BTreeSet;

use denwa_core::HostError;
use denwa_core::doctor::{Asked, Check, Seen, State, Words};
use denwa_core::host::{Grant, LayoutScope, StartError, StartFault};
use denwa_core::session::{Outage, Refused, RulesState};
use denwa_core::settings::{self, Key, Level, Place, Reason};
use denwa_core::text::doctor::Diagnosis;
use denwa_protocol::{PbxState, PhoneState, Refusal, ServerInfo};

use super::known::*;

pub(super) type Fault = (Check, Option<Diagnosis>, Box<dyn Fn(&mut Known)>);

#[expect(clippy::too_many_lines, reason = "a table with a line for each fault")]
pub(super) fn faults() -> Vec<Fault> {
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
        fault(Check::Settings, Diagnosis::Copied, |facts| {
            let fault = wrong_setting(Some(Level::Organisation), Place::Setting(Key::RecordingUrl), "");
            facts.wrong_settings = vec![settings::Fault { reason: Reason::Copied, ..fault }];
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
        fault(Check::EventServer, Diagnosis::WorkRules, |facts| facts.work_rules = RulesState::Refused),
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
