//! What the view shows of a list. Lists can have hundreds of rows, so each is made anew only when something that it shows has changed.

use super::check_rows::{CheckedRows, check_rows};
use super::lines::normalised_number;
use super::rows::add_row;
use super::{Config, DraftValue, RowFault, Slot};
use crate::settings::schema::LISTS;
use crate::settings::{List, Row, find_row};

/// What the view shows of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShownList {
    /// The rows of the level that is being set, as typed or as stored.
    pub own: Vec<Row>,
    /// All rows that are shown: those of this level and others.
    pub rows: Vec<Row>,
    /// What is wrong with the rows of this level, by their places among all.
    pub faults: Vec<RowFault>,
    made_from: Option<Inputs>,
}

/// What a shown list was made from, besides the stored settings and the event server's lines.
#[derive(Clone, Debug)]
struct Inputs {
    slot: Slot,
    draft: Option<DraftValue>,
    revision: u32,
}

impl Config {
    /// What the view shows of a list.
    pub(crate) fn shown_list(&self, list: List) -> &ShownList {
        &self.lists.shown[list as usize]
    }

    /// The stored settings or the event server's lines have changed.
    pub(super) fn lists_changed(&mut self) {
        self.lists.revision = self.lists.revision.wrapping_add(1);
    }

    /// Makes the lists anew that have changed. To be called whenever anything has been done.
    pub(super) fn refresh_lists(&mut self) {
        if !self.is_open {
            return;
        }
        for list in LISTS {
            let slot = self.slot_of_list(list.list);
            let draft = self.draft_in(&slot).map(|draft| &draft.value);
            let is_current = self.shown_list(list.list).made_from.as_ref().is_some_and(|made| {
                made.revision == self.lists.revision && made.slot == slot && made.draft.as_ref() == draft
            });
            if !is_current {
                let draft = draft.cloned();
                self.lists.shown[list.list as usize] = self.make_list(list.list, slot, draft);
            }
        }
    }

    fn make_list(&self, list: List, slot: Slot, draft: Option<DraftValue>) -> ShownList {
        let own = self.own_rows(list, &slot);
        let rows = self.with_other_rows(list, own.clone());
        let CheckedRows { mut faults, .. } = check_rows(list, own.iter().map(|row| &row.cells));
        if !list.is_ordered() {
            // Rows of other levels stand between them.
            for fault in &mut faults {
                fault.row = find_row(list, &rows, &own[fault.row].cells).unwrap_or(fault.row);
            }
        }
        ShownList { own, rows, faults, made_from: Some(Inputs { slot, draft, revision: self.lists.revision }) }
    }

    fn own_rows(&self, list: List, slot: &Slot) -> Vec<Row> {
        let DraftValue::Rows(typed) = self.typed(slot) else { return Vec::new() };
        let mut rows = Vec::with_capacity(typed.len());
        for mut cells in typed {
            if list == List::Lines {
                cells[0] = normalised_number(&cells[0]);
            }
            add_row(list, &mut rows, Row { cells, level: Some(self.level()) });
        }
        rows
    }
}
