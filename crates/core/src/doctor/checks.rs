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
    let own: Vec<Verdict> = Check::ALL.iter().map(|check| verdict(*check, facts)).collect();
    let finding = |(check, found): (&Check, &Verdict)| {
        let (state, words) = match before(*check, facts, &own) {
            None => (found.state, found.words),
            Some(first) if own[first as usize].state == State::Running => (State::Running, Words::None),
            Some(first) => (State::Unknown, Words::After(first)),
        };
        let seen = if matches!(words, Words::After(_)) { Vec::new() } else { found.seen.clone() };
        Finding { check: *check, state, seen, words }
    };
    Check::ALL.iter().zip(&own).map(finding).collect()
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
fn before(check: Check, facts: &Facts, own: &[Verdict]) -> Option<Check> {
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

/// What a check finds by itself.
#[derive(Clone)]
struct Verdict {
    state: State,
    words: Words,
    seen: Vec<Seen>,
}

impl Verdict {
    fn new(state: State, words: Words) -> Self {
        Self { state, words, seen: Vec::new() }
    }

    fn ok() -> Self {
        Self::new(State::Ok, Words::None)
    }

    fn running() -> Self {
        Self::new(State::Running, Words::None)
    }

    fn warning(code: &'static str) -> Self {
        Self::new(State::Warning, Words::Text(code))
    }

    fn error(code: &'static str) -> Self {
        Self::new(State::Error, Words::Text(code))
    }

    fn seeing(mut self, what: &'static str, value: impl Into<String>, privacy: Privacy) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.seen.push(Seen { what, value, privacy });
        }
        self
    }

    fn open(self, what: &'static str, value: impl Into<String>) -> Self {
        self.seeing(what, value, Privacy::Open)
    }

    fn address(self, what: &'static str, value: &str) -> Self {
        self.seeing(what, value, Privacy::Address)
    }

    fn secret(self, what: &'static str, value: &str) -> Self {
        self.seeing(what, value, Privacy::Secret)
    }
}

fn start_fault(why: &StartError) -> Verdict {
    let (what, fix, seen) = start_words(why);
    let fault = Verdict::new(State::Error, Words::Own(what, fix));
    match why {
        StartError::LibraryAddress(_) | StartError::LibraryBlocked(_) | StartError::LibraryIsLoginPage(_) => {
            fault.address("from", seen)
        }
        _ => fault.secret("detail", seen),
    }
}

fn host_fault(error: &HostError) -> Verdict {
    match error {
        HostError::TimedOut => start_fault(&StartError::HostSilent),
        HostError::Refused { detail, .. } => start_fault(&StartError::HostRefused(detail.clone())),
        _ => start_fault(&StartError::HostRefused(String::new())),
    }
}

fn verdict(check: Check, facts: &Facts) -> Verdict {
    if let Some(why) = facts.failed()
        && check_of(why) == check
    {
        return start_fault(why);
    }
    match check {
        Check::Address | Check::Origin | Check::Library if facts.start == Progress::Loading => Verdict::running(),
        Check::Address => page(facts, |verdict, seen| verdict.address("address", &seen.address)),
        Check::Origin => page(facts, |verdict, seen| verdict.address("origin", &seen.host)),
        Check::Library => {
            page(facts, |verdict, seen| verdict.address("from", &seen.library)).open("version", &facts.library)
        }
        Check::Host => host(facts),
        Check::CallCentre => call_centre(facts),
        Check::Api => api(facts),
        Check::Settings => settings(facts),
        Check::Apex => apex(facts),
        Check::Layout => layout(facts),
        Check::Storage | Check::Clipboard | Check::Notifications | Check::Network => browser(check, facts),
        Check::EventServer => event_server(facts),
        Check::SignIn => sign_in(facts),
        Check::Pbx => match facts.pbx {
            PbxState::Up => Verdict::ok(),
            PbxState::Down => Verdict::error("pbx"),
            PbxState::Unknown => Verdict::new(State::Unknown, Words::None),
        }
        .open("pbx", facts.server.as_ref().map_or("", |server| &server.pbx)),
        Check::Phone => match facts.phone {
            PhoneState::Registered => Verdict::ok(),
            PhoneState::Unregistered => Verdict::error("phone"),
            PhoneState::Unknown => Verdict::new(State::Unknown, Words::None),
        },
        Check::Clock => clock(facts),
        Check::Latency => latency(facts),
        Check::Versions => versions(facts),
    }
}

fn page(facts: &Facts, see: impl Fn(Verdict, &crate::host::Surroundings) -> Verdict) -> Verdict {
    match facts.surroundings.got() {
        Some(seen) => see(Verdict::ok(), seen),
        None => Verdict::ok(),
    }
}

fn host(facts: &Facts) -> Verdict {
    match (&facts.start, &facts.host_ms) {
        (Progress::Loading, _) | (_, Asked::Running) => Verdict::running(),
        (_, Asked::Failed(error)) => host_fault(error),
        _ => Verdict::ok(),
    }
}

