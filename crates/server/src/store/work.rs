//! What is kept of how an agent's mode goes on, besides the mode itself.

use denwa_protocol::{ChosenMode, Timestamp, WorkRules};
use serde::{Deserialize, Serialize};

/// The rules of an agent's mode, and how far they have come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KeptWork {
    /// The rules.
    pub rules: WorkRules,
    /// The mode before after-call work that began by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub back_to: Option<ChosenMode>,
    /// Whether a call has ended that after-call work follows, while another call goes on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_due: bool,
    /// When the agent's last panel left, in wall time; `None` while she has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_at: Option<Timestamp>,
}
