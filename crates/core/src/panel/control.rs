//! What the agent asks of calls: which command each of her actions becomes.

use super::Panel;
use crate::call::rehearsal::{self, is_test};
use crate::call::{Card, Phase};
use crate::effects::Effects;
use crate::input::CallControl;
use crate::pending::Pending;
use denwa_protocol::{CallPair, Capability, Command, HandKind, Service};

impl Panel {
    /// A command about a call goes through its card, which shows how it fares.
    pub(super) fn command(&mut self, call: &str, service: Service, effects: &mut Effects) {
        // Where these buttons are hidden they are gone from shortcuts and notifications too.
        if matches!(service, Service::Answer | Service::Decline) && !self.settings().shows_buttons() {
            return;
        }
        let command = match service {
            Service::Answer => Some(Command::Answer { call: call.to_owned() }),
            Service::Decline => Some(Command::Decline { call: call.to_owned() }),
            Service::Hold => Some(Command::Hold { call: call.to_owned() }),
            Service::Retrieve => Some(Command::Retrieve { call: call.to_owned() }),
            Service::HangUp => Some(Command::HangUp { call: call.to_owned() }),
            Service::Park => Some(Command::Park { call: call.to_owned() }),
            Service::Alternate => self.pair_of(call).map(Command::Alternate),
            Service::Reconnect => self.pair_of(call).map(Command::Reconnect),
            Service::Transfer => self.pair_of(call).map(Command::Transfer),
            Service::Conference => self.pair_of(call).map(Command::Conference),
            Service::PickUp => self
                .card_of(call)
                .and_then(|(card, _)| card.waits_at().map(|slot| Command::PickUp { slot: slot.to_owned() })),
            Service::SendTones => {
                let card = self.card_of(call).map(|(card, _)| card);
                if let Some(digits) = card.and_then(|card| card.call.remote_extension.clone()) {
                    self.send_tones(
                        call,
                        |card, effects| card.tones.send_extension(&card.call.id, &digits, effects),
                        effects,
                    );
                }
                return;
            }
            // These need more than the service: `Panel::control`, the dial bar and the status.
            Service::Dial
            | Service::AgentState
            | Service::Monitor
            | Service::Deflect
            | Service::SingleStepTransfer
            | Service::Consult
            | Service::DropParty
            | Service::Mute
            | Service::Record => None,
        };
        if let Some(command) = command {
            self.ask_of_call(call, command, effects);
        }
    }

    /// What a service alone does not say.
    pub(super) fn control(&mut self, call: &str, control: CallControl, effects: &mut Effects) {
        let command = match control {
            CallControl::SetMute(muted) => Command::SetMute { call: call.to_owned(), muted },
            CallControl::SetRecording(recording) => Command::SetRecording { call: call.to_owned(), recording },
            CallControl::DropParty { party } => Command::DropParty { call: call.to_owned(), party },
            CallControl::SendTones(text) => {
                return self.send_tones(call, |card, effects| card.tones.send(&card.call.id, &text, effects), effects);
            }
            CallControl::SendTo { service, text, record } => {
                let Some((card, context)) = self.card_of(call) else { return };
                let Some(command) = card.target.command(call, service, &text, record, context.settings()) else {
                    return;
                };
                command
            }
            CallControl::ConfirmTarget => {
                let Some(command) = self.card_of(call).and_then(|(card, _)| card.target.confirm()) else { return };
                command
            }
            CallControl::EditTarget => {
                if let Some((card, _)) = self.card_of(call) {
                    card.target = crate::call::Target::Ready;
                    card.pending.forgive();
                }
                return;
            }
        };
        self.ask_of_call(call, command, effects);
    }

    /// The call that dialling holds, so that no second call goes on beside it: the new call is a consultation. Where the PBX has none, the
    /// server holds the call before it dials.
    pub(crate) fn consulted_from(&self) -> Option<String> {
        if self.capability(Service::Consult) != Capability::Available {
            return None;
        }
        self.talked_on().map(|card| card.call.id.clone())
    }

    /// Whether a command that begins or goes on with a call holds another one first, which takes longer.
    fn holds_first(&self, call: Option<&str>) -> bool {
        self.talked_on().is_some_and(|card| Some(card.call.id.as_str()) != call)
    }

    /// The call the agent talks in.
    fn talked_on(&self) -> Option<&Card> {
        self.cards.iter().find(|card| card.phase() == Phase::Talking && !is_test(&card.call))
    }

