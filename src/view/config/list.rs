//! A list of settings: its rows, a page of them at a time so that five hundred lines cost no more than twenty-five, and how rows are
//! added.

use std::rc::Rc;

use denwa_core::config::{ConfigAction, ListView};
use denwa_core::settings::List;
use leptos::prelude::*;

use super::{Config, controls, has, list_name, row, set};
use crate::view::el::{El, button, el};

/// So many rows are shown at a time.
const PAGE: usize = 25;

/// A list and what of it is shown.
#[derive(Clone, Copy)]
pub struct Rows {
    pub config: Config,
    pub list: List,
    page: RwSignal<u64>,
    filter: RwSignal<String>,
}

impl Rows {
    /// Reads something of the list.
    pub fn read<T>(self, read: impl FnOnce(&ListView) -> T) -> Option<T> {
        self.config.list(self.list, read)
    }

    /// Whether something is so.
    pub fn is(self, is: fn(&ListView) -> bool) -> bool {
        self.read(is).unwrap_or_default()
    }

    /// The rows that the filter leaves, by their places.
    fn left(self) -> Vec<usize> {
        let filter = self.filter.get();
        let has = |text: &String| has(text, &filter);
        let left = self.read(|view| {
            let rows = view.rows.iter().enumerate();
            let fits = rows.filter(|(_, row)| filter.is_empty() || has(&row.name) || row.cells.iter().any(has));
            fits.map(|(place, _)| place).collect()
        });
        left.unwrap_or_default()
    }

    fn pages(self) -> usize {
        self.left().len().div_ceil(PAGE).max(1)
    }

    fn page(self) -> usize {
        usize::try_from(self.page.get()).unwrap_or(usize::MAX).min(self.pages() - 1)
    }

    fn shown(self) -> Vec<String> {
        self.left().iter().skip(self.page() * PAGE).take(PAGE).map(usize::to_string).collect()
    }

    /// An ID of an element of this list.
    pub fn id(self, part: &str) -> String {
        [self.list.row().object, "-", part].concat()
    }
}

/// The list.
pub fn list(config: Config, list: List) -> El {
    let rows = Rows { config, list, page: RwSignal::new(0), filter: RwSignal::new(String::new()) };
    let ui = config.ui;
    let name = list_name(list);
    let words = |part: &str| {
        let key = [&name, ".", part].concat();
        move || ui.word(&key)
    };
    let label = rows.id("label");
    let is = move |is: fn(&ListView) -> bool| move || rows.is(is);
    el("section", "")
        .class_of(move || if rows.is(|view| view.unsaved) { "dw-field dw-field--unsaved" } else { "dw-field" })
        .attr("aria-labelledby", &label)
        .attr("data-list", list.row().object)
        .with(&[
            el("div", "dw-field__head").with(&[
                el("h3", "dw-field__label").attr("id", &label).text_of(words("label")),
                el("span", "dw-badge").text_of(move || config.level(rows.read(|view| view.origin).flatten())),
                button("dw-link")
                    .says_key(ui, "config.revert")
                    .attr("aria-describedby", &label)
                    .shown(is(|view| view.unsaved))
                    .press(move || set(ConfigAction::RevertList(list))),
                button("dw-link")
                    .says_key(ui, "config.unset")
                    .attr("aria-describedby", &label)
                    .shown(is(|view| view.is_set && view.editable && !view.unsaved))
                    .press(move || set(ConfigAction::UnsetList(list))),
            ]),
            el("p", "dw-field__help").attr("id", &rows.id("help")).text_of(words("help")),
            el("p", "dw-field__wrong")
                .attr("role", "status")
                .shown(move || rows.read(|view| view.reason).flatten().is_some())
                .text_of(move || {
                    let reason = rows.read(|view| view.reason).flatten();
                    reason.map(|reason| config.reason(reason, (0, 500))).unwrap_or_default()
                }),
            filter(rows),
            el("fieldset", "dw-rows")
                .attr("aria-labelledby", &label)
                .mark("disabled", move || !rows.is(|view| view.editable))
                .each(move || rows.shown(), move |place| row::row(rows, place.parse().unwrap_or_default())),
            pager(rows),
            add(rows).shown(move || rows.is(|view| view.editable && view.has_room)),
        ])
}

