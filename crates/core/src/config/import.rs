//! Comparing a file with the stored settings.

use super::content::{as_typed, normalised};
use super::draft::Rules;
use super::{Config, Draft, DraftValue, FileFault, Scope, SettingsFile, Slot, SlotKind};
use crate::admin_io::AdminEffects;
use crate::settings::value::{check, text_of};
use crate::settings::{Key, Level, List, Reason, StoredContent, StoredValue};

/// A file that is being compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Import {
    /// It is refused as a whole.
    Refused(FileFault),
    /// What it has otherwise.
    Differences(Vec<Difference>),
}

/// Something that a file has otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What differs; a name in the file that is unknown, as it is.
    pub what: Result<SlotKind, String>,
    /// What the file says.
    pub then: StoredContent,
    /// Why it cannot be taken.
    pub reason: Option<Reason>,
    /// Whether it is to be taken.
    pub is_taken: bool,
    /// The draft it would become, with the stored content as its base; none where the file is for somebody else.
    draft: Option<Draft>,
}

impl Difference {
    /// The level; none for a lock, or where the file is for somebody else.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.draft.as_ref().and_then(|draft| draft.slot.level())
    }

    /// What is stored.
    #[must_use]
    pub fn now(&self) -> StoredContent {
        self.draft.as_ref().map(|draft| draft.base.clone()).unwrap_or_default()
    }
}

impl Config {
    /// A file that is being compared.
    pub(crate) fn import(&self) -> Option<&Import> {
        self.tools.import.as_ref()
    }

    /// Compares a file with the subject's stored settings.
    pub(super) fn compare(&self, file: Result<SettingsFile, FileFault>) -> Import {
        let file = match file {
            Ok(file) => file,
            Err(fault) => return Import::Refused(fault),
        };
        let rules = self.rules_of(&file);
        let mut found = Vec::new();
        for level in file.levels {
            let scope = self.scope_in(&level.level, &level.id);
            for (field, value) in level.values {
                let kind = Key::of_field(&field).map(SlotKind::Value).ok_or(field);
                found.extend(self.difference(kind, scope.as_ref(), StoredContent::Value(value), &rules));
            }
        }
        for list in file.lists {
            let scope = self.scope_in(&list.level, &list.id);
            let kind = List::of_object(&list.list).map(SlotKind::List).ok_or(list.list);
            found.extend(self.difference(kind, scope.as_ref(), StoredContent::Rows(list.rows), &rules));
        }
        for (field, locked) in file.locks {
            let kind = Key::of_field(&field).map(SlotKind::Lock).ok_or(field);
            found.extend(self.difference(kind, None, StoredContent::Value(locked), &rules));
        }
        Import::Differences(found)
    }

    /// For whom a part of a file is: the organisation's own level, or the same profile or user.
    fn scope_in(&self, level: &str, id: &str) -> Option<Scope> {
        let level = Level::from_code(level)?;
        let own = self.read.merged.owner(level).0;
        let is_same = level == Level::Organisation || id == own;
        (is_same && !own.is_empty()).then(|| Scope { level, id: own.to_owned() })
    }

    /// What the file has otherwise, if it has.
    fn difference(
        &self,
        what: Result<SlotKind, String>,
        scope: Option<&Scope>,
        then: StoredContent,
        rules: &Rules,
    ) -> Option<Difference> {
        let slot = what.as_ref().ok().and_then(|kind| slot(*kind, scope));
        let Some((slot, kind)) = slot.zip(what.as_ref().ok().copied()) else {
            return Some(Difference { what, then, reason: Some(Reason::Unknown), is_taken: false, draft: None });
        };
        let (value, type_fault) = typed(kind, &normalised(kind, then.clone()));
        let draft = Draft::new(slot, self.content_to_compare(kind, scope), value);
        let reason = match draft.checked(rules) {
            _ if type_fault.is_some() => type_fault,
            Err(reason) => Some(reason),
            Ok(to) if to == draft.base => return None,
            Ok(_) if !self.may_change(&draft.slot) => Some(Reason::Forbidden),
            Ok(_) => None,
        };
        Some(Difference { what, then, reason, is_taken: reason.is_none(), draft: Some(draft) })
    }

    fn content_to_compare(&self, kind: SlotKind, scope: Option<&Scope>) -> StoredContent {
        slot(kind, scope).map(|slot| self.content(&slot)).unwrap_or_default()
    }

    /// The rules once the file is taken: with the allowed hosts that it names first, where they are right.
    fn rules_of(&self, file: &SettingsFile) -> Rules {
        let mut rules = self.rules();
        let values = file.levels.iter().flat_map(|level| &level.values);
        let mut hosts = values.filter(|(field, _)| Key::of_field(field) == Some(Key::AllowedHosts));
        let hosts = hosts.find_map(|(_, hosts)| check(Key::AllowedHosts.row().kind, &hosts.to_string()).ok());
        if let Some(hosts) = hosts {
            rules.allowed_hosts = hosts;
        }
        rules
    }

    pub(super) fn take_difference(&mut self, index: usize, take: bool) {
        if let Some(Import::Differences(found)) = &mut self.tools.import
            && let Some(difference) = found.get_mut(index)
        {
            difference.is_taken = take && difference.reason.is_none();
        }
    }

    /// What was ticked becomes drafts, to be looked at and saved as if it had been typed.
    pub(super) fn apply_import(&mut self, effects: &mut AdminEffects) {
        let Some(Import::Differences(found)) = self.tools.import.take() else { return };
        for draft in found.into_iter().filter(|difference| difference.is_taken).filter_map(|taken| taken.draft) {
            self.draft(draft.slot, draft.value);
        }
        self.keep(effects);
    }
}

fn slot(kind: SlotKind, scope: Option<&Scope>) -> Option<Slot> {
    Some(match kind {
        SlotKind::Value(key) => Slot::Value { scope: scope?.clone(), key },
        SlotKind::List(list) => Slot::List { scope: scope?.clone(), list },
        SlotKind::Lock(key) => Slot::Lock(key),
    })
}

/// The content as it would be typed, and whether it has the wrong type.
fn typed(kind: SlotKind, then: &StoredContent) -> (DraftValue, Option<Reason>) {
    let as_typed = as_typed(kind, then);
    match (kind, then) {
        (SlotKind::Value(key), StoredContent::Value(value)) => match text_of(key.row().kind, value) {
            Ok(text) => (DraftValue::Text(text), None),
            Err(reason) => (as_typed, Some(reason)),
        },
        (SlotKind::Lock(_), StoredContent::Value(StoredValue::Flag(_))) => (as_typed, None),
        (SlotKind::Lock(_), _) => (as_typed, Some(Reason::Type)),
        _ => (as_typed, None),
    }
}
