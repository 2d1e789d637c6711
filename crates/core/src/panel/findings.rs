//! The facts for the doctor.

use super::Panel;
use crate::doctor::{Boot, Facts, Finding, Link, Progress, findings};
use crate::host::StartError;
use crate::session::{Outage, State};
use crate::start::{Start, sandbox_disagrees};

impl Panel {
    /// What the doctor finds.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let has_booted = self.boot.names_user();
        let has_snapshot = self.session.was_live();
        let server = &self.context.server;
        let library_base = self.settings().library_base();
        findings(&Facts {
            start: Progress::of(&self.start),
            failed: self.failure(),
            answers: &self.doctor.answers,
            library: &self.call_centre.loaded_version,
            is_other_library: !library_base.is_empty() && library_base != self.call_centre.loaded_base,
            boot: has_booted.then_some(Boot { permissions: self.boot.permissions, package: &self.boot.package }),
            wrong_settings: &self.context.merged.faults,
            sandbox_disagrees: has_booted && sandbox_disagrees(self.settings(), self.boot.organisation.sandbox),
            event_server: &self.session.url,
            link: self.link(),
            has_reached: self.session.has_reached,
            unreadable: self.session.unreadable,
            server: has_snapshot.then_some(&server.server),
            login: &server.login,
            pbx: server.pbx,
            phone: server.phone,
            org_ahead: self.doctor.org_ahead,
            server_ahead: has_snapshot.then_some(self.context.clock_ahead).or(self.session.refused_ahead),
            server_ms: self.session.sign_in_took,
        })
    }

    fn link(&self) -> Link<'_> {
        match (&self.session.state, &self.session.outage) {
            (State::Live { .. }, _) => Link::Live,
            (State::Refused(refused), _) => Link::Refused(*refused),
            (State::SigningIn { .. }, _) => Link::SigningIn,
            (State::Off, _) | (_, None) => Link::Connecting,
            // Trying again is no news.
            (_, Some(outage)) => Link::Down(outage),
        }
    }

    /// Why the start failed, or why there is no new token.
    fn failure(&self) -> Option<&StartError> {
        match (&self.start, self.link()) {
            (Start::Failed { why, .. }, _) | (_, Link::Down(Outage::NoToken(why))) => Some(why),
            _ => None,
        }
    }
}
