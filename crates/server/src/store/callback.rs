//! A callback as the hub keeps it.

use denwa_protocol::Callback;
use serde::{Deserialize, Serialize};

/// A caller whom nobody answered, with what panels are not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptCallback {
    /// The organisation; empty if the configuration names none.
    pub organisation: String,
    /// The callback as panels see it.
    pub callback: Callback,
    /// The agents who know of it, by their names over restarts.
    pub known_by: Vec<String>,
    /// The caller's last call, by [`denwa_protocol::Call::request_id`].
    pub last_request: String,
    /// The call that is being made to the caller, by [`denwa_protocol::Call::id`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calling: Option<String>,
}
