//! The settings page, mounted in a page: what it shows, and the commands it dispatches.

mod field;
mod list;
mod person;
mod setup;

use std::sync::Arc;

use denwa_core::config::{ConfigCommand, Outcome, Reading, Subject};
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::{Group, Key, Level, List};
use denwa_core::view_model::AdminScreen;
use denwa_core::view_model::settings::{FieldView, LevelView, ListView, RowView, SettingsView};
use denwa_core::{AdminAction, Language};
use denwa_panel::view::settings::SettingsPage;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, InputEvent};

use crate::agent::{Mounted, click, mount_admin, settle};

/// The mounted page.
type Page = Mounted<AdminScreen, AdminAction>;

/// An administrator's settings page with nothing set.
async fn page(view: SettingsView) -> Page {
    let screen = AdminScreen { language: Language::En, settings: Some(Arc::new(view)), setup: None, doctor: None };
    mount_admin(screen, || leptos::view! { <SettingsPage /> }).await
}

fn nothing_set() -> SettingsView {
    SettingsView {
        reading: Reading::There,
        is_administrator: true,
        subject: Subject::Me,
        subject_name: String::new(),
        is_subject_resolved: true,
        people: Arc::default(),
        levels: vec![LevelView { level: Level::Organisation, name: "Acme".to_owned() }],
        level: Level::Organisation,
        fields: ROWS.iter().map(|row| field(row.key)).collect(),
        lists: LISTS.iter().map(|row| Arc::new(list(row.list, Vec::new()))).collect(),
        unsaved: 0,
        wrong: 0,
        stored_faults: 0,
        outcome: Outcome::Nothing,
        can_undo: false,
        conflicts: Vec::new(),
        objects: Arc::default(),
        described: Arc::default(),
        history: None,
        import: None,
        logins: None,
        time_zone: "Asia/Tokyo".to_owned(),
        is_testing: false,
    }
}

fn field(key: Key) -> FieldView {
    let default = key.row().default.to_owned();
    FieldView {
        key,
        text: String::new(),
        is_set: false,
        is_unsaved: false,
        refusal: None,
        refused_name: String::new(),
        above: default.clone(),
        origin: None,
        origin_name: String::new(),
        is_of_call_centre: false,
        is_locked: key.row().locked,
        is_editable: true,
        is_lockable: true,
        in_force: default,
    }
}

fn list(list: List, rows: Vec<RowView>) -> ListView {
    ListView {
        list,
        rows,
        is_set: false,
        is_unsaved: false,
        is_editable: true,
        has_room: true,
        are_all_linked: false,
        origin: None,
        refusal: None,
        refused_name: String::new(),
        refused_addition: None,
    }
}

/// Changes the view.
async fn change(page: &Page, change: impl FnOnce(&mut SettingsView)) {
    page.show(|screen| change(Arc::make_mut(screen.settings.as_mut().unwrap()))).await;
}

/// The commands dispatched since this was asked the last time.
fn commands(page: &Page) -> Vec<ConfigCommand> {
    let command = |action| match action {
        AdminAction::Config(command) => command,
        other => panic!("{other:?}"),
    };
    page.actions().into_iter().map(command).collect()
}

/// Opens a group of settings.
async fn open(page: &Page, group: Group) {
    click(&page.find(&format!("#config-tab-{}", group as usize))).await;
}

fn input(page: &Page, selector: &str) -> HtmlInputElement {
    page.find(selector).unchecked_into()
}

/// Types as the keyboard does: the value changes first, then the event comes.
async fn type_text(field: &HtmlInputElement, text: &str) {
    field.set_value(text);
    field.dispatch_event(&InputEvent::new("input").unwrap()).unwrap();
    settle().await;
}
