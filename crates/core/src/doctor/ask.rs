//! Finding things out: while its page or the setup assistant is shown the doctor asks host, org and browser, and again whenever the start or the connection has
//! changed its state.
//!
//! Each question: not asked → running → answered or failed; an answer to an earlier round is ignored.

use super::{Answers, Asked};
use crate::Now;
use crate::admin_io::{AdminAnswer, AdminEffects, AdminOwner, AdminReply, AdminRequest, AdminRequestId, Question};
use crate::crossing::{LoadedLibrary, PanelFacts, Progress};
use crate::effects::SMALL_MS;
use crate::host::{HostError, Surroundings};
use crate::link::Link;
use crate::start::BOOT_MS;

/// What has been asked.
#[derive(Clone, Debug, Default)]
pub struct Doctor {
    /// The start and whether the connection is live, as they were when the questions were asked. None while the page is not shown.
    about: Option<(Progress, bool)>,
    asked_at: Now,
    requests: Vec<AdminRequestId>,
    pub(crate) answers: Answers,
    /// How far the org's clock is ahead of this machine's, in milliseconds.
    pub(crate) org_ahead: Option<i64>,
}

impl Doctor {
    /// The page was asked for: everything is asked again.
    pub(crate) fn forget(&mut self) {
        self.about = None;
    }

    /// Ask, if the page is shown and something has changed since.
    pub(crate) fn watch(&mut self, is_shown: bool, panel: &PanelFacts, effects: &mut AdminEffects) {
        let about = is_shown.then(|| (panel.start, panel.telephony.link == Link::Live));
        if self.about == about {
            return;
        }
        self.about = about;
        if is_shown {
            self.ask(panel, effects);
        }
    }

    fn ask(&mut self, panel: &PanelFacts, effects: &mut AdminEffects) {
        self.asked_at = effects.now;
        self.answers = Answers { surroundings: Asked::Running, ..Answers::default() };
        let mut ask = |question, request, deadline| effects.ask(AdminOwner::Doctor(question), request, deadline);
        self.requests = vec![ask(Question::Surroundings, AdminRequest::Surroundings, SMALL_MS)];
        // Without the library nobody else is there who could answer: the start has said why.
        let has_host = !panel.library.base.is_empty();
        if has_host && panel.start >= Progress::Done {
            self.answers.host_ms = Asked::Running;
            self.answers.health = Asked::Running;
            self.requests.push(ask(Question::Visible, AdminRequest::PanelVisible, SMALL_MS));
            self.requests.push(ask(Question::Health, AdminRequest::Health, BOOT_MS));
            if panel.settings.follows_layout {
                self.answers.layout = Asked::Running;
                self.requests.push(ask(Question::Layout, AdminRequest::Layout, SMALL_MS));
            }
        }
    }

    /// The host's answer to a question.
    pub(crate) fn on_host(
        &mut self,
        question: Question,
        id: AdminRequestId,
        answer: AdminAnswer,
        library: &LoadedLibrary,
        now: Now,
    ) {
        if !self.requests.contains(&id) {
            return;
        }
        self.requests.retain(|request| *request != id);
        let took = now.saturating_sub(self.asked_at);
        let answers = &mut self.answers;
        match question {
            Question::Surroundings => {
                answers.surroundings = read(answer, |reply| match reply {
                    // Of several addresses the panel knows which served the library.
                    AdminReply::Surroundings(seen) if !library.base.is_empty() => {
                        Some(Surroundings { library: library.base.clone(), ..seen })
                    }
                    AdminReply::Surroundings(seen) => Some(seen),
                    _ => None,
                });
            }
            Question::Visible => {
                answers.host_ms = read(answer, |reply| matches!(reply, AdminReply::Visible(_)).then_some(took));
            }
            Question::Layout => {
                answers.layout = read(answer, |reply| match reply {
                    AdminReply::Layout(layout) => Some(layout),
                    _ => None,
                });
            }
            Question::Health => {
                answers.health = read(answer, |reply| match reply {
                    AdminReply::Health(health) => Some(health),
                    _ => None,
                });
                let org_now = answers.health.answer().and_then(|health| health.now).filter(|now| *now > 0);
                let halfway = now - took / 2;
                self.org_ahead = org_now.and_then(|org| org.checked_signed_diff(halfway));
            }
        }
    }
}

/// What came of a question, by the reply it asks for.
fn read<T>(answer: AdminAnswer, wanted: impl FnOnce(AdminReply) -> Option<T>) -> Asked<T> {
    match answer {
        // Nobody is there to be asked.
        Err(HostError::NotAvailable) => Asked::Not,
        Err(error) => Asked::Failed(error),
        Ok(reply) => wanted(reply).map_or(Asked::Failed(HostError::BadAnswer), Asked::Answered),
    }
}
