//! The panel as a softphone page of its own: signing in, signing in again, and signing out.

use super::Panel;
use crate::call::CallContext;
use crate::desk::DeskTab;
use crate::effect::Effect;
use crate::effects::Effects;
use crate::host::HostRequest;
use crate::link::{Outage, Refused};
use crate::session::State;
use crate::start::{SignInTrouble, Start, may_pass};
use denwa_protocol::{AgentMode, Command, Refusal};

impl Panel {
    /// Whether the panel is a page of its own, outside a CRM.
    #[must_use]
    pub fn is_standalone(&self) -> bool {
        self.call_centre.is_standalone
    }

    /// Whether the agent is offered to sign out.
    pub(crate) fn offers_sign_out(&self) -> bool {
        self.is_standalone() && self.has_started()
    }

    /// Whether the agent can sign out: not while a call goes on, because nobody would see it.
    pub(crate) fn can_sign_out(&self) -> bool {
        self.offers_sign_out() && self.cards.iter().all(|card| card.call.ended.is_some())
    }

    /// Whether the agent wanted to sign out in the call that goes on, and is told why she cannot.
    pub(crate) fn must_wait_to_sign_out(&self) -> bool {
        self.wants_to_sign_out && self.offers_sign_out() && !self.can_sign_out()
    }

    /// The event server takes the sign-in no longer: it has expired, or the server was started anew. The agent signs in again; what is
    /// on the screen stays.
    pub(super) fn sign_in_again(&mut self, effects: &mut Effects) {
        if !self.is_standalone() || !self.has_started() {
            return;
        }
        let has_expired = match self.session.state {
            State::Refused(Refused::Server(Refusal::BadToken | Refusal::UnknownAgent)) => true,
            State::Waiting { .. } => {
                matches!(&self.session.outage, Some(Outage::NoToken(why)) if !may_pass(why.fault))
            }
            _ => false,
        };
        if has_expired {
            self.session.stop();
            self.start = Start::ask_sign_in(Some(SignInTrouble::Expired));
            self.show_tab(DeskTab::Calls, effects);
        }
    }

    /// The agent signs off and out. Nothing of her stays in the page.
    pub(super) fn sign_out(&mut self, effects: &mut Effects) {
        self.wants_to_sign_out = !self.can_sign_out();
        if self.wants_to_sign_out {
            return;
        }
        if self.session.is_live() {
            effects.command(Command::SetAgentState { mode: AgentMode::LoggedOff, reason: None });
        }
        effects.push(Effect::Close);
        effects.tell_host(HostRequest::SignOut);
        self.attention.sign_out();
        *self = Self {
            attention: std::mem::take(&mut self.attention),
            start: Start::ask_sign_in(None),
            call_centre: std::mem::take(&mut self.call_centre),
            context: CallContext { language: self.context.language, ..CallContext::default() },
            has_chosen_language: self.has_chosen_language,
            host_is_ready: self.host_is_ready,
            ..Self::default()
        };
    }
}
