//! The pair that an active and a held call make.

use super::tiles::{Tile, TilePress, TileView};
use crate::call::rehearsal::is_test;
use crate::call::{Card, Phase};
use crate::input::UserAction;
use crate::panel::Panel;
use crate::text::{Msg, say};
use crate::view_model::commands::service_word;
use denwa_protocol::Service;

/// The held call that makes a pair with an active one, and what can be done with both.
#[derive(Clone, Debug, PartialEq)]
pub struct PairView {
    /// Who is held, in words.
    pub words: String,
    /// What can be done with both.
    pub tiles: Vec<TileView>,
}

impl Panel {
    /// Shown with the active call.
    pub(super) fn pair_view(&self, card: &Card) -> Option<PairView> {
        if !matches!(card.phase(), Phase::Prompting | Phase::Dialling | Phase::Talking) || is_test(&card.call) {
            return None;
        }
        let held = self.held_beside(card)?;
        let is_consultation = card.call.consults.as_ref() == Some(&held.call.id);
        let tile = |tile, service| {
            let press = TilePress::Send(UserAction::Command { call: card.call.id.clone(), service });
            let view = self.tile(card, tile, service_word(service), service, press)?;
            Some(TileView { is_busy: self.is_asked_of_any(service), ..view })
        };
        let back = || tile(Tile::Reconnect, Service::Reconnect).filter(|_| is_consultation);
        let tiles = [
            tile(Tile::Transfer, Service::Transfer),
            tile(Tile::Conference, Service::Conference),
            tile(Tile::Alternate, Service::Alternate),
            back(),
        ];
        let tiles: Vec<_> = tiles.into_iter().flatten().collect();
        let who = self.who_words(held).headline;
        let held_word = Msg::Held.t(self.context.language);
        (!tiles.is_empty()).then(|| PairView { words: say::labelled(self.context.language, held_word, &who), tiles })
    }

    fn is_asked_of_any(&self, service: Service) -> bool {
        self.cards.iter().any(|card| card.pending.service() == Some(service))
    }

    /// The word for a call's part in a consultation, while both calls go on.
    pub(in crate::view_model) fn consultation_word(&self, card: &Card) -> Option<Msg> {
        let held = self.held_beside(card).filter(|held| card.call.consults.as_ref() == Some(&held.call.id));
        match card.phase() {
            Phase::Dialling => held.map(|_| Msg::ConsultDialling),
            Phase::Talking => held.map(|_| Msg::Consulting),
            _ => None,
        }
    }
}
