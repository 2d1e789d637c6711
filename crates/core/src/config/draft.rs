//! Something that was changed and not saved.

use super::check_rows::{CheckedRows, check_rows, has_blank_row};
use super::content::as_typed;
use super::{Change, DraftValue, Slot};
use crate::settings::address::is_of_other_org;
use crate::settings::value::{check_setting, stored_value, tidy};
use crate::settings::{Key, Kind, Level, Reason, StoredContent};

/// Something that was changed and not saved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    /// Where it is to be stored.
    pub slot: Slot,
    /// What was stored there when it was begun, or when its conflict was settled.
    pub base: StoredContent,
    /// What was typed; [`Draft::set_value`] changes it.
    pub value: DraftValue,
    /// Of a list: its rows, checked once, because there can be hundreds and the check depends on nothing else.
    rows: CheckedRows,
    /// What somebody else stored there meanwhile.
    pub theirs: Option<Theirs>,
    /// Why the org refused it.
    pub refused: Option<Reason>,
    /// With [`Reason::Taken`] the user who has the login; of a name that the org does not have, that name.
    pub refused_name: String,
}

/// What somebody else stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Theirs {
    /// The content.
    pub content: StoredContent,
    /// Who; empty where nobody knows.
    pub by: String,
    /// When, in milliseconds since the Unix epoch.
    pub at: Option<u64>,
}

/// What a draft is checked against, besides the table.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    /// The hosts that addresses may name.
    pub allowed_hosts: String,
    /// The origin of the org, to which pages must belong.
    pub org_base: String,
}

impl Draft {
    pub fn new(slot: Slot, base: StoredContent, value: DraftValue) -> Self {
        let (rows, refused_name) = (CheckedRows::default(), String::new());
        let mut draft = Self { slot, base, value, rows, theirs: None, refused: None, refused_name };
        draft.check_rows();
        draft
    }

    /// Something else was typed.
    pub fn set_value(&mut self, value: DraftValue) {
        self.value = value;
        self.refused = None;
        self.refused_name.clear();
        self.check_rows();
    }

    fn check_rows(&mut self) {
        if let (Slot::List { list, .. }, DraftValue::Rows(rows)) = (&self.slot, &self.value) {
            self.rows = check_rows(*list, rows);
        }
    }

    /// What is to be stored.
    ///
    /// # Errors
    /// Why it cannot be.
    pub fn checked(&self, rules: &Rules) -> Result<StoredContent, Reason> {
        match (&self.slot, &self.value) {
            (_, DraftValue::Restored(content)) => Ok(content.clone()),
            (_, DraftValue::Lock(locked)) => Ok(StoredContent::Value((*locked).into())),
            (Slot::Value { scope, key }, DraftValue::Text(text)) => checked_value(*key, scope.level, text, rules),
            (Slot::List { .. }, DraftValue::Rows(_)) => match self.rows.faults.first() {
                Some(fault) => Err(fault.reason),
                None => Ok(StoredContent::Rows(self.rows.stored.clone())),
            },
            // Kept by a browser that somebody tampered with.
            (_, DraftValue::Text(_) | DraftValue::Rows(_)) => Err(Reason::Type),
        }
    }

    /// Whether the draft wants exactly that to be stored.
    pub fn wants(&self, content: &StoredContent, rules: &Rules) -> bool {
        self.checked(rules).as_ref() == Ok(content)
    }

    /// The change it asks for, if there is one that can be made.
    pub fn change(&self, rules: &Rules) -> Option<Change> {
        let to = self.checked(rules).ok().filter(|to| *to != self.base)?;
        Some(Change { slot: self.slot.clone(), from: self.base.clone(), to })
    }

    /// Whether nothing would change, and no row waits to be filled.
    pub fn is_idle(&self, rules: &Rules) -> bool {
        self.theirs.is_none() && !has_blank_row(&self.value) && self.wants(&self.base, rules)
    }

    /// The text or rows that were typed, or that would have to be typed for the restored content.
    pub fn typed(&self) -> DraftValue {
        match &self.value {
            DraftValue::Restored(content) => as_typed(self.slot.kind(), content),
            value => value.clone(),
        }
    }
}

fn checked_value(key: Key, level: Level, text: &str, rules: &Rules) -> Result<StoredContent, Reason> {
    if matches!(key.row().kind, Kind::Page | Kind::LibraryBase) && is_of_other_org(tidy(text), &rules.org_base) {
        return Err(Reason::OtherOrg);
    }
    let checked = check_setting(key, text, &rules.allowed_hosts)?;
    if !checked.is_empty() && !key.is_of(level) {
        return Err(Reason::Forbidden);
    }
    Ok(StoredContent::Value(stored_value(key.row().kind, &checked)))
}
