//! What is known when the findings are made: all is well, and changes of it.

use denwa_core::doctor::{Answers, Asked, Boot, Check, Facts, Finding, Link, Progress, State, findings};
use denwa_core::host::{Grant, LayoutObject, LayoutScope, StartError, Surroundings};
use denwa_core::package::boot::Permissions;
use denwa_core::package::health::{CallCentreHealth, Health};
use denwa_core::session::{Outage, Refused, RulesState, UnreadableCount};
use denwa_core::settings::{self, Level, Place, Reason};
use denwa_protocol::{PbxState, PhoneState, ServerInfo};

pub(super) const ALL: Permissions = Permissions { agent: true, administrator: false, api: true };

/// All that [`Facts`] borrow.
pub(super) struct Known {
    pub start: Progress,
    pub failed: Option<StartError>,
    pub answers: Answers,
    pub library: String,
    pub is_other_library: bool,
    pub boot: Option<(Permissions, String)>,
    pub wrong_settings: Vec<settings::Fault>,
    pub sandbox_disagrees: bool,
    pub event_server: String,
    pub link: Link,
    pub has_reached: bool,
    pub unreadable: UnreadableCount,
    pub server: Option<ServerInfo>,
    pub login: String,
    pub pbx: PbxState,
    pub phone: PhoneState,
    pub work_rules: RulesState,
    pub org_ahead: Option<i64>,
    pub server_ahead: Option<i64>,
    pub server_ms: Option<u64>,
}

impl Known {
    pub fn findings(&self) -> Vec<Finding> {
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
            work_rules: self.work_rules,
            org_ahead: self.org_ahead,
            server_ahead: self.server_ahead,
            server_ms: self.server_ms,
        })
    }
}

pub(super) fn server() -> ServerInfo {
    ServerInfo { protocol: 1, version: "0.2.0".to_owned(), pbx: "Asterisk 22".to_owned() }
}

/// Nothing is known yet.
pub(super) fn nothing() -> Known {
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
        work_rules: RulesState::Untold,
        org_ahead: None,
        server_ahead: None,
        server_ms: None,
    }
}

pub(super) fn sound() -> Known {
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
        work_rules: RulesState::Told,
        org_ahead: Some(120),
        server_ahead: Some(-80),
        server_ms: Some(20),
        ..nothing()
    }
}

pub(super) fn layout_object(name: &str, fields: usize) -> LayoutObject {
    LayoutObject { name: name.to_owned(), fields }
}

pub(super) fn health(change: impl Fn(&mut Health)) -> impl Fn(&mut Known) {
    move |facts| {
        if let Asked::Answered(health) = &mut facts.answers.health {
            change(health);
        }
    }
}

pub(super) fn browser(change: impl Fn(&mut Surroundings)) -> impl Fn(&mut Known) {
    move |facts| {
        if let Asked::Answered(seen) = &mut facts.answers.surroundings {
            change(seen);
        }
    }
}

pub(super) fn failed(why: StartError) -> impl Fn(&mut Known) {
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

pub(super) fn down(outage: Outage) -> impl Fn(&mut Known) {
    move |facts| facts.link = Link::Down(outage.clone())
}

pub(super) fn refused(refused: Refused) -> impl Fn(&mut Known) {
    move |facts| facts.link = Link::Refused(refused)
}

/// A stored setting that is wrong.
pub(super) fn wrong_setting(level: Option<Level>, place: Place, seen: &str) -> settings::Fault {
    let seen = seen.to_owned();
    settings::Fault { level, place, name: String::new(), reason: Reason::Unknown, seen }
}

pub(super) fn of(findings: &[Finding], check: Check) -> &Finding {
    findings.iter().find(|finding| finding.check == check).expect("every check is told")
}

/// What is wrong, whatever it is.
pub(super) fn wrong(findings: &[Finding]) -> Vec<Check> {
    let bad = |finding: &&Finding| matches!(finding.state, State::Warning | State::Error);
    findings.iter().filter(bad).map(|finding| finding.check).collect()
}
