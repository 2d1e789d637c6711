//! The outcome of a blind transfer, which the transferor's card shows after its end.

use super::SimCall;
use denwa_protocol::{Party, TransferState, Transferred};

/// A transfer whose new side has not answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlindTransfer {
    /// The transferor's card.
    pub card: String,
    /// The transferor's extension.
    pub by: String,
    /// The number that the call was transferred to.
    pub to: String,
}

impl SimCall {
    /// An agent transfers the call; whoever rings from now on was sent the call by her.
    pub fn begin_transfer(&mut self, transfer: BlindTransfer, to: Party) {
        self.came_from = Some(transfer.by.clone());
        if let Some(offer) = self.offers.iter_mut().find(|offer| offer.view.id == transfer.card) {
            offer.view.transfer = Some(Transferred { to, state: TransferState::Alerting });
            offer.is_changed = true;
        }
        self.transfer = Some(transfer);
    }

    /// Tells the transferor how her transfer ended, unless it has ended before.
    pub fn end_transfer(&mut self, state: TransferState) {
        let Some(BlindTransfer { card, .. }) = self.transfer.take() else { return };
        self.correct_transfer(&card, state);
    }

    /// Changes the state of a transfer on the transferor's card.
    pub fn correct_transfer(&mut self, card: &str, state: TransferState) {
        if let Some(offer) = self.offers.iter_mut().find(|offer| offer.view.id == card)
            && let Some(transfer) = &mut offer.view.transfer
        {
            transfer.state = state;
            offer.is_changed = true;
        }
    }
}
