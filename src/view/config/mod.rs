//! The configuration view: groups of settings beside one another, a search over all of them, and below what was changed.

mod bar;
mod controls;
mod field;
mod files;
mod list;
mod preview;
mod row;
mod shown;
mod subject;
mod tools;

use std::rc::Rc;

use denwa_core::UserAction;
use denwa_core::config::{ConfigAction, ConfigView, FieldView, ListView, Reading};
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::{Group, Key, Level, List, Reason};
use denwa_core::text::Msg;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::el::{El, button, el};
use super::{Ui, act, dom, places, words};

/// The field to search in; who opens the view by a key goes on there.
pub const SEARCH: &str = "config-search";
pub use shown::renew;

const PANEL: &str = "config-panel";
/// So many of the settings that a search finds are shown: who types on finds fewer.
const MOST_FOUND: usize = 8;
const TABS: &str = "[role=tab]";
/// The tab after the groups.
const TOOLS: usize = Group::ALL.len();

/// What the views of the configuration share.
#[derive(Clone, Copy)]
struct Config {
    ui: Ui,
    /// The place of the group that is open, or of the tools.
    tab: RwSignal<u64>,
    search: RwSignal<String>,
}

fn set(action: ConfigAction) {
    act(UserAction::Config(Box::new(action)));
}

impl Config {
    fn read<T>(self, read: impl FnOnce(&ConfigView) -> T) -> Option<T> {
        self.ui.settings.track();
        shown::view().map(|view| read(&view))
    }

    fn field<T>(self, key: Key, read: impl FnOnce(&FieldView) -> T) -> Option<T> {
        self.ui.settings.track();
        shown::field(key).map(|field| read(&field))
    }

    fn list<T>(self, list: List, read: impl FnOnce(&ListView) -> T) -> Option<T> {
        self.ui.settings.track();
        shown::list(list).map(|list| read(&list))
    }

    fn is_administrator(self) -> bool {
        self.read(|view| view.administrator).unwrap_or_default()
    }

    /// The word for a choice: its own, or the one it shares with others.
    fn choice(self, owner: &str, code: &str) -> String {
        let own = self.ui.word(&[owner, ".", code].concat());
        if own.is_empty() { self.ui.word(&["choice.", code].concat()) } else { own }
    }

    /// A level in words; none is the default.
    fn level(self, level: Option<Level>) -> String {
        let key = match level {
            None => "config.default",
            Some(Level::Organisation) => "config.organisation",
            Some(Level::Profile) => "config.profile",
            Some(Level::User) => "config.user",
        };
        self.ui.word(key)
    }

    /// Why a value is not taken, in words.
    fn reason(self, reason: Reason, range: (u32, u32)) -> String {
        let (least, most) = (range.0.to_string(), range.1.to_string());
        let values: &[&str] = if reason == Reason::Range { &[&least, &most] } else { &[&most] };
        self.ui.word_with(&["reason.", reason.code()].concat(), values)
    }

    fn tab(self) -> usize {
        usize::try_from(self.tab.get()).unwrap_or_default()
    }

    /// What is shown: the fields and lists of a group, or those that a search finds.
    fn entries(self) -> Vec<String> {
        let search = self.search.get();
        let search = search.trim();
        let tab = self.tab();
        let finds =
            |name: &str| ["label", "help"].iter().any(|part| has(&self.ui.word(&[name, ".", part].concat()), search));
        let shown = |group: Group, name: &str| {
            if search.is_empty() { group as usize == tab } else { finds(name) }
        };
        let fields = ROWS.iter().enumerate().filter(|(_, row)| shown(row.group, &set_name(row.key)));
        let lists = LISTS.iter().enumerate().filter(|(_, list)| shown(list.group, &list_name(list.list)));
        let mut entries: Vec<String> = fields.map(|(place, _)| ["f", &place.to_string()].concat()).collect();
        entries.extend(lists.map(|(place, _)| ["l", &place.to_string()].concat()));
        if search.is_empty() {
            if tab == Group::PopUp as usize {
                entries.push("preview".to_owned());
            } else if tab == TOOLS {
                entries.push("tools".to_owned());
            }
        }
        entries
    }

    /// Those of them that are shown.
    fn shown(self) -> Vec<String> {
        let mut entries = self.entries();
        if !self.search.get().trim().is_empty() {
            entries.truncate(MOST_FOUND);
        }
        entries
    }

    fn entry(self, name: &str) -> El {
        let place = name.get(1..).and_then(|place| place.parse::<usize>().ok()).unwrap_or_default();
        match name {
            "preview" => preview::preview(self),
            "tools" => tools::tools(self),
            _ if name.starts_with('l') => list::list(self, LISTS[place].list),
            _ => field::field(self, ROWS[place].key),
        }
    }
}

