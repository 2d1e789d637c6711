//! What the simulated PBX can be told.

use serde::Deserialize;

/// The simulated PBX. Its phones are the agents' extensions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SimulatedConfig {
    /// The queues and who is in each.
    pub queues: Vec<Queue>,
    /// Seconds after which a caller whom nobody answers gives up.
    pub ring_seconds: u32,
}

impl Default for SimulatedConfig {
    fn default() -> Self {
        Self { queues: Vec::new(), ring_seconds: 60 }
    }
}

/// A queue of the simulated PBX.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Queue {
    /// Its name, as a call's `queue` carries it.
    pub name: String,
    /// The number that leads to it, for calls that do not say which number was called.
    #[serde(default)]
    pub line: Option<String>,
    /// The extensions that are offered its calls, in the order in which they ring.
    pub members: Vec<String>,
}
