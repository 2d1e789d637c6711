//! Finding things out: while its page is shown the doctor asks host, org and browser, and again whenever the start or the connection has
//! come to something else.

use super::facts::{Answers, Asked, Facts, Link, Progress};
use super::{Finding, findings};
use crate::Now;
use crate::command::{Out, SMALL_MS};
use crate::host::{Answer, HostError, HostReply, HostRequest, RequestId};
use crate::panel::Panel;
use crate::session::{Outage, State};
use crate::settings::Key;
use crate::start::{BOOT_MS, Start, sandbox_disagrees};

/// What has been asked.
#[derive(Clone, Debug, Default)]
pub struct Doctor {
    /// What the answers are about: how the start and the connection were. None while the page is not shown.
    about: Option<(Progress, bool)>,
    asked_at: Now,
    ids: [Option<RequestId>; 4],
    answers: Answers,
    org_ahead: Option<i64>,
}

impl Doctor {
    /// The page was asked for: everything is asked again.
    pub(crate) fn forget(&mut self) {
        self.about = None;
    }

    /// Ask, if the page is shown and something has changed since.
    pub(crate) fn watch(&mut self, shown: bool, start: &Start, live: bool, layout: bool, out: &mut Out) {
        let about = shown.then_some((progress(start), live));
        if self.about == about {
            return;
        }
        self.about = about;
        let Some((progress, _)) = about else { return };
        self.asked_at = out.now;
        self.answers = Answers::default();
        self.ids = [None; 4];
        let mut ask = |place: usize, request, ms| {
            self.answers.asked[place] = Asked::Running;
            self.ids[place] = Some(out.host(request, ms));
        };
        ask(0, HostRequest::Surroundings, SMALL_MS);
        // Before that nobody else is there who could answer.
        if progress >= Progress::Done {
            ask(1, HostRequest::PanelVisible, SMALL_MS);
            ask(2, HostRequest::package("health"), BOOT_MS);
            if layout {
                ask(3, HostRequest::Layout, SMALL_MS);
            }
        }
    }

    /// The answer of the host, if it is for the doctor. What it carries is taken out of it.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &mut Answer, now: Now) -> bool {
        let Some(place) = self.ids.iter().position(|asked| *asked == Some(id)) else { return false };
        self.ids[place] = None;
        let took = now.saturating_sub(self.asked_at);
        let answers = &mut self.answers;
        answers.asked[place] = match answer {
            // Without the library there is nobody to be asked: the start has said why.
            Err(HostError::NotAvailable) => Asked::Not,
            Err(error) => Asked::Failed(core::mem::replace(error, HostError::NotAvailable)),
            Ok(reply) => {
                match reply {
                    HostReply::Surroundings(seen) => answers.surroundings = Some(core::mem::take(seen)),
                    HostReply::Visible(_) => answers.host_ms = Some(took),
                    HostReply::Package(health) => {
                        let halfway = i64::try_from(now - took / 2).unwrap_or(0);
                        let org = health.get("now").whole().and_then(|now| i64::try_from(now).ok());
                        self.org_ahead = org.filter(|now| *now > 0).map(|org| org - halfway);
                        answers.health = Some(core::mem::take(health));
                    }
                    HostReply::Layout(scope) => answers.layout = core::mem::take(scope),
                    _ => {
                        answers.asked[place] = Asked::Failed(HostError::BadAnswer);
                        return true;
                    }
                }
                Asked::Got
            }
        };
        true
    }
}

fn progress(start: &Start) -> Progress {
    match start {
        Start::Waiting | Start::Loading(_) => Progress::Loading,
        Start::Booting { .. } => Progress::Booting,
        Start::Done => Progress::Done,
        Start::Failed { .. } => Progress::Failed,
    }
}

impl Panel {
    /// What the doctor's page tells.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let booted = !self.boot.user.is_empty();
        let snapshot = self.session.was_live();
        let outage = self.session.outage.as_ref();
        let told = &self.world.told;
        let link = match (&self.session.state, outage) {
            (State::Live { .. }, _) => Link::Live,
            (State::Refused(refused), _) => Link::Refused(*refused),
            (State::SigningIn { .. }, _) => Link::SigningIn,
            (State::Off, _) | (_, None) => Link::Connecting,
            // Trying again is no news.
            (_, Some(why)) => Link::Down(why.code()),
        };
        findings(&Facts {
            start: progress(&self.start),
            failed: match (&self.start, link, outage) {
                (Start::Failed { why, .. }, ..) | (_, Link::Down(_), Some(Outage::NoToken(why))) => Some(why),
                _ => None,
            },
            answers: &self.doctor.answers,
            library: &self.centre.loaded_version,
            boot: booted.then_some((self.boot.permissions, &self.boot.package)),
            bad_settings: &self.world.merged.faults,
            sandbox_disagrees: booted && sandbox_disagrees(&self.world.merged.settings, &self.boot),
            copies: self.world.merged.settings.is_on(Key::CopyNumber),
            event_server: &self.session.url,
            link,
            reached: self.session.reached,
            server: snapshot.then_some(&told.server),
            login: &told.login,
            pbx: told.pbx,
            phone: told.phone,
            org_ahead: self.doctor.org_ahead,
            server_ahead: snapshot.then_some(self.world.ahead),
            server_ms: self.session.took,
        })
    }
}
