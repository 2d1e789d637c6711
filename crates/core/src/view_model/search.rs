//! How the search for the other side of a call goes.

use crate::call::{Card, Known, NotSearched, PopState, Who};
use crate::panel::Panel;
use crate::text::Msg;

/// How the search for the other side of a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchView {
    /// Nothing to say: what was found says it.
    Silent,
    /// What it does, or why there is none.
    Words(&'static str),
    /// It failed, and can be repeated.
    CanRepeat(&'static str),
    /// The agent starts it.
    CanStart,
}

impl SearchView {
    /// What is said of the search, if anything.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Words(words) | Self::CanRepeat(words) => Some(words),
            Self::Silent | Self::CanStart => None,
        }
    }
}

impl Panel {
    pub(super) fn search_view(&self, card: &Card) -> SearchView {
        let is_connected = self.session.is_live();
        if card.waits_for_hand(&self.context) {
            return if is_connected { SearchView::CanStart } else { SearchView::Silent };
        }
        let message = match &card.who {
            Who::Searching(_) => Msg::Searching,
            Who::Due => Msg::SearchLater,
            Who::NotSearched(why) => match why {
                NotSearched::Internal => Msg::NotSearchedInternal,
                NotSearched::NoNumber => Msg::NotSearchedNoNumber,
                NotSearched::OtherPanel => Msg::NotSearchedOtherPanel,
                NotSearched::Test => Msg::TestCallHint,
                NotSearched::Line => Msg::NotSearchedLine,
                NotSearched::Monitoring => Msg::NotSearchedMonitoring,
                NotSearched::Off | NotSearched::Never => Msg::NotSearchedNever,
                NotSearched::Withheld | NotSearched::Custom => return SearchView::Silent,
            },
            Who::Known(Known { pop: PopState::Waiting(_), .. }) => Msg::PageWaits,
            Who::Known(_) => return SearchView::Silent,
            Who::Failed { late: true, .. } => Msg::SearchLate,
            Who::Failed { late: false, .. } => Msg::SearchFailed,
        };
        let words = message.t(self.context.language);
        let has_failed = matches!(card.who, Who::Failed { .. });
        if has_failed && is_connected { SearchView::CanRepeat(words) } else { SearchView::Words(words) }
    }
}
