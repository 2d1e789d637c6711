//! Parts of the screen, as scenarios ask about them.

use denwa_core::Panel;
use denwa_core::view_model::{CardView, DialView, HistoryView, NoticeView, StatusView};

/// Parts of the screen of a panel.
pub trait Shown {
    fn status(&self) -> StatusView;
    fn dial(&self) -> DialView;
    fn history(&self) -> HistoryView;
    fn notices(&self) -> Vec<NoticeView>;
    fn call_ids(&self) -> Vec<String>;
    fn card(&self, call: &str) -> Option<CardView>;
}

impl Shown for Panel {
    fn status(&self) -> StatusView {
        self.screen().status
    }

    fn dial(&self) -> DialView {
        self.screen().dial
    }

    fn history(&self) -> HistoryView {
        self.screen().desk.history.expect("the history is shown")
    }

    fn notices(&self) -> Vec<NoticeView> {
        self.screen().notices
    }

    fn call_ids(&self) -> Vec<String> {
        self.screen().cards.into_iter().map(|card| card.call).collect()
    }

    fn card(&self, call: &str) -> Option<CardView> {
        self.screen().cards.into_iter().find(|card| card.call == call)
    }
}
