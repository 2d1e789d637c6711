//! What the agent must read: derived from the state, so that a notice goes when its cause goes.

use crate::Now;
use crate::panel::Panel;
use crate::session::{Outage, Refused, Session, State};
use crate::start::{Start, sandbox_disagrees, start_detail, start_words};
use crate::text::{AttentionMsg, Language, Msg, say};
use crate::welcome::Welcome;
use denwa_protocol::{AgentState, PbxState, PhoneState, Refusal, SetBy};

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Good to know.
    Info,
    /// It heals by itself, or can wait.
    Warning,
    /// A person must act.
    Error,
}

/// Something that the agent must read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    /// How grave it is.
    pub gravity: Gravity,
    /// What happened, and what happens next.
    pub text: String,
    /// What the host or server said, for support.
    pub detail: Option<String>,
    /// When the panel tries again by itself.
    pub again_at: Option<Now>,
    /// Offer to try again at once.
    pub can_try_again: bool,
    /// Offer to take the calls here.
    pub can_take_over: bool,
    /// Offer to export the logs that are not written.
    pub can_export_logs: bool,
}

impl NoticeView {
    fn new(gravity: Gravity, text: impl Into<String>) -> Self {
        Self {
            gravity,
            text: text.into(),
            detail: None,
            again_at: None,
            can_try_again: false,
            can_take_over: false,
            can_export_logs: false,
        }
    }
}

impl Panel {
    /// What the agent must read, the gravest first.
    pub(super) fn notice_views(&self) -> Vec<NoticeView> {
        let language = self.context.language;
        let is_calling = self.cards.iter().any(|card| card.call.ended.is_none());
        let mut notices = Vec::new();
        notices.extend(of_start(&self.start, language));
        notices.extend(of_session(&self.session, is_calling, language));
        let mut say = |gravity, message: Msg| notices.push(NoticeView::new(gravity, message.t(language)));
        if matches!(self.start, Start::Done) && sandbox_disagrees(self.settings(), self.boot.organisation.sandbox) {
            say(Gravity::Warning, Msg::SandboxDisagrees);
        }
        if let Some(why) = &self.upkeep.token_error {
            notices.push(NoticeView {
                detail: Some(start_words(why.fault).0.t(language).to_owned()),
                ..NoticeView::new(Gravity::Warning, Msg::SessionExpired.t(language))
            });
        }
        let stuck = self.stuck_logs();
        if stuck > 0 {
            notices.push(NoticeView {
                can_export_logs: true,
                ..NoticeView::new(Gravity::Warning, say::logs_stuck(language, stuck))
            });
        }
        let mut say = |gravity, message: Msg| notices.push(NoticeView::new(gravity, message.t(language)));
        if matches!(self.welcome, Welcome::Shown { .. }) {
            say(Gravity::Info, Msg::SignedIn);
        }
        let sign_out = self.must_wait_to_sign_out().then_some(AttentionMsg::SignOutLater);
        for trouble in self.ring_trouble().into_iter().chain(sign_out) {
            notices.push(NoticeView::new(Gravity::Info, trouble.t(language)));
        }
        let mut say = |gravity, message: Msg| notices.push(NoticeView::new(gravity, message.t(language)));
        if self.team.was_cut_off {
            say(Gravity::Warning, Msg::SupervisionEnded);
        }
        if self.session.is_live() {
            if self.context.server.pbx == PbxState::Down {
                say(Gravity::Warning, Msg::PbxDown);
            } else if self.context.server.phone == PhoneState::Unregistered {
                say(Gravity::Warning, Msg::PhoneUnregistered);
            }
            notices.extend(self.set_by_notice());
            if !self.context.server.primary {
                let can_take_over = self.is_primary_elsewhere;
                let message = if can_take_over { Msg::PrimaryElsewhere } else { Msg::NotPrimary };
                notices.push(NoticeView { can_take_over, ..NoticeView::new(Gravity::Info, message.t(language)) });
            }
        }
        notices
    }
}

impl Panel {
    /// A supervisor has changed the agent's status.
    fn set_by_notice(&self) -> Option<NoticeView> {
        let AgentState { mode, reason, set_by, .. } = &self.context.server.agent;
        let SetBy { by, why } = set_by.as_ref()?;
        // Other work may hide the status that was set.
        let status = self.words_of_mode(*mode, reason.as_deref());
        let words = say::status_set_by(self.context.language, by.label(), status, why);
        Some(NoticeView::new(Gravity::Info, words))
    }
}

/// Why the panel did not start.
fn of_start(start: &Start, language: Language) -> Option<NoticeView> {
    let Start::Failed { why, again_at, .. } = start else { return None };
    let (what, fix) = start_words(why.fault);
    Some(NoticeView {
        detail: Some(start_detail(why, language)).filter(|detail| !detail.is_empty()),
        again_at: *again_at,
        can_try_again: true,
        ..NoticeView::new(Gravity::Error, say::with_fix(language, what, fix))
    })
}

/// Why there is no session.
fn of_session(session: &Session, is_calling: bool, language: Language) -> Option<NoticeView> {
    let calls = if is_calling { Msg::CallsGoOn.t(language) } else { "" };
    let with_calls = |message: Msg| say::titled(message.t(language), calls);
    match session.state {
        State::Waiting { until } => {
            let outage = session.outage.as_ref()?;
            Some(NoticeView {
                detail: outage_detail(outage, language),
                again_at: Some(until),
                can_try_again: true,
                ..NoticeView::new(Gravity::Warning, say::titled(&outage_words(outage, language), calls))
            })
        }
        State::Refused(refused) => {
            let text = refused_words(refused).t(language);
            Some(NoticeView { can_try_again: true, ..NoticeView::new(Gravity::Error, text) })
        }
        State::Connecting { .. } | State::SigningIn { .. } | State::Renewing(_) if session.was_live() => {
            Some(NoticeView::new(Gravity::Warning, with_calls(Msg::Reconnecting)))
        }
        _ => None,
    }
}

fn outage_words(outage: &Outage, language: Language) -> String {
    let message = match outage {
        Outage::Unreachable => Msg::OutageUnreachable,
        Outage::Lost => Msg::OutageLost,
        Outage::Silent => Msg::OutageSilent,
        Outage::Garbled => Msg::OutageGarbled,
        Outage::ServerBusy => Msg::OutageBusy,
        Outage::NoToken(_) => Msg::OutageNoToken,
        Outage::TokenExpired(None) => Msg::OutageTokenExpired,
        Outage::TokenExpired(Some(wrong)) => return say::session::wrong_clock(language, wrong.whose, wrong.ahead),
    };
    message.t(language).to_owned()
}

fn outage_detail(outage: &Outage, language: Language) -> Option<String> {
    let Outage::NoToken(why) = outage else { return None };
    Some(say::titled(start_words(why.fault).0.t(language), &why.detail))
}

fn refused_words(refused: Refused) -> Msg {
    match refused {
        Refused::Replaced => Msg::RefusedReplaced,
        Refused::Server(Refusal::BadToken) => Msg::RefusedToken,
        Refused::Server(Refusal::UnknownAgent) => Msg::RefusedAgent,
        Refused::Server(_) => Msg::RefusedOther,
    }
}
