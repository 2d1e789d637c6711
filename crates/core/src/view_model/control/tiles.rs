//! Further services of a call, as small buttons with a picture and a word.

use crate::call::rehearsal::is_test;
use crate::call::{Card, Phase};
use crate::input::{CallControl, DeskAction, UserAction};
use crate::panel::Panel;
use crate::shortcuts::Shortcut;
use crate::text::Msg;
use denwa_protocol::{Capability, Command, ConnectionState, Recording, Service};

/// A further service of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct TileView {
    /// What it is.
    pub tile: Tile,
    /// Its word.
    pub word: &'static str,
    /// Why it cannot be pressed now.
    pub unavailable: Option<&'static str>,
    /// Its command is on its way.
    pub is_busy: bool,
    /// For what is on or off, whether it is on.
    pub is_on: Option<bool>,
    /// What pressing it does.
    pub press: TilePress,
}

/// What a small button of a call is, for its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tile {
    /// Mute the agent.
    Mute,
    /// The keypad for tones.
    Keypad,
    /// Start or stop the recording.
    Record,
    /// Pause or resume the recording.
    Pause,
    /// Send the call somewhere, or consult somebody.
    SendTo,
    /// Park the call.
    Park,
    /// Write to a colleague about the call.
    Message,
    /// Raise the hand.
    Hand,
    /// Report harassment.
    Harassment,
    /// Connect the other sides of two calls.
    Transfer,
    /// Merge two calls.
    Conference,
    /// Switch between two calls.
    Alternate,
    /// Give the consultation up.
    Reconnect,
}

impl Tile {
    /// The shortcut that presses it, if there is one.
    #[must_use]
    pub fn shortcut(self) -> Option<Shortcut> {
        match self {
            Self::Mute => Some(Shortcut::Mute),
            Self::Keypad => Some(Shortcut::Keypad),
            Self::SendTo | Self::Transfer => Some(Shortcut::Transfer),
            _ => None,
        }
    }
}

/// What pressing a small button does.
#[derive(Clone, Debug, PartialEq)]
pub enum TilePress {
    /// It sends this.
    Send(UserAction),
    /// It opens or closes the keypad.
    Keypad,
    /// It opens or closes the field for the number that the call is sent to.
    Target,
}

impl Panel {
    /// Only services that the telephony has, in places that stay while the call goes on.
    pub(super) fn tile_views(&self, card: &Card) -> Vec<TileView> {
        if is_test(&card.call) {
            return Vec::new();
        }
        match card.phase() {
            Phase::Ringing => self.send_to_tile(card, Msg::Deflect).into_iter().collect(),
            Phase::Ended(_) => Vec::new(),
            Phase::Prompting | Phase::Dialling | Phase::Talking | Phase::Held => {
                let tiles = [
                    self.mute_tile(card),
                    self.keypad_tile(card),
                    self.record_tile(card),
                    self.pause_tile(card),
                    self.send_to_tile(card, Msg::SendTo),
                    self.park_tile(card),
                    Some(self.message_tile(card)),
                ];
                tiles.into_iter().chain(self.hand_tiles(card)).flatten().collect()
            }
        }
    }

    fn mute_tile(&self, card: &Card) -> Option<TileView> {
        let is_muted = card.call.muted;
        let press = asks(card, CallControl::SetMute(!is_muted));
        let word = if is_muted { Msg::Unmute } else { Msg::Mute };
        self.tile(card, Tile::Mute, word, Service::Mute, press)
    }

    fn keypad_tile(&self, card: &Card) -> Option<TileView> {
        self.tile(card, Tile::Keypad, Msg::Keypad, Service::SendTones, TilePress::Keypad)
    }

    fn record_tile(&self, card: &Card) -> Option<TileView> {
        let is_recorded = is_recorded(card);
        let wanted = if is_recorded { Recording::Off } else { Recording::On };
        let word = if is_recorded { Msg::StopRecording } else { Msg::StartRecording };
        let press = asks(card, CallControl::SetRecording(wanted));
        let tile = self.tile(card, Tile::Record, word, Service::Record, press)?;
        Some(TileView { is_busy: asked_recording(card) == Some(wanted), ..tile })
    }

