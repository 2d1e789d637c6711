//! What the server must be told to work with an Asterisk.

use serde::Deserialize;

/// How to reach the Asterisk, and what its dialplan means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsteriskConfig {
    /// Address of the Manager Interface, `host:port`.
    pub ami: String,
}
