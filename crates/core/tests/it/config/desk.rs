//! An administrator before the configuration view, and an org that stores what she saves.

use crate::rig::{Rig, boot};
use denwa_core::config::change::{Conflict, Of, PeopleQuery, Person, SaveOutcome, Slot, Stored};
use denwa_core::config::{Change, ConfigAction, ConfigView, FieldView, ListView, ObjectInfo, People, SaveAnswer};
use denwa_core::host::{HostRequest, Permissions, Subject};
use denwa_core::settings::{Key, Level, List, Raw, RawLevel, RawRow, RawSettings, Settings, merge};
use denwa_core::{Effect, HostReply, Input, Page, SocketEvent, UserAction};
use denwa_protocol::ServerMessage;
use std::rc::Rc;

pub const ORG: &str = "00D000000000001AAA";
pub const PROFILE: &str = "00e000000000001AAA";
pub const ME: &str = "005000000000001AAA";
pub const OTHER: &str = "005000000000002AAA";

pub struct Desk {
    pub rig: Rig,
    /// What stands in the org, of every level.
    pub levels: Vec<RawLevel>,
    pub lists: Vec<RawRow>,
    pub locks: Vec<(String, bool)>,
    /// Who saved last, for conflicts.
    pub by: String,
    /// Changes of each save that was made.
    pub saves: Vec<Vec<Change>>,
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
        let level = |level: &str, id: &str, name: &str| RawLevel {
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
        let (id, _) = desk.rig.ask(|request| *request == HostRequest::Boot);
        let mut boot = boot(desk.rig.now);
        boot.permissions = Permissions { agent: true, administrator, api: true };
        boot.settings = desk.settings(&Subject::Me).into();
        desk.rig.answer(id, Ok(HostReply::Boot(Box::new(boot))));
        desk.rig.input(Input::Socket(SocketEvent::Opened));
        desk.rig.snapshot(Vec::new());
        desk.rig.message(ServerMessage::Ready);
        desk
    }

    pub fn show(&mut self, page: Page) {
        self.rig.user(UserAction::Show(page));
        self.serve();
    }

    pub fn act(&mut self, action: ConfigAction) {
        self.rig.user(UserAction::Config(Box::new(action)));
        self.serve();
    }

    pub fn type_in(&mut self, key: Key, text: &str) {
        self.act(ConfigAction::Type(key, text.to_owned()));
    }

    pub fn view(&self) -> ConfigView<'_> {
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
            let of_config = |request: &HostRequest| {
                matches!(
                    request,
                    HostRequest::Settings(_)
                        | HostRequest::SaveSettings(_)
                        | HostRequest::People(_)
                        | HostRequest::Describe(_)
                        | HostRequest::History(_)
                )
            };
            if !self.rig.is_asked(of_config) {
                return;
            }
            let (id, request) = self.rig.ask(of_config);
            let reply = match request {
                HostRequest::Settings(subject) => HostReply::Settings(Rc::new(self.settings(&subject))),
                HostRequest::SaveSettings(changes) => HostReply::SettingsSaved(Box::new(self.save(changes))),
                HostRequest::People(query) => HostReply::People(self.people(&query)),
                HostRequest::Describe(None) => HostReply::Objects(objects()),
                HostRequest::Describe(Some(_)) => HostReply::Fields(Vec::new()),
                _ => HostReply::History(Vec::new()),
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
        RawSettings {
            revision: self.saves.len().to_string(),
            levels: self.levels.iter().filter(|level| ids.contains(&level.id.as_str())).cloned().collect(),
            lists: self.lists.iter().filter(|row| ids.contains(&row.id.as_str())).cloned().collect(),
            locks: self.locks.clone(),
        }
    }

    fn save(&mut self, changes: Vec<Change>) -> SaveAnswer {
        let now = |desk: &Self, Slot { of, id, .. }: &Slot| match of {
            Of::Value(key) => Stored::Value(desk.stored(id, *key)),
            Of::List(list) => {
                let of = |row: &&RawRow| row.id == *id && row.list == list.row().object;
                Stored::Rows(desk.lists.iter().filter(of).map(|row| row.values.clone()).collect())
            }
            Of::Lock(key) => {
                let lock = desk.locks.iter().find(|(field, _)| field == key.row().field);
                Stored::Lock(lock.map_or(key.row().locked, |(_, locked)| *locked))
            }
        };
        let conflict = |(change, one): (usize, &Change)| {
            let mut theirs = now(self, &one.slot);
            if theirs == one.from {
                return None;
            }
            // Fields come in any order.
            if let Stored::Rows(rows) = &mut theirs {
                for row in rows.iter_mut() {
                    row.reverse();
                }
            }
            Some(Conflict { change, theirs, by: self.by.clone(), at: 7 })
        };
        let conflicts: Vec<_> = changes.iter().enumerate().filter_map(conflict).collect();
        if !conflicts.is_empty() {
            let settings = Some(self.settings(&Subject::Me).into());
            return SaveAnswer { outcome: SaveOutcome::Conflicts(conflicts), settings };
        }
        for change in &changes {
            let Slot { of, level, id } = &change.slot;
            match (of, &change.to) {
                (Of::Value(key), Stored::Value(raw)) => self.put(id, *key, raw.clone()),
                (Of::List(list), Stored::Rows(rows)) => {
                    self.lists.retain(|row| row.id != *id || row.list != list.row().object);
                    let row = |values: &Vec<(String, Raw)>| RawRow {
                        list: list.row().object.to_owned(),
                        level: level.code().to_owned(),
                        id: id.clone(),
                        values: values.clone(),
                    };
                    self.lists.extend(rows.iter().map(row));
                }
                (Of::Lock(key), Stored::Lock(locked)) => {
                    self.locks.retain(|(field, _)| field != key.row().field);
                    self.locks.push((key.row().field.to_owned(), *locked));
                }
                other => panic!("nobody stores {other:?}"),
            }
        }
        self.saves.push(changes);
        SaveAnswer { outcome: SaveOutcome::Saved, settings: Some(self.settings(&Subject::Me).into()) }
    }

    fn people(&self, query: &PeopleQuery) -> People {
        let person = |id: &str, name: &str| Person {
            id: id.to_owned(),
            name: name.to_owned(),
            username: format!("{}@example.com", name.to_lowercase()),
            profile: "Agents".to_owned(),
            login: match self.stored(id, Key::Login) {
                Raw::Text(login) => login,
                _ => String::new(),
            },
        };
        let mut users = vec![person(ME, "Sato"), person(OTHER, "Suzuki")];
        match query {
            PeopleQuery::Find(find) => users.retain(|user| user.name.contains(find)),
            PeopleQuery::Usernames(names) => users.retain(|user| names.contains(&user.username)),
        }
        People { profiles: Vec::new(), users }
    }
}

pub fn objects() -> Vec<ObjectInfo> {
    [("Account", "001"), ("Contact", "003"), ("Lead", "00Q"), ("Order__c", "a0X")]
        .map(|(name, prefix)| ObjectInfo { name: name.into(), label: name.into(), prefix: prefix.into() })
        .into()
}

/// A row of a list, stored.
pub fn row(list: List, level: Level, id: &str, cells: &[(&str, &str)]) -> RawRow {
    RawRow {
        list: list.row().object.to_owned(),
        level: level.code().to_owned(),
        id: id.to_owned(),
        values: cells.iter().map(|(field, text)| ((*field).to_owned(), Raw::Text((*text).to_owned()))).collect(),
    }
}
