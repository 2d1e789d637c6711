//! What the facts mean. A check says nothing of what another answers for: [`needs`] is who comes first.

use super::facts::{Asked, Facts, Link, Progress, Question};
use super::{Check, Finding, Privacy, Seen, State, Words};
use crate::config::Json;
use crate::cut;
use crate::host::{Grant, HostError, Permissions};
use crate::notice::start_words;
use crate::session::Refused;
use crate::settings::{Fault, Place};
use crate::start::StartFault;
use crate::text::Msg;
use denwa_protocol::{PbxState, PhoneState, Refusal, VERSION};

/// A clock may be off so far, in milliseconds: less is the way of the answer.
const CLOCK_MS: u64 = 30_000;
/// From here on tokens are refused, in milliseconds.
const CLOCK_BAD_MS: u64 = 300_000;
/// The host may take so long for a light question, in milliseconds.
const HOST_MS: u64 = 1_000;
/// The event server may take so long to answer the sign-in, in milliseconds.
const SERVER_MS: u64 = 500;

/// What each check finds, in their order.
#[must_use]
pub fn findings(facts: &Facts<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    // What stands in the way is told by what each check found by itself: all are looked at before any is changed.
    let mut states = [State::Ok; Check::ALL.len()];
    for check in Check::ALL {
        let mut found = Finding { check: *check, state: State::Ok, seen: Vec::new(), words: Words::None };
        verdict(&mut found, facts);
        states[*check as usize] = found.state;
        all.push(found);
    }
    for found in &mut all {
        let Some(first) = before(found.check, facts, &states) else { continue };
        if states[first as usize] == State::Running {
            found.set(State::Running, Words::None);
        } else {
            found.set(State::Unknown, Words::After(first));
            found.seen.clear();
        }
    }
    all
}

