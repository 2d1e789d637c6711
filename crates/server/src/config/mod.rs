//! The server's configuration, one TOML file: agents, internal numbers, lines, PBX.
//!
//! Unknown keys are refused, so that a misspelt key does not silently leave its default in force.

mod agent;
pub mod line;
mod listed;
mod organisation;
mod panel;
mod password;
pub mod pattern;
mod site;
mod team;
mod tls;

pub use crate::limits::Limits;
pub use agent::Agent;
pub use line::{Line, LineIndex};
pub use listed::ListedNumber;
pub use organisation::Organisation;
pub use panel::PanelFiles;
pub use password::{HashedPassword, MAX_PASSWORD_BYTES};
pub use pattern::NumberPattern;
pub use site::{SiteFault, SiteWarning};
pub use team::Team;
pub use tls::TlsConfig;

use crate::{
    pbx::{asterisk::config::AsteriskConfig, simulated::config::SimulatedConfig},
    store::config::StoreConfig,
};
use denwa_protocol::Reason;
use serde::{Deserialize, Deserializer};
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Longest name in the directory, in characters.
const MAX_NAME_CHARS: usize = 80;

/// The whole configuration, read from a TOML file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen, `address:port`. Port 0 takes any free port; the server prints the port it got.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// Where to serve `/metrics` for Prometheus, `address:port`: not where panels connect. Left out: nowhere.
    #[serde(default)]
    pub metrics_listen: Option<SocketAddr>,
    /// The server's certificate. Left out: TLS is left to a reverse proxy.
    #[serde(default)]
    pub tls: Option<TlsConfig>,
    /// The origins a panel's page may have, as browsers write them: scheme, host and, unless it is the scheme's
    /// default, port. Pages of other origins are refused.
    #[serde(default)]
    pub allowed_origins: Vec<String>,
    /// PEM files with the certificate (or its public key) of the key that Salesforce signs tokens with: a path or a
    /// list of paths. A token signed with any of the keys is accepted, so that keys can be changed without an
    /// interruption. Relative paths start at the folder of the configuration file.
    #[serde(default, deserialize_with = "read_one_or_more")]
    pub token_certificate_file: Vec<PathBuf>,
    /// Instead of certificates: the file with a key shared with the signer of tokens, at least 32 bytes. A trailing
    /// line end is not part of the key.
    #[serde(default)]
    pub token_key_file: Option<PathBuf>,
    /// The audiences (`aud`) of the tokens that are meant for this server. The org package writes `denwa`; where several
    /// servers accept tokens of an organisation, a signer of one's own should write a name for each.
    #[serde(default = "default_audience")]
    pub audience: Vec<String>,
    /// The Salesforce organisations whose tokens are accepted.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// Name of the header in which a reverse proxy passes on the client's address (`x-forwarded-for`; the last entry
    /// counts). Leave it out when clients connect directly: they could write any address into the header.
    #[serde(default)]
    pub client_address_header: Option<String>,
    /// Limits on what clients may do.
    #[serde(default)]
    pub limits: Limits,
    /// The agents who may sign in.
    #[serde(default)]
    pub agents: Vec<Agent>,
    /// Internal numbers besides the agents' extensions (queues, ring groups, parking, paging), as patterns: `1xxx`,
    /// `7[1-8]`. All other numbers are external.
    #[serde(default)]
    pub internal_numbers: Vec<NumberPattern>,
    /// The beginnings of the PBX's service codes, which are internal numbers.
    #[serde(default = "default_service_prefixes")]
    pub service_prefixes: Vec<String>,
    /// The organisation's numbers.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// The queues that agents can dial or transfer to, as their directory shows them.
    #[serde(default)]
    pub queues: Vec<ListedNumber>,
    /// The numbers that agents find in their directory by name (短縮ダイヤル).
    #[serde(default)]
    pub speed_dials: Vec<ListedNumber>,
    /// The supervisors who supervise only some of their organisation's agents.
    #[serde(default)]
    pub teams: Vec<Team>,
    /// The code of the country the lines are in, without `+`; trunks may deliver numbers with it or without it.
    #[serde(default = "default_country_code")]
    pub country_code: String,
    /// The reasons for not being ready that agents can choose from.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// The panel's files, if agents use the panel outside Salesforce.
    #[serde(default)]
    pub panel: Option<PanelFiles>,
    /// Where and how long the server keeps what must outlive it.
    #[serde(default)]
    pub store: StoreConfig,
    /// The PBX.
    pub pbx: PbxConfig,
}

