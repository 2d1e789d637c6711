//! Finding things out: while its page is shown the doctor asks host, org and browser, and again whenever the start or the connection has
//! come to something else.

use super::facts::{Asked, BadSetting, Facts, Link, Progress, Server};
use super::{Finding, findings};
use crate::Now;
use crate::command::{Out, SMALL_MS};
use crate::host::{Health, HostError, HostReply, HostRequest, LayoutScope, RequestId, Surroundings};
use crate::panel::Panel;
use crate::session::State;
use crate::settings::schema::Kind;
use crate::settings::{Key, Level, Place};
use crate::start::{BOOT_MS, Start, sandbox_disagrees};

/// What has been asked.
#[derive(Clone, Debug, Default)]
pub struct Doctor {
    /// What the answers are about: how the start and the connection were. None while the page is not shown.
    about: Option<(u8, bool)>,
    asked_at: Now,
    ids: [Option<RequestId>; 4],
    surroundings: Asked<Surroundings>,
    health: Asked<Health>,
    layout: Asked<LayoutScope>,
    host_ms: Asked<u64>,
    org_ahead: Option<i64>,
}

impl Doctor {
    /// The page was asked for: everything is asked again.
    pub(crate) fn forget(&mut self) {
        self.about = None;
    }

    /// Ask, if the page is shown and something has changed since.
    pub(crate) fn watch(&mut self, shown: bool, start: &Start, live: bool, layout: bool, out: &mut Out) {
        if !shown {
            self.about = None;
            return;
        }
        let stage = match start {
            Start::Waiting | Start::Loading(_) => 0,
            Start::Booting { .. } => 1,
            Start::Done => 2,
            Start::Failed { .. } => 3,
        };
        if self.about == Some((stage, live)) {
            return;
        }
        self.about = Some((stage, live));
        self.asked_at = out.now;
        self.surroundings = Asked::Running;
        self.ids = [Some(out.host(HostRequest::Surroundings, SMALL_MS)), None, None, None];
        // Before that nobody is there who could answer.
        (self.health, self.layout, self.host_ms) = (Asked::Not, Asked::Not, Asked::Not);
        if stage >= 2 {
            (self.health, self.host_ms) = (Asked::Running, Asked::Running);
            self.ids[1] = Some(out.host(HostRequest::PanelVisible, SMALL_MS));
            self.ids[2] = Some(out.host(HostRequest::Health, BOOT_MS));
            if layout {
                self.layout = Asked::Running;
                self.ids[3] = Some(out.host(HostRequest::Layout, SMALL_MS));
            }
        }
    }

    /// The answer of the host, if it is for the doctor.
    pub(crate) fn on_host(&mut self, id: RequestId, result: &Result<HostReply, HostError>, now: Now) -> bool {
        let Some(place) = self.ids.iter().position(|asked| *asked == Some(id)) else { return false };
        self.ids[place] = None;
        let took = now.saturating_sub(self.asked_at);
        let error = match result {
            // Without the library there is nobody to be asked: the start has said why.
            Err(HostError::NotAvailable) => None,
            Err(error) => Some(error.clone()),
            Ok(_) => Some(HostError::BadAnswer),
        };
        match (place, result) {
            (_, Ok(HostReply::Surroundings(seen))) => self.surroundings = Asked::Got((**seen).clone()),
            (_, Ok(HostReply::Visible(_))) => self.host_ms = Asked::Got(took),
            (_, Ok(HostReply::Health(health))) => {
                let halfway = i64::try_from(now - took / 2).unwrap_or(0);
                self.org_ahead = i64::try_from(health.now).ok().filter(|now| *now > 0).map(|org| org - halfway);
                self.health = Asked::Got((**health).clone());
            }
            (_, Ok(HostReply::Layout(scope))) => self.layout = Asked::Got(scope.clone()),
            (0, _) => self.surroundings = failed(error),
            (1, _) => self.host_ms = failed(error),
            (2, _) => self.health = failed(error),
            _ => self.layout = failed(error),
        }
        true
    }
}

fn failed<T>(error: Option<HostError>) -> Asked<T> {
    error.map_or(Asked::Not, Asked::Failed)
}

impl Panel {
    /// What the doctor's page tells.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        findings(&self.facts())
    }

    /// What is known.
    fn facts(&self) -> Facts {
        let booted = !self.boot.user.id.is_empty();
        let snapshot = self.session.was_live();
        let told = &self.world.told;
        Facts {
            start: match &self.start {
                Start::Waiting | Start::Loading(_) => Progress::Loading,
                Start::Booting { .. } => Progress::Booting,
                Start::Done => Progress::Done,
                Start::Failed { why, .. } => Progress::Failed(why.clone()),
            },
            surroundings: self.doctor.surroundings.clone(),
            library: self.centre.loaded_version.clone(),
            boot: booted.then(|| (self.boot.permissions, self.boot.package.clone())),
            health: self.doctor.health.clone(),
            layout: self.doctor.layout.clone(),
            bad_settings: self.world.merged.faults.iter().map(bad_setting).collect(),
            sandbox_disagrees: booted && sandbox_disagrees(&self.world.merged.settings, &self.boot),
            copies: self.world.merged.settings.is_on(Key::CopyNumber),
            event_server: self.session.url.clone(),
            link: match (&self.session.state, &self.session.outage) {
                (State::Off, _) => Link::Off,
                (State::Live { .. }, _) => Link::Live,
                (State::Refused(refused), _) => Link::Refused(*refused),
                (State::SigningIn { .. }, _) => Link::SigningIn,
                // Trying again is no news.
                (_, Some(why)) => Link::Down(why.clone()),
                (_, None) => Link::Connecting,
            },
            reached: snapshot,
            server: snapshot.then(|| Server {
                protocol: told.server.protocol,
                version: told.server.version.clone(),
                pbx: told.server.pbx.clone(),
            }),
            login: told.login.clone(),
            pbx: told.pbx,
            phone: told.phone,
            org_ahead: self.doctor.org_ahead,
            server_ahead: snapshot.then_some(self.world.ahead),
            host_ms: self.doctor.host_ms.clone(),
            server_ms: self.session.took,
        }
    }
}

fn bad_setting(fault: &crate::settings::Fault) -> BadSetting {
    let (what, (min, max)) = match fault.place {
        Place::Setting(key) => {
            let limits = match key.row().kind {
                Kind::Whole(max) => (1, max),
                Kind::WholeOrNone(max) => (0, max),
                kind => (0, kind.field_length().unwrap_or(0)),
            };
            (["@set.", &key.row().key.code(), ".label"].concat(), limits)
        }
        Place::Row(list, _) => {
            let most = u16::try_from(list.row().most).unwrap_or(u16::MAX);
            (["@list.", list.row().object, ".label"].concat(), (0, most))
        }
        _ => (fault.name.clone(), (0, 0)),
    };
    BadSetting {
        what,
        level: match fault.level {
            Some(Level::Organisation) => "@doctor.level.organisation",
            Some(Level::Profile) => "@doctor.level.profile",
            Some(Level::User) => "@doctor.level.user",
            None => "",
        },
        reason: ["@reason.", fault.reason.code(), "|", &min.to_string(), "|", &max.to_string()].concat(),
        seen: fault.seen.clone(),
    }
}
