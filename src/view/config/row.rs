//! A row of a list: a line to tick, or cells to fill, with buttons that move it or take it out.

use std::rc::Rc;

use denwa_core::config::{ConfigAction, RowView};
use denwa_core::settings::schema::{ColumnKind, LOG_PARTS};
use denwa_core::settings::{Key, Kind, List};

use super::controls::{self, Get, Put, Words};
use super::list::Rows;
use super::{Config, list_name, set};
use crate::view::el::{El, button, el, icon};

#[derive(Clone, Copy)]
struct Row {
    rows: Rows,
    place: usize,
}

impl Row {
    fn read<T>(self, read: impl FnOnce(&RowView) -> T) -> Option<T> {
        self.rows.read(|view| view.rows.get(self.place).map(read)).flatten()
    }

    fn cell(self, column: usize) -> String {
        self.read(|row| row.cells.get(column).cloned()).flatten().unwrap_or_default()
    }

    fn id(self, column: usize) -> String {
        self.rows.id(&[&self.place.to_string(), "-", &column.to_string()].concat())
    }

    /// What is wrong with a cell, or with the row as a whole.
    fn wrong(self, column: usize) -> Option<String> {
        let reason = self.read(|row| row.faults.iter().find(|(at, _)| *at == column).map(|(_, reason)| *reason));
        reason.flatten().map(|reason| self.rows.config.reason(reason, (0, 80)))
    }
}

/// A row.
pub fn row(rows: Rows, place: usize) -> El {
    let row = Row { rows, place };
    if rows.list == List::Lines { line(row) } else { cells(row) }
}

fn line(row: Row) -> El {
    let id = row.id(1);
    let tick = controls::tick(
        &id,
        Box::new(move || row.cell(1) == "on"),
        Box::new(move |on| set(ConfigAction::Tick(row.cell(0), on))),
    );
    el("div", "dw-row dw-row--line").with(&[
        tick.attr("aria-describedby", &row.rows.id("help")),
        el("label", "dw-row__line").attr("for", &id).with(&[
            el("span", "dw-number").text_of(move || row.cell(0)),
            el("span", "dw-row__about").text_of(move || row.read(|row| row.name.clone()).unwrap_or_default()),
        ]),
        el("span", "dw-badge").text_of(move || row.rows.config.level(row.read(|row| row.level).flatten())),
        remove(row).shown(move || row.read(|row| row.level).flatten() == row.rows.config.read(|view| view.level)),
    ])
}

fn cells(row: Row) -> El {
    let columns = row.rows.list.row().columns;
    let ordered = matches!(row.rows.list, List::Targets | List::Results);
    let fields = (0..columns.len()).map(|column| cell(row, column)).collect::<Vec<_>>();
    let move_to = move |up: bool, name: &'static str, key: &'static str| {
        button("dw-tool dw-tool--small")
            .attr_says_key(row.rows.config.ui, "aria-label", key)
            .attr("aria-describedby", &row.id(0))
            .shown(move || ordered)
            .press(move || set(ConfigAction::MoveRow(row.rows.list, row.place, up)))
            .with(&[icon(row.rows.config.ui, name)])
    };
    el("div", "dw-row").attr("role", "group").attr_of("aria-label", move || Some((row.place + 1).to_string())).with(&[
        el("div", "dw-row__cells").with(&fields),
        move_to(true, "arrowup", "config.up"),
        move_to(false, "arrowdown", "config.down"),
        remove(row),
        el("p", "dw-field__wrong")
            .attr("role", "status")
            .shown(move || row.wrong(columns.len()).is_some())
            .text_of(move || row.wrong(columns.len()).unwrap_or_default()),
    ])
}

fn remove(row: Row) -> El {
    button("dw-tool dw-tool--small")
        .attr_of("aria-label", move || Some([&row.rows.config.ui.word("config.remove"), " ", &row.cell(0)].concat()))
        .press(move || set(ConfigAction::RemoveRow(row.rows.list, row.place)))
        .with(&[icon(row.rows.config.ui, "close")])
}

fn cell(row: Row, column: usize) -> El {
    let list = row.rows.list;
    let config = row.rows.config;
    let id = row.id(column);
    let wrong = [&id, "-wrong"].concat();
    let kind = list.row().columns[column];
    let name = [&list_name(list), ".", kind.field].concat();
    let get: Get = Rc::new(move || row.cell(column));
    let put: Put = Rc::new(move |text| set(ConfigAction::Cell { list, row: row.place, column, text }));
    let (control, offers) = match kind.kind {
        ColumnKind::Of(Kind::Choice(_)) => {
            let words: Words = Rc::new(move |value: &str| config.choice("", value));
            (controls::select(&id, LOG_PARTS, &words, get, put), None)
        }
        ColumnKind::Of(Kind::Object) => (controls::input(&id, get, put).attr("list", "config-objects"), None),
        ColumnKind::Of(_) => (controls::input(&id, get, put), None),
        ColumnKind::Field | ColumnKind::Fields => {
            let list = [&id, "-offers"].concat();
            let offers =
                controls::offers(&list, Box::new(move || fields(row, column, kind.kind == ColumnKind::Fields)));
            let ask = move |_| set(ConfigAction::Fields(object(row)));
            (controls::input(&id, get, put).attr("list", &list).on("focus", ask), Some(offers))
        }
    };
    let label = {
        let name = name.clone();
        el("label", "dw-row__label").attr("for", &id).text_of(move || config.ui.word(&name))
    };
    let control = control
        .attr("aria-describedby", &[&row.rows.id("help"), " ", &wrong].concat())
        .flag("aria-invalid", move || row.wrong(column).is_some());
    let mut all = vec![
        label,
        control,
        el("p", "dw-field__wrong")
            .attr("id", &wrong)
            .attr("role", "status")
            .shown(move || row.wrong(column).is_some())
            .text_of(move || row.wrong(column).unwrap_or_default()),
    ];
    all.extend(offers);
    el("div", "dw-row__cell").with(&all)
}

/// The object whose fields a row names.
fn object(row: Row) -> String {
    match row.rows.list {
        List::Targets => row.cell(0),
        _ => row
            .rows
            .config
            .field(Key::LogTarget, |field| if field.text.is_empty() { field.above.clone() } else { field.text.clone() })
            .unwrap_or_default(),
    }
}

/// What the org offers for a cell. For several fields, each offer is what is there already with one more.
fn fields(row: Row, column: usize, several: bool) -> Vec<(String, String)> {
    let object = object(row);
    let typed = row.cell(column);
    let before = if several { typed.rfind(',').map_or("", |at| &typed[..=at]) } else { "" };
    let phones = row.rows.list == List::Targets && column == 1;
    let offers = row.rows.config.read(|view| {
        let of = view.fields.iter().find(|(of, _)| *of == object)?;
        let fields = of.1.iter().filter(|field| !phones || field.kind == "phone");
        Some(fields.map(|field| ([before, &field.name].concat(), field.label.clone())).collect())
    });
    offers.flatten().unwrap_or_default()
}

impl Config {
    /// The org's objects, as far as they are known.
    pub fn objects(self) -> Vec<(String, String)> {
        let objects = self.read(|view| {
            view.objects.iter().map(|object| (object.name.clone(), object.label.clone())).collect::<Vec<_>>()
        });
        objects.unwrap_or_default()
    }
}