/// The kind of PBX and its settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PbxConfig {
    /// The built-in simulated PBX.
    Simulated(SimulatedConfig),
    /// Asterisk, over its Manager Interface.
    Asterisk(Box<AsteriskConfig>),
}

/// Why a configuration is refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        error: std::io::Error,
    },
    /// The file is not TOML, or has an unknown key or value.
    #[error("{}: {error}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// The cause, with its place in the file.
        error: Box<toml::de::Error>,
    },
    /// A value is out of range or contradicts another value.
    #[error("{0}")]
    Value(String),
    /// Agents, phones or lines contradict each other.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Site(Vec<SiteFault>),
}

impl Config {
    /// Reads and checks a file. Relative paths in the file start at the file's folder.
    ///
    /// # Errors
    /// If the file cannot be read, has unknown keys, or fails [`Config::check`].
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::Read { path: path.to_owned(), error })?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| ConfigError::Parse { path: path.to_owned(), error: Box::new(error) })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for organisation in &mut config.organisations {
            organisation.resolve(folder);
        }
        for file in config.token_certificate_file.iter_mut().chain(&mut config.token_key_file) {
            *file = folder.join(&*file);
        }
        if let Some(tls) = &mut config.tls {
            tls.resolve(folder);
        }
        if let Some(panel) = &mut config.panel {
            panel.resolve(folder);
        }
        if let PbxConfig::Asterisk(asterisk) = &mut config.pbx {
            asterisk.resolve(folder);
        }
        config.store.resolve(path, matches!(config.pbx, PbxConfig::Asterisk(_)));
        config.check()?;
        Ok(config)
    }

    /// Reads and checks a configuration from text. Relative paths are left as they are.
    ///
    /// # Errors
    /// If the text has unknown keys or fails [`Config::check`].
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text)
            .map_err(|error| ConfigError::Parse { path: PathBuf::from("configuration"), error: Box::new(error) })?;
        config.check()?;
        Ok(config)
    }

    /// Checks values and their combinations.
    ///
    /// # Errors
    /// Names the first wrong value.
    pub fn check(&self) -> Result<(), ConfigError> {
        let wrong = |text: String| Err(ConfigError::Value(text));
        for origin in &self.allowed_origins {
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            if host.is_none_or(|host| host.is_empty() || host.contains(['/', '*', '?', '#', ' '])) {
                return wrong(format!(
                    "allowed_origins: `{origin}` is not scheme, host and port, like https://example.com"
                ));
            }
        }
        let has_both = |certificates: &[PathBuf], key: Option<&PathBuf>| !certificates.is_empty() && key.is_some();
        if has_both(&self.token_certificate_file, self.token_key_file.as_ref())
            || self.organisations.iter().any(|o| has_both(&o.token_certificate_file, o.token_key_file.as_ref()))
        {
            return wrong("token_key_file and token_certificate_file exclude each other".to_owned());
        }
        let mut ids = BTreeSet::new();
        for organisation in &self.organisations {
            let id = &organisation.id;
            if !organisation.has_valid_id() {
                return wrong(format!("organisations: `{id}` is not an organisation ID of 18 characters (00D…)"));
            }
            if !ids.insert(id.as_str()) {
                return wrong(format!("organisations: `{id}` is listed twice"));
            }
        }
        let faults = site::faults(self);
        if !faults.is_empty() {
            return Err(ConfigError::Site(faults));
        }
        self.check_directory().map_err(ConfigError::Value)?;
        let is_bad = |agent: &&Agent| agent.password.as_ref().is_some_and(|password| !password.is_valid());
        if let Some(agent) = self.agents.iter().find(is_bad) {
            let login = &agent.login;
            return wrong(format!(
                "agents: the password of `{login}` is no hash that `denwa-server hash-password` prints"
            ));
        }
        self.check_teams().map_err(ConfigError::Value)?;
        if !self.country_code.bytes().all(|b| b.is_ascii_digit()) || self.country_code.len() > 3 {
            return wrong(format!("country_code: `{}` is not a country's code, like 81", self.country_code));
        }
        let extensions = self.agents.iter().map(|agent| agent.extension.as_str()).collect();
        if let PbxConfig::Simulated(simulated) = &self.pbx
            && let Err(error) = simulated.check(&extensions)
        {
            return wrong(format!("pbx: {error}"));
        }
        let base =
            serde_json::to_string(&(&self.protocol_lines(), &self.reasons)).map_or(usize::MAX, |text| text.len());
        if base > denwa_protocol::MAX_MESSAGE_BYTES / 2 {
            return wrong(format!("lines and reasons: {base} bytes do not fit into a snapshot"));
        }
        self.store.check().map_err(ConfigError::Value)?;
        if let Err(what) = self.limits.check() {
            return wrong(format!("limits: {what}"));
        }
        if self.audience.iter().all(String::is_empty) {
            return wrong("audience: empty, so no token would be accepted".to_owned());
        }
        Ok(())
    }

    fn check_teams(&self) -> Result<(), String> {
        for team in &self.teams {
            if let Some(id) = &team.organisation
                && !self.organisations.iter().any(|known| known.id == *id)
            {
                return Err(format!("teams: the organisation `{id}` of `{}` is not configured", team.supervisor));
            }
            let is_agent = |login: &&String| self.agents.iter().any(|agent| team.means(login, agent));
            if let Some(login) = [&team.supervisor].into_iter().chain(&team.agents).find(|login| !is_agent(login)) {
                return Err(format!("teams: `{login}` in the team of `{}` is not among agents", team.supervisor));
            }
            if team.organisation.is_none() && self.organisations.len() > 1 {
                return Err(format!(
                    "teams: the team of `{}` must name its organisation, since there are several",
                    team.supervisor
                ));
            }
        }
        Ok(())
    }

    fn check_directory(&self) -> Result<(), String> {
        let is_long = |name: &str| name.chars().count() > MAX_NAME_CHARS;
        if let Some(agent) = self.agents.iter().find(|agent| agent.name.as_deref().is_some_and(is_long)) {
            return Err(format!("agents: the name of `{}` is longer than {MAX_NAME_CHARS} characters", agent.login));
        }
        for (list, entries) in [("queues", &self.queues), ("speed_dials", &self.speed_dials)] {
            for ListedNumber { name, number, organisation, queue: _ } in entries {
                if name.is_empty() || is_long(name) {
                    return Err(format!(
                        "{list}: the name of `{number}` is empty or longer than {MAX_NAME_CHARS} characters"
                    ));
                }
                let is_known = |id: &String| self.organisations.iter().any(|known| known.id == *id);
                if let Some(id) = organisation.as_ref().filter(|id| !is_known(id)) {
                    return Err(format!("{list}: organisation `{id}` of `{name}` is not among organisations"));
                }
            }
            if let Some(entry) = entries.iter().find(|entry| !entry.is_dialable()) {
                let ListedNumber { name, number, .. } = entry;
                return Err(format!(
                    "{list}: `{number}` of `{name}` is not a number of digits, `*`, `#` and a leading `+`"
                ));
            }
        }
        Ok(())
    }

    /// Returns whether a number is one of the PBX's service codes.
    #[must_use]
    pub fn is_service_code(&self, number: &str) -> bool {
        self.service_prefixes.iter().any(|prefix| !prefix.is_empty() && number.starts_with(prefix))
    }

    /// Returns whether a number is an agent's extension, a service code, or matches `internal_numbers`.
    #[must_use]
    pub fn is_internal(&self, number: &str) -> bool {
        self.agents.iter().any(|agent| agent.extension == number)
            || self.is_service_code(number)
            || self.internal_numbers.iter().any(|pattern| pattern.matches(number))
    }

    /// Returns the lines as panels receive them.
    #[must_use]
    pub fn protocol_lines(&self) -> Vec<denwa_protocol::Line> {
        self.lines.iter().map(Line::to_protocol).collect()
    }

    /// Returns what is allowed but probably not meant.
    #[must_use]
    pub fn warnings(&self) -> Vec<SiteWarning> {
        site::warnings(self)
    }
}

/// Reads a value or a list of values.
pub(crate) fn read_one_or_more<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a text or a list of texts")]
    enum Values<T> {
        Single(T),
        List(Vec<T>),
    }
    Ok(match Values::deserialize(deserializer)? {
        Values::Single(value) => vec![value],
        Values::List(values) => values,
    })
}

fn default_country_code() -> String {
    "81".to_owned()
}

fn default_audience() -> Vec<String> {
    vec![crate::token::AUDIENCE.to_owned()]
}

fn default_service_prefixes() -> Vec<String> {
    ["*", "#"].map(str::to_owned).to_vec()
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8422))
}
