//! Faults of the org, as switched on in a browser tab. They travel with the tab's calls, so other tabs have none.

use serde::Deserialize;

/// The faults of a call's tab; by default none.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch by itself")]
pub struct Faults {
    /// The package's class.
    pub apex_class: ApexClass,
    /// The package's version, if not the simulator's.
    pub package_version: String,
    /// The user keeps the permission set of agents.
    pub permission_set: bool,
    /// The user's profile keeps API access.
    pub profile_api: bool,
    /// The certificate that signs tokens is there.
    pub signing_key: bool,
    /// The user keeps her telephony login.
    pub login_mapped: bool,
    /// The organisation is a sandbox.
    pub sandbox: bool,
    /// How far the org's clock is off, in milliseconds.
    pub org_clock: i64,
    /// The user stays in the call centre.
    pub assigned: bool,
    /// This save meets a row that another transaction has locked.
    pub row_locked: bool,
}

/// The state of the package's class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ApexClass {
    /// Installed and allowed.
    #[default]
    Ok,
    /// The package is not installed.
    Missing,
    /// The user's profile and permission sets do not allow it.
    Refused,
    /// Every method throws.
    Throws,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            apex_class: ApexClass::Ok,
            package_version: String::new(),
            permission_set: true,
            profile_api: true,
            signing_key: true,
            login_mapped: true,
            sandbox: false,
            org_clock: 0,
            assigned: true,
            row_locked: false,
        }
    }
}
