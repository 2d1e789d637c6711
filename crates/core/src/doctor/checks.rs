//! What the facts mean. A check says nothing of what another answers for: [`needs`] is who comes first.

use super::facts::{Asked, Facts, Link, Progress};
use super::{Check, Finding, Privacy, Seen, State, Words};
use crate::host::{Grant, HostError};
use crate::notice::start_words;
use crate::session::{Outage, Refused};
use crate::start::StartError;
use crate::text::Msg;
use denwa_protocol::{PbxState, PhoneState, Refusal, VERSION};

/// A clock may be off so far, in milliseconds: less is the way of the answer.
const CLOCK_MS: i64 = 30_000;
/// From here on tokens are refused, in milliseconds.
const CLOCK_BAD_MS: i64 = 300_000;
/// The host may take so long for a light question, in milliseconds.
const HOST_MS: u64 = 1_000;
/// The event server may take so long to answer the sign-in, in milliseconds.
const SERVER_MS: u64 = 500;

/// What each check finds, in their order.
#[must_use]
pub fn findings(facts: &Facts) -> Vec<Finding> {
    let mut own = Vec::with_capacity(Check::ALL.len());
    for check in Check::ALL {
        let mut found = Finding { check: *check, state: State::Ok, seen: Vec::new(), words: Words::None };
        verdict(&mut found, facts);
        own.push(found);
    }
    // What stands in the way is told by what each check found by itself: all are looked at before any is changed.
    let mut first = Vec::with_capacity(own.len());
    for found in &own {
        let first_of = before(found.check, facts, &own);
        first.push(first_of.map(|first| (first, own[first as usize].state == State::Running)));
    }
    for (found, first) in own.iter_mut().zip(first) {
        match first {
            None => {}
            Some((_, true)) => found.set(State::Running, Words::None),
            Some((first, false)) => {
                found.set(State::Unknown, Words::After(first));
                found.seen.clear();
            }
        }
    }
    own
}

/// What is to be looked at before a check means anything.
fn needs(check: Check, facts: &Facts) -> &'static [Check] {
    use Check as C;
    let no_token = facts.failed().is_some_and(|why| check_of(why) == C::SignIn);
    match check {
        C::Origin => &[C::Address],
        C::Library => &[C::Address, C::Origin],
        C::Host => &[C::Library],
        C::CallCentre | C::Apex | C::Layout | C::Latency => &[C::Host],
        C::Api | C::Settings => &[C::Apex],
        // Nobody has told the time.
        C::Clock if facts.org_ahead.is_none() && facts.server_ahead.is_none() => &[C::Apex],
        C::EventServer if no_token => &[C::SignIn],
        C::EventServer => &[C::Apex, C::Network],
        C::SignIn if no_token => &[C::Apex],
        C::SignIn => &[C::EventServer],
        C::Pbx => &[C::SignIn],
        C::Phone => &[C::Pbx],
        C::Address | C::Storage | C::Clipboard | C::Notifications | C::Network | C::Clock | C::Versions => &[],
    }
}

/// The check that stands in the way, if one does.
fn before(check: Check, facts: &Facts, own: &[Finding]) -> Option<Check> {
    needs(check, facts).iter().find_map(|first| {
        let found = &own[*first as usize];
        before(*first, facts, own).or((!matches!(found.state, State::Ok | State::Warning)).then_some(*first))
    })
}