/// What is to be looked at before a check means anything, as things stand.
fn needs(check: Check, facts: &Facts<'_>) -> &'static [Check] {
    let no_token = facts.failed.is_some_and(|why| check_of(why.fault) == Check::SignIn);
    match check {
        // Nobody has told the time.
        Check::Clock if facts.org_ahead.is_none() && facts.server_ahead.is_none() => &[Check::Apex],
        Check::EventServer if no_token => &[Check::SignIn],
        Check::SignIn if no_token => &[Check::Apex],
        _ => check.needs(),
    }
}

/// The check that stands in the way, if one does.
fn before(check: Check, facts: &Facts<'_>, states: &[State]) -> Option<Check> {
    for first in needs(check, facts) {
        let found = before(*first, facts, states);
        if found.is_some() {
            return found;
        }
        if !matches!(states[*first as usize], State::Ok | State::Warning) {
            return Some(*first);
        }
    }
    None
}

/// The check that a failure of the start belongs to.
fn check_of(why: StartFault) -> Check {
    use StartFault as F;
    match why {
        F::NotInSalesforce | F::ParameterMisspelt | F::ParameterWrong => Check::Address,
        F::WrongOrigin => Check::Origin,
        F::LibraryAddress | F::LibraryBlocked | F::LibraryIsLoginPage | F::LibraryRefused => Check::Library,
        F::HostSilent | F::HostRefused => Check::Host,
        F::NoApex | F::NoPermission | F::BadToken | F::TokenLate => Check::Apex,
        F::NoLogin | F::NoKey => Check::SignIn,
        F::NoEventServer | F::NoSandboxServer | F::BadEventServer => Check::EventServer,
    }
}

// A check writes into its finding: one that is handed on and returned would be copied at every step.
impl Finding {
    fn set(&mut self, state: State, words: Words) {
        (self.state, self.words) = (state, words);
    }

    fn is(&mut self, state: State) {
        self.state = state;
    }

    fn warning(&mut self, code: &'static str) {
        self.set(State::Warning, Words::Text(code));
    }

    fn error(&mut self, code: &'static str) {
        self.set(State::Error, Words::Text(code));
    }

    fn see(&mut self, what: &'static str, value: &[&str], privacy: Privacy) {
        let value = value.concat();
        if !value.is_empty() {
            self.seen.push(Seen { what, value, privacy });
        }
    }

    fn open(&mut self, what: &'static str, value: &str) {
        self.see(what, &[value], Privacy::Open);
    }

    fn address(&mut self, what: &'static str, value: &str) {
        self.see(what, &[value], Privacy::Address);
    }

    fn secret(&mut self, what: &'static str, value: &str) {
        self.see(what, &[value], Privacy::Secret);
    }

    fn word(&mut self, what: &'static str, key: &[&str]) {
        self.see(what, key, Privacy::Word);
    }

    /// What the start would say to that, and what was seen.
    fn start_fault(&mut self, why: StartFault, seen: &str) {
        let (what, fix) = start_words(why);
        self.set(State::Error, Words::Own(what, fix));
        match why {
            StartFault::LibraryAddress | StartFault::LibraryBlocked | StartFault::LibraryIsLoginPage => {
                self.address("from", seen);
            }
            _ => self.secret("detail", seen),
        }
    }

    /// What the start would say to such an answer: to one that did not come, to a refusal, and to one that makes no sense.
    fn host_fault(&mut self, error: &HostError, [late, refused, senseless]: [StartFault; 3]) {
        let (why, seen) = match error {
            HostError::TimedOut => (late, ""),
            HostError::Refused { detail, .. } => (refused, &**detail),
            HostError::Start(why) => (why.fault, &*why.seen),
            _ => (senseless, ""),
        };
        self.start_fault(why, seen);
    }
}

/// What it means that the host does not answer, refuses, or makes no sense.
const HOST: [StartFault; 3] = [StartFault::HostSilent, StartFault::HostRefused, StartFault::HostRefused];
/// The same of the package.
const PACKAGE: [StartFault; 3] = [StartFault::TokenLate, StartFault::NoApex, StartFault::BadToken];

fn verdict(found: &mut Finding, facts: &Facts<'_>) {
    if let Some(why) = facts.failed
        && check_of(why.fault) == found.check
    {
        return found.start_fault(why.fault, &why.seen);
    }
    let seen = facts.answers.surroundings.as_deref();
    let loading = facts.start == Progress::Loading;
    match found.check {
        Check::Address | Check::Origin | Check::Library | Check::Host if loading => found.is(State::Running),
        Check::Address => found.address("address", seen.map_or("", |seen| &seen.address)),
        Check::Origin => found.address("origin", seen.map_or("", |seen| &seen.host)),
        Check::Library => {
            found.address("from", seen.map_or("", |seen| &seen.library));
            found.open("version", facts.library);
        }
        Check::Host => match facts.answers.of(Question::Visible) {
            Asked::Running => found.is(State::Running),
            Asked::Failed(error) => found.host_fault(error, HOST),
            _ => {}
        },
        Check::CallCentre => call_centre(found, facts),
        Check::Api => {
            let health = facts.answers.health.as_ref();
            match health.map(Permissions::of).or(facts.boot.map(|(permissions, _)| permissions)) {
                Some(permissions) if permissions.api => {}
                Some(_) => found.error("api"),
                None => found.is(State::Unknown),
            }
        }
        Check::Settings => settings(found, facts),
        Check::Apex => apex(found, facts),
        Check::Layout => layout(found, facts),
        Check::Storage | Check::Clipboard | Check::Notifications | Check::Network => browser(found, facts),
        Check::EventServer => {
            match facts.link {
                Link::Connecting => found.is(State::Running),
                Link::Down(code) if !code.is_empty() => found.error(code),
                _ => {}
            }
            found.address("address", facts.event_server);
        }
        Check::SignIn => sign_in(found, facts),
        Check::Pbx => {
            match facts.pbx {
                PbxState::Up => {}
                PbxState::Down => found.error("pbx"),
                PbxState::Unknown => found.is(State::Unknown),
            }
            found.open("pbx", facts.server.map_or("", |server| &server.pbx));
        }
        Check::Phone => match facts.phone {
            PhoneState::Registered => {}
            PhoneState::Unregistered => found.error("phone"),
            PhoneState::Unknown => found.is(State::Unknown),
        },
        Check::Clock => clock(found, facts),
        Check::Latency => latency(found, facts),
        Check::Versions => versions(found, facts),
    }
}

fn call_centre(found: &mut Finding, facts: &Facts<'_>) {
    if *facts.answers.of(Question::Health) == Asked::Running {
        found.is(State::Running);
    }
    // While nobody tells: the host gave its definition, she belongs to one.
    let Some(health) = &facts.answers.health else { return };
    let permissions = Permissions::of(health);
    match health.get("callCentre") {
        // Without a permission nothing is told of the org.
        Json::Null if permissions.agent || permissions.administrator => found.error("callCentre"),
        centre => {
            found.secret("callCentre", centre.get("name").text());
            found.address("address", centre.get("adapterUrl").text());
        }
    }
}

fn settings(found: &mut Finding, facts: &Facts<'_>) {
    // Where that leaves no event server, the start has said so.
    if facts.sandbox_disagrees && facts.bad_settings.is_empty() && facts.failed.is_none() {
        return found.warning("sandbox");
    }
    if let Some(bytes) = facts.answers.health.as_ref().and_then(|health| health.get("settingsBytes").whole()) {
        found.open("bytes", &cut::digits(bytes));
    }
    for fault in facts.bad_settings {
        found.warning("settings");
        bad_setting(found, fault);
    }
}

/// A stored setting that is wrong: which, at which level, why, and what stands there.
fn bad_setting(found: &mut Finding, fault: &Fault) {
    let mut what = "";
    let mut range = (0, 0);
    match fault.place {
        Place::Setting(key) => {
            found.word("setting", &["set.", &key.code(), ".label"]);
            range = key.row().kind.range();
        }
        Place::Row(list, _) => {
            found.word("setting", &["list.", list.row().object, ".label"]);
            range.1 = list.row().most;
        }
        Place::Field | Place::List | Place::Lock | Place::Level => {
            found.secret("setting", &fault.name);
            what = "why";
        }
    }
    if let Some(level) = fault.level {
        found.word(what, &["config.", level.code()]);
        what = "";
    }
    found.word(what, &[&fault.reason.words(range)]);
    found.secret("stands", &fault.seen);
}

fn apex(found: &mut Finding, facts: &Facts<'_>) {
    match facts.answers.of(Question::Health) {
        _ if facts.start < Progress::Done => return found.is(State::Running),
        Asked::Running => return found.is(State::Running),
        Asked::Failed(error) => {
            return found.host_fault(error, PACKAGE);
        }
        Asked::Not | Asked::Got => {}
    }
    let Some(health) = &facts.answers.health else { return };
    if !Permissions::of(health).agent {
        return found.start_fault(StartFault::NoPermission, "");
    }
    for (object, may) in health.get("objects").members() {
        if may.flag() != Some(true) {
            found.error("objects");
            found.open("object", object);
        }
    }
    if found.seen.is_empty() {
        found.open("package", health.get("package").text());
    }
}

fn layout(found: &mut Finding, facts: &Facts<'_>) {
    match facts.answers.of(Question::Layout) {
        Asked::Not => found.word("layout", &["doctor.notFollowed"]),
        Asked::Running => found.is(State::Running),
        Asked::Failed(error) => {
            found.host_fault(error, HOST);
            found.words = Words::Text("layoutUnread");
        }
        Asked::Got => {
            let objects = &facts.answers.layout.objects;
            if objects.iter().all(|(_, fields)| *fields == 0) {
                found.warning("layout");
            }
            for (object, fields) in objects {
                found.see("object", &[object, ": ", &cut::digits(*fields as u64)], Privacy::Open);
            }
        }
    }
}

/// What the browser allows.
fn browser(found: &mut Finding, facts: &Facts<'_>) {
    let Some(seen) = &facts.answers.surroundings else {
        let running = *facts.answers.of(Question::Surroundings) == Asked::Running;
        return found.is(if running { State::Running } else { State::Unknown });
    };
    let (grant, bad) = match found.check {
        Check::Storage if seen.storage => return,
        Check::Storage => return found.warning("storage"),
        Check::Clipboard => (seen.clipboard, facts.copies && seen.clipboard == Grant::Denied),
        Check::Notifications => (seen.notifications, seen.notifications == Grant::Denied),
        _ => {
            let waits = matches!(facts.link, Link::Connecting | Link::Down(_));
            let barred = waits && !facts.reached && is_local(facts.event_server);
            (seen.local_network, barred && matches!(seen.local_network, Grant::Denied | Grant::Prompt))
        }
    };
    if bad {
        found.warning(found.check.code());
        if found.check == Check::Network && grant == Grant::Denied {
            found.is(State::Error);
        }
    }
    found.word("grant", &[GRANTS[grant as usize]]);
}

/// The words for a [`Grant`].
const GRANTS: [&str; 4] =
    ["doctor.grant.unknown", "doctor.grant.granted", "doctor.grant.prompt", "doctor.grant.denied"];

/// Whether an address is one of a local network, which a browser may keep from the panel.
fn is_local(url: &str) -> bool {
    let host = cut::pieces(url, b"/").nth(2).unwrap_or_default();
    // What stands in brackets is an address of IPv6.
    if let Some(six) = host.strip_prefix('[') {
        return six.starts_with('f') || six.starts_with("::1]");
    }
    let host = &host[..cut::first_of(host, b":")];
    let mut parts = cut::pieces(host, b".");
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if parts.all(cut::is_digits) && cut::value(second).is_some() {
        return match first {
            "10" | "127" => true,
            "192" => second == "168",
            "169" => second == "254",
            "172" => cut::value(second).is_some_and(|second| (16..32).contains(&second)),
            _ => false,
        };
    }
    // A name without a dot is one of the network at hand.
    cut::pieces(host, b".").last() == Some("local") || (second.is_empty() && !host.is_empty())
}

fn sign_in(found: &mut Finding, facts: &Facts<'_>) {
    if facts.answers.health.as_ref().is_some_and(|health| health.get("key").flag() == Some(false)) {
        return found.start_fault(StartFault::NoKey, "");
    }
    match facts.link {
        Link::Live => {}
        Link::Refused(Refused::Replaced) => {
            found.set(State::Warning, Words::Own(Msg::RefusedReplaced, Msg::TryAgain));
        }
        Link::Refused(Refused::Server(refusal)) => found.error(match refusal {
            Refusal::BadToken => "badToken",
            Refusal::UnknownAgent => "unknownAgent",
            _ => "refused",
        }),
        _ => found.is(State::Running),
    }
    found.secret("login", facts.login);
}

fn clock(found: &mut Finding, facts: &Facts<'_>) {
    let clocks = [("orgClock", facts.org_ahead), ("serverClock", facts.server_ahead)];
    let off = |ahead: Option<i64>| ahead.map_or(0, i64::unsigned_abs);
    let (org, server) = (off(facts.org_ahead), off(facts.server_ahead));
    if org >= CLOCK_MS {
        // Two that agree are right, and this machine is wrong.
        let agree = match (facts.org_ahead, facts.server_ahead) {
            (Some(org), Some(server)) => org.abs_diff(server) < CLOCK_MS,
            _ => false,
        };
        found.warning(if agree { "clock" } else { "clockOrg" });
    } else if server >= CLOCK_MS {
        found.warning("clockServer");
    }
    if org.max(server) >= CLOCK_BAD_MS {
        found.is(State::Error);
    }
    for (what, ahead) in clocks {
        if let Some(ahead) = ahead {
            let sign = if ahead <= -1_000 { "−" } else { "+" };
            found.see(what, &[sign, &cut::digits(ahead.unsigned_abs() / 1_000), " s"], Privacy::Open);
        }
    }
    if found.seen.is_empty() {
        let running = *facts.answers.of(Question::Health) == Asked::Running;
        found.is(if running { State::Running } else { State::Unknown });
    }
}

fn latency(found: &mut Finding, facts: &Facts<'_>) {
    if *facts.answers.of(Question::Visible) == Asked::Running {
        return found.is(State::Running);
    }
    found.is(State::Unknown);
    let times = [
        ("hostTime", facts.answers.host_ms, HOST_MS, "latencyHost"),
        ("serverTime", facts.server_ms, SERVER_MS, "latencyServer"),
    ];
    for (what, took, most, slow) in times {
        let Some(took) = took else { continue };
        if took > most && found.state != State::Warning {
            found.warning(slow);
        } else if found.state == State::Unknown {
            found.is(State::Ok);
        }
        found.see(what, &[&cut::digits(took), " ms"], Privacy::Open);
    }
}

fn versions(found: &mut Finding, facts: &Facts<'_>) {
    let panel = env!("CARGO_PKG_VERSION");
    let health = facts.answers.health.as_ref();
    let booted = facts.boot.map_or("", |(_, package)| package);
    let package = health.map_or(booted, |health| health.get("package").text());
    if facts.server.is_some_and(|server| server.protocol != VERSION) {
        found.error("protocol");
    } else if !package.is_empty() && line(package) != line(panel) {
        found.warning("package");
    }
    found.open("panel", panel);
    found.open("package", package);
    if let Some(server) = facts.server {
        found.open("protocol", &cut::digits(server.protocol.into()));
        found.open("server", &server.version);
        found.open("pbx", &server.pbx);
    }
    found.open("library", facts.library);
    found.open("orgApi", health.map_or("", |health| health.get("apiVersion").text()));
    found.open("browser", facts.answers.surroundings.as_deref().map_or("", |seen| &seen.browser));
}

/// Versions of one line fit: major and minor.
fn line(version: &str) -> &str {
    let minor = cut::first_of(version, b".") + 1;
    let rest = version.get(minor..).unwrap_or_default();
    version.get(..minor + cut::first_of(rest, b".")).unwrap_or(version)
}
