//! A file compared with the stored settings.

use super::RefusalView;
use crate::config::{Difference, Import};
use crate::edits::{FileFault, SlotKind};
use crate::settings::{Level, Reason, StoredContent};

/// A file compared with the stored settings.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportView {
    /// The file is refused as a whole.
    Refused(FileFault),
    /// What the file has otherwise.
    Differences(Vec<DifferenceView>),
}

/// Something that a file has otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceView {
    /// What differs; a name in the file that this panel does not know, as it is.
    pub what: Result<SlotKind, String>,
    /// The level; none for a lock, or where the file names none that can be set.
    pub level: Option<Level>,
    /// What is stored.
    pub now: StoredContent,
    /// What the file says.
    pub then: StoredContent,
    /// Why it cannot be taken.
    pub refusal: Option<RefusalView>,
    /// Whether it is to be taken.
    pub is_taken: bool,
}

impl ImportView {
    pub(super) fn new(import: &Import) -> Self {
        match import {
            Import::Refused(fault) => Self::Refused(*fault),
            Import::Differences(found) => Self::Differences(found.iter().map(DifferenceView::new).collect()),
        }
    }
}

impl DifferenceView {
    fn new(difference: &Difference) -> Self {
        Self {
            what: difference.what.clone(),
            level: difference.level(),
            now: difference.now(),
            then: difference.then.clone(),
            refusal: difference.reason.map(|reason| refusal(reason, difference.what.as_ref().ok())),
            is_taken: difference.is_taken,
        }
    }
}

fn refusal(reason: Reason, what: Option<&SlotKind>) -> RefusalView {
    match what {
        Some(SlotKind::Value(key) | SlotKind::Lock(key)) => RefusalView::of_value(reason, key.row().kind),
        Some(SlotKind::List(list)) => RefusalView::of_list(reason, *list),
        None => RefusalView { reason, least: 0, most: 0 },
    }
}
