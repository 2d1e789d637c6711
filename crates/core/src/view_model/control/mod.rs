//! What can be done with a call beside its two buttons, and how it goes: further services, the pair that two calls make, the parties of a
//! conference, tones, where a call is sent, and what became of it.

mod lines;
mod pair;
mod parties;
mod target;
mod tiles;
mod tones;

pub use pair::PairView;
pub use parties::PartyView;
pub use target::{TargetAction, TargetView};
pub use tiles::{Tile, TilePress, TileView};
pub use tones::TonesView;

use super::LineTone;
use crate::call::Card;
use crate::input::UserAction;
use crate::panel::Panel;
use crate::text::Msg;

/// What can be done with a call beside its two buttons, and how it goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ControlView {
    /// Further services, in fixed places.
    pub tiles: Vec<TileView>,
    /// Where the call can be sent; none while it cannot be sent anywhere.
    pub target: Option<TargetView>,
    /// Tones for the other side; none while it does not hear any.
    pub tones: Option<TonesView>,
    /// The held call that makes a pair with this one, and what can be done with both.
    pub pair: Option<PairView>,
    /// The other sides of a conference.
    pub parties: Vec<PartyView>,
    /// States that must be in sight: muted, recorded.
    pub marks: Vec<MarkView>,
    /// What became of the call: where it was transferred, where it waits.
    pub lines: Vec<ControlLine>,
}

/// A state of a call that must be in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkView {
    /// The state in a word.
    pub word: &'static str,
    /// Whether it asks for attention.
    pub is_alert: bool,
}

/// What became of a call, and what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlLine {
    /// In words.
    pub words: String,
    /// How that is to be judged.
    pub tone: LineTone,
    /// What can be done.
    pub action: Option<(Msg, UserAction)>,
}

impl Panel {
    /// A compact card offers its two buttons only.
    pub(super) fn control_view(&self, card: &Card, is_compact: bool) -> ControlView {
        let full = !is_compact;
        ControlView {
            tiles: if full { self.tile_views(card) } else { Vec::new() },
            target: self.target_view(card).filter(|_| full),
            tones: self.tones_view(card).filter(|_| full),
            pair: self.pair_view(card).filter(|_| full),
            parties: self.party_views(card),
            marks: self.mark_views(card),
            lines: self.control_lines(card),
        }
    }
}