/// The check that a failure of the start belongs to.
fn check_of(why: &StartError) -> Check {
    use StartError as E;
    match why {
        E::NotInSalesforce | E::ParameterMisspelt(_) | E::ParameterWrong(_) => Check::Address,
        E::WrongOrigin(_) => Check::Origin,
        E::LibraryAddress(_) | E::LibraryBlocked(_) | E::LibraryIsLoginPage(_) | E::LibraryRefused => Check::Library,
        E::HostSilent | E::HostRefused(_) => Check::Host,
        E::NoApex(_) | E::NoPermission | E::BadToken | E::TokenLate => Check::Apex,
        E::NoLogin | E::NoKey => Check::SignIn,
        E::NoEventServer | E::NoSandboxServer | E::BadEventServer(_) => Check::EventServer,
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

    fn see(&mut self, what: &'static str, value: &str, privacy: Privacy) {
        if !value.is_empty() {
            self.seen.push(Seen { what, value: value.to_owned(), privacy });
        }
    }

    fn open(&mut self, what: &'static str, value: &str) {
        self.see(what, value, Privacy::Open);
    }

    fn address(&mut self, what: &'static str, value: &str) {
        self.see(what, value, Privacy::Address);
    }

    fn secret(&mut self, what: &'static str, value: &str) {
        self.see(what, value, Privacy::Secret);
    }

    /// What the start would say to that.
    fn start_fault(&mut self, why: &StartError) {
        let (what, fix, seen) = start_words(why);
        self.set(State::Error, Words::Own(what, fix));
        match why {
            StartError::LibraryAddress(_) | StartError::LibraryBlocked(_) | StartError::LibraryIsLoginPage(_) => {
                self.address("from", seen);
            }
            _ => self.secret("detail", seen),
        }
    }

    fn host_fault(&mut self, error: &HostError) {
        self.start_fault(&match error {
            HostError::TimedOut => StartError::HostSilent,
            HostError::Refused { detail, .. } => StartError::HostRefused(detail.clone()),
            _ => StartError::HostRefused(String::new()),
        });
    }
}

fn verdict(found: &mut Finding, facts: &Facts) {
    if let Some(why) = facts.failed()
        && check_of(why) == found.check
    {
        return found.start_fault(why);
    }
    let seen = facts.surroundings.got();
    match found.check {
        Check::Address | Check::Origin | Check::Library if facts.start == Progress::Loading => found.is(State::Running),
        Check::Address => found.address("address", seen.map_or("", |seen| &seen.address)),
        Check::Origin => found.address("origin", seen.map_or("", |seen| &seen.host)),
        Check::Library => {
            found.address("from", seen.map_or("", |seen| &seen.library));
            found.open("version", &facts.library);
        }
        Check::Host => host(found, facts),
        Check::CallCentre => call_centre(found, facts),
        Check::Api => match facts.permissions() {
            Some(permissions) if permissions.api => {}
            Some(_) => found.error("api"),
            None => found.is(State::Unknown),
        },
        Check::Settings => settings(found, facts),
        Check::Apex => apex(found, facts),
        Check::Layout => layout(found, facts),
        Check::Storage | Check::Clipboard | Check::Notifications | Check::Network => browser(found, facts),
        Check::EventServer => event_server(found, facts),
        Check::SignIn => sign_in(found, facts),
        Check::Pbx => {
            match facts.pbx {
                PbxState::Up => {}
                PbxState::Down => found.error("pbx"),
                PbxState::Unknown => found.is(State::Unknown),
            }
            found.open("pbx", facts.server.as_ref().map_or("", |server| &server.pbx));
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

fn host(found: &mut Finding, facts: &Facts) {
    match (&facts.start, &facts.host_ms) {
        (Progress::Loading, _) | (_, Asked::Running) => found.is(State::Running),
        (_, Asked::Failed(error)) => found.host_fault(error),
        _ => {}
    }
}

fn call_centre(found: &mut Finding, facts: &Facts) {
    match &facts.health {
        Asked::Running => found.is(State::Running),
        Asked::Got(health) => match &health.call_centre {
            Some((name, url)) => {
                found.secret("callCentre", name);
                found.address("address", url);
            }
            // Without a permission nothing is told of the org.
            None if health.permissions.agent || health.permissions.administrator => found.error("callCentre"),
            None => {}
        },
        // The host gave its definition: she belongs to one.
        Asked::Not | Asked::Failed(_) => {}
    }
}

fn settings(found: &mut Finding, facts: &Facts) {
    // Where that leaves no event server, the start has said so.
    if facts.sandbox_disagrees && facts.bad_settings.is_empty() && facts.failed().is_none() {
        return found.warning("sandbox");
    }
    if !facts.bad_settings.is_empty() {
        found.warning("settings");
    }
    if let Some(bytes) = facts.health.got().and_then(|health| health.settings_bytes) {
        found.open("bytes", &bytes.to_string());
    }
    for bad in &facts.bad_settings {
        let where_and_why = [bad.level, "\u{1f}", &bad.reason].concat();
        if bad.what.starts_with('@') {
            found.open("setting", &[&bad.what, "\u{1f}", &where_and_why].concat());
        } else {
            found.secret("setting", &bad.what);
            found.open("why", &where_and_why);
        }
        found.secret("stands", &bad.seen);
    }
}

fn apex(found: &mut Finding, facts: &Facts) {
    let health = match (&facts.start, &facts.health) {
        (Progress::Booting | Progress::Loading, _) | (_, Asked::Running) => return found.is(State::Running),
        (_, Asked::Not) => return,
        (_, Asked::Got(health)) => health,
        (_, Asked::Failed(HostError::Start(why))) => return found.start_fault(why),
        (_, Asked::Failed(error)) => {
            return found.start_fault(&match error {
                HostError::TimedOut => StartError::TokenLate,
                HostError::Refused { detail, .. } => StartError::NoApex(detail.clone()),
                _ => StartError::BadToken,
            });
        }
    };
    if !health.permissions.agent {
        return found.start_fault(&StartError::NoPermission);
    }
    for (object, may) in &health.objects {
        if !may {
            found.error("objects");
            found.open("object", object);
        }
    }
    if found.seen.is_empty() {
        found.open("package", &health.package);
    }
}

fn layout(found: &mut Finding, facts: &Facts) {
    match &facts.layout {
        Asked::Not => found.open("layout", "@doctor.notFollowed"),
        Asked::Running => found.is(State::Running),
        Asked::Failed(error) => {
            found.host_fault(error);
            found.words = Words::Text("layoutUnread");
        }
        Asked::Got(scope) => {
            if scope.objects.iter().all(|(_, fields)| *fields == 0) {
                found.warning("layout");
            }
            for (object, fields) in &scope.objects {
                found.open("object", &[object, ": ", &fields.to_string()].concat());
            }
        }
    }
}

/// What the browser allows.
fn browser(found: &mut Finding, facts: &Facts) {
    let seen = match &facts.surroundings {
        Asked::Got(seen) => seen,
        Asked::Running => return found.is(State::Running),
        Asked::Not | Asked::Failed(_) => return found.is(State::Unknown),
    };
    let (grant, bad) = match found.check {
        Check::Storage if seen.storage => return,
        Check::Storage => return found.warning("storage"),
        Check::Clipboard => (seen.clipboard, facts.copies && seen.clipboard == Grant::Denied),
        Check::Notifications => (seen.notifications, seen.notifications == Grant::Denied),
        _ => {
            let waits = matches!(facts.link, Link::Connecting | Link::Down(_) | Link::Off);
            let barred = waits && !facts.reached && is_local(&facts.event_server);
            (seen.local_network, barred && matches!(seen.local_network, Grant::Denied | Grant::Prompt))
        }
    };
    if bad {
        found.warning(found.check.code());
        if found.check == Check::Network && grant == Grant::Denied {
            found.is(State::Error);
        }
    }
    found.open("grant", GRANTS[grant as usize]);
}

/// The words for a [`Grant`].
const GRANTS: [&str; 4] =
    ["@doctor.grant.unknown", "@doctor.grant.granted", "@doctor.grant.prompt", "@doctor.grant.denied"];

/// Whether an address is one of a local network, which a browser may keep from the panel.
fn is_local(url: &str) -> bool {
    let host = url.split('/').nth(2).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(name, port)| if port.ends_with(']') { host } else { name });
    let mut parts = host.split('.').map(|part| part.parse::<u8>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.count()) {
        (Some(10 | 127), Some(_), 2) | (Some(192), Some(168), 2) | (Some(169), Some(254), 2) => true,
        (Some(172), Some(second), 2) => (16..32).contains(&second),
        _ => {
            host == "localhost"
                || host.rsplit('.').next() == Some("local")
                || host.starts_with("[f")
                || host == "[::1]"
                || !(host.is_empty() || host.contains(['.', '[']))
        }
    }
}

fn event_server(found: &mut Finding, facts: &Facts) {
    match &facts.link {
        Link::Off | Link::Connecting => found.is(State::Running),
        Link::SigningIn | Link::Live | Link::Refused(_) | Link::Down(Outage::NoToken(_)) => {}
        Link::Down(Outage::Unreachable) => found.error("unreachable"),
        Link::Down(Outage::Lost) => found.error("lost"),
        Link::Down(Outage::Silent) => found.error("silent"),
        Link::Down(Outage::Garbled) => found.error("garbled"),
        Link::Down(Outage::ServerBusy) => found.error("busy"),
    }
    found.address("address", &facts.event_server);
}

fn sign_in(found: &mut Finding, facts: &Facts) {
    if facts.health.got().is_some_and(|health| health.key == Some(false)) {
        return found.start_fault(&StartError::NoKey);
    }
    match &facts.link {
        Link::Live => {}
        Link::Refused(Refused::Replaced) => {
            found.set(State::Warning, Words::Own(Msg::RefusedReplaced, Msg::TryAgain));
        }
        Link::Refused(Refused::Server(Refusal::BadToken)) => found.error("badToken"),
        Link::Refused(Refused::Server(Refusal::UnknownAgent)) => found.error("unknownAgent"),
        Link::Refused(Refused::Server(_)) => found.error("refused"),
        _ => found.is(State::Running),
    }
    found.secret("login", &facts.login);
}

fn clock(found: &mut Finding, facts: &Facts) {
    let is_off = |ahead: Option<i64>| ahead.is_some_and(|ahead| ahead.abs() >= CLOCK_MS);
    match (facts.org_ahead, facts.server_ahead) {
        (None, None) => {
            return found.is(if matches!(facts.health, Asked::Running) { State::Running } else { State::Unknown });
        }
        // Two that agree are right, and this machine is wrong.
        (Some(org), Some(server)) if is_off(Some(org)) && (org - server).abs() < CLOCK_MS => found.warning("clock"),
        (org, _) if is_off(org) => found.warning("clockOrg"),
        (_, server) if is_off(server) => found.warning("clockServer"),
        _ => {}
    }
    let most = |ahead: Option<i64>| ahead.map_or(0, i64::abs);
    if found.state == State::Warning && most(facts.org_ahead).max(most(facts.server_ahead)) >= CLOCK_BAD_MS {
        found.is(State::Error);
    }
    for (what, ahead) in [("orgClock", facts.org_ahead), ("serverClock", facts.server_ahead)] {
        if let Some(ahead) = ahead {
            let sign = if ahead / 1_000 < 0 { "−" } else { "+" };
            found.open(what, &[sign, &(ahead.unsigned_abs() / 1_000).to_string(), " s"].concat());
        }
    }
}

fn latency(found: &mut Finding, facts: &Facts) {
    let host = facts.host_ms.got().copied();
    match (host, facts.server_ms) {
        _ if matches!(facts.host_ms, Asked::Running) => return found.is(State::Running),
        (None, None) => return found.is(State::Unknown),
        (Some(host), _) if host > HOST_MS => found.warning("latencyHost"),
        (_, Some(server)) if server > SERVER_MS => found.warning("latencyServer"),
        _ => {}
    }
    for (what, ms) in [("hostTime", host), ("serverTime", facts.server_ms)] {
        if let Some(ms) = ms {
            found.open(what, &[&ms.to_string(), " ms"].concat());
        }
    }
}

fn versions(found: &mut Finding, facts: &Facts) {
    let panel = env!("CARGO_PKG_VERSION");
    let package = facts.package();
    if facts.server.as_ref().is_some_and(|server| server.protocol != VERSION) {
        found.error("protocol");
    } else if !package.is_empty() && line(package) != line(panel) {
        found.warning("package");
    }
    found.open("panel", panel);
    found.open("package", package);
    if let Some(server) = &facts.server {
        found.open("protocol", &server.protocol.to_string());
        found.open("server", &server.version);
        found.open("pbx", &server.pbx);
    }
    found.open("library", &facts.library);
    found.open("orgApi", facts.health.got().map_or("", |health| &health.api_version));
    found.open("browser", facts.surroundings.got().map_or("", |seen| &seen.browser));
}

/// Versions of one line fit: major and minor.
fn line(version: &str) -> &str {
    version.match_indices('.').nth(1).map_or(version, |(at, _)| &version[..at])
}
