//! What the components of a list share: its view, and which of its rows are shown.

use std::sync::Arc;

use denwa_core::settings::List;
use denwa_core::view_model::settings::{ListView, RowView};
use leptos::prelude::*;

use crate::view::settings::context::use_settings;

/// So many rows are shown at a time.
pub const PAGE: usize = 25;

/// A list, and which of its rows are shown.
#[derive(Clone, Copy)]
pub struct ListContext {
    /// The list.
    pub list: List,
    view: Memo<Arc<ListView>>,
    /// The text that rows are filtered by.
    pub filter: RwSignal<String>,
    /// The page that was asked for, from 0; past the last the last is shown.
    page: RwSignal<usize>,
    /// The rows that the filter leaves, by their places.
    left: Memo<Vec<usize>>,
    /// The rows of the page, by their places.
    pub shown: Memo<Vec<usize>>,
}

/// The part of a list that is shown, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first row.
    pub from: usize,
    /// The last row.
    pub to: usize,
    /// How many rows the filter leaves.
    pub all: usize,
}

impl ListContext {
    /// The first page of a list.
    pub fn new(list: List) -> Self {
        let view = use_settings().list(list);
        let filter = RwSignal::new(String::new());
        let page = RwSignal::new(0_usize);
        let left = Memo::new(move |_| {
            let filter = filter.get();
            view.with(|view| {
                let rows = view.rows.iter().enumerate();
                rows.filter(|(_, row)| row.matches(&filter)).map(|(place, _)| place).collect::<Vec<_>>()
            })
        });
        let shown = Memo::new(move |_| {
            left.with(|left| {
                let first = page.get().min(last_page(left.len())) * PAGE;
                left.iter().copied().skip(first).take(PAGE).collect()
            })
        });
        Self { list, view, filter, page, left, shown }
    }

    /// A part of the view.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&ListView) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        // As in `SettingsContext::memo`.
        let read: Box<dyn Fn(&ListView) -> T + Send + Sync> = Box::new(read);
        Memo::new(move |_| self.view.with(|view| read(view)))
    }

    /// A part of the view, read once.
    pub fn read<T>(self, read: impl FnOnce(&ListView) -> T) -> T {
        self.view.with_untracked(|view| read(view))
    }

    /// A row. One that has just gone is empty.
    pub fn row(self, place: usize) -> Memo<RowView> {
        self.memo(move |view| view.rows.get(place).cloned().unwrap_or_default())
    }

    /// The part that is shown.
    pub fn part(self) -> Part {
        let all = self.left.with(Vec::len);
        let first = self.page.get().min(last_page(all)) * PAGE;
        Part { from: first + 1, to: all.min(first + PAGE), all }
    }

    /// Shows the page before, or the page after.
    pub fn turn(self, back: bool) {
        let page = self.page.get_untracked().min(last_page(self.left.with_untracked(Vec::len)));
        self.page.set(if back { page.saturating_sub(1) } else { page + 1 });
    }

    /// Shows what a filter leaves, from its first row.
    pub fn filter_by(self, text: String) {
        self.filter.set(text);
        self.page.set(0);
    }

    /// Shows the end of the whole list, where a new row is.
    pub fn show_end(self) {
        self.filter.set(String::new());
        self.page.set(usize::MAX);
    }

    /// Whether the order of the rows counts.
    pub fn is_ordered(self) -> bool {
        self.list.is_ordered()
    }

    /// The ID of an element of the list.
    pub fn id(self, part: &str) -> String {
        format!("{}-{part}", self.list.row().object)
    }

    /// The ID of the list's name.
    pub fn label_id(self) -> String {
        self.id("label")
    }

    /// The ID of the list's help.
    pub fn help_id(self) -> String {
        self.id("help")
    }

    /// The ID of a cell.
    pub fn cell_id(self, place: usize, column: usize) -> String {
        self.id(&format!("{place}-{column}"))
    }
}

/// The last page of so many rows, from 0.
fn last_page(rows: usize) -> usize {
    rows.div_ceil(PAGE).max(1) - 1
}
