//! `health`: what the doctor shows of the org.

use super::Method;
use super::boot::Permissions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Asks how the org is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthRequest {}

impl Method for HealthRequest {
    const NAME: &'static str = "health";
    type Answer = Health;
}

/// How the org is. Without any of Denwa's permissions the optional members are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Health {
    /// The package's version.
    pub package: String,
    /// Version of Salesforce's API, for instance `66.0`.
    pub api_version: String,
    /// The org's clock, in milliseconds since the Unix epoch.
    pub now: Option<u64>,
    /// What the user may do.
    pub permissions: Permissions,
    /// The call centre the user belongs to.
    pub call_centre: Option<CallCentreHealth>,
    /// Whether the certificate for tokens is there.
    pub key: Option<bool>,
    /// The telephony login of the user.
    pub login: Option<String>,
    /// Whether the login is the user name of a sandbox, because none is mapped: user names differ from production's there.
    pub sandbox_user_name: Option<bool>,
    /// The status that logs get in Task. Not the setting's where the org has no such status.
    pub task_status: Option<String>,
    /// API names of objects, and whether the user may create their records.
    pub objects: BTreeMap<String, bool>,
    /// How much storage the custom settings take.
    pub settings_bytes: Option<u64>,
}

/// A call centre as the org knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CallCentreHealth {
    /// Its name.
    #[serde(deserialize_with = "super::null_as_default")]
    pub name: String,
    /// Where the panel is loaded from.
    #[serde(deserialize_with = "super::null_as_default")]
    pub adapter_url: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::examples::round_trips;

    #[test]
    fn examples_of_the_interface() {
        round_trips::<HealthRequest, Health>("health");
    }
}
