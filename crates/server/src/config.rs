//! The server's configuration: who is an agent, what is internal, which PBX.
//!
//! One TOML file. A key that is not listed here is refused, so that a slip of the pen is not taken for a default.

use crate::pbx::{asterisk::config::AsteriskConfig, simulated::config::SimulatedConfig};
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
    /// Where to listen, `address:port`. Port 0 takes any free one; the real one is printed. TLS is a reverse proxy's business.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// The origins a panel's page may have, as the browser writes them: scheme, host and, unless it is the scheme's own, port. All
    /// other pages are refused.
    #[serde(default)]
    pub allowed_origins: Vec<String>,
    /// PEM files with the certificate whose key Salesforce signs tokens with, or with its public key: one path or a list of them. A token
    /// signed with any of the keys is taken, so that keys can be changed without a gap. Relative paths start at the folder of the
    /// configuration file.
    #[serde(default, deserialize_with = "one_or_more")]
    pub token_certificate_file: Vec<PathBuf>,
    /// In place of certificates: the file with a key that is shared with whoever signs tokens, at least 32 bytes; a line end at its end does
    /// not count.
    #[serde(default)]
    pub token_key_file: Option<PathBuf>,
    /// The Salesforce organisations whose tokens are taken.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// Name of the header in which a reverse proxy gives the client's address (`x-forwarded-for`; its last entry counts). Leave it out
    /// when clients connect directly: anybody can write a header.
    #[serde(default)]
    pub client_address_header: Option<String>,
    /// Bounds on what a client may do.
    #[serde(default)]
    pub limits: Limits,
    /// Who may sign in, and which extension each has.
    #[serde(default)]
    pub agents: Vec<Agent>,
    /// Numbers that are internal besides the agents' own extensions; `x` stands for any digit: `1xxx`. All others are external.
    #[serde(default)]
    pub internal_numbers: Vec<String>,
    /// The organisation's numbers.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// The reasons for not being ready.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// The PBX.
    pub pbx: PbxConfig,
}

/// A Salesforce organisation whose users may sign in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its ID, 18 characters, as the token's `iss` carries it.
    pub id: String,
    /// Its own certificates, in place of what all organisations share. Organisations that do not trust each other need their own.
    #[serde(default, deserialize_with = "one_or_more")]
    pub token_certificate_file: Vec<PathBuf>,
    /// Its own shared key, in place of what all organisations share.
    #[serde(default)]
    pub token_key_file: Option<PathBuf>,
}

fn one_or_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a path or a list of paths")]
    enum Files {
        One(PathBuf),
        More(Vec<PathBuf>),
    }
    Ok(match Files::deserialize(deserializer)? {
        Files::One(file) => vec![file],
        Files::More(files) => files,
    })
}

/// An agent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The telephony login, as the token carries it.
    pub login: String,
    /// The extension.
    pub extension: String,
    /// The ID of the organisation whose tokens may carry this login; may be left out while there is only one.
    #[serde(default)]
    pub organisation: Option<String>,
}

/// Bounds on what a client may do. All have sensible defaults.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Commands a second one session may send for long.
    pub commands_per_second: u32,
    /// Commands it may send at once.
    pub command_burst: u32,
    /// Bytes a second one session may send for long.
    pub bytes_per_second: u32,
    /// Bytes it may send at once; at least the largest message.
    pub byte_burst: u32,
    /// Refused sign-ins a minute one address may cause for long.
    pub refusals_per_minute: u32,
    /// Refused sign-ins it may cause at once.
    pub refusal_burst: u32,
    /// Sockets of one address that have not signed in yet.
    pub pending_per_address: u32,
    /// Sockets in all.
    pub sockets: u32,
    /// Sockets signed in for one agent.
    pub sessions_per_agent: u32,
    /// Messages waiting for a panel that does not read; one more, and it is dropped. At least 160: all that a panel gets at sign-in
    /// must find room.
    pub queue: u32,
    /// Seconds without any message of the panel (it answers every ping) after which its socket is closed.
    pub idle_seconds: u32,
    /// Bytes of a call's note.
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

