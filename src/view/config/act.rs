//! What is done in the configuration view: the actions that its templates name.

use denwa_core::UserAction;
use denwa_core::config::ConfigAction;
use denwa_core::host::Subject;
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::value::tidy;
use denwa_core::settings::{Key, Level, List};

use super::field::ABOVE;
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
    let row = || count(at, "key");
    let settle = |mine| ConfigAction::Settle { conflict: count(at, "conflict"), mine };
    set(named!(name, {
        "find" => return own(&mut |local| local.search = field.value()),
        "tab" => return open(count(at, "place")),
        "tab-key" => return dom::rove(event),
        "person" => return person(at, &field.value()),
        "read-again" => ConfigAction::TryAgain,
        "level" => ConfigAction::SetAt(Level::from_code(&at.text("key")).unwrap_or(Level::User)),
        "type" => typed(key(at), field.value()),
        "insert" => return insert(at),
        "revert" => ConfigAction::Revert(key(at)),
        "unset" => ConfigAction::Unset(key(at)),
        "lock" => {
            if !at.is("lockable") {
                return;
            }
            ConfigAction::Lock(key(at), !at.is("locked"))
        },
        "revert-list" => ConfigAction::RevertList(list(at)),
        "unset-list" => ConfigAction::UnsetList(list(at)),
        "filter" => return rows(at, &mut |rows| (rows.filter, rows.page) = (field.value(), 0)),
        "previous" => return rows(at, &mut |rows| rows.page = count(at, "page").saturating_sub(1)),
        "next" => return rows(at, &mut |rows| rows.page = count(at, "page") + 1),
        "tick" => ConfigAction::Tick(at.text("first"), field.checked()),
        "tick-all" => ConfigAction::TickAll,
        "cell" => ConfigAction::Cell { list: list(at), row: row(), column: count(at, "column"), text: field.value() },
        "fields" => {
            own(&mut |local| local.asked = (count(at, "list"), row(), count(at, "column")));
            ConfigAction::Fields(at.text("of"))
        },
        "move-up" => ConfigAction::MoveRow(list(at), row(), true),
        "move-down" => ConfigAction::MoveRow(list(at), row(), false),
        "remove" => ConfigAction::RemoveRow(list(at), row()),
        "add-row" => {
            set(ConfigAction::AddRow(list(at)));
            // It stands at the end.
            return rows(at, &mut |rows| (rows.filter, rows.page) = (String::new(), usize::MAX));
        },
        "typed" => return rows(at, &mut |rows| rows.typed = field.value()),
        "add" => return add(at),
        "add-key" => return if is_enter(event) { add(at) },
        "case" => return own(&mut |local| local.case = field.value()),
        "take-mine" => settle(true),
        "take-theirs" => settle(false),
        "save" => {
            if !at.is("changed") || at.is("saving") {
                return;
            }
            ConfigAction::Save
        },
        "discard" => ConfigAction::Discard,
        "undo" => ConfigAction::Undo,
        "test-call" => ConfigAction::TestCall,
        // Written when it is asked for.
        "export" => {
            let text = shell::read(denwa_core::Panel::config_export).unwrap_or_default();
            return field.put("href", &files::address(&text));
        },
        "import" => return files::chosen(&field, |text| set(ConfigAction::Import(crate::json::parse(&text)))),
        "take" => ConfigAction::Take(count(at, "place"), field.checked()),
        "apply-import" => ConfigAction::ApplyImport,
        "close-import" => ConfigAction::CloseImport,
        "logins" => return files::chosen(&field, |text| set(ConfigAction::Logins(text))),
        "save-logins" => ConfigAction::SaveLogins,
        "close-logins" => ConfigAction::CloseLogins,
        "history" => ConfigAction::History(None),
        "close-history" => ConfigAction::CloseHistory,
    }, else return));
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

/// A value was typed or chosen. What is typed goes out as it is and comes back the same, so that an input method is never disturbed.
fn typed(key: Key, text: String) -> ConfigAction {
    if text == ABOVE { ConfigAction::Unset(key) } else { ConfigAction::Type(key, text) }
}

/// Puts a placeholder where the cursor is.
fn insert(at: &Scope) {
    let Some(field) = dom::by_id(&at.text("key")) else { return };
    field.insert_text(&at.text("name"));
    set(typed(key(at), field.value()));
    field.focus();
}

/// Adds what was typed to a list.
fn add(at: &Scope) {
    let typed = at.text("typed");
    if !tidy(&typed).is_empty() {
        set(if list(at) == List::Lines { ConfigAction::Tick(typed, true) } else { ConfigAction::AddTarget(typed) });
        rows(at, &mut |rows| rows.typed.clear());
    }
}

/// A name was typed: one that was offered is looked at at once, another is asked for once nothing more is typed for a while.
fn person(at: &Scope, typed: &str) {
    let people = at.get("people");
    let text = |of: &Value, name: &str| of.get(name).unwrap_or_default().text();
    let (ask, pause) = match people.items().iter().find(|found| *text(found, "offer") == *typed) {
        Some(found) => {
            let id = text(found, "id").as_ref().to_owned();
            let is_user = found.get("is_user").unwrap_or_default().is();
            let subject = if is_user { Subject::User(id) } else { Subject::Profile(id) };
            (ConfigAction::Look(subject, text(found, "name").as_ref().to_owned()), 0)
        }
        None if typed.is_empty() => (ConfigAction::Look(Subject::Me, String::new()), PAUSE_MS),
        None => (ConfigAction::Find(typed.to_owned()), PAUSE_MS),
    };
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
