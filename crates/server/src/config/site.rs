//! Checks what belongs to the site: agents, their phones, numbers and lines. Faults keep the server from starting;
//! warnings do not.

use super::{Agent, Config, Line, PbxConfig, line::forms};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// A contradiction in the description of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteFault {
    /// A login is empty or too long.
    BadLogin {
        /// The login.
        login: String,
    },
    /// An extension has characters that no telephone number has.
    BadExtension {
        /// The extension.
        extension: String,
        /// Its agent's login.
        login: String,
    },
    /// An agent names an organisation that is not configured.
    UnknownOrganisation {
        /// The organisation's ID.
        organisation: String,
        /// The agent's login.
        login: String,
    },
    /// An agent names no organisation, although there are several.
    NoOrganisation {
        /// The agent's login.
        login: String,
    },
    /// Two agents of an organisation have the same login.
    SharedLogin {
        /// The login.
        login: String,
    },
    /// Two agents have the same extension.
    SharedExtension {
        /// The extension.
        extension: String,
        /// The logins of both agents.
        logins: [String; 2],
    },
    /// An endpoint has no technology, such as `PJSIP/`.
    BadEndpoint {
        /// The endpoint.
        endpoint: String,
        /// Its agent's login.
        login: String,
    },
    /// Two agents have the same endpoint.
    SharedEndpoint {
        /// The endpoint.
        endpoint: String,
        /// The logins of both agents.
        logins: [String; 2],
    },
    /// Two agents are members of queues with the same interface.
    SharedInterface {
        /// The interface.
        interface: String,
        /// The logins of both agents.
        logins: [String; 2],
    },
    /// Two lines are the same number, perhaps in different forms.
    SameLine {
        /// Both numbers, as configured.
        numbers: [String; 2],
    },
    /// Two lines claim the same extension or context of the dialplan.
    SharedEntry {
        /// The extension or context.
        entry: String,
        /// The numbers of both lines.
        numbers: [String; 2],
    },
}

/// Something that is allowed but probably not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteWarning {
    /// Two patterns of `internal_numbers` match the same numbers.
    OverlappingPatterns {
        /// Both patterns, as configured.
        patterns: [String; 2],
    },
    /// A number of the organisation that people outside dial would count as internal.
    InternalLine {
        /// The pattern or prefix that matches the number.
        pattern: String,
        /// The number.
        number: String,
    },
}

impl fmt::Display for SiteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadLogin { login } => write!(f, "agents: login `{login}` is empty or longer than 80 bytes"),
            Self::BadExtension { extension, login } => {
                write!(f, "agents: extension `{extension}` of `{login}` is not made of digits")
            }
            Self::UnknownOrganisation { organisation, login } => {
                write!(f, "agents: organisation `{organisation}` of `{login}` is not among organisations")
            }
            Self::NoOrganisation { login } => {
                write!(f, "agents: `{login}` must name its organisation, since there are several")
            }
            Self::SharedLogin { login } => write!(f, "agents: login `{login}` is listed twice"),
            Self::SharedExtension { extension, logins: [a, b] } => write!(
                f,
                "agents: extension `{extension}` has two agents, `{a}` and `{b}`; give each agent an extension of their own"
            ),
            Self::BadEndpoint { endpoint, login } => write!(
                f,
                "agents: endpoint `{endpoint}` of `{login}` has no technology; write it as Asterisk does, like `PJSIP/{endpoint}`"
            ),
            Self::SharedEndpoint { endpoint, logins: [a, b] } => write!(
                f,
                "agents: endpoint `{endpoint}` belongs to two agents, `{a}` and `{b}`; change `endpoints` of one of them, or the pattern `endpoint` in [pbx]"
            ),
            Self::SharedInterface { interface, logins: [a, b] } => write!(
                f,
                "agents: queue interface `{interface}` belongs to two agents, `{a}` and `{b}`; change `queue_interfaces` of one of them, or the pattern `queue_interface` in [pbx]"
            ),
            Self::SameLine { numbers: [a, b] } => write!(f, "lines: `{a}` and `{b}` are the same number"),
            Self::SharedEntry { entry, numbers: [a, b] } => write!(
                f,
                "lines: `{entry}` is listed for two lines, `{a}` and `{b}`; a call that arrives there can only be for one of them"
            ),
        }
    }
}

impl fmt::Display for SiteWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OverlappingPatterns { patterns: [a, b] } if a == b => {
                write!(f, "internal_numbers: `{a}` is listed twice")
            }
            Self::OverlappingPatterns { patterns: [a, b] } => {
                write!(
                    f,
                    "internal_numbers: the patterns `{a}` and `{b}` overlap; one of them may not say what is meant"
                )
            }
            Self::InternalLine { pattern, number } => write!(
                f,
                "the line `{number}` is matched by `{pattern}` in internal_numbers or service_prefixes: calls with outside numbers would count as internal"
            ),
        }
    }
}

