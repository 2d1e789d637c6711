//! An administrator before the configuration view, and an org that stores what she saves.

use crate::rig::{Rig, boot, is_boot, is_token, told};
use denwa_core::config::{Config, ConfigAction, Do, FieldView, Json, ListView};
use denwa_core::host::{HostRequest, Permissions, Subject};
use denwa_core::settings::{Key, Level, List, Raw, RawSettings, Settings, Stored, StoredLevel, StoredRow, merge};
use denwa_core::{Effect, HostReply, Input, Page, SocketEvent, UserAction};
use denwa_protocol::ServerMessage;
use serde_json::{Value, json};

pub const ORG: &str = "00D000000000001AAA";
pub const PROFILE: &str = "00e000000000001AAA";
pub const ME: &str = "005000000000001AAA";
pub const OTHER: &str = "005000000000002AAA";

/// What somebody does in the view, as she would say it.
#[derive(Clone, Debug)]
pub enum Act {
    Look(Subject, String),
    SetAt(Level),
    Type(Key, String),
    Unset(Key),
    Revert(Key),
    Lock(Key, bool),
    Cell { list: List, row: usize, column: usize, text: String },
    AddRow(List),
    RemoveRow(List, usize),
    MoveRow(List, usize, bool),
    UnsetList(List),
    RevertList(List),
    Tick(String, bool),
    TickAll,
    AddTarget(String),
    Fields(String),
    Find(String),
    Save,
    Discard,
    Settle { conflict: usize, mine: bool },
    Undo,
    History(Option<Key>),
    Import(Option<Json>),
    Take(usize, bool),
    ApplyImport,
    CloseImport,
    Logins(String),
    SaveLogins,
    CloseLogins,
    TestCall,
    TryAgain,
}

impl Act {
    pub fn done(self) -> UserAction {
        let plain = |what| ConfigAction::new(what, String::new());
        let of = |what, key| ConfigAction { key, ..plain(what) };
        let in_list = |what, list, row| ConfigAction { list, row, ..plain(what) };
        let action = match self {
            Self::Look(Subject::Me, name) => ConfigAction { name, ..plain(Do::Look) },
            Self::Look(Subject::Profile(id), name) => ConfigAction { name, ..ConfigAction::new(Do::Look, id) },
            Self::Look(Subject::User(id), name) => ConfigAction { name, on: true, ..ConfigAction::new(Do::Look, id) },
            Self::SetAt(level) => ConfigAction::new(Do::SetAt, level.code().to_owned()),
            Self::Type(key, text) => ConfigAction { key, ..ConfigAction::new(Do::Type, text) },
            Self::Unset(key) => of(Do::Unset, key),
            Self::Revert(key) => of(Do::Revert, key),
            Self::Lock(key, on) => ConfigAction { on, ..of(Do::Lock, key) },
            Self::Cell { list, row, column, text } => {
                ConfigAction { column, on: text == "on", text, ..in_list(Do::Cell, list, row) }
            }
            Self::AddRow(list) => in_list(Do::AddRow, list, 0),
            Self::RemoveRow(list, row) => in_list(Do::RemoveRow, list, row),
            Self::MoveRow(list, row, up) => in_list(if up { Do::MoveUp } else { Do::MoveDown }, list, row),
            Self::UnsetList(list) => in_list(Do::UnsetList, list, 0),
            Self::RevertList(list) => in_list(Do::RevertList, list, 0),
            Self::Tick(text, on) => ConfigAction { text, on, ..in_list(Do::Add, List::Lines, 0) },
            Self::TickAll => in_list(Do::TickAll, List::Lines, 0),
            Self::AddTarget(text) => ConfigAction { text, ..in_list(Do::Add, List::Targets, 0) },
            Self::Fields(object) => ConfigAction::new(Do::Fields, object),
            Self::Find(text) => ConfigAction::new(Do::Find, text),
            Self::Save => plain(Do::Save),
            Self::Discard => plain(Do::Discard),
            Self::Settle { conflict, mine } => {
                ConfigAction { row: conflict, ..plain(if mine { Do::TakeMine } else { Do::TakeTheirs }) }
            }
            Self::Undo => plain(Do::Undo),
            Self::History(None) => plain(Do::History),
            Self::History(Some(key)) => ConfigAction { on: true, ..of(Do::History, key) },
            Self::Import(file) => ConfigAction { file, ..plain(Do::Import) },
            Self::Take(row, on) => ConfigAction { row, on, ..plain(Do::TakeDifference) },
            Self::ApplyImport => plain(Do::ApplyImport),
            Self::CloseImport => plain(Do::CloseImport),
            Self::Logins(file) => ConfigAction::new(Do::Logins, file),
            Self::SaveLogins => plain(Do::SaveLogins),
            Self::CloseLogins => plain(Do::CloseLogins),
            Self::TestCall => plain(Do::TestCall),
            Self::TryAgain => plain(Do::TryAgain),
        };
        UserAction::Config(Box::new(action))
    }
}

