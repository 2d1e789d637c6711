//! The server's configuration, one TOML file: agents, internal numbers, lines, PBX.
//!
//! Unknown keys are refused, so that a misspelt key does not silently leave its default in force.

use crate::{
    pbx::{asterisk::config::AsteriskConfig, simulated::config::SimulatedConfig},
    store::config::StoreConfig,
};
use denwa_protocol::{Line, Reason};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// The whole configuration, read from a TOML file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen, `address:port`. Port 0 takes any free port; the server prints the port it got. TLS is left to a
    /// reverse proxy.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// The origins a panel's page may have, as browsers write them: scheme, host and, unless it is the scheme's
    /// default, port. Pages of other origins are refused.
    #[serde(default)]
    pub allowed_origins: Vec<String>,
    /// PEM files with the certificate (or its public key) of the key that Salesforce signs tokens with: a path or a
    /// list of paths. A token signed with any of the keys is accepted, so that keys can be changed without an
    /// interruption. Relative paths start at the folder of the configuration file.
    #[serde(default, deserialize_with = "read_paths")]
    pub token_certificate_file: Vec<PathBuf>,
    /// Instead of certificates: the file with a key shared with the signer of tokens, at least 32 bytes. A trailing
    /// line end is not part of the key.
    #[serde(default)]
    pub token_key_file: Option<PathBuf>,
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
    /// Internal numbers besides the agents' extensions; `x` stands for any digit: `1xxx`. All other numbers are
    /// external.
    #[serde(default)]
    pub internal_numbers: Vec<String>,
    /// The beginnings of the PBX's service codes, which are internal numbers.
    #[serde(default = "default_service_prefixes")]
    pub service_prefixes: Vec<String>,
    /// The organisation's numbers.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// The reasons for not being ready that agents can choose from.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Where and how long the server keeps what must outlive it.
    #[serde(default)]
    pub store: StoreConfig,
    /// The PBX.
    pub pbx: PbxConfig,
}

/// A Salesforce organisation whose users may sign in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The organisation's ID, 18 characters, as in a token's `iss`.
    pub id: String,
    /// The organisation's own certificates, which replace the keys above it. Organisations that do not trust each other
    /// need their own.
    #[serde(default, deserialize_with = "read_paths")]
    pub token_certificate_file: Vec<PathBuf>,
    /// The organisation's own shared key, which replaces the keys above it.
    #[serde(default)]
    pub token_key_file: Option<PathBuf>,
}

/// Reads a path or a list of paths.
fn read_paths<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a path or a list of paths")]
    enum Paths {
        Single(PathBuf),
        List(Vec<PathBuf>),
    }
    Ok(match Paths::deserialize(deserializer)? {
        Paths::Single(path) => vec![path],
        Paths::List(paths) => paths,
    })
}

/// An agent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The telephony login, as in the token.
    pub login: String,
    /// The extension of the agent's phone.
    pub extension: String,
    /// Asterisk: the endpoints of the agent's phones, of any technology (`PJSIP/2001`, `SIP/2001-home`). `{extension}`
    /// stands for the extension. Default: the endpoint in the PBX's configuration.
    #[serde(default)]
    pub endpoints: Vec<String>,
    /// The ID of the organisation whose tokens may carry this login; optional if there is only one organisation.
    #[serde(default)]
    pub organisation: Option<String>,
}

