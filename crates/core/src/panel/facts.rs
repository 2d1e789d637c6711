//! What the panel knows, for the pages beside it.

use super::Panel;
use crate::crossing::{LoadedLibrary, PanelFacts, Progress, SettingsFacts, TelephonyFacts, Who};
use crate::host::StartError;
use crate::link::{Link, Outage};
use crate::session::State;
use crate::start::{Start, sandbox_disagrees};

impl Panel {
    /// What the panel knows.
    pub(super) fn facts(&self) -> PanelFacts {
        let link = self.link();
        PanelFacts {
            language: self.context.language,
            time_zone: self.context.time_zone.clone(),
            start: progress(&self.start),
            failed: self.failure(&link),
            who: self.who(),
            library: LoadedLibrary {
                version: self.call_centre.loaded_version.clone(),
                base: self.call_centre.loaded_base.clone(),
            },
            settings: self.settings_facts(),
            telephony: self.telephony_facts(link),
            is_testing: self.is_testing(),
        }
    }

    fn who(&self) -> Option<Who> {
        let boot = &self.boot;
        boot.names_user().then(|| Who {
            user: boot.user.id.clone(),
            organisation: boot.organisation.id.clone(),
            permissions: boot.permissions,
            package: boot.package.clone(),
        })
    }

    fn settings_facts(&self) -> SettingsFacts {
        let settings = self.settings();
        let library_base = settings.library_base();
        let is_sandbox = self.boot.organisation.sandbox;
        SettingsFacts {
            faults: self.context.merged.faults.clone(),
            is_other_library: !library_base.is_empty() && library_base != self.call_centre.loaded_base,
            sandbox_disagrees: self.boot.names_user() && sandbox_disagrees(settings, is_sandbox),
            outside_prefix: self.call_centre.outside_prefix.clone(),
            follows_layout: settings.follows_layout(),
            timeout_ms: settings.timeout_settings_ms(),
        }
    }

    fn telephony_facts(&self, link: Link) -> TelephonyFacts {
        let has_snapshot = self.session.was_live();
        let server = &self.context.server;
        TelephonyFacts {
            event_server: self.session.url.clone(),
            link,
            has_reached: self.session.has_reached,
            unreadable: self.session.unreadable,
            server: has_snapshot.then(|| server.server.clone()),
            login: server.login.clone(),
            pbx: server.pbx,
            phone: server.phone,
            work_rules: self.work_rules.state(),
            clock_ahead: has_snapshot.then_some(self.context.clock_ahead).or(self.session.refused_ahead),
            sign_in_ms: self.session.sign_in_took,
        }
    }

    fn link(&self) -> Link {
        match (&self.session.state, &self.session.outage) {
            (State::Live { .. }, _) => Link::Live,
            (State::Refused(refused), _) => Link::Refused(*refused),
            (State::SigningIn { .. }, _) => Link::SigningIn,
            (State::Off, _) | (_, None) => Link::Connecting,
            // Trying again is no news.
            (_, Some(outage)) => Link::Down(outage.clone()),
        }
    }

    /// Why the start failed, or why there is no new token.
    fn failure(&self, link: &Link) -> Option<StartError> {
        match (&self.start, link) {
            (Start::Failed { why, .. }, _) | (_, Link::Down(Outage::NoToken(why))) => Some(why.clone()),
            _ => None,
        }
    }
}

/// How far a start has come.
fn progress(start: &Start) -> Progress {
    match start {
        Start::Waiting | Start::Loading(_) => Progress::Loading,
        Start::Booting(_) | Start::SigningIn(_) => Progress::Booting,
        Start::Done => Progress::Done,
        Start::Failed { .. } => Progress::Failed,
    }
}