    fn pause_tile(&self, card: &Card) -> Option<TileView> {
        if self.context.server.capabilities.pause_recording != Capability::Available {
            return None;
        }
        let is_paused = card.call.recording == Some(Recording::Paused);
        let wanted = if is_paused { Recording::On } else { Recording::Paused };
        let word = if is_paused { Msg::ResumeRecording } else { Msg::PauseRecording };
        let press = asks(card, CallControl::SetRecording(wanted));
        let tile = self.tile(card, Tile::Pause, word, Service::Record, press)?;
        let not_recorded = (!is_recorded(card)).then(|| Msg::NotRecorded.t(self.context.language));
        Some(TileView {
            is_busy: is_recorded(card) && asked_recording(card) == Some(wanted),
            unavailable: tile.unavailable.or(not_recorded),
            ..tile
        })
    }

    /// A consultation is sent on together with the call it was made from, as their pair.
    fn send_to_tile(&self, card: &Card, word: Msg) -> Option<TileView> {
        let is_consultation = card.call.consults.is_some() && self.held_beside(card).is_some();
        let services = super::target::services(card.phase());
        let service = services.iter().find(|service| self.capability(**service) == Capability::Available)?;
        let tile = self.tile(card, Tile::SendTo, word, *service, TilePress::Target).filter(|_| !is_consultation)?;
        let is_busy = card.pending.service().is_some_and(|asked| services.contains(&asked));
        Some(TileView { is_busy, ..tile })
    }

    fn park_tile(&self, card: &Card) -> Option<TileView> {
        let is_consultation = card.call.consults.is_some() && self.held_beside(card).is_some();
        let press = TilePress::Send(UserAction::Command { call: card.call.id.clone(), service: Service::Park });
        self.tile(card, Tile::Park, Msg::Park, Service::Park, press).filter(|_| !is_consultation)
    }

    /// The event server carries messages, whatever the telephony can do.
    fn message_tile(&self, card: &Card) -> TileView {
        let language = self.context.language;
        let write = DeskAction::WriteMessage { about: Some(card.call.id.clone()) };
        TileView {
            tile: Tile::Message,
            word: Msg::Message.t(language),
            unavailable: (!self.session.is_live()).then(|| Msg::UnavailableOffline.t(language)),
            is_busy: false,
            is_on: None,
            press: TilePress::Send(UserAction::Desk(write)),
        }
    }

    /// A small button of a service; none where the telephony does not have it.
    pub(super) fn tile(
        &self,
        card: &Card,
        tile: Tile,
        word: Msg,
        service: Service,
        press: TilePress,
    ) -> Option<TileView> {
        let capability = self.capability(service);
        if capability != Capability::Available {
            return None;
        }
        let language = self.context.language;
        let is_early = !is_possible(service, card);
        let unavailable = self.unavailable(capability).or_else(|| is_early.then(|| Msg::UnavailableNow.t(language)));
        let is_busy = card.pending.service() == Some(service);
        let is_on = (tile == Tile::Mute).then_some(card.call.muted);
        Some(TileView { tile, word: word.t(language), unavailable, is_busy, is_on, press })
    }
}

fn asks(card: &Card, control: CallControl) -> TilePress {
    TilePress::Send(UserAction::Control { call: card.call.id.clone(), control })
}

/// Whether a call's state allows a service.
fn is_possible(service: Service, card: &Card) -> bool {
    let phase = card.phase();
    match service {
        Service::Deflect => phase == Phase::Ringing,
        Service::SingleStepTransfer | Service::Consult | Service::Park | Service::Record => {
            matches!(phase, Phase::Talking | Phase::Held)
        }
        Service::Reconnect => matches!(phase, Phase::Prompting | Phase::Dialling | Phase::Talking),
        // A consultation may be left to the caller while it still rings there.
        Service::Transfer if phase == Phase::Dialling => {
            card.call.consults.is_some() && card.call.remote_state == ConnectionState::Alerting
        }
        _ => phase == Phase::Talking,
    }
}

pub(super) fn is_recorded(card: &Card) -> bool {
    matches!(card.call.recording, Some(Recording::On | Recording::Paused))
}

/// The state of the recording that is asked for.
fn asked_recording(card: &Card) -> Option<Recording> {
    match card.pending.command() {
        Some(Command::SetRecording { recording, .. }) => Some(*recording),
        _ => None,
    }
}