/// Only where there is more than a page.
fn filter(rows: Rows) -> El {
    let put = move |text| {
        rows.filter.set(text);
        rows.page.set(0);
    };
    controls::input(&rows.id("filter"), Rc::new(move || rows.filter.get()), Rc::new(put))
        .attr("type", "search")
        .attr_says_key(rows.config.ui, "aria-label", "config.filter")
        .attr_says_key(rows.config.ui, "placeholder", "config.filter")
        .shown(move || rows.read(|view| view.rows.len()).unwrap_or_default() > PAGE)
}

fn pager(rows: Rows) -> El {
    let ui = rows.config.ui;
    let turn = move |by: isize| rows.page.set(rows.page().saturating_add_signed(by).min(rows.pages() - 1) as u64);
    el("div", "dw-pager").shown(move || rows.pages() > 1).with(&[
        controls::small(ui, "config.previous", move || turn(-1)).flag("aria-disabled", move || rows.page() == 0),
        el("span", "dw-number").attr("role", "status").text_of(move || {
            let first = rows.page() * PAGE;
            let of = rows.left().len();
            [&(first + 1).to_string(), "–", &(first + PAGE).min(of).to_string(), " / ", &of.to_string()].concat()
        }),
        controls::small(ui, "config.next", move || turn(1))
            .flag("aria-disabled", move || rows.page() + 1 == rows.pages()),
    ])
}

/// How a row is added: by a number, by anything that names an object, or empty.
fn add(rows: Rows) -> El {
    let ui = rows.config.ui;
    let list = rows.list;
    let text = RwSignal::new(String::new());
    let words = match list {
        List::Lines => "config.addLine",
        List::Targets => "config.addTarget",
        List::LogFields | List::Results => {
            return el("div", "dw-pager").with(&[controls::small(ui, "config.addRow", move || {
                rows.filter.set(String::new());
                set(ConfigAction::AddRow(list));
                rows.page.set(u64::MAX);
            })]);
        }
    };
    let go = move || {
        let typed = text.get_untracked();
        if !typed.trim().is_empty() {
            set(if list == List::Lines { ConfigAction::Tick(typed, true) } else { ConfigAction::AddTarget(typed) });
            text.set(String::new());
        }
    };
    let wrong = rows.id("add-wrong");
    let reason = move || match list {
        List::Targets => rows.config.read(|view| view.target_error).flatten(),
        _ => None,
    };
    let input = controls::input(&rows.id("add"), Rc::new(move || text.get()), Rc::new(move |typed| text.set(typed)))
        .attr_says_key(ui, "aria-label", words)
        .attr_says_key(ui, "placeholder", words)
        .attr("aria-describedby", &wrong)
        .key(move |event| {
            // Enter that only ends a conversion of the input method adds nothing.
            if event.key() == "Enter" && !event.is_composing() && event.key_code() != 229 {
                event.prevent_default();
                go();
            }
        });
    let input = if list == List::Targets { input.attr("list", "config-objects") } else { input };
    el("div", "dw-pager").with(&[
        input,
        controls::small(ui, "config.add", go),
        button("dw-action dw-action--small")
            .press(|| set(ConfigAction::TickAll))
            .shown(move || list == List::Lines)
            .text_of(move || {
                ui.word(if rows.is(|view| view.all_ticked) { "config.untickAll" } else { "config.tickAll" })
            }),
        el("p", "dw-field__wrong")
            .attr("id", &wrong)
            .attr("role", "status")
            .shown(move || reason().is_some())
            .text_of(move || reason().map(|reason| rows.config.reason(reason, (0, 0))).unwrap_or_default()),
    ])
}
