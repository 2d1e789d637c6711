//! What can be wrong in the org, by the switches of one browser tab: they travel with its calls, so other tabs see a sound org.

use serde::Deserialize;

/// The faults of a call's tab. By default there is none.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch by itself")]
pub struct Faults {
    /// The package's class.
    pub apex_class: ApexClass,
    /// The package's version, if it is not this one.
    pub package_version: String,
    /// The user has the permission set of agents, if she has it at all.
    pub permission_set: bool,
    /// The profile allows API access, if it does at all.
    pub profile_api: bool,
    /// The certificate that signs tokens is there.
    pub signing_key: bool,
    /// A telephony login is mapped, if one is.
    pub login_mapped: bool,
    /// The organisation is a sandbox.
    pub sandbox: bool,
    /// How far the org's clock is off, in milliseconds.
    pub org_clock: i64,
    /// The user is in the call centre, if she is at all.
    pub assigned: bool,
    /// This save meets a row that another transaction has locked.
    pub row_locked: bool,
}

/// What became of the package's class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ApexClass {
    /// It is there.
    #[default]
    Ok,
    /// The package is not installed.
    Missing,
    /// The user's profile and permission sets do not have it.
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
