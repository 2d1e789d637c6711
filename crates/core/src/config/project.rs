//! From the machine to what the view shows.

use super::code::{typed, words};
use super::lists::faults_of;
use super::slot::{Of, Slot};
use super::view::{ConfigView, ConflictView, FieldView, ListView, Reading};
use super::{Config, Draft, Json};
use crate::panel::Panel;
use crate::settings::merge::{Place, cell, ordered};
use crate::settings::value::{check_setting, text_of};
use crate::settings::{Key, Level, List};

impl Panel {
    /// The configuration view as a whole.
    #[must_use]
    pub fn config(&self) -> ConfigView<'_> {
        ConfigView { testing: self.is_testing(), ..self.config.view() }
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

impl Config {
    fn view(&self) -> ConfigView<'_> {
        let me = self.is_mine();
        let mut levels = Vec::new();
        for level in Level::ALL {
            let (id, name) = self.merged.owner(level);
            if !id.is_empty() && (self.administrator || (me && level == Level::User)) {
                levels.push((level, name));
            }
        }
        ConfigView {
            reading: self.reading.as_ref().unwrap_or(&Reading::Waiting),
            administrator: self.administrator,
            subject: self.subject.as_ref(),
            subject_name: &self.subject_name,
            levels,
            level: self.level(),
            unsaved: self.drafts.len(),
            wrong: self.wrong(),
            outcome: &self.outcome,
            can_undo: !self.last.is_empty(),
            conflicts: self.conflicts().filter_map(conflict).collect(),
            faults: self.merged.faults.len(),
            objects: self.objects.list("objects"),
            fields: &self.fields,
            people: &self.people,
            history: self.history.as_ref().map(|history| history.list("changes")),
            import: self.import.as_ref(),
            logins: self.logins.as_deref(),
            testing: false,
            target_error: self.target_error,
        }
    }

    /// What a setting is where nothing is set from that level down, and where that stands.
    fn above(&self, key: Key, level: Level) -> (String, Option<Level>) {
        let hosts = self.merged.settings.text(Key::AllowedHosts);
        let row = key.row();
        let valid = |level: &Level| {
            let text = text_of(row.kind, self.raw.value(*level, key)).ok()?;
            let text = check_setting(key, &text, hosts).ok().filter(|_| key.is_of(*level))?;
            (!text.is_empty()).then_some((text, Some(*level)))
        };
        let mut levels = Level::ALL.iter().rev().filter(|other| **other < level);
        levels.find_map(valid).unwrap_or_else(|| (row.default.to_owned(), None))
    }

    /// The hosts that drafted addresses may point at: as drafted, where that is right.
    pub(super) fn drafted_hosts(&self) -> String {
        let hosts = |draft: &&Draft| draft.slot.of == Of::Value(Key::AllowedHosts);
        let drafted = self.drafts.iter().find(hosts);
        let drafted = drafted.and_then(|draft| Some(typed(draft.slot.of, &draft.checked("").ok()?)));
        drafted.unwrap_or_else(|| self.merged.settings.text(Key::AllowedHosts).to_owned())
    }

    fn field(&self, key: Key) -> FieldView<'_> {
        let slot = self.slot_of(key);
        let draft = self.draft_of(&slot);
        let text = draft.map_or_else(|| typed(slot.of, &self.stored(&slot)), Draft::typed);
        let stored_fault = || {
            let here = |level, place| level == Some(self.level()) && place == Place::Setting(key);
            self.merged.faults.iter().find(|fault| here(fault.level, fault.place)).map(|fault| fault.reason)
        };
        let reason = match draft {
            Some(draft) => draft.checked(&self.drafted_hosts()).err().or(draft.refused),
            None => stored_fault(),
        };
        let (above, above_level) = self.above(key, self.level());
        let origin = self.merged.origin(key);
        let lock = self.draft_of(&Slot::lock(key));
        let locked = lock.map_or_else(|| self.merged.is_locked(key), |draft| draft.text == "true");
        FieldView {
            key,
            is_set: !text.is_empty(),
            text,
            unsaved: draft.is_some() || lock.is_some(),
            reason: reason.or_else(|| lock.and_then(|draft| draft.refused)),
            above,
            above_level,
            in_force: self.merged.settings.text(key),
            origin: origin.level,
            origin_name: origin.name,
            locked,
            editable: self.may_change(&slot),
            lockable: self.administrator && key != Key::Login,
            conflict: [draft, lock].into_iter().flatten().any(|draft| draft.theirs.is_some()),
        }
    }

    fn list(&self, list: List) -> ListView<'_> {
        let slot = self.slot_of_list(list);
        let draft = self.draft_of(&slot);
        let own = self.own_rows(list);
        let is_set = !own.is_empty();
        let rows = self.rows_with(list, own.clone());
        ListView {
            list,
            has_room: rows.len() < list.row().most,
            faults: faults_of(list, &own, &rows),
            is_set,
            unsaved: draft.is_some(),
            editable: self.may_change(&slot),
            all_ticked: list == List::Lines && rows.iter().all(|(row, _)| cell(row, 1) == "on"),
            origin: if ordered(list) { rows.first().and_then(|(_, level)| *level) } else { None },
            reason: draft.and_then(|draft| draft.refused),
            conflict: draft.is_some_and(|draft| draft.theirs.is_some()),
            rows,
            config: self,
        }
    }

    /// The name that people gave a line.
    pub(super) fn name_of_line(&self, number: &str) -> &str {
        let at = self.lines.binary_search_by(|line| line.number.as_str().cmp(number));
        at.ok().and_then(|at| self.lines[at].name.as_deref()).unwrap_or_default()
    }

    /// Whether the org has told its objects, and that one is not among them.
    pub(super) fn is_gone(&self, object: &str) -> bool {
        let objects = self.objects.list("objects");
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