pub struct Desk {
    pub rig: Rig,
    /// What stands in the org, of every level.
    pub levels: Vec<StoredLevel>,
    pub lists: Vec<StoredRow>,
    pub locks: Vec<(String, bool)>,
    /// Who saved last, for conflicts.
    pub by: String,
    /// Changes of each save that was made, as docs/apex.md has them.
    pub saves: Vec<Vec<Json>>,
    /// Whether the org answers at once.
    pub answers: bool,
}

impl Desk {
    /// A panel that is signed in, with the configuration view open.
    pub fn open(administrator: bool) -> Self {
        let mut desk = Self::closed(administrator);
        desk.show(Page::Settings);
        desk
    }

    pub fn closed(administrator: bool) -> Self {
        let level = |level: &str, id: &str, name: &str| StoredLevel {
            level: level.into(),
            id: id.into(),
            name: name.into(),
            values: Vec::new(),
        };
        let levels = vec![
            level("organisation", ORG, "Acme"),
            level("profile", PROFILE, "Agents"),
            level("user", ME, "Sato"),
            level("user", OTHER, "Suzuki"),
        ];
        let mut desk = Self {
            rig: Rig::loaded(),
            levels,
            lists: Vec::new(),
            locks: Vec::new(),
            by: String::new(),
            saves: Vec::new(),
            answers: true,
        };
        desk.rig.initialise();
        let (id, _) = desk.rig.ask(is_boot);
        let mut boot = boot(desk.rig.now);
        boot.permissions = Permissions { agent: true, administrator, api: true };
        boot.settings = desk.settings(&Subject::Me).into();
        desk.rig.answer(id, Ok(told(&boot)));
        desk.rig.input(Input::Socket(SocketEvent::Opened));
        desk.rig.snapshot(Vec::new());
        desk.rig.message(ServerMessage::Ready);
        desk
    }

    pub fn show(&mut self, page: Page) {
        self.rig.user(UserAction::Show(page));
        self.serve();
    }

    pub fn act(&mut self, action: Act) {
        self.rig.user(action.done());
        self.serve();
    }

    pub fn type_in(&mut self, key: Key, text: &str) {
        self.act(Act::Type(key, text.to_owned()));
    }

    pub fn view(&self) -> &Config {
        self.rig.panel.config()
    }

