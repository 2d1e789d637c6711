//! The settings page as a whole.

use super::{ConflictView, FieldView, HistoryView, ImportView, ListView, LoginView, Outcome, Reading};
use crate::admin::Admin;
use crate::config::Config;
use crate::edits::{SettingsFile, Subject};
use crate::package::describe::{FieldInfo, ObjectInfo};
use crate::package::people::PeopleAnswer;
use crate::settings::Level;
use crate::settings::schema::{LISTS, ROWS};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The settings page.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is shown by itself")]
pub struct SettingsView {
    /// Whether the settings have been read.
    pub reading: Reading,
    /// Whether this user may set everything; otherwise only her own level, and there only unlocked settings.
    pub is_administrator: bool,
    /// Whose settings are shown.
    pub subject: Subject,
    /// The name of that profile or user; empty for oneself.
    pub subject_name: String,
    /// Whether it is settled whose settings these are. While it is not (a name is being typed), nothing can be set.
    pub is_subject_resolved: bool,
    /// The profiles and users found last.
    pub people: Arc<PeopleAnswer>,
    /// The levels that can be set.
    pub levels: Vec<LevelView>,
    /// The level that is being set.
    pub level: Level,
    /// Every setting, in the table's order: `fields[key as usize]`.
    pub fields: Vec<FieldView>,
    /// Every list, in the table's order: `lists[list as usize]`.
    pub lists: Vec<Arc<ListView>>,
    /// How many changes are not saved.
    pub unsaved: usize,
    /// How many of them are wrong.
    pub wrong: usize,
    /// How many stored values are wrong.
    pub stored_faults: usize,
    /// How the last save went.
    pub outcome: Outcome,
    /// Whether the last save can be taken back.
    pub can_undo: bool,
    /// What somebody else changed where there are unsaved changes.
    pub conflicts: Vec<ConflictView>,
    /// The org's objects, once they are known.
    pub objects: Arc<Vec<ObjectInfo>>,
    /// The fields of objects, by API name of the object, as far as they have been asked for.
    pub described: Arc<BTreeMap<String, Vec<FieldInfo>>>,
    /// Who changed what; none where the history is not shown.
    pub history: Option<HistoryView>,
    /// A file that is being compared.
    pub import: Option<ImportView>,
    /// Logins that are being mapped.
    pub logins: Option<Vec<LoginView>>,
    /// The user's time zone in Salesforce, for instance `Asia/Tokyo`; may be empty.
    pub time_zone: String,
    /// Whether a test call is there.
    pub is_testing: bool,
}

/// A level that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelView {
    /// The level.
    pub level: Level,
    /// The name of the organisation, profile or user.
    pub name: String,
}

impl Admin {
    /// The settings page.
    #[must_use]
    pub fn settings_view(&self) -> SettingsView {
        SettingsView::new(&self.config, &self.panel.time_zone, self.panel.is_testing)
    }

    /// Everything that is stored for the subject of the settings page, as a file.
    #[must_use]
    pub fn settings_file(&self) -> SettingsFile {
        self.config.export()
    }
}

impl SettingsView {
    fn new(config: &Config, time_zone: &str, is_testing: bool) -> Self {
        let rules = config.rules();
        Self {
            reading: config.reading(),
            is_administrator: config.is_administrator(),
            subject: config.subject(),
            subject_name: config.subject_name().to_owned(),
            is_subject_resolved: !config.is_seeking(),
            people: config.people(),
            levels: levels(config),
            level: config.level(),
            fields: ROWS.iter().map(|row| FieldView::new(row.key, config, &rules)).collect(),
            lists: LISTS.iter().map(|list| Arc::new(ListView::new(list.list, config))).collect(),
            unsaved: config.unsaved(),
            wrong: config.wrong(),
            stored_faults: config.merged().faults.len(),
            outcome: config.outcome().clone(),
            can_undo: config.can_undo(),
            conflicts: config.conflicts().map(|(draft, theirs)| ConflictView::new(draft, theirs, &rules)).collect(),
            objects: config.objects(),
            described: config.described(),
            history: config.history().map(HistoryView::new),
            import: config.import().map(ImportView::new),
            logins: config.logins().map(|logins| logins.iter().map(LoginView::new).collect()),
            time_zone: time_zone.to_owned(),
            is_testing,
        }
    }
}

/// The levels that this user may set for the subject.
fn levels(config: &Config) -> Vec<LevelView> {
    let can_set =
        |level: &Level| config.is_administrator() || (config.subject() == Subject::Me && *level == Level::User);
    let view = |level: Level| {
        let (id, name) = config.merged().owner(level);
        (!id.is_empty()).then(|| LevelView { level, name: name.to_owned() })
    };
    Level::ALL.into_iter().filter(can_set).filter_map(view).collect()
}
