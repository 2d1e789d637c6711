//! An org with one administrator and another user, as the package shows it (docs/apex.md).

use denwa_core::AdminReply;
use denwa_core::AdminRequest;
use denwa_core::config::Subject;
use denwa_core::package::describe::{DescribeAnswer, ObjectInfo};
use denwa_core::package::history::HistoryAnswer;
use denwa_core::package::people::{PeopleAnswer, PeopleRequest, UserInfo};
use denwa_core::package::save_settings::{
    Change, ChangeFault, ChangeTarget, Conflict, SaveError, SaveSettingsAnswer, SaveSettingsRequest,
};
use denwa_core::package::settings::SettingsRequest;
use denwa_core::settings::{
    Key, Level, List, Reason, StoredContent, StoredFields, StoredLevel, StoredRow, StoredSettings, StoredValue,
    UnusableName,
};

pub const ORG: &str = "00D000000000001AAA";
pub const PROFILE: &str = "00e000000000001AAA";
pub const ME: &str = "005000000000001AAA";
pub const OTHER: &str = "005000000000002AAA";

/// When somebody else changed something, as far as the org tells.
pub const CHANGED_AT: u64 = 7;

#[derive(Clone, Debug)]
pub struct Org {
    /// The levels of everybody.
    pub levels: Vec<StoredLevel>,
    pub lists: Vec<StoredRow>,
    pub locks: StoredFields,
    /// Who saved last, for conflicts.
    pub by: String,
    /// Stored names that the org does not have.
    pub unusable: Vec<UnusableName>,
    /// The changes of each save that was made.
    pub saves: Vec<Vec<Change>>,
}

impl Default for Org {
    fn default() -> Self {
        let level = |level: Level, id: &str, name: &str| StoredLevel {
            level: level.code().to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            values: StoredFields::new(),
        };
        let levels = vec![
            level(Level::Organisation, ORG, "Acme"),
            level(Level::Profile, PROFILE, "Agents"),
            level(Level::User, ME, "Sato"),
            level(Level::User, OTHER, "Suzuki"),
        ];
        let by = String::new();
        let (lists, unusable, saves) = (Vec::new(), Vec::new(), Vec::new());
        Self { levels, lists, locks: StoredFields::new(), by, unusable, saves }
    }
}

impl Org {
    pub fn settings(&self, subject: &Subject) -> StoredSettings {
        let ids = match subject {
            Subject::Me => vec![ORG, PROFILE, ME],
            Subject::Profile(id) => vec![ORG, id],
            Subject::User(id) => vec![ORG, PROFILE, id],
        };
        StoredSettings {
            revision: String::new(),
            levels: self.levels.iter().filter(|level| ids.contains(&level.id.as_str())).cloned().collect(),
            lists: self.lists.iter().filter(|row| ids.contains(&row.id.as_str())).cloned().collect(),
            locks: self.locks.clone(),
            unusable: self.unusable.clone(),
        }
    }

    /// The value of a field at a level.
    pub fn stored(&self, id: &str, key: Key) -> StoredValue {
        let level = self.levels.iter().find(|level| level.id == id).expect("a level");
        level.values.get(key.row().field).cloned().unwrap_or_default()
    }

    /// Somebody writes into the org: by hand, or from another panel.
    pub fn put(&mut self, id: &str, key: Key, value: StoredValue) {
        let level = self.levels.iter_mut().find(|level| level.id == id).expect("a level");
        level.values.insert(key.row().field.to_owned(), value);
    }

    pub fn answer(&mut self, request: AdminRequest) -> AdminReply {
        match request {
            AdminRequest::Settings(request) => AdminReply::Settings(self.settings(&subject(request))),
            AdminRequest::SaveSettings(request) => AdminReply::SettingsSaved(self.save(request)),
            AdminRequest::People(request) => AdminReply::People(self.people(&request)),
            AdminRequest::Describe(request) if request.object.is_none() => {
                AdminReply::Described(DescribeAnswer { objects: objects(), fields: Vec::new() })
            }
            AdminRequest::Describe(_) => AdminReply::Described(DescribeAnswer::default()),
            AdminRequest::History(_) => AdminReply::History(HistoryAnswer::default()),
            other => panic!("nobody answers {other:?}"),
        }
    }

    /// What is stored where a change is to be made.
    fn now(&self, target: &ChangeTarget) -> StoredContent {
        match target {
            ChangeTarget::Field { id, field, .. } => {
                StoredContent::Value(self.stored(id, Key::of_field(field).expect("a setting")))
            }
            ChangeTarget::List { id, list, .. } => {
                let rows = self.lists.iter().filter(|row| row.id == *id && row.list == *list);
                StoredContent::Rows(rows.map(|row| row.values.clone()).collect())
            }
            ChangeTarget::Lock { lock } => {
                let key = Key::of_field(lock).expect("a setting");
                StoredContent::Value(self.locks.get(lock).cloned().unwrap_or(key.row().locked.into()))
            }
        }
    }

