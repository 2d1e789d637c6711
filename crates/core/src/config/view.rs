//! What the configuration view reads: plain values that compare. Words are the view's (static/text), but for names that people gave.

use super::Config;
use super::draft::RowFault;
use super::lists::Rows;
use crate::settings::merge::{CELL, cell};
use crate::settings::{Key, Level, List, Reason};

/// Whether there is anything to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The org has been asked.
    Waiting,
    /// It is there.
    There,
    /// It did not come; what the host said of it, or nothing where the time ran out.
    Failed(String),
}

/// How saving, or undoing, went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    #[default]
    Nothing,
    /// On its way.
    Saving,
    /// Done: so many changes.
    Saved(usize),
    /// The last save was taken back.
    Undone,
    /// Some values are wrong; nothing was sent.
    Wrong,
    /// Somebody else changed some of it meanwhile; nothing was saved. See [`Config::conflicts`].
    Conflicts,
    /// The org refused some of it; nothing was saved. The fields say what.
    Refused,
    /// No answer, or a failure in the host's words: nobody knows whether it was saved.
    Failed(String),
}

/// Something changed by two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictView<'a> {
    /// The setting; none for a list.
    pub key: Option<Key>,
    /// The list; none for a setting.
    pub list: Option<List>,
    /// The level; none for a lock.
    pub level: Option<Level>,
    /// What is to stand there by what was typed here; empty where nothing is.
    pub mine: String,
    /// What somebody else made of it; empty where nothing stands there.
    pub theirs: String,
    /// Who; empty where nobody knows.
    pub by: &'a str,
    /// When, in milliseconds since the Unix epoch; 0 where nobody knows.
    pub at: u64,
}

/// A setting, at the level that is being set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is shown by itself")]
pub struct FieldView<'a> {
    /// Which.
    pub key: Key,
    /// What stands in the control: what was typed, else what is stored at this level; empty where nothing is.
    pub text: String,
    /// Whether something stands, or is typed, at this level.
    pub is_set: bool,
    /// Whether it was changed and not saved.
    pub unsaved: bool,
    /// Why it is not taken: typed, or stored by hand.
    pub reason: Option<Reason>,
    /// What the levels above make of it: what holds where nothing is set here.
    pub above: String,
    /// Where what is in force comes from; none for the default.
    pub origin: Option<Level>,
    /// The name of whom it comes from; empty for the default.
    pub origin_name: &'a str,
    /// Whether agents may not change it for themselves; as changed and not saved, if it was.
    pub locked: bool,
    /// Whether this user may change it at this level.
    pub editable: bool,
    /// Whether this user may change the lock.
    pub lockable: bool,
}

/// A list, at the level that is being set.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is shown by itself")]
pub struct ListView<'a> {
    /// Which.
    pub list: List,
    /// Its rows: those of this level, or, where none are set here, what is in force from above; as [`RowView`] tells them.
    pub(super) rows: Rows,
    /// What is wrong with them.
    pub(super) faults: Vec<RowFault>,
    pub(super) config: &'a Config,
    /// Whether the list is set at this level.
    pub is_set: bool,
    /// Whether it was changed and not saved.
    pub unsaved: bool,
    /// Whether this user may change it at this level.
    pub editable: bool,
    /// Whether another row may be added.
    pub has_room: bool,
    /// For lines: whether all are ticked, so that the button unticks them.
    pub all_ticked: bool,
    /// Where order counts: where the rows that are shown come from; none for the default.
    pub origin: Option<Level>,
    /// Why the org refused it.
    pub reason: Option<Reason>,
}

/// A row of a list.
#[derive(Clone, Copy, Debug)]
pub struct RowView<'a> {
    list: &'a ListView<'a>,
    place: usize,
    /// A text for each column, with a mark between two.
    text: &'a str,
    /// For lines: the name that people gave the number.
    pub name: &'a str,
    /// The level it stands at; none where nobody has decided on it.
    pub level: Option<Level>,
}

impl ListView<'_> {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row. One is told at a time: of five hundred, a page is shown.
    #[must_use]
    pub fn row(&self, place: usize) -> RowView<'_> {
        let (text, level) = self.rows.get(place).map_or(("", None), |(text, level)| (text.as_str(), *level));
        let name = if self.list == List::Lines { self.config.name_of_line(cell(text, 0)) } else { "" };
        RowView { list: self, place, text, name, level }
    }
}

impl<'a> RowView<'a> {
    /// The text in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a str {
        cell(self.text, column)
    }

    /// A text for each column.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text.split(CELL)
    }

    /// Why a cell is not taken. The column is past the last for the row as a whole.
    #[must_use]
    pub fn fault(&self, column: usize) -> Option<Reason> {
        let mut wrong = false;
        for (row, at, reason) in &self.list.faults {
            if *row == self.place {
                if *at == column {
                    return Some(*reason);
                }
                wrong = true;
            }
        }
        let gone = !wrong && column == 0 && self.list.list == List::Targets && self.list.config.is_gone(self.cell(0));
        gone.then_some(Reason::Gone)
    }

    /// Whether that stands in a cell or in its name, whatever the case of Latin letters.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        has(self.text, text) || has(self.name, text)
    }
}

/// Whether a text has another in it, whatever the case of Latin letters.
#[must_use]
pub fn has(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}
