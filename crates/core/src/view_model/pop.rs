//! The page that a call opened.

use super::LineTone;
use crate::call::{Card, PopState, Who};
use crate::host::PageKind;
use crate::text::{Language, Msg};
use denwa_protocol::Direction;

/// The page that a call opened, and the record it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopView {
    /// What has opened or not, in words.
    pub text: &'static str,
    /// How that is to be judged.
    pub tone: LineTone,
    /// The record that can be opened.
    pub record: Option<String>,
}

/// The page that a call opened; nothing to show while there is neither a page nor a record.
pub(super) fn pop_view(card: &Card, language: Language) -> Option<PopView> {
    let Who::Known(known) = &card.who else { return None };
    let record = card.who.record().map(|record| record.id.clone());
    let (message, tone) = match known.pop {
        PopState::Opened(kind) => (opened(kind), LineTone::Success),
        PopState::Failed(kind) => (not_opened(kind), LineTone::Warning),
        PopState::Asked { .. } => (Msg::PageOpens, LineTone::Plain),
        PopState::Nothing | PopState::Waiting(_) => {
            record.as_ref()?;
            let is_dialled_from = known.came_with_call && card.call.direction == Direction::Outbound;
            (if is_dialled_from { Msg::DialledFromRecord } else { Msg::RecordFound }, LineTone::Plain)
        }
    };
    Some(PopView { text: message.t(language), tone, record })
}

fn opened(kind: PageKind) -> Msg {
    match kind {
        PageKind::Record => Msg::RecordOpened,
        PageKind::NewRecord => Msg::NewRecordOpened,
        PageKind::Search => Msg::SearchPageOpened,
        PageKind::List | PageKind::Other => Msg::PageOpened,
    }
}

fn not_opened(kind: PageKind) -> Msg {
    match kind {
        PageKind::Record => Msg::RecordNotOpened,
        PageKind::NewRecord => Msg::NewRecordNotOpened,
        PageKind::Search => Msg::SearchPageNotOpened,
        PageKind::List | PageKind::Other => Msg::PageNotOpened,
    }
}