fn call_centre(facts: &Facts) -> Verdict {
    match &facts.health {
        Asked::Running => Verdict::running(),
        Asked::Got(health) => match &health.call_centre {
            Some((name, url)) => Verdict::ok().secret("callCentre", name).address("address", url),
            // Without a permission nothing is told of the org.
            None if health.permissions.agent || health.permissions.administrator => Verdict::error("callCentre"),
            None => Verdict::ok(),
        },
        // The host gave its definition: she belongs to one.
        Asked::Not | Asked::Failed(_) => Verdict::ok(),
    }
}

fn api(facts: &Facts) -> Verdict {
    match facts.permissions() {
        Some(permissions) if permissions.api => Verdict::ok(),
        Some(_) => Verdict::error("api"),
        None => Verdict::new(State::Unknown, Words::None),
    }
}

fn settings(facts: &Facts) -> Verdict {
    // Where that leaves no event server, the start has said so.
    if facts.sandbox_disagrees && facts.bad_settings.is_empty() && facts.failed().is_none() {
        return Verdict::warning("sandbox");
    }
    let found = if facts.bad_settings.is_empty() { Verdict::ok() } else { Verdict::warning("settings") };
    let bytes = facts.health.got().and_then(|health| health.settings_bytes);
    let found = found.open("bytes", bytes.map(|bytes| bytes.to_string()).unwrap_or_default());
    facts.bad_settings.iter().fold(found, |found, bad| {
        let where_and_why = [bad.level, "\u{1f}", &bad.reason].concat();
        let found = if bad.what.starts_with('@') {
            found.open("setting", [&bad.what, "\u{1f}", &where_and_why].concat())
        } else {
            found.secret("setting", &bad.what).open("why", where_and_why)
        };
        found.secret("stands", &bad.seen)
    })
}

fn apex(facts: &Facts) -> Verdict {
    let health = match (&facts.start, &facts.health) {
        (Progress::Booting | Progress::Loading, _) | (_, Asked::Running) => return Verdict::running(),
        (_, Asked::Failed(HostError::TimedOut)) => return start_fault(&StartError::TokenLate),
        (_, Asked::Failed(HostError::Start(why))) => return start_fault(why),
        (_, Asked::Failed(HostError::Refused { detail, .. })) => {
            return start_fault(&StartError::NoApex(detail.clone()));
        }
        (_, Asked::Failed(_)) => return start_fault(&StartError::BadToken),
        (_, Asked::Not) => return Verdict::ok(),
        (_, Asked::Got(health)) => health,
    };
    if !health.permissions.agent {
        return start_fault(&StartError::NoPermission);
    }
    let refused = health.objects.iter().filter(|(_, may)| !may);
    let found = refused.fold(Verdict::error("objects"), |found, (object, _)| found.open("object", object.as_str()));
    if found.seen.is_empty() { Verdict::ok().open("package", health.package.as_str()) } else { found }
}

fn layout(facts: &Facts) -> Verdict {
    match &facts.layout {
        Asked::Not => Verdict::ok().open("layout", "@doctor.notFollowed"),
        Asked::Running => Verdict::running(),
        Asked::Failed(error) => Verdict { words: Words::Text("layoutUnread"), ..host_fault(error) },
        Asked::Got(scope) => {
            let empty = scope.objects.iter().all(|(_, fields)| *fields == 0);
            let found = if empty { Verdict::warning("layout") } else { Verdict::ok() };
            scope.objects.iter().fold(found, |found, (object, fields)| {
                found.open("object", [object, ": ", &fields.to_string()].concat())
            })
        }
    }
}

/// What the browser allows.
fn browser(check: Check, facts: &Facts) -> Verdict {
    let seen = match &facts.surroundings {
        Asked::Got(seen) => seen,
        Asked::Running => return Verdict::running(),
        Asked::Not | Asked::Failed(_) => return Verdict::new(State::Unknown, Words::None),
    };
    let (grant, bad) = match check {
        Check::Storage if seen.storage => return Verdict::ok(),
        Check::Storage => return Verdict::warning("storage"),
        Check::Clipboard => (seen.clipboard, facts.copies && seen.clipboard == Grant::Denied),
        Check::Notifications => (seen.notifications, seen.notifications == Grant::Denied),
        _ => {
            let waits = matches!(facts.link, Link::Connecting | Link::Down(_) | Link::Off);
            let barred = waits && !facts.reached && is_local(&facts.event_server);
            if barred && seen.local_network == Grant::Denied {
                return Verdict::error("network").open("grant", grant_words(seen.local_network));
            }
            (seen.local_network, barred && seen.local_network == Grant::Prompt)
        }
    };
    if bad { Verdict::warning(check.code()) } else { Verdict::ok() }.open("grant", grant_words(grant))
}

fn grant_words(grant: Grant) -> &'static str {
    ["@doctor.grant.unknown", "@doctor.grant.granted", "@doctor.grant.prompt", "@doctor.grant.denied"][grant as usize]
}

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

