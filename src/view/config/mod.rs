//! The configuration view: groups of settings beside one another, a search over all of them, and below what was changed.
//!
//! Only what is open is told: the settings of one group, and of a list the page that is shown. So a key stroke costs the same with five
//! hundred lines as with five.

mod act;
mod field;
mod files;
mod list;
mod preview;
mod tools;

use denwa_core::config::json::Json;
use denwa_core::config::view::has;
use denwa_core::config::{Config, ConfigAction, ConflictView, Outcome, Reading};
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::value::tidy;
use denwa_core::settings::{Group, Key, Level, List, Reason};
use denwa_core::{Language, Panel};

use super::dom;
use super::scope;
use super::value::{Map, Value};
pub use act::by_name;

/// So many of the settings that a search finds are shown: who types on finds fewer.
const MOST_FOUND: usize = 8;
/// The tab after the groups.
const TOOLS: usize = Group::ALL.len();

/// What the view knows while it is open.
#[derive(Default)]
pub struct Local {
    /// The place of the group that is open, or of the tools.
    tab: usize,
    search: String,
    /// What stands where one looks for somebody, and what is to be asked for soon.
    person: String,
    ask: Option<ConfigAction>,
    /// How the caller fares in the preview.
    case: String,
    lists: [list::Rows; LISTS.len()],
    /// The cell that fields were asked for: list, row, column.
    asked: (usize, usize, usize),
}

impl Local {
    /// As it is when the view opens.
    pub fn open() -> Self {
        Self { tab: Group::Basic as usize, case: "one".to_owned(), ..Self::default() }
    }
}

/// What is shown, and what is needed for it.
struct Shown<'a> {
    panel: &'a Panel,
    view: &'a Config,
    local: &'a Local,
    language: Language,
}

/// Shows the page.
pub fn show(panel: &Panel, local: &Local, page: &mut Map) {
    let shown = Shown { panel, view: panel.config(), local, language: panel.language() };
    page.flag("there", *shown.view.reading() == Reading::There);
    if let Reading::Failed(detail) = shown.view.reading() {
        page.flag("unread", true);
        page.put("why", detail);
    }
    page.put("search", &local.search);
    shown.subject(page);
    shown.tabs(page);
    shown.entries(page);
    shown.bar(page);
    let mut objects = Vec::new();
    for object in shown.view.objects() {
        objects.push(offer(object.get("name").text(), object.get("label").text()));
    }
    page.list("objects", objects);
}

/// Something that a text field offers to choose.
fn offer(value: &str, label: &str) -> Value {
    let mut map = Map::default();
    map.put("offer", value);
    map.put("label", label);
    map.done()
}

/// Where the words of a setting stand.
fn set_name(key: Key) -> String {
    ["set.", &key.code()].concat()
}

/// Where the words of a list stand.
fn list_name(list: List) -> String {
    ["list.", list.row().object].concat()
}

/// The word for a level; none is the default.
fn level_word(level: Option<Level>) -> &'static str {
    let words = ["config.organisation", "config.profile", "config.user"];
    level.map_or("config.default", |level| words[level as usize])
}

/// The level at which something stands; none for a lock.
fn level(level: Option<Level>) -> &'static str {
    if level.is_none() { "config.lock" } else { level_word(level) }
}

/// What a setting or a list is called; what is not known keeps the name it came with.
fn name(map: &mut Map, key: Option<Key>, list: Option<List>, other: &str) {
    match key.map(set_name).or_else(|| list.map(list_name)) {
        Some(name) => map.text("what", [&*name, ".label"].concat()),
        None => map.put("name", other),
    }
}

/// Why something is not taken; nothing where it is.
fn wrong(map: &mut Map, name: &'static str, reason: Option<Reason>, range: (usize, usize)) {
    map.text(name, reason.map_or_else(String::new, |reason| reason.words(range)));
}