/// Limits on what clients may do. Rates bound the long-term average, bursts what may come at once.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Commands per second from a session.
    pub commands_per_second: u32,
    /// Commands at once from a session.
    pub command_burst: u32,
    /// Bytes per second from a session.
    pub bytes_per_second: u32,
    /// Bytes at once from a session; at least the largest message.
    pub byte_burst: u32,
    /// Refused sign-ins per minute from an address.
    pub refusals_per_minute: u32,
    /// Refused sign-ins at once from an address.
    pub refusal_burst: u32,
    /// Open sockets of an address that have not signed in yet.
    pub pending_per_address: u32,
    /// Open sockets in total.
    pub sockets: u32,
    /// Signed-in sockets of an agent.
    pub sessions_per_agent: u32,
    /// Messages that may wait for a panel that does not read; when more would wait, the panel's socket is dropped. At
    /// least 160, so that all messages of a sign-in fit.
    pub queue: u32,
    /// Seconds without a message from the panel (it answers every ping) after which its socket is closed.
    pub idle_seconds: u32,
    /// Bytes of a call's notes.
    pub note_bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            commands_per_second: 5,
            command_burst: 30,
            bytes_per_second: 16 * 1024,
            byte_burst: 256 * 1024,
            refusals_per_minute: 20,
            refusal_burst: 20,
            pending_per_address: 256,
            sockets: 10_000,
            sessions_per_agent: 16,
            queue: 256,
            idle_seconds: 20,
            note_bytes: 8 * 1024,
        }
    }
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
            for file in organisation.token_certificate_file.iter_mut().chain(&mut organisation.token_key_file) {
                *file = folder.join(&*file);
            }
        }
        for file in config.token_certificate_file.iter_mut().chain(&mut config.token_key_file) {
            *file = folder.join(&*file);
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
            if id.len() != 18 || !id.starts_with("00D") || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return wrong(format!("organisations: `{id}` is not an organisation ID of 18 characters (00D…)"));
            }
            if !ids.insert(id.as_str()) {
                return wrong(format!("organisations: `{id}` is listed twice"));
            }
        }
        let (mut logins, mut extensions) = (BTreeSet::new(), BTreeSet::new());
        for agent in &self.agents {
            let login = &agent.login;
            if login.is_empty() || login.len() > 80 {
                return wrong(format!("agents: login `{login}` is empty or longer than 80 bytes"));
            }
            if agent.extension.is_empty() || !agent.extension.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return wrong(format!("agents: extension `{}` of `{login}` is not made of digits", agent.extension));
            }
            match &agent.organisation {
                Some(id) if !ids.contains(id.as_str()) => {
                    return wrong(format!("agents: organisation `{id}` of `{login}` is not among organisations"));
                }
                None if ids.len() > 1 => {
                    return wrong(format!("agents: `{login}` must name its organisation, since there are several"));
                }
                _ => {}
            }
            if !logins.insert((agent.organisation.as_deref(), login.as_str())) {
                return wrong(format!("agents: login `{login}` is listed twice"));
            }
            if !extensions.insert(agent.extension.as_str()) {
                return wrong(format!("agents: extension `{}` has two agents", agent.extension));
            }
        }
        if let PbxConfig::Simulated(simulated) = &self.pbx
            && let Err(error) = simulated.check(&extensions)
        {
            return wrong(format!("pbx: {error}"));
        }
        let base = serde_json::to_string(&(&self.lines, &self.reasons)).map_or(usize::MAX, |text| text.len());
        if base > denwa_protocol::MAX_MESSAGE_BYTES / 2 {
            return wrong(format!("lines and reasons: {base} bytes do not fit into a snapshot"));
        }
        self.store.check().map_err(ConfigError::Value)?;
        let limits = &self.limits;
        if (limits.byte_burst as usize) < denwa_protocol::MAX_MESSAGE_BYTES {
            return wrong("limits: byte_burst is less than the largest message".to_owned());
        }
        let positive = [
            (limits.commands_per_second, "commands_per_second"),
            (limits.command_burst, "command_burst"),
            (limits.bytes_per_second, "bytes_per_second"),
            (limits.refusals_per_minute, "refusals_per_minute"),
            (limits.refusal_burst, "refusal_burst"),
            (limits.pending_per_address, "pending_per_address"),
            (limits.sockets, "sockets"),
            (limits.sessions_per_agent, "sessions_per_agent"),
        ];
        if let Some((_, name)) = positive.iter().find(|(value, _)| *value == 0) {
            return wrong(format!("limits: {name} is 0"));
        }
        if limits.queue < 160 {
            return wrong("limits: queue is less than 160".to_owned());
        }
        if limits.idle_seconds < 11 {
            return wrong("limits: idle_seconds is less than 11 (two heartbeats)".to_owned());
        }
        if limits.note_bytes > 16 * 1024 {
            return wrong("limits: note_bytes is more than 16384: an event would not fit into a message".to_owned());
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
            || self.internal_numbers.iter().any(|pattern| {
                pattern.len() == number.len()
                    && pattern
                        .bytes()
                        .zip(number.bytes())
                        .all(|(p, n)| p == n || (p.eq_ignore_ascii_case(&b'x') && n.is_ascii_digit()))
            })
    }
}

fn default_service_prefixes() -> Vec<String> {
    ["*", "#"].map(str::to_owned).to_vec()
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8422))
}