    pub fn field(&self, key: Key) -> FieldView<'_> {
        self.rig.panel.config_field(key)
    }

    pub fn list(&self, list: List) -> ListView<'_> {
        self.rig.panel.config_list(list)
    }

    /// The settings of whoever looks, as they stand.
    pub fn in_force(&self) -> Settings {
        merge(&self.settings(&Subject::Me)).settings
    }

    /// What stands at a level.
    pub fn stored(&self, id: &str, key: Key) -> Raw {
        let level = self.levels.iter().find(|level| level.id == id).expect("a level");
        let value = level.values.iter().find(|(field, _)| field == key.row().field);
        value.map_or(Raw::Null, |(_, raw)| raw.clone())
    }

    /// Somebody writes into the org: by hand, or from another panel.
    pub fn put(&mut self, id: &str, key: Key, raw: Raw) {
        let level = self.levels.iter_mut().find(|level| level.id == id).expect("a level");
        level.values.retain(|(field, _)| field != key.row().field);
        level.values.push((key.row().field.to_owned(), raw));
    }

    /// The kept drafts, as the browser has them.
    pub fn kept(&self) -> Option<String> {
        let store = |effect: &Effect| match effect {
            Effect::Store { value, .. } => Some(value.clone()),
            _ => None,
        };
        self.rig.effects.iter().rev().find_map(store).flatten()
    }

    /// The page was loaded again, with what the browser kept.
    pub fn reload(&mut self) {
        let kept = self.kept();
        let mut fresh = Self::closed(true);
        (fresh.levels, fresh.lists, fresh.locks) = (self.levels.clone(), self.lists.clone(), self.locks.clone());
        fresh.show(Page::Settings);
        let load = |effect: &Effect| match effect {
            Effect::Load { key } => Some(key.clone()),
            _ => None,
        };
        let key = fresh.rig.effects.iter().find_map(load).expect("it asks for what was kept");
        fresh.rig.input(Input::Loaded { key, value: kept });
        *self = fresh;
    }

    /// The org answers what it was asked.
    pub fn serve(&mut self) {
        while self.answers {
            let of_config = |request: &HostRequest| matches!(request, HostRequest::Package(..)) && !is_token(request);
            if !self.rig.is_asked(of_config) {
                return;
            }
            let (id, request) = self.rig.ask(of_config);
            let reply = match request {
                HostRequest::Package(method, request) => {
                    let request = parse(&request).expect("it is JSON");
                    HostReply::Package(of(match method {
                        "settings" => json!({"v": 1, "settings": value(&self.settings(&subject(&request)).0)}),
                        "saveSettings" => self.save(&request),
                        "people" => self.people(&request),
                        "describe" if request.get("object") == &Json::Null => json!({"v": 1, "objects": objects()}),
                        "describe" => json!({"v": 1, "fields": []}),
                        "history" => json!({"v": 1, "changes": []}),
                        other => panic!("nobody answers {other}"),
                    }))
                }
                other => panic!("nobody answers {other:?}"),
            };
            self.rig.answer(id, Ok(reply));
        }
    }

    pub fn settings(&self, subject: &Subject) -> RawSettings {
        let ids = match subject {
            Subject::Me => vec![ORG, PROFILE, ME],
            Subject::Profile(id) => vec![ORG, id],
            Subject::User(id) => vec![ORG, PROFILE, id.as_str()],
        };
        Stored {
            levels: self.levels.iter().filter(|level| ids.contains(&level.id.as_str())).cloned().collect(),
            lists: self.lists.iter().filter(|row| ids.contains(&row.id.as_str())).cloned().collect(),
            locks: self.locks.clone(),
        }
        .into()
    }

    /// What stands where a change is to be made.
    fn now(&self, change: &Json) -> Json {
        let id = change.get("id").text();
        if let Json::Text(list) = change.get("list") {
            let of = |row: &&StoredRow| row.id == id && row.list == *list;
            return Json::Array(self.lists.iter().filter(of).map(|row| sorted(&row.values)).collect());
        }
        match Key::of_field(change.get("lock").text()) {
            Some(key) => {
                let lock = self.locks.iter().find(|(field, _)| field == key.row().field);
                Json::Bool(lock.map_or(key.row().locked, |(_, locked)| *locked))
            }
            None => self.stored(id, Key::of_field(change.get("field").text()).expect("a setting")),
        }
    }

    fn save(&mut self, request: &Json) -> Value {
        let changes = request.list("changes").to_vec();
        let mut conflicts = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            let theirs = self.now(change);
            let from = match change.get("from") {
                Json::Array(rows) => Json::Array(rows.iter().map(|row| sorted(row.members())).collect()),
                from => from.clone(),
            };
            if theirs != from {
                conflicts.push(json!({"change": at, "theirs": value(&theirs), "by": self.by, "at": 7}));
            }
        }
        if !conflicts.is_empty() {
            let settings = value(&self.settings(&Subject::Me).0);
            return json!({"v": 1, "error": "conflict", "conflicts": conflicts, "settings": settings});
        }
        for change in &changes {
            let (id, to) = (change.word("id"), change.get("to"));
            if let Some(list) = change.maybe("list") {
                self.lists.retain(|row| row.id != id || row.list != list);
                for row in to.items() {
                    let (list, level, values) = (list.clone(), change.word("level"), row.members().to_vec());
                    self.lists.push(StoredRow { list, level, id: id.clone(), values });
                }
            } else if let Some(field) = change.maybe("lock") {
                self.locks.retain(|(locked, _)| *locked != field);
                self.locks.push((field, to.flag().expect("a lock")));
            } else {
                self.put(&id, Key::of_field(change.get("field").text()).expect("a setting"), to.clone());
            }
        }
        self.saves.push(changes);
        json!({"v": 1, "settings": value(&self.settings(&Subject::Me).0)})
    }

    fn people(&self, request: &Json) -> Value {
        let mut users = Vec::new();
        for (id, name) in [(ME, "Sato"), (OTHER, "Suzuki")] {
            let username = format!("{}@example.com", name.to_lowercase());
            let found = match request.get("find") {
                Json::Text(part) => name.contains(part),
                _ => request.list("usernames").contains(&Json::Text(username.clone())),
            };
            if found {
                let login = value(&self.stored(id, Key::Login));
                users.push(json!({"id": id, "name": name, "username": username, "profile": "Agents", "login": login}));
            }
        }
        json!({"v": 1, "profiles": [], "users": users})
    }
}