    /// All changes, or none.
    pub fn save(&mut self, SaveSettingsRequest { changes }: SaveSettingsRequest) -> SaveSettingsAnswer {
        let mut conflicts = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            let theirs = self.now(&change.target);
            if theirs != change.from {
                let by = Some(self.by.clone());
                conflicts.push(Conflict { change: Some(at), theirs, by, at: Some(CHANGED_AT) });
            }
        }
        if !conflicts.is_empty() {
            let settings = Some(self.settings(&Subject::Me));
            return SaveSettingsAnswer { error: Some(SaveError::Conflict), conflicts, faults: Vec::new(), settings };
        }
        let faults = self.taken_logins(&changes);
        if !faults.is_empty() {
            return SaveSettingsAnswer { error: Some(SaveError::Refused), faults, ..SaveSettingsAnswer::default() };
        }
        for Change { target, to, .. } in &changes {
            match (target, to.clone()) {
                (ChangeTarget::Field { id, field, .. }, StoredContent::Value(value)) => {
                    self.put(id, Key::of_field(field).expect("a setting"), value);
                }
                (ChangeTarget::List { level, id, list }, StoredContent::Rows(rows)) => {
                    self.lists.retain(|row| row.id != *id || row.list != *list);
                    self.lists.extend(rows.into_iter().map(|values| StoredRow {
                        list: list.clone(),
                        level: level.clone(),
                        id: id.clone(),
                        values,
                    }));
                }
                (ChangeTarget::Lock { lock }, StoredContent::Value(locked)) => {
                    assert!(locked.flag().is_some(), "a lock is true or false");
                    self.locks.insert(lock.clone(), locked);
                }
                (target, content) => panic!("{content:?} cannot be stored at {target:?}"),
            }
        }
        self.saves.push(changes);
        SaveSettingsAnswer { settings: Some(self.settings(&Subject::Me)), ..SaveSettingsAnswer::default() }
    }

    /// Logins that another user has.
    fn taken_logins(&self, changes: &[Change]) -> Vec<ChangeFault> {
        let mut faults = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            let ChangeTarget::Field { id, field, .. } = &change.target else { continue };
            let StoredContent::Value(login) = &change.to else { continue };
            let has =
                |level: &&StoredLevel| level.id != *id && level.values.get(field).is_some_and(|other| other == login);
            let holder = self.levels.iter().find(has).filter(|_| Key::of_field(field) == Some(Key::Login));
            if let Some(holder) = holder {
                faults.push(ChangeFault {
                    change: Some(at),
                    reason: Reason::Taken,
                    by: Some(holder.name.clone()),
                    name: None,
                });
            }
        }
        faults
    }

    fn people(&self, request: &PeopleRequest) -> PeopleAnswer {
        let users = [(ME, "Sato"), (OTHER, "Suzuki")].map(|(id, name)| UserInfo {
            id: id.to_owned(),
            name: name.to_owned(),
            username: format!("{}@example.com", name.to_lowercase()),
            profile: "Agents".to_owned(),
            login: Some(self.stored(id, Key::Login).to_string()).filter(|login| !login.is_empty()),
        });
        let is_wanted = |user: &UserInfo| match request {
            PeopleRequest::Find { find } => user.name.contains(find),
            PeopleRequest::Usernames { usernames } => usernames.contains(&user.username),
        };
        PeopleAnswer { profiles: Vec::new(), users: users.into_iter().filter(is_wanted).collect() }
    }
}

/// Whose settings are asked for.
fn subject(request: SettingsRequest) -> Subject {
    match (request.profile, request.user) {
        (Some(id), _) => Subject::Profile(id),
        (None, Some(id)) => Subject::User(id),
        (None, None) => Subject::Me,
    }
}

fn objects() -> Vec<ObjectInfo> {
    let objects = [("Account", "001"), ("Contact", "003"), ("Lead", "00Q"), ("Order__c", "a0X")];
    let object = |(name, prefix): (&str, &str)| ObjectInfo {
        name: name.to_owned(),
        label: name.to_owned(),
        prefix: Some(prefix.to_owned()),
    };
    objects.map(object).into()
}

/// A row of a list, as it is stored.
pub fn row(list: List, level: Level, id: &str, cells: &[(&str, &str)]) -> StoredRow {
    StoredRow {
        list: list.row().object.to_owned(),
        level: level.code().to_owned(),
        id: id.to_owned(),
        values: cells.iter().map(|(field, text)| ((*field).to_owned(), (*text).into())).collect(),
    }
}
