//! A list of settings.

use super::{RefusalView, RowView};
use crate::config::{Config, ShownList, are_all_linked};
use crate::settings::{Level, List};

/// A list, at the level that is being set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is shown by itself")]
pub struct ListView {
    /// The list; its group and columns are in [`List::row`].
    pub list: List,
    /// Its rows: those of this level and, where the level leaves it to those above, theirs.
    pub rows: Vec<RowView>,
    /// Whether rows are stored, or typed, at this level.
    pub is_set: bool,
    /// Whether the list was changed and not saved.
    pub is_unsaved: bool,
    /// Whether this user may change it at this level.
    pub is_editable: bool,
    /// Whether another row may be added.
    pub has_room: bool,
    /// Of lines: whether all are linked, so that the button unlinks them.
    pub are_all_linked: bool,
    /// Where order counts: the level the rows come from; none for the default.
    pub origin: Option<Level>,
    /// Why the org refused the list.
    pub refusal: Option<RefusalView>,
    /// The object or field that the org refused, if it named one.
    pub refused_name: String,
    /// The text that [`crate::config::ConfigCommand::Add`] refused last: it stays in its box.
    pub refused_addition: Option<RefusedAddition>,
}

/// A text that could not be added to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedAddition {
    /// The text, as it was typed.
    pub text: String,
    /// Why.
    pub refusal: RefusalView,
}

impl ListView {
    pub(super) fn new(list: List, config: &Config) -> Self {
        let slot = config.slot_of_list(list);
        let draft = config.draft_in(&slot);
        let ShownList { own, rows, faults, .. } = config.shown_list(list);
        Self {
            list,
            is_set: !own.is_empty(),
            is_unsaved: draft.is_some(),
            is_editable: config.may_change(&slot),
            has_room: rows.len() < list.row().most,
            are_all_linked: list == List::Lines && are_all_linked(rows),
            origin: if list.is_ordered() { rows.first().and_then(|row| row.level) } else { None },
            refusal: draft.and_then(|draft| draft.refused).map(|reason| RefusalView::of_list(reason, list)),
            refused_name: draft.map_or_else(String::new, |draft| draft.refused_name.clone()),
            refused_addition: RefusedAddition::new(list, config),
            rows: RowView::all(list, rows, faults, config),
        }
    }
}

impl RefusedAddition {
    fn new(list: List, config: &Config) -> Option<Self> {
        let (text, reason) = config.refused_addition(list)?;
        let kind = list.row().columns[0].kind.kind();
        Some(Self { text: text.to_owned(), refusal: RefusalView::of_value(reason, kind) })
    }
}