/// Whose settings are asked for.
pub fn subject(request: &Json) -> Subject {
    match (request.maybe("profile"), request.maybe("user")) {
        (Some(id), _) => Subject::Profile(id),
        (_, Some(id)) => Subject::User(id),
        _ => Subject::Me,
    }
}

/// Whether the org is asked to save.
pub fn is_save(request: &HostRequest) -> bool {
    matches!(request, HostRequest::Package("saveSettings", _))
}

/// A text as JSON, as the browser reads it.
pub fn parse(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok().map(of)
}

/// As the core has it.
pub fn of(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(on) => Json::Bool(on),
        Value::Number(number) => Json::Number(number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => Json::Text(text),
        Value::Array(items) => Json::Array(items.into_iter().map(of).collect()),
        Value::Object(members) => Json::Object(members.into_iter().map(|(name, value)| (name, of(value))).collect()),
    }
}

/// As `serde_json` has it.
pub fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(on) => json!(on),
        Json::Number(number) => json!(number),
        Json::Text(text) => json!(text),
        Json::Array(items) => items.iter().map(value).collect(),
        Json::Object(members) => members.iter().map(|(name, json)| (name.clone(), value(json))).collect(),
    }
}

/// Members come in any order.
fn sorted(members: &[(String, Json)]) -> Json {
    let mut members: Vec<_> = members.iter().filter(|(_, json)| *json != Json::Null).cloned().collect();
    members.sort_by(|(a, _), (b, _)| a.cmp(b));
    Json::Object(members)
}

fn objects() -> Value {
    let objects = [("Account", "001"), ("Contact", "003"), ("Lead", "00Q"), ("Order__c", "a0X")];
    objects.map(|(name, prefix)| json!({"name": name, "label": name, "prefix": prefix})).into_iter().collect()
}

/// A row of a list, stored.
pub fn row(list: List, level: Level, id: &str, cells: &[(&str, &str)]) -> StoredRow {
    StoredRow {
        list: list.row().object.to_owned(),
        level: level.code().to_owned(),
        id: id.to_owned(),
        values: cells.iter().map(|(field, text)| ((*field).to_owned(), Raw::Text((*text).to_owned()))).collect(),
    }
}
