//! Where a call can be sent.

use crate::call::{Card, Phase, Target, TargetFault};
use crate::number::NumberError;
use crate::panel::Panel;
use crate::text::{Msg, say};
use crate::view_model::commands::service_word;
use denwa_protocol::{Capability, Service};

/// The field for the number that a call is sent to, or that is consulted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetView {
    /// What can be done with the number; Enter does the first.
    pub actions: Vec<TargetAction>,
    /// A command with the number is on its way.
    pub is_busy: bool,
    /// The telephony did not use the number: the card says why.
    pub has_failed: bool,
    /// Why the text is no number to use.
    pub error: Option<String>,
    /// An emergency number waits for the agent's confirmation.
    pub question: Option<String>,
}

/// What can be done with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetAction {
    /// The service.
    pub service: Service,
    /// Its word.
    pub word: &'static str,
    /// Its command is on its way.
    pub is_busy: bool,
}

/// The services that send a call somewhere, or consult somebody, in a phase.
pub(super) fn services(phase: Phase) -> &'static [Service] {
    match phase {
        Phase::Ringing => &[Service::Deflect],
        Phase::Prompting | Phase::Dialling | Phase::Talking | Phase::Held => {
            &[Service::SingleStepTransfer, Service::Consult]
        }
        Phase::Ended(_) => &[],
    }
}

impl Panel {
    pub(super) fn target_view(&self, card: &Card) -> Option<TargetView> {
        let language = self.context.language;
        let able = services(card.phase()).iter().filter(|service| self.capability(**service) == Capability::Available);
        let action = |service: &Service| TargetAction {
            service: *service,
            word: service_word(*service).t(language),
            is_busy: card.pending.service() == Some(*service),
        };
        let actions: Vec<_> = able.map(action).collect();
        if actions.is_empty() {
            return None;
        }
        let (error, question) = match &card.target {
            Target::Ready => (None, None),
            Target::Refused(fault) => (Some(fault_words(*fault).t(language).to_owned()), None),
            Target::Confirm { number, .. } => (None, Some(say::titled(number, Msg::EmergencyQuestion.t(language)))),
        };
        let has_failed = card.pending.failed().is_some_and(|service| services(card.phase()).contains(&service));
        Some(TargetView { is_busy: actions.iter().any(|action| action.is_busy), actions, has_failed, error, question })
    }
}

fn fault_words(fault: TargetFault) -> Msg {
    match fault {
        TargetFault::Number(NumberError::Empty) => Msg::EmptyNumber,
        TargetFault::Number(_) => Msg::BadNumber,
        TargetFault::Several => Msg::SeveralTargets,
        TargetFault::Extension => Msg::TargetExtension,
    }
}
