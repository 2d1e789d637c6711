//! What is done in the configuration view: the actions that its templates name.

use denwa_core::UserAction;
use denwa_core::config::{ConfigAction, Do};
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::value::tidy;
use denwa_core::settings::{Key, List};

use super::list::Rows;
use super::{Local, files};
use crate::shell;
use crate::shell::timer::Timer;
use crate::view::act::{act, element, is_enter};
use crate::view::el::Event;
use crate::view::named::named;
use crate::view::scope::Scope;
use crate::view::value::Value;
use crate::view::{change, dom};

/// The org is asked for people so long after the last key, in milliseconds.
const PAUSE_MS: u32 = 300;

fn set(action: ConfigAction) {
    act(UserAction::Config(Box::new(action)));
}

/// Changes something of the view's own. One function for all that changes it: a copy of this for each would be a good part of the view.
fn own(of: &mut dyn FnMut(&mut Local)) {
    change(&mut |local| {
        if let Some(config) = &mut local.config {
            of(config);
        }
    });
}

fn count(at: &Scope, name: &str) -> usize {
    usize::try_from(at.number(name)).unwrap_or_default()
}

fn key(at: &Scope) -> Key {
    ROWS[count(at, "setting").min(ROWS.len() - 1)].key
}

fn list(at: &Scope) -> List {
    LISTS[count(at, "list").min(LISTS.len() - 1)].list
}

/// Changes what of a list is shown.
fn rows(at: &Scope, of: &mut dyn FnMut(&mut Rows)) {
    let list = list(at);
    own(&mut |local| of(&mut local.lists[list as usize]));
}

/// Does what a template names.
pub fn by_name(name: &str, at: &Scope, event: &Event) {
    let field = element(event);
    // What is the view's own.
    named!(name, {
        "find" => return own(&mut |local| local.search = field.value()),
        "tab" => return open(count(at, "place")),
        "tab-key" => return dom::rove(event),
        "person" => return person(at, &field.value()),
        "insert" => return insert(at),
        "filter" => return rows(at, &mut |rows| (rows.filter, rows.page) = (field.value(), 0)),
        "previous" => return rows(at, &mut |rows| rows.page = count(at, "page").saturating_sub(1)),
        "next" => return rows(at, &mut |rows| rows.page = count(at, "page") + 1),
        "fields" => own(&mut |local| local.asked = (count(at, "list"), count(at, "key"), count(at, "column"))),
        // It stands at the end.
        "add-row" => rows(at, &mut |rows| (rows.filter, rows.page) = (String::new(), usize::MAX)),
        "typed" => return rows(at, &mut |rows| rows.typed = field.value()),
        "add-key" => if !is_enter(event) { return },
        "case" => return own(&mut |local| local.case = field.value()),
        // Written when it is asked for.
        "export" => {
            let text = shell::read(denwa_core::Panel::config_export).unwrap_or_default();
            return field.put("href", &files::address(&text));
        },
        "import" => return files::chosen(&field, |text| {
            let file = crate::json::parse(&text);
            set(ConfigAction { file, ..ConfigAction::new(Do::Import, String::new()) });
        }),
        "logins" => return files::chosen(&field, |text| set(ConfigAction::new(Do::Logins, text))),
    }, else {});
    // What the core does, with all that the place on the page says of it.
    let what = named!(name, {
        "read-again" => Do::TryAgain,
        "level" => Do::SetAt,
        "type" => Do::Type,
        "revert" => Do::Revert,
        "unset" => Do::Unset,
        "lock" => Do::Lock,
        "revert-list" => Do::RevertList,
        "unset-list" => Do::UnsetList,
        "tick" => Do::Cell,
        "tick-all" => Do::TickAll,
        "cell" => Do::Cell,
        "fields" => Do::Fields,
        "move-up" => Do::MoveUp,
        "move-down" => Do::MoveDown,
        "remove" => Do::RemoveRow,
        "add-row" => Do::AddRow,
        "add" => Do::Add,
        "add-key" => Do::Add,
        "take-mine" => Do::TakeMine,
        "take-theirs" => Do::TakeTheirs,
        "save" => Do::Save,
        "discard" => Do::Discard,
        "undo" => Do::Undo,
        "test-call" => Do::TestCall,
        "take" => Do::TakeDifference,
        "apply-import" => Do::ApplyImport,
        "close-import" => Do::CloseImport,
        "save-logins" => Do::SaveLogins,
        "close-logins" => Do::CloseLogins,
        "history" => Do::History,
        "close-history" => Do::CloseHistory,
    }, else return);
    let row = match what {
        Do::TakeMine | Do::TakeTheirs => "conflict",
        Do::TakeDifference => "place",
        _ => "key",
    };
    let text = match what {
        Do::Type | Do::Cell => field.value(),
        Do::SetAt => at.text("key"),
        Do::Fields => at.text("of"),
        _ => at.text("typed"),
    };
    if what == Do::Add {
        if tidy(&text).is_empty() {
            return;
        }
        rows(at, &mut |rows| rows.typed.clear());
    }
    set(ConfigAction {
        key: key(at),
        list: list(at),
        row: count(at, row),
        column: count(at, "column"),
        on: match what {
            Do::Lock => !at.is("locked"),
            Do::Add => true,
            _ => field.checked(),
        },
        ..ConfigAction::new(what, text)
    });
}

/// Opens a group.
fn open(tab: usize) {
    own(&mut |local| {
        local.search.clear();
        local.tab = tab;
    });
    // Another group begins at its top.
    if let Some(panel) = dom::by_id("config-panel") {
        panel.set_scroll_top(0);
    }
}

/// Puts a placeholder where the cursor is.
fn insert(at: &Scope) {
    let Some(field) = dom::by_id(&at.text("key")) else { return };
    field.insert_text(&at.text("name"));
    set(ConfigAction { key: key(at), ..ConfigAction::new(Do::Type, field.value()) });
    field.focus();
}

/// A name was typed: one that was offered is looked at at once, another is asked for once nothing more is typed for a while.
fn person(at: &Scope, typed: &str) {
    let people = at.get("people");
    let text = |of: &Value, name: &str| of.get(name).unwrap_or_default().text().as_ref().to_owned();
    let mut ask = ConfigAction::new(if typed.is_empty() { Do::Look } else { Do::Find }, typed.to_owned());
    let mut pause = PAUSE_MS;
    if let Some(found) = people.items().iter().find(|found| text(found, "offer") == typed) {
        ask = ConfigAction::new(Do::Look, text(found, "id"));
        ask.name = text(found, "name");
        ask.on = found.get("is_user").unwrap_or_default().is();
        pause = 0;
    }
    let mut ask = Some(ask);
    own(&mut |local| (local.person, local.ask) = (typed.to_owned(), ask.take()));
    LATER.with(|later| later.set(pause));
}

thread_local! {
    static LATER: Timer = Timer::new(ask);
}

/// Asks for what was typed last, if the view is still open.
fn ask() {
    let mut ask = None;
    own(&mut |local| ask = local.ask.take());
    if let Some(ask) = ask {
        set(ask);
    }
}
