//! The buttons of a call.

use super::commands::service_word;
use crate::call::{Card, Phase};
use crate::panel::Panel;
use crate::text::Msg;
use denwa_protocol::{Capability, Service};

/// A button of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButtonView {
    /// The command that it sends.
    pub service: Service,
    /// Its word.
    pub word: &'static str,
    /// Why it cannot be pressed now.
    pub unavailable: Option<&'static str>,
    /// Its command is on its way.
    pub is_busy: bool,
}

impl Panel {
    /// Two buttons a phase, in fixed places, so that nothing moves under a finger.
    pub(super) fn button_views(&self, card: &Card) -> Vec<ButtonView> {
        let services: &[Service] = match card.phase() {
            Phase::Ringing if self.settings().shows_buttons() => &[Service::Answer, Service::Decline],
            Phase::Ringing | Phase::Ended(_) => &[],
            Phase::Held if self.can_alternate(card) => &[Service::Alternate, Service::HangUp],
            Phase::Held => &[Service::Retrieve, Service::HangUp],
            Phase::Prompting | Phase::Dialling | Phase::Talking => &[Service::Hold, Service::HangUp],
        };
        services.iter().map(|service| self.button_view(card, *service)).collect()
    }

    /// Whether taking a call off hold holds the other one.
    fn can_alternate(&self, card: &Card) -> bool {
        let is_talking = self.active_beside(card).is_some_and(|active| active.phase() == Phase::Talking);
        is_talking && self.capability(Service::Alternate) == Capability::Available
    }

    fn button_view(&self, card: &Card, service: Service) -> ButtonView {
        let language = self.context.language;
        let capability = self.capability(service);
        let is_early_hold = service == Service::Hold && card.phase() != Phase::Talking;
        ButtonView {
            service,
            word: service_word(service).t(language),
            unavailable: self.unavailable(capability).or(is_early_hold.then(|| Msg::UnavailableNow.t(language))),
            is_busy: card.pending.service() == Some(service),
        }
    }
}
