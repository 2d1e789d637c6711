//! From the machine to what the view shows.

use super::code::{typed, words};
use super::lists::{all_linked, faults_of, text_of as text_of_rows};
use super::logins::LoginLine;
use super::slot::{Of, Slot};
use super::transfer::ImportView;
use super::view::{ConflictView, FieldView, ListView, Outcome, Reading};
use super::{Config, Draft, Json};
use crate::host::Subject;
use crate::panel::Panel;
use crate::settings::merge::{Place, cell, find_row, ordered};
use crate::settings::value::{check_setting, text_of};
use crate::settings::{Key, Level, List, Reason};

impl Panel {
    /// The configuration view as a whole.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// A setting in the configuration view.
    #[must_use]
    pub fn config_field(&self, key: Key) -> FieldView<'_> {
        self.config.field(key)
    }

    /// A list in the configuration view.
    #[must_use]
    pub fn config_list(&self, list: List) -> ListView<'_> {
        self.config.list(list)
    }

    /// Everything that stands for whom the configuration view looks at, as a file.
    #[must_use]
    pub fn config_export(&self) -> String {
        self.config.export()
    }
}

/// What the view reads: lent as the machine has it.
impl Config {
    /// Whether the settings are there.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        self.reading.as_ref().unwrap_or(&Reading::Waiting)
    }

    /// What is in force for whom one looks at, by what is stored.
    #[must_use]
    pub fn in_force(&self, key: Key) -> &str {
        self.merged.settings.text(key)
    }

    /// Whether this user may set everything; otherwise only her own level, and there what is not locked.
    #[must_use]
    pub fn administrator(&self) -> bool {
        self.administrator
    }

    /// Whom one looks at; none before it was opened.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    /// The name of whom one looks at; empty for oneself.
    #[must_use]
    pub fn subject_name(&self) -> &str {
        &self.subject_name
    }

    /// The levels that can be set: level and the name of whom it belongs to.
    pub fn levels(&self) -> impl Iterator<Item = (Level, &str)> {
        let owner = |level: &Level| {
            let (id, name) = self.merged.owner(*level);
            let there = !id.is_empty() && (self.administrator || (self.is_mine() && *level == Level::User));
            there.then_some((*level, name))
        };
        Level::ALL.iter().filter_map(owner)
    }

    /// The level that is being set.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level.unwrap_or(Level::User)
    }

    /// How many changes are not saved.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.drafts.len()
    }

    /// How many of them are wrong.
    #[must_use]
    pub fn wrong(&self) -> usize {
        let hosts = self.drafted_hosts();
        self.drafts.iter().filter(|draft| draft.checked(&hosts).is_err()).count()
    }

    /// How the last save went.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Whether the last save can be taken back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.last.is_empty()
    }

    /// What somebody else changed where one has changes of one's own.
    #[must_use]
    pub fn conflicts(&self) -> Vec<ConflictView<'_>> {
        self.drafts.iter().filter_map(conflict).collect()
    }

    /// How many stored values are wrong.
    #[must_use]
    pub fn faults(&self) -> usize {
        self.merged.faults.len()
    }

    /// The org's objects, once they are known, as `describe` tells them.
    #[must_use]
    pub fn objects(&self) -> &[Json] {
        self.objects.list("objects")
    }

    /// Fields of objects, as far as they have been asked for: object, and what `describe` tells.
    #[must_use]
    pub fn fields(&self) -> &[(String, Json)] {
        &self.fields
    }

    /// Who was found: what `people` tells.
    #[must_use]
    pub fn people(&self) -> &Json {
        &self.people
    }

    /// Who changed what, as `history` tells it; nothing where it is not shown.
    #[must_use]
    pub fn history(&self) -> Option<&Json> {
        self.history.as_ref()
    }

    /// A file that is being compared.
    #[must_use]
    pub fn import(&self) -> Option<&ImportView> {
        self.import.as_ref()
    }

    /// Logins that are being mapped.
    #[must_use]
    pub fn logins(&self) -> Option<&[LoginLine]> {
        self.logins.as_deref()
    }

    /// Why the object that was last asked for is none.
    #[must_use]
    pub fn target_error(&self) -> Option<Reason> {
        self.target_error
    }

    /// What a setting is where nothing is set from that level down.
    fn above(&self, key: Key, level: Level) -> String {
        let hosts = self.merged.settings.text(Key::AllowedHosts);
        let row = key.row();
        for other in Level::ALL.iter().rev().filter(|other| **other < level && key.is_of(**other)) {
            if let Ok(text) = text_of(row.kind, self.raw.value(*other, key))
                && let Ok(text) = check_setting(key, &text, hosts)
                && !text.is_empty()
            {
                return text;
            }
        }
        row.default.to_owned()
    }

    /// The hosts that drafted addresses may point at: as drafted, where that is right.
    pub(super) fn drafted_hosts(&self) -> String {
        let hosts = |draft: &&Draft| draft.slot.of == Of::Value(Key::AllowedHosts);
        let drafted = self.drafts.iter().find(hosts);
        let drafted = drafted.and_then(|draft| Some(typed(draft.slot.of, &draft.checked("").ok()?)));
        drafted.unwrap_or_else(|| self.merged.settings.text(Key::AllowedHosts).to_owned())
    }

    /// What was typed in a slot, else what stands there.
    pub(super) fn typed_at(&self, slot: &Slot) -> String {
        self.draft_of(slot).map_or_else(|| typed(slot.of, &self.stored(slot)), Draft::typed)
    }

    fn field(&self, key: Key) -> FieldView<'_> {
        let slot = self.slot_of(key);
        let draft = self.draft_of(&slot);
        let text = self.typed_at(&slot);
        let stored_fault = || {
            let here = |level, place| level == Some(self.level()) && place == Place::Setting(key);
            self.merged.faults.iter().find(|fault| here(fault.level, fault.place)).map(|fault| fault.reason)
        };
        let reason = match draft {
            Some(draft) => draft.checked(&self.drafted_hosts()).err().or(draft.refused),
            None => stored_fault(),
        };
        let origin = self.merged.origin(key);
        let lock = self.draft_of(&Slot::lock(key));
        let locked = lock.map_or_else(|| self.merged.is_locked(key), |draft| draft.text == "true");
        FieldView {
            key,
            is_set: !text.is_empty(),
            text,
            unsaved: draft.is_some() || lock.is_some(),
            reason: reason.or_else(|| lock.and_then(|draft| draft.refused)),
            above: self.above(key, self.level()),
            origin: origin.level,
            origin_name: origin.name,
            locked,
            editable: self.may_change(&slot),
            lockable: self.administrator && key != Key::Login,
        }
    }

    fn list(&self, list: List) -> ListView<'_> {
        let slot = self.slot_of_list(list);
        let draft = self.draft_of(&slot);
        let own = self.own_rows(list);
        let is_set = !own.is_empty();
        let text = text_of_rows(&own);
        let rows = self.rows_with(list, own);
        ListView {
            list,
            has_room: rows.len() < list.row().most,
            faults: faults_of(list, &text, &rows),
            is_set,
            unsaved: draft.is_some(),
            editable: self.may_change(&slot),
            all_ticked: list == List::Lines && all_linked(&rows),
            origin: if ordered(list) { rows.first().and_then(|(_, level)| *level) } else { None },
            reason: draft.and_then(|draft| draft.refused),
            rows,
            config: self,
        }
    }

    /// The name that people gave a line.
    pub(super) fn name_of_line(&self, number: &str) -> &str {
        find_row(List::Lines, &self.lines, number).map_or("", |at| cell(&self.lines[at].0, 1))
    }

    /// Whether the org has told its objects, and that one is not among them.
    pub(super) fn is_gone(&self, object: &str) -> bool {
        let objects = self.objects();
        let is = |known: &Json| known.get("name").text().eq_ignore_ascii_case(object);
        !objects.is_empty() && !object.is_empty() && !objects.iter().any(is)
    }
}

fn conflict(draft: &Draft) -> Option<ConflictView<'_>> {
    let (theirs, by, at) = draft.theirs.as_ref()?;
    Some(ConflictView {
        key: draft.slot.key(),
        list: draft.slot.list(),
        level: draft.slot.level(),
        mine: words(draft.slot.of, &draft.typed()),
        theirs: words(draft.slot.of, &typed(draft.slot.of, theirs)),
        by,
        at: *at,
    })
}