/// Returns all faults.
pub(super) fn faults(config: &Config) -> Vec<SiteFault> {
    let mut faults = agent_faults(config);
    if let PbxConfig::Asterisk(asterisk) = &config.pbx {
        let mut endpoints = Owners::default();
        let mut interfaces = Owners::default();
        for agent in &config.agents {
            for endpoint in asterisk.endpoints_of(agent) {
                let is_named =
                    endpoint.split_once('/').is_some_and(|(kind, name)| !kind.is_empty() && !name.is_empty());
                if !is_named {
                    faults.push(SiteFault::BadEndpoint { endpoint: endpoint.clone(), login: agent.login.clone() });
                }
                if let Some(logins) = endpoints.claim(&endpoint, &agent.login) {
                    faults.push(SiteFault::SharedEndpoint { endpoint, logins });
                }
            }
            for interface in asterisk.interfaces_of(agent) {
                if let Some(logins) = interfaces.claim(&interface, &agent.login) {
                    faults.push(SiteFault::SharedInterface { interface, logins });
                }
            }
        }
        // Shared endpoints are shared interfaces too, unless interfaces are configured: one message is enough.
        let endpoint_of = |fault: &SiteFault| match fault {
            SiteFault::SharedEndpoint { endpoint, .. } => Some(endpoint.clone()),
            _ => None,
        };
        let shared: BTreeSet<String> = faults.iter().filter_map(endpoint_of).collect();
        faults.retain(
            |fault| !matches!(fault, SiteFault::SharedInterface { interface, .. } if shared.contains(interface)),
        );
    }
    faults.extend(line_faults(&config.lines, &config.country_code));
    faults
}

/// Who has claimed a name first.
#[derive(Default)]
struct Owners(BTreeMap<String, String>);

impl Owners {
    /// Notes a claim; returns both claimants if another one has come before.
    fn claim(&mut self, name: &str, owner: &str) -> Option<[String; 2]> {
        match self.0.get(name) {
            Some(first) if first != owner => Some([first.clone(), owner.to_owned()]),
            Some(_) => None,
            None => {
                self.0.insert(name.to_owned(), owner.to_owned());
                None
            }
        }
    }
}

fn agent_faults(config: &Config) -> Vec<SiteFault> {
    let organisations: BTreeSet<&str> =
        config.organisations.iter().map(|organisation| organisation.id.as_str()).collect();
    let mut faults = Vec::new();
    let mut logins = BTreeSet::new();
    let mut extensions: BTreeMap<&str, &Agent> = BTreeMap::new();
    for agent in &config.agents {
        let (login, extension) = (agent.login.clone(), agent.extension.clone());
        if login.is_empty() || login.len() > 80 {
            faults.push(SiteFault::BadLogin { login: login.clone() });
        }
        if extension.is_empty() || !extension.bytes().all(|b| b.is_ascii_alphanumeric()) {
            faults.push(SiteFault::BadExtension { extension: extension.clone(), login: login.clone() });
        }
        match &agent.organisation {
            Some(id) if !organisations.contains(id.as_str()) => {
                faults.push(SiteFault::UnknownOrganisation { organisation: id.clone(), login: login.clone() });
            }
            None if organisations.len() > 1 => faults.push(SiteFault::NoOrganisation { login: login.clone() }),
            _ => {}
        }
        if !logins.insert((agent.organisation.as_deref(), agent.login.as_str())) {
            faults.push(SiteFault::SharedLogin { login: login.clone() });
        }
        if let Some(first) = extensions.insert(&agent.extension, agent) {
            faults.push(SiteFault::SharedExtension { extension, logins: [first.login.clone(), login] });
        }
    }
    faults
}

fn line_faults(lines: &[Line], country_code: &str) -> Vec<SiteFault> {
    let mut faults = Vec::new();
    let mut numbers: BTreeMap<String, &str> = BTreeMap::new();
    let (mut extensions, mut contexts) = (Owners::default(), Owners::default());
    for line in lines {
        let forms = forms(&line.number, country_code);
        if let Some(first) = forms.iter().find_map(|form| numbers.get(form)) {
            faults.push(SiteFault::SameLine { numbers: [(*first).to_owned(), line.number.clone()] });
        }
        numbers.extend(forms.into_iter().map(|form| (form, line.number.as_str())));
        let claims = line.extensions.iter().map(|extension| (extension, extensions.claim(extension, &line.number)));
        let claims: Vec<_> = claims
            .chain(line.contexts.iter().map(|context| (context, contexts.claim(context, &line.number))))
            .collect();
        for (entry, numbers) in claims {
            faults.extend(numbers.map(|numbers| SiteFault::SharedEntry { entry: entry.clone(), numbers }));
        }
    }
    faults
}

/// Returns all warnings.
pub(super) fn warnings(config: &Config) -> Vec<SiteWarning> {
    let mut warnings = Vec::new();
    for (at, pattern) in config.internal_numbers.iter().enumerate() {
        for earlier in config.internal_numbers[..at].iter().filter(|earlier| earlier.overlaps(pattern)) {
            warnings.push(SiteWarning::OverlappingPatterns { patterns: [earlier.to_string(), pattern.to_string()] });
        }
    }
    // Short lines (a queue's extension) may well be internal.
    for line in config.lines.iter().filter(|line| line.number.len() >= 9) {
        let pattern =
            config.internal_numbers.iter().find(|pattern| pattern.matches(&line.number)).map(ToString::to_string);
        let prefix = || config.service_prefixes.iter().find(|p| !p.is_empty() && line.number.starts_with(*p)).cloned();
        if let Some(pattern) = pattern.or_else(prefix) {
            warnings.push(SiteWarning::InternalLine { pattern, number: line.number.clone() });
        }
    }
    warnings
}
