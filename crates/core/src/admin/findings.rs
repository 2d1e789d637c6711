//! The facts for the doctor: what the panel says, and what host, org and browser answered.

use super::Admin;
use crate::doctor::{Boot, Facts, Finding, findings};

impl Admin {
    /// What the doctor finds.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let panel = &self.panel;
        let telephony = &panel.telephony;
        let boot = panel.who.as_ref().map(|who| Boot { permissions: who.permissions, package: &who.package });
        findings(&Facts {
            start: panel.start,
            failed: panel.failed.as_ref(),
            answers: &self.doctor.answers,
            library: &panel.library.version,
            is_other_library: panel.settings.is_other_library,
            boot,
            wrong_settings: &panel.settings.faults,
            sandbox_disagrees: panel.settings.sandbox_disagrees,
            event_server: &telephony.event_server,
            link: &telephony.link,
            has_reached: telephony.has_reached,
            unreadable: telephony.unreadable,
            server: telephony.server.as_ref(),
            login: &telephony.login,
            pbx: telephony.pbx,
            phone: telephony.phone,
            work_rules: telephony.work_rules,
            org_ahead: self.doctor.org_ahead,
            server_ahead: telephony.clock_ahead,
            server_ms: telephony.sign_in_ms,
        })
    }
}
