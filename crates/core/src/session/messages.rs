//! What the event server's messages mean to the session.

use super::{Outage, Refused, Session, State};
use crate::effect::Effect;
use crate::effects::Effects;
use denwa_protocol::{ClientMessage, Refusal, Resume, ServerMessage, SignOutReason};

impl Session {
    /// A message came. Gives it back if it is for the rest of the panel.
    pub(super) fn on_message(&mut self, message: ServerMessage, effects: &mut Effects) -> Option<ServerMessage> {
        self.note_sign_of_life(effects);
        let is_for_panel = match &message {
            ServerMessage::Refused { reason, retry_after, now } => {
                self.refused_ahead = now.and_then(|now| now.checked_signed_diff(effects.now));
                self.on_refused(*reason, *retry_after, effects);
                false
            }
            ServerMessage::SignedOut { reason } => {
                self.on_signed_out(*reason, effects);
                false
            }
            ServerMessage::Ping { at } => {
                effects.send(ClientMessage::Pong { at: *at });
                false
            }
            ServerMessage::Snapshot(snapshot) => {
                self.is_primary = snapshot.primary;
                self.resume = Some(Resume { stream: snapshot.stream.clone(), seq: snapshot.seq });
                self.lacks_calls = snapshot.more_calls;
                true
            }
            ServerMessage::Resumed { stream } => {
                if let Some(resume) = &mut self.resume {
                    resume.stream.clone_from(stream);
                }
                false
            }
            ServerMessage::Calls { more, .. } => {
                self.lacks_calls = *more;
                true
            }
            ServerMessage::Ready => self.on_ready(effects),
            ServerMessage::Event { seq, .. } => self.is_next(*seq, effects),
            ServerMessage::Primary { primary, .. } => {
                self.is_primary = *primary;
                true
            }
            ServerMessage::Answer { .. }
            | ServerMessage::History { .. }
            | ServerMessage::Directory { .. }
            | ServerMessage::Queues { .. }
            | ServerMessage::Team { .. } => true,
            ServerMessage::Unknown => false,
        };
        is_for_panel.then_some(message)
    }

    fn note_sign_of_life(&mut self, effects: &Effects) {
        match &mut self.state {
            State::Live { heard_at } => *heard_at = effects.now,
            State::SigningIn { since, .. } if self.outage.is_some() || self.sign_in_took.is_none() => {
                self.sign_in_took = Some(effects.now.saturating_sub(*since));
            }
            _ => {}
        }
    }

    fn on_refused(&mut self, reason: Refusal, retry_after: Option<u64>, effects: &mut Effects) {
        effects.push(Effect::Close);
        match reason {
            Refusal::ExpiredToken => self.on_expired(effects),
            Refusal::RateLimited | Refusal::SignInExpected | Refusal::BadRequest => {
                self.back_off_at_least(retry_after.unwrap_or(0), Outage::ServerBusy, effects);
            }
            Refusal::BadToken | Refusal::UnknownAgent | Refusal::Unknown => {
                self.refuse(Refused::Server(reason), effects);
            }
        }
    }

    fn on_signed_out(&mut self, reason: SignOutReason, effects: &mut Effects) {
        effects.push(Effect::Close);
        match reason {
            SignOutReason::TokenExpired => self.on_expired(effects),
            SignOutReason::Replaced => self.refuse(Refused::Replaced, effects),
            SignOutReason::Misbehaved | SignOutReason::Stopping | SignOutReason::Unknown => {
                self.back_off(Outage::ServerBusy, effects);
            }
        }
    }

    /// The server has sent everything that was missed. Returns whether the session was waiting for that.
    fn on_ready(&mut self, effects: &Effects) -> bool {
        let is_signing_in = matches!(self.state, State::SigningIn { .. });
        if is_signing_in {
            self.outage = None;
            self.live_since = effects.now;
            self.state = State::Live { heard_at: effects.now };
        }
        is_signing_in
    }

    /// An event is applied once: an old one is skipped, and a gap is filled by signing in again.
    fn is_next(&mut self, seq: u64, effects: &mut Effects) -> bool {
        match &mut self.resume {
            Some(last) if seq <= last.seq => false,
            Some(last) if seq == last.seq + 1 => {
                last.seq = seq;
                true
            }
            _ => {
                self.close_and_back_off(Outage::Garbled, effects);
                false
            }
        }
    }
}