/// Whether a text has another in it, whatever the case of Latin letters.
fn has(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// Where the words of a setting stand.
fn set_name(key: Key) -> String {
    ["set.", &key.code()].concat()
}

/// Where the words of a list stand.
fn list_name(list: List) -> String {
    ["list.", list.row().object].concat()
}

/// The view: what stands in the page's head, and the rest.
pub fn view(ui: Ui) -> (El, El) {
    let config = Config { ui, tab: RwSignal::new(1), search: RwSignal::new(String::new()) };
    let there = move || config.read(|view| view.reading == Reading::There).unwrap_or_default();
    let rest = el("div", "dw-config").with(&[
        reading(config),
        subject::subject(config).shown(move || there() && config.is_administrator()),
        el("div", "dw-config__body").shown(there).with(&[
            tabs(config),
            el("div", "dw-config__panel")
                .attr("id", PANEL)
                .attr("role", "tabpanel")
                .attr("tabindex", "0")
                .attr_of("aria-labelledby", move || Some(tab_id(config.tab())))
                .each(move || config.shown(), move |name| config.entry(&name))
                .with(&[found(config)]),
        ]),
        bar::bar(config).shown(there),
        controls::offers("config-objects", Box::new(move || config.objects())),
    ]);
    (search(config).shown(move || there() && words::has_words(ui)), rest)
}

/// What a search found, where that is nothing or more than is shown.
fn found(config: Config) -> El {
    let words = move || match config.entries().len() {
        0 => config.ui.word("config.nothing"),
        more if !config.search.get().is_empty() && more > MOST_FOUND => {
            config.ui.word_with("config.more", &[&(more - MOST_FOUND).to_string()])
        }
        _ => String::new(),
    };
    el("p", "dw-field__help").attr("role", "status").text_of(words)
}

/// What stands there until the settings have come, or when they do not come.
fn reading(config: Config) -> El {
    let detail = move || match config.read(|view| view.reading.clone()) {
        Some(Reading::Failed(detail)) => Some(detail),
        _ => None,
    };
    el("div", "dw-start").shown(move || !config.read(|view| view.reading == Reading::There).unwrap_or_default()).with(
        &[
            el("p", "dw-wait").shown(move || detail().is_none()).says(config.ui, Msg::TextsAwaited),
            el("p", "")
                .attr("role", "alert")
                .shown(move || detail().is_some())
                .text_of(move || [config.ui.word("config.unread"), detail().unwrap_or_default()].join(" ")),
            button("dw-action dw-action--small")
                .shown(move || detail().is_some())
                .says(config.ui, Msg::TryAgain)
                .press(|| set(ConfigAction::TryAgain)),
        ],
    )
}

fn search(config: Config) -> El {
    let put = Rc::new(move |text| config.search.set(text));
    controls::input(SEARCH, Rc::new(move || config.search.get()), put)
        .attr("type", "search")
        .attr_says_key(config.ui, "aria-label", "config.search")
        .attr_says_key(config.ui, "placeholder", "config.search")
}

fn tab_id(tab: usize) -> String {
    ["config-tab-", &tab.to_string()].concat()
}

/// One stop of the Tab key; the arrow keys move among the groups and open them.
fn tabs(config: Config) -> El {
    el("div", "dw-tabs")
        .attr("role", "tablist")
        .attr("aria-orientation", "vertical")
        .attr("aria-controls", PANEL)
        .attr_says(config.ui, "aria-label", Msg::Settings)
        .key(move |event| tab_key(&event))
        .each(
            move || places(TOOLS + usize::from(config.is_administrator())),
            move |place| tab(config, place.parse().unwrap_or_default()),
        )
}

fn tab(config: Config, place: usize) -> El {
    let name = match Group::ALL.get(place) {
        Some(group) => ["group.", group.code()].concat(),
        None => "config.tools".to_owned(),
    };
    let chosen = move || config.tab() == place;
    let open = move || {
        config.search.set(String::new());
        config.tab.set(place as u64);
        // Another group begins at its top.
        if let Some(panel) = dom::by_id(PANEL) {
            panel.set_scroll_top(0);
        }
    };
    button("dw-tab")
        .attr("id", &tab_id(place))
        .attr("role", "tab")
        .attr("aria-controls", PANEL)
        .state("aria-selected", chosen)
        .attr_of("tabindex", move || Some(if chosen() { "0" } else { "-1" }.to_owned()))
        .on("focus", move |_| open())
        .press(open)
        .text_of(move || config.ui.word(&name))
}

fn tab_key(event: &KeyboardEvent) {
    let key = match event.key().as_str() {
        "ArrowRight" => "ArrowDown".to_owned(),
        "ArrowLeft" => "ArrowUp".to_owned(),
        other => other.to_owned(),
    };
    let list = event.current_target().and_then(|list| list.dyn_into().ok());
    if list.is_some_and(|list| dom::rove(&list, TABS, &key)) {
        event.prevent_default();
    }
}
