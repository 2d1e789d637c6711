//! Whether an org is so new that an administrator is led through the set-up.

use crate::host::StartFault;
use crate::package::boot::Permissions;
use crate::settings::{Level, StoredSettings, StoredValue};

/// Whether nothing is set up yet: the user administers, no setting has a value for the organisation, and the panel cannot start because
/// the org has no certificate, the user no telephony login, or nobody has named an event server.
pub(crate) fn is_new_org(fault: StartFault, permissions: Permissions, stored: &StoredSettings) -> bool {
    use StartFault::{NoEventServer, NoKey, NoLogin, NoSandboxServer};
    let is_unset = || {
        let organisation = stored.level(Level::Organisation);
        organisation.is_none_or(|level| level.values.values().all(StoredValue::is_null))
    };
    permissions.administrator && matches!(fault, NoKey | NoLogin | NoEventServer | NoSandboxServer) && is_unset()
}