    /// The agent raises her hand about a call. Without a connection nobody would see it: her buttons say so.
    pub(super) fn raise_hand(&mut self, call: &str, kind: HandKind, effects: &mut Effects) {
        if self.session.is_live()
            && let Some((card, _)) = self.card_of(call)
        {
            card.raise_hand(kind, effects);
        }
    }

    /// The agent takes her hand down, or says how it ended.
    pub(super) fn lower_hand(&mut self, call: &str, outcome: Option<String>, effects: &mut Effects) {
        if self.session.is_live()
            && let Some((card, _)) = self.card_of(call)
        {
            card.lower_hand(outcome, effects);
        }
    }

    fn send_tones(&mut self, call: &str, send: impl FnOnce(&mut Card, &mut Effects), effects: &mut Effects) {
        let can_send = self.session.is_live() && self.context.server.capabilities.send_tones == Capability::Available;
        if let Some((card, _)) = self.card_of(call)
            && can_send
            && card.phase() == Phase::Talking
            && !is_test(&card.call)
        {
            send(card, effects);
        }
    }

    fn ask_of_call(&mut self, call: &str, command: Command, effects: &mut Effects) {
        let is_live = self.session.is_live();
        let Some(service) = command.service() else { return };
        let is_pair = is_of_pair(service);
        // Pressed on both cards, switching would switch back.
        if is_pair && self.cards.iter().any(|card| card.pending.service().is_some_and(is_of_pair)) {
            return;
        }
        let is_slow = is_pair
            || service == Service::Consult
            || (matches!(service, Service::Answer | Service::Retrieve | Service::PickUp)
                && self.holds_first(Some(call)));
        let is_missing = is_further(service) && self.capability(service) != Capability::Available;
        let Some((card, context)) = self.card_of(call) else { return };
        if is_test(&card.call) {
            if is_further(service) {
                return;
            }
            if rehearsal::apply(&mut card.call, &command, context.server_time(effects.now)) {
                card.go_on(context, effects);
            } else {
                self.remove_test_call();
            }
        } else if is_live && !is_missing && (card.call.ended.is_none() || service == Service::PickUp) {
            let ask = if is_slow { Pending::ask_slow } else { Pending::ask };
            ask(&mut card.pending, command, effects);
        }
    }

    /// The two calls that a service acts on which needs two, seen from either of them: a consultation and the call it was made from, or
    /// else the active call and the one that was held last.
    pub(crate) fn pair_of(&self, call: &str) -> Option<CallPair> {
        let card = self.cards.iter().find(|card| card.call.id == call)?;
        let (held, active) = match card.phase() {
            Phase::Held => (card, self.active_beside(card)?),
            Phase::Prompting | Phase::Dialling | Phase::Talking => (self.held_beside(card)?, card),
            Phase::Ringing | Phase::Ended(_) => return None,
        };
        Some(CallPair { held: held.call.id.clone(), active: active.call.id.clone() })
    }

    /// The held call that makes a pair with an active one.
    pub(crate) fn held_beside(&self, active: &Card) -> Option<&Card> {
        let held = || self.cards.iter().filter(|card| card.phase() == Phase::Held && !is_test(&card.call));
        let consulted_from = held().find(|card| active.call.consults.as_ref() == Some(&card.call.id));
        consulted_from.or_else(|| held().max_by_key(|card| card.call.held_at))
    }

    /// The active call that makes a pair with a held one.
    pub(crate) fn active_beside(&self, held: &Card) -> Option<&Card> {
        let is_active = |card: &&Card| matches!(card.phase(), Phase::Prompting | Phase::Dialling | Phase::Talking);
        let active = || self.cards.iter().filter(is_active).filter(|card| !is_test(&card.call));
        let consultation = active().find(|card| card.call.consults.as_ref() == Some(&held.call.id));
        consultation.or_else(|| active().next())
    }

    /// Whether the telephony can do a service.
    pub(crate) fn capability(&self, service: Service) -> Capability {
        self.context.server.capabilities.of(service)
    }
}

/// Whether a service acts on two calls.
fn is_of_pair(service: Service) -> bool {
    matches!(service, Service::Alternate | Service::Reconnect | Service::Transfer | Service::Conference)
}

/// Whether a service is offered only where the telephony has it. The others stay in sight, with the reason why not.
pub(crate) fn is_further(service: Service) -> bool {
    !matches!(service, Service::Answer | Service::Decline | Service::Hold | Service::Retrieve | Service::HangUp)
}
