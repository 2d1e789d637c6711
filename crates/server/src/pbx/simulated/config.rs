//! The simulated PBX's part of the configuration.

use serde::Deserialize;

/// The settings of the simulated PBX. Its phones are the agents' extensions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SimulatedConfig {
    /// The queues and their members.
    pub queues: Vec<Queue>,
    /// Seconds after which a caller gives up if nobody answers.
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
    /// The queue's name, as in a call's `queue`.
    pub name: String,
    /// The queue's number, for calls that do not say which number was called.
    #[serde(default)]
    pub line: Option<String>,
    /// The extensions that are offered the queue's calls, in the order in which they ring.
    pub members: Vec<String>,
}
