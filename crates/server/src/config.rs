//! The server's configuration: who is an agent, what is internal, which PBX.

use crate::pbx::asterisk::config::AsteriskConfig;
use denwa_protocol::{Line, Reason};
use serde::Deserialize;

/// The whole configuration, read from a TOML file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Who may sign in, and which extension each has.
    #[serde(default)]
    pub agents: Vec<Agent>,
    /// The organisation's numbers.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// The reasons for not being ready.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// The PBX.
    pub pbx: PbxConfig,
}

/// An agent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The telephony login, as the token carries it.
    pub login: String,
    /// The extension.
    pub extension: String,
}

/// Which PBX, and how to reach it.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PbxConfig {
    /// The built-in one.
    Simulated,
    /// Asterisk, over its Manager Interface.
    Asterisk(Box<AsteriskConfig>),
}