/// Which PBX, and how to reach it.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PbxConfig {
    /// The built-in one.
    Simulated(SimulatedConfig),
    /// Asterisk, over its Manager Interface.
    Asterisk(Box<AsteriskConfig>),
}

/// What is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It is not TOML, or has a key or value that is not known.
    #[error("{}: {error}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and what.
        error: Box<toml::de::Error>,
    },
    /// A value makes no sense.
    #[error("{0}")]
    Value(String),
}

impl Config {
    /// Reads a file. Relative paths in it start at its own folder.
    ///
    /// # Errors
    /// When the file cannot be read or holds something unknown or senseless.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::Read { path: path.to_owned(), error })?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| ConfigError::Parse { path: path.to_owned(), error: Box::new(error) })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let own = |organisation: &mut Organisation| {
            let keys = organisation.token_certificate_file.iter_mut().chain(&mut organisation.token_key_file);
            keys.for_each(|file| *file = folder.join(&*file));
        };
        config.organisations.iter_mut().for_each(own);
        for file in config.token_certificate_file.iter_mut().chain(&mut config.token_key_file) {
            *file = folder.join(&*file);
        }
        if let PbxConfig::Asterisk(asterisk) = &mut config.pbx {
            asterisk.resolve(folder);
        }
        config.check()?;
        Ok(config)
    }

    /// Reads a configuration from text, for tests.
    ///
    /// # Errors
    /// When it holds something unknown or senseless.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text)
            .map_err(|error| ConfigError::Parse { path: PathBuf::from("configuration"), error: Box::new(error) })?;
        config.check()?;
        Ok(config)
    }

    /// Looks for values that make no sense together.
    ///
    /// # Errors
    /// Names the first one.
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
        let both = |certificates: &[PathBuf], key: Option<&PathBuf>| !certificates.is_empty() && key.is_some();
        let of_one = |o: &Organisation| both(&o.token_certificate_file, o.token_key_file.as_ref());
        if both(&self.token_certificate_file, self.token_key_file.as_ref()) || self.organisations.iter().any(of_one) {
            return wrong("token_key_file and token_certificate_file: only one of them can hold".to_owned());
        }
        let mut ids = BTreeSet::new();
        for organisation in &self.organisations {
            let id = &organisation.id;
            if id.len() != 18 || !id.starts_with("00D") || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return wrong(format!("organisations: `{id}` is not an organisation ID of 18 characters (00D…)"));
            }
            if !ids.insert(id.as_str()) {
                return wrong(format!("organisations: `{id}` stands there twice"));
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
                return wrong(format!("agents: login `{login}` stands there twice"));
            }
            if !extensions.insert(agent.extension.as_str()) {
                return wrong(format!("agents: extension `{}` has two agents", agent.extension));
            }
        }
        let base = serde_json::to_string(&(&self.lines, &self.reasons)).map_or(usize::MAX, |text| text.len());
        if base > denwa_protocol::MAX_MESSAGE_BYTES / 2 {
            return wrong(format!("lines and reasons: {base} bytes do not fit into a snapshot"));
        }
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
            return wrong("limits: idle_seconds is less than two heartbeats (11)".to_owned());
        }
        if limits.note_bytes > 16 * 1024 {
            return wrong("limits: note_bytes is more than 16384, an event would not fit into a message".to_owned());
        }
        Ok(())
    }

    /// Whether a number is internal: an agent's extension, or one of `internal_numbers`.
    #[must_use]
    pub fn is_internal(&self, number: &str) -> bool {
        self.agents.iter().any(|agent| agent.extension == number)
            || self.internal_numbers.iter().any(|pattern| {
                pattern.len() == number.len()
                    && pattern
                        .bytes()
                        .zip(number.bytes())
                        .all(|(p, n)| p == n || (p.eq_ignore_ascii_case(&b'x') && n.is_ascii_digit()))
            })
    }
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8422))
}
