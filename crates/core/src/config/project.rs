//! From the machine to what the view shows.

use super::change::{Of, Slot};
use super::draft::{typed, words};
use super::lists::faults_of;
use super::view::{ConfigView, ConflictView, FieldView, ListView, Reading, RowView};
use super::{Config, Draft};
use crate::host::Subject;
use crate::panel::Panel;
use crate::settings::merge::{CELL, Place, cell, ordered};
use crate::settings::value::{check_setting, text_of};
use crate::settings::{Key, Level, List, Reason};

impl Panel {
    /// The configuration view as a whole.
    #[must_use]
    pub fn config(&self) -> ConfigView {
        ConfigView { testing: self.is_testing(), ..self.config.view() }
    }

    /// A setting in the configuration view.
    #[must_use]
    pub fn config_field(&self, key: Key) -> FieldView {
        self.config.field(key)
    }

    /// A list in the configuration view.
    #[must_use]
    pub fn config_list(&self, list: List) -> ListView {
        self.config.list(list)
    }

    /// Everything that stands for whom the configuration view looks at, as a file.
    #[must_use]
    pub fn config_export(&self) -> String {
        self.config.export()
    }
}

impl Config {
    pub(super) fn view(&self) -> ConfigView {
        let me = self.subject() == Subject::Me;
        let at = |level: Level| (level, self.merged.owner(level).1.to_owned());
        let may = |level: &Level| {
            let there = !self.merged.owner(*level).0.is_empty();
            there && (self.administrator || (me && *level == Level::User))
        };
        ConfigView {
            reading: self.reading.clone().unwrap_or(Reading::Waiting),
            administrator: self.administrator,
            subject: self.subject(),
            subject_name: self.subject_name.clone(),
            levels: Level::ALL.into_iter().filter(may).map(at).collect(),
            level: self.level(),
            unsaved: self.drafts.len(),
            wrong: self.wrong(),
            outcome: self.outcome.clone(),
            can_undo: !self.last.is_empty(),
            conflicts: self.conflicts().filter_map(conflict).collect(),
            faults: self.merged.faults.len(),
            objects: self.objects.clone(),
            fields: self.fields.clone(),
            people: self.people.clone(),
            history: self.history.clone(),
            import: self.import.clone(),
            logins: self.logins.clone(),
            testing: false,
            target_error: self.target_error,
        }
    }

    /// What a setting is where nothing is set from that level down, and where that stands.
    fn above(&self, key: Key, level: Level) -> (String, Option<Level>) {
        let hosts = self.merged.settings.text(Key::AllowedHosts);
        let row = key.row();
        let valid = |level: &Level| {
            let text = text_of(row.kind, self.raw.value(*level, key)).ok().flatten()?;
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
        let drafted = drafted.and_then(|draft| Some(typed(&draft.slot, &draft.checked("").ok()?)));
        drafted.unwrap_or_else(|| self.merged.settings.text(Key::AllowedHosts).to_owned())
    }

    pub(super) fn field(&self, key: Key) -> FieldView {
        let slot = self.slot_of(key);
        let draft = self.draft_of(&slot);
        let text = draft.map_or_else(|| typed(&slot, &self.stored(&slot)), Draft::typed);
        let stored_fault = || {
            let here = |level, place: &Place| level == Some(self.level()) && *place == Place::Setting(key);
            self.merged.faults.iter().find(|fault| here(fault.level, &fault.place)).map(|fault| fault.reason)
        };
        let reason = match draft {
            Some(draft) => draft.checked(&self.drafted_hosts()).err().or(draft.refused),
            None => stored_fault(),
        };
        let (above, above_level) = self.above(key, self.level());
        let origin = self.merged.origin(key);
        let lock = self.draft_of(&Slot::lock(key));
        let locked = lock.map_or_else(|| self.merged.is_locked(key), |draft| draft.text == "y");
        FieldView {
            key,
            is_set: !text.is_empty(),
            text,
            unsaved: draft.is_some() || lock.is_some(),
            reason: reason.or_else(|| lock.and_then(|draft| draft.refused)),
            above,
            above_level,
            in_force: self.merged.settings.text(key).to_owned(),
            origin: origin.level,
            origin_name: origin.name.to_owned(),
            locked,
            editable: self.may_change(&slot),
            lockable: self.administrator && key != Key::Login,
            conflict: [draft, lock].into_iter().flatten().any(|draft| draft.theirs.is_some()),
        }
    }

    pub(super) fn list(&self, list: List) -> ListView {
        let slot = self.slot_of_list(list);
        let draft = self.draft_of(&slot);
        let own = self.own_rows(list);
        let is_set = !own.is_empty();
        let shown = self.rows_with(list, own.clone());
        let faults = faults_of(list, &own, &shown);
        let all_ticked = list == List::Lines && shown.iter().all(|(row, _)| cell(row, 1) == "on");
        let origin = if ordered(list) { shown.first().and_then(|(_, level)| *level) } else { None };
        let row = |(at, (row, level)): (usize, (String, Option<Level>))| {
            let mut wrong: Vec<(usize, Reason)> =
                faults.iter().filter(|(row, ..)| *row == at).map(|(_, column, reason)| (*column, *reason)).collect();
            if wrong.is_empty() && list == List::Targets && self.is_gone(cell(&row, 0)) {
                wrong.push((0, Reason::Gone));
            }
            let line = self.lines.binary_search_by(|line| line.number.as_str().cmp(cell(&row, 0))).ok();
            let line = line.filter(|_| list == List::Lines).and_then(|at| self.lines[at].name.clone());
            let cells = row.split(CELL).map(str::to_owned).collect();
            RowView { cells, faults: wrong, name: line.unwrap_or_default(), level }
        };
        ListView {
            list,
            has_room: shown.len() < list.row().most,
            rows: shown.into_iter().enumerate().map(row).collect(),
            is_set,
            unsaved: draft.is_some(),
            editable: self.may_change(&slot),
            all_ticked,
            origin,
            reason: draft.and_then(|draft| draft.refused),
            conflict: draft.is_some_and(|draft| draft.theirs.is_some()),
        }
    }

    /// Whether the org has told its objects, and that one is not among them.
    fn is_gone(&self, object: &str) -> bool {
        let is = |known: &super::ObjectInfo| known.name.eq_ignore_ascii_case(object);
        !self.objects.is_empty() && !object.is_empty() && !self.objects.iter().any(is)
    }
}

fn conflict(draft: &Draft) -> Option<ConflictView> {
    let (theirs, by, at) = draft.theirs.as_ref()?;
    Some(ConflictView {
        key: draft.slot.key(),
        list: draft.slot.list(),
        level: draft.slot.level(),
        mine: words(&draft.slot, &draft.typed()),
        theirs: words(&draft.slot, &typed(&draft.slot, theirs)),
        by: by.clone(),
        at: *at,
    })
}