fn event_server(facts: &Facts) -> Verdict {
    let found = match &facts.link {
        Link::Off | Link::Connecting => Verdict::running(),
        Link::SigningIn | Link::Live | Link::Refused(_) | Link::Down(Outage::NoToken(_)) => Verdict::ok(),
        Link::Down(Outage::Unreachable) => Verdict::error("unreachable"),
        Link::Down(Outage::Lost) => Verdict::error("lost"),
        Link::Down(Outage::Silent) => Verdict::error("silent"),
        Link::Down(Outage::Garbled) => Verdict::error("garbled"),
        Link::Down(Outage::ServerBusy) => Verdict::error("busy"),
    };
    found.address("address", &facts.event_server)
}

fn sign_in(facts: &Facts) -> Verdict {
    if facts.health.got().is_some_and(|health| health.key == Some(false)) {
        return start_fault(&StartError::NoKey);
    }
    match &facts.link {
        Link::Live => Verdict::ok(),
        Link::Refused(Refused::Replaced) => {
            Verdict::new(State::Warning, Words::Own(Msg::RefusedReplaced, Msg::TryAgain))
        }
        Link::Refused(Refused::Server(Refusal::BadToken)) => Verdict::error("badToken"),
        Link::Refused(Refused::Server(Refusal::UnknownAgent)) => Verdict::error("unknownAgent"),
        Link::Refused(Refused::Server(_)) => Verdict::error("refused"),
        _ => Verdict::running(),
    }
    .secret("login", &facts.login)
}

fn clock(facts: &Facts) -> Verdict {
    let is_off = |ahead: Option<i64>| ahead.is_some_and(|ahead| ahead.abs() >= CLOCK_MS);
    let words = match (facts.org_ahead, facts.server_ahead) {
        (None, None) if matches!(facts.health, Asked::Running) => return Verdict::running(),
        (None, None) => return Verdict::new(State::Unknown, Words::None),
        // Two that agree are right, and this machine is wrong.
        (Some(org), Some(server)) if is_off(Some(org)) && (org - server).abs() < CLOCK_MS => Some("clock"),
        (org, _) if is_off(org) => Some("clockOrg"),
        (_, server) if is_off(server) => Some("clockServer"),
        _ => None,
    };
    let most = [facts.org_ahead, facts.server_ahead].into_iter().flatten().map(i64::abs).max().unwrap_or(0);
    let state = if most >= CLOCK_BAD_MS { State::Error } else { State::Warning };
    let found = words.map_or(Verdict::ok(), |code| Verdict::new(state, Words::Text(code)));
    let seconds =
        |ahead: Option<i64>| ahead.map(|ahead| [signed(ahead / 1_000), " s".to_owned()].concat()).unwrap_or_default();
    found.open("orgClock", seconds(facts.org_ahead)).open("serverClock", seconds(facts.server_ahead))
}

fn signed(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "+" };
    [sign, &number.unsigned_abs().to_string()].concat()
}

fn latency(facts: &Facts) -> Verdict {
    let host = match &facts.host_ms {
        Asked::Running => return Verdict::running(),
        asked => asked.got().copied(),
    };
    if host.is_none() && facts.server_ms.is_none() {
        return Verdict::new(State::Unknown, Words::None);
    }
    let found = if host.is_some_and(|ms| ms > HOST_MS) {
        Verdict::warning("latencyHost")
    } else if facts.server_ms.is_some_and(|ms| ms > SERVER_MS) {
        Verdict::warning("latencyServer")
    } else {
        Verdict::ok()
    };
    let words = |ms: Option<u64>| ms.map(|ms| [&ms.to_string(), " ms"].concat()).unwrap_or_default();
    found.open("hostTime", words(host)).open("serverTime", words(facts.server_ms))
}

fn versions(facts: &Facts) -> Verdict {
    let panel = env!("CARGO_PKG_VERSION");
    let server = facts.server.as_ref();
    let found = if server.is_some_and(|server| server.protocol != VERSION) {
        Verdict::error("protocol")
    } else if !facts.package().is_empty() && line(facts.package()) != line(panel) {
        Verdict::warning("package")
    } else {
        Verdict::ok()
    };
    let (protocol, version, pbx) = server.map_or_else(Default::default, |server| {
        (server.protocol.to_string(), server.version.clone(), server.pbx.clone())
    });
    let browser = facts.surroundings.got().map_or("", |seen| &seen.browser);
    let api = facts.health.got().map_or("", |health| &health.api_version);
    found
        .open("panel", panel)
        .open("package", facts.package())
        .open("protocol", protocol)
        .open("server", version)
        .open("pbx", pbx)
        .open("library", facts.library.as_str())
        .open("orgApi", api)
        .open("browser", browser)
}

/// Versions of one line fit: major and minor.
fn line(version: &str) -> &str {
    version.match_indices('.').nth(1).map_or(version, |(at, _)| &version[..at])
}
