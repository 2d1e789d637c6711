//! Finding things out: while its page is shown the doctor asks host, org and browser, and again whenever the start or the connection has
//! changed its state.
//!
//! Each question: not asked → running → answered or failed; an answer to an earlier round is ignored.

use super::{Answers, Asked, Progress};
use crate::Now;
use crate::effects::{Effects, SMALL_MS};
use crate::host::{Answer, HostError, HostReply, HostRequest, Owner, Question, RequestId};
use crate::start::{BOOT_MS, Start};

/// What has been asked.
#[derive(Clone, Debug, Default)]
pub struct Doctor {
    /// The start and whether the connection is live, as they were when the questions were asked. None while the page is not shown.
    about: Option<(Progress, bool)>,
    asked_at: Now,
    requests: Vec<RequestId>,
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
    pub(crate) fn watch(
        &mut self,
        is_shown: bool,
        start: &Start,
        is_live: bool,
        follows_layout: bool,
        effects: &mut Effects,
    ) {
        let about = is_shown.then(|| (Progress::of(start), is_live));
        if self.about == about {
            return;
        }
        self.about = about;
        if let Some((progress, _)) = about {
            self.ask(progress, follows_layout, effects);
        }
    }

    fn ask(&mut self, progress: Progress, follows_layout: bool, effects: &mut Effects) {
        self.asked_at = effects.now;
        self.answers = Answers { surroundings: Asked::Running, ..Answers::default() };
        let mut ask = |question, request, deadline| effects.ask(Owner::Doctor(question), request, deadline);
        self.requests = vec![ask(Question::Surroundings, HostRequest::Surroundings, SMALL_MS)];
        // Before that nobody else is there who could answer.
        if progress >= Progress::Done {
            self.answers.host_ms = Asked::Running;
            self.answers.health = Asked::Running;
            self.requests.push(ask(Question::Visible, HostRequest::PanelVisible, SMALL_MS));
            self.requests.push(ask(Question::Health, HostRequest::Health, BOOT_MS));
            if follows_layout {
                self.answers.layout = Asked::Running;
                self.requests.push(ask(Question::Layout, HostRequest::Layout, SMALL_MS));
            }
        }
    }

    /// The host's answer to a question.
    pub(crate) fn on_host(&mut self, question: Question, id: RequestId, answer: Answer, now: Now) {
        if !self.requests.contains(&id) {
            return;
        }
        self.requests.retain(|request| *request != id);
        let took = now.saturating_sub(self.asked_at);
        let answers = &mut self.answers;
        match question {
            Question::Surroundings => {
                answers.surroundings = read(answer, |reply| match reply {
                    HostReply::Surroundings(surroundings) => Some(surroundings),
                    _ => None,
                });
            }
            Question::Visible => {
                answers.host_ms = read(answer, |reply| matches!(reply, HostReply::Visible(_)).then_some(took));
            }
            Question::Layout => {
                answers.layout = read(answer, |reply| match reply {
                    HostReply::Layout(layout) => Some(layout),
                    _ => None,
                });
            }
            Question::Health => {
                answers.health = read(answer, |reply| match reply {
                    HostReply::Health(health) => Some(health),
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
fn read<T>(answer: Answer, wanted: impl FnOnce(HostReply) -> Option<T>) -> Asked<T> {
    match answer {
        // Without the library there is nobody to be asked: the start has said why.
        Err(HostError::NotAvailable) => Asked::Not,
        Err(error) => Asked::Failed(error),
        Ok(reply) => wanted(reply).map_or(Asked::Failed(HostError::BadAnswer), Asked::Answered),
    }
}

impl Progress {
    /// How far a start has come.
    pub(crate) fn of(start: &Start) -> Self {
        match start {
            Start::Waiting | Start::Loading(_) => Self::Loading,
            Start::Booting(_) => Self::Booting,
            Start::Done => Self::Done,
            Start::Failed { .. } => Self::Failed,
        }
    }
}
