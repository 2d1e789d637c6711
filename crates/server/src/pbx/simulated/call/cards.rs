//! The cards that agents get in a call.

use super::{Offer, SimCall, leg::Device};
use denwa_protocol::{Call as View, Cause, Colleague, Direction, Party, Timestamp};

impl SimCall {
    /// Adds the card of an agent who calls `remote`, and returns its ID.
    pub fn add_outgoing(&mut self, leg: usize, remote: Party, is_internal: bool, now: Timestamp) -> String {
        let line = if is_internal { self.extension_of(leg).map(str::to_owned) } else { self.details.line.clone() };
        let mut view = self.new_view(Direction::Outbound, remote, now);
        (view.internal, view.line) = (is_internal, line);
        view.record.clone_from(&self.details.record);
        view.data.clone_from(&self.details.data);
        self.add_card(leg, view)
    }

    /// Adds the leg of a called agent to the agent's live card, or to a new card.
    pub fn add_incoming(&mut self, leg: usize, now: Timestamp) {
        let extension = self.extension_of(leg).map(str::to_owned);
        let is_own = |offer: &&mut Offer| offer.is_live() && extension.as_ref() == Some(&offer.extension);
        let known = self.offers.iter_mut().find(is_own);
        if let Some(offer) = known {
            offer.legs.push(leg);
        } else {
            let view = self.incoming_view(leg, now);
            self.add_card(leg, view);
        }
    }

    /// Returns the card of an agent who is called, or who takes the call over. The party that waits called her, unless
    /// an agent had called that party.
    #[must_use]
    pub fn incoming_view(&self, leg: usize, now: Timestamp) -> View {
        let waiting = self.legs.iter().take(leg).position(|other| other.is_live() && !other.is_offered()).unwrap_or(0);
        let device = &self.legs[waiting].device;
        let is_internal = !device.is_outside();
        let mut view = self.new_view(Direction::Inbound, device.party(), now);
        if is_internal {
            view.internal = true;
            view.line.clone_from(&self.dialled);
        } else {
            self.show(&mut view, device);
        }
        view.queue.clone_from(&self.details.queue);
        let own = self.extension_of(leg);
        let sender = self.came_from.as_deref().filter(|sender| own != Some(*sender));
        view.came_from = sender.map(colleague);
        view
    }

    /// Adds the card of an agent who takes the call over, and returns its ID. `card` is a card that she has already,
    /// because her panel has dialled a code.
    pub fn add_taken(&mut self, leg: usize, card: Option<Offer>, now: Timestamp) {
        let is_known = self.extension_of(leg).is_some_and(|extension| self.has_offer_of(extension));
        match card {
            None if is_known => self.add_incoming(leg, now),
            None => {
                self.add_taker(leg, now);
            }
            Some(mut card) => {
                let view = self.taker_view(leg, now);
                let (id, began_at, consults) = (card.view.id, card.view.began_at, card.view.consults);
                card.view = View { id, began_at, consults, ..view };
                card.legs = vec![leg];
                card.answers_before = self.answers;
                card.is_changed = true;
                self.offers.push(card);
            }
        }
    }

    /// Adds the card of an agent who asked for this call, and returns its ID.
    pub fn add_taker(&mut self, leg: usize, now: Timestamp) -> String {
        let view = self.taker_view(leg, now);
        let id = self.add_card(leg, view);
        if let Some(offer) = self.offers.last_mut() {
            offer.unanswered = Cause::NoAnswer;
        }
        id
    }

    /// The party that waits called, unless an agent had called it.
    fn taker_view(&self, leg: usize, now: Timestamp) -> View {
        let mut view = self.incoming_view(leg, now);
        if !self.legs[0].is_live() {
            view.direction = Direction::Outbound;
        }
        view
    }

    fn new_view(&self, direction: Direction, remote: Party, now: Timestamp) -> View {
        let id = format!("{}.{}", self.id, self.offers.len() + 1);
        View::new(id, self.id.clone(), direction, remote, now)
    }

    /// Adds a card with a leg, and returns its ID.
    pub fn add_card(&mut self, leg: usize, view: View) -> String {
        let id = view.id.clone();
        let extension = self.extension_of(leg).unwrap_or_default().to_owned();
        let answers_before = self.answers;
        self.offers.push(Offer {
            extension,
            view,
            legs: vec![leg],
            answers_before,
            is_changed: true,
            tones: String::new(),
            is_muted: false,
            unanswered: Cause::Missed,
            follows_parties: false,
        });
        id
    }

    /// Lets a card show a device as the other side.
    pub(super) fn show(&self, view: &mut View, device: &Device) {
        view.remote = device.party();
        view.internal = !device.is_outside();
        if device.is_outside() {
            view.line.clone_from(&self.details.line);
            view.record = self.details.record.clone().or(view.record.take());
            view.data.clone_from(&self.details.data);
        }
    }
}

/// Returns an agent as colleagues see her. The hub knows her name.
#[must_use]
pub(super) fn colleague(extension: &str) -> Colleague {
    Colleague { extension: extension.to_owned(), name: None }
}
