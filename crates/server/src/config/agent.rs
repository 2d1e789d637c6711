//! Agents and their phones.

use super::HashedPassword;
use serde::Deserialize;

/// An agent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The telephony login, as in the token.
    pub login: String,
    /// The extension of the agent's phone.
    pub extension: String,
    /// The name that colleagues see, in the directory for instance. Default: the login.
    #[serde(default)]
    pub name: Option<String>,
    /// Asterisk: the endpoints of the agent's phones, of any technology (`PJSIP/2001`, `SIP/2001-home`). `{extension}`
    /// stands for the extension. Default: the endpoint in the PBX's configuration.
    #[serde(default)]
    pub endpoints: Vec<String>,
    /// Asterisk: the interfaces with which the agent is a member of queues. `{extension}` stands for the extension.
    /// Default: `queue_interface` in the PBX's configuration.
    #[serde(default)]
    pub queue_interfaces: Vec<String>,
    /// The ID of the organisation whose tokens may carry this login; optional if there is only one organisation.
    #[serde(default)]
    pub organisation: Option<String>,
    /// The hash of the password with which the agent signs in outside Salesforce (`denwa-server hash-password`).
    /// Without it, she cannot.
    #[serde(default)]
    pub password: Option<HashedPassword>,
    /// Whether the agent is a supervisor when she signs in with her password. In Salesforce, a permission says it.
    #[serde(default)]
    pub supervisor: bool,
}
