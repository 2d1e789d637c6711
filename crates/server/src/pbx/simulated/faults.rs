//! How the simulated PBX misbehaves towards the hub, so that tests and people can see what panels make of it.

use serde::{Deserialize, Serialize};

/// The misbehaviour. By default there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Faults {
    /// Whether every request is refused.
    pub refuses: bool,
    /// Whether events about calls, parking places, phones and agents come twice.
    pub doubles_events: bool,
    /// How long after a request was done its answer comes, in milliseconds. The hub waits for 5 s.
    pub answers_after_ms: u64,
}