impl Shown<'_> {
    fn word(&self, key: &str) -> String {
        scope::word(self.language, key)
    }

    fn word_with(&self, key: &str, values: &[&str]) -> String {
        scope::word_with(self.language, key, values)
    }

    /// The word for a choice: its own, or the one it shares with others; empty for what is none.
    fn choice(&self, key: Key, code: &str) -> String {
        let own = self.word(&[&*set_name(key), ".", code].concat());
        if own.is_empty() { self.word(&["choice.", code].concat()) } else { own }
    }

    /// A value, or the word for none.
    fn or_none(&self, value: &str) -> String {
        if value.is_empty() { self.word("config.none") } else { value.to_owned() }
    }

    /// From one value to another.
    fn change(&self, from: &str, to: &str) -> String {
        [&*self.or_none(from), " → ", &*self.or_none(to)].concat()
    }

    /// Whom the settings are for, and at which level they are set.
    fn subject(&self, page: &mut Map) {
        page.flag("administrator", self.view.administrator());
        page.put("person", &self.local.person);
        let mut people = Vec::new();
        for (kind, word) in [("profiles", "config.profile"), ("users", "config.user")] {
            for person in self.view.people().list(kind) {
                people.push(self.person(word, person));
            }
        }
        page.list("people", people);
        let mut levels = Vec::new();
        for (level, name) in self.view.levels() {
            let mut map = Map::default();
            map.put("key", level.code());
            map.put("name", name);
            map.flag("chosen", level == self.view.level());
            levels.push(map.done());
        }
        page.list("levels", levels);
    }

    /// Somebody who was found.
    fn person(&self, kind: &str, person: &Json) -> Value {
        let told = |name: &str| person.get(name).text();
        let (name, username) = (told("name"), told("username"));
        let mut words = self.word(kind);
        words.push_str(": ");
        words.push_str(name);
        if !username.is_empty() {
            words.push_str(" (");
            words.push_str(username);
            words.push(')');
        }
        let mut map = Map::default();
        map.text("offer", words);
        map.put("id", told("id"));
        map.put("name", name);
        map.flag("is_user", !username.is_empty());
        map.done()
    }

    fn tabs(&self, page: &mut Map) {
        let mut tabs = Vec::new();
        for place in 0..TOOLS + usize::from(self.view.administrator()) {
            let chosen = place == self.local.tab;
            let group = Group::ALL.get(place);
            let mut map = Map::default();
            map.number("place", place);
            map.text("name", group.map_or("config.tools".to_owned(), |group| ["group.", group.code()].concat()));
            map.flag("chosen", chosen);
            map.put("stop", if chosen { "0" } else { "-1" });
            tabs.push(map.done());
        }
        page.list("tabs", tabs);
        page.number("tab", self.local.tab);
    }

    /// What is open: the fields and lists of a group, or those that a search finds.
    fn entries(&self, page: &mut Map) {
        let tab = self.local.tab;
        let search = tidy(&self.local.search);
        let mut found = 0;
        let (mut fields, mut lists) = (Vec::new(), Vec::new());
        for row in ROWS {
            if self.shows(row.group, &set_name(row.key), search, &mut found) {
                fields.push(self.field(row.key));
            }
        }
        for list in LISTS {
            if self.shows(list.group, &list_name(list.list), search, &mut found) {
                lists.push(self.list(list.list));
            }
        }
        page.list("fields", fields);
        page.list("lists", lists);
        if !search.is_empty() {
            page.number("more", found.saturating_sub(MOST_FOUND));
            if found == 0 {
                page.put("found", "config.nothing");
            } else if found > MOST_FOUND {
                page.put("found", "config.more");
            }
        } else if tab == Group::PopUp as usize {
            page.list("preview", vec![self.preview()]);
        } else if tab == TOOLS {
            page.list("tools", vec![self.tools()]);
        }
    }

    /// Whether a setting or a list is shown: that of the group that is open, or one that the search finds, of which the first.
    fn shows(&self, group: Group, name: &str, search: &str, found: &mut usize) -> bool {
        if search.is_empty() {
            return group as usize == self.local.tab;
        }
        for part in [".label", ".help"] {
            if has(&self.word(&[name, part].concat()), search) {
                *found += 1;
                return *found <= MOST_FOUND;
            }
        }
        false
    }

    /// What is not saved, how saving went, and what somebody else changed meanwhile.
    fn bar(&self, page: &mut Map) {
        let outcome = self.view.outcome();
        page.flag("changed", self.view.unsaved() > 0);
        page.flag("saving", *outcome == Outcome::Saving);
        page.flag("can_undo", self.view.can_undo());
        if matches!(outcome, Outcome::Wrong | Outcome::Refused | Outcome::Failed(_)) {
            page.put("tone", "dw-field__wrong");
        }
        if let Outcome::Failed(detail) = outcome {
            page.put("detail", detail);
        }
        let (said, count) = self.said(outcome);
        page.put("said", said);
        page.number("count", count);
        let mut conflicts = Vec::new();
        for (place, conflict) in self.view.conflicts().iter().enumerate() {
            conflicts.push(self.conflict(place, conflict));
        }
        page.list("conflicts", conflicts);
    }

    /// How saving went; else what is not saved; else what is wrong in what is stored.
    fn said(&self, outcome: &Outcome) -> (&'static str, usize) {
        let view = self.view;
        match outcome {
            Outcome::Saving => ("config.saving", 0),
            Outcome::Saved(count) if view.unsaved() == 0 => ("config.saved", *count),
            Outcome::Undone => ("config.undone", 0),
            Outcome::Wrong if view.wrong() > 0 => ("config.wrong", view.wrong()),
            Outcome::Conflicts => ("config.conflicts", 0),
            Outcome::Refused => ("config.refused", 0),
            Outcome::Failed(_) => ("config.failed", 0),
            _ if view.unsaved() > 0 => ("config.unsaved", view.unsaved()),
            _ if view.faults() > 0 => ("config.faults", view.faults()),
            _ => ("", 0),
        }
    }

    fn conflict(&self, place: usize, one: &ConflictView<'_>) -> Value {
        let value = |value: &str| {
            let word = one.key.filter(|_| !value.is_empty()).map(|key| self.choice(key, value)).unwrap_or_default();
            if word.is_empty() { self.or_none(value) } else { word }
        };
        let at = if one.at == 0 { String::new() } else { dom::local_time(one.at, self.language) };
        let mut map = Map::default();
        map.number("conflict", place);
        name(&mut map, one.key, one.list, "");
        map.put("level", level(one.level));
        map.text("mine", value(&one.mine));
        map.text("theirs", value(&one.theirs));
        map.put("by", one.by);
        map.text("at", at);
        map.done()
    }
}
