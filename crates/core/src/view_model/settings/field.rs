//! A setting.

use super::RefusalView;
use crate::config::{Config, Draft, NameFault, Rules};
use crate::edits::{DraftValue, Slot};
use crate::settings::{Key, Level, Place, Reason};

/// A setting, at the level that is being set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is shown by itself")]
pub struct FieldView {
    /// The setting; its group, kind and default are in [`Key::row`].
    pub key: Key,
    /// The text in the control: as it was typed, else as it is stored at this level; empty where nothing is set.
    pub text: String,
    /// Whether a value is stored, or typed, at this level.
    pub is_set: bool,
    /// Whether the value or its lock was changed and not saved.
    pub is_unsaved: bool,
    /// Why the value is not taken, typed or stored by hand.
    pub refusal: Option<RefusalView>,
    /// What the refusal names: the user who has the login, the object or field that is not there.
    pub refused_name: String,
    /// The value that holds where nothing is set at this level.
    pub above: String,
    /// The level that the value in force comes from; none for the default.
    pub origin: Option<Level>,
    /// The name of the organisation, profile or user it comes from; empty for the default.
    pub origin_name: String,
    /// Whether the value in force is the call centre definition's, because nobody has set one.
    pub is_of_call_centre: bool,
    /// Whether agents may not change it for themselves; as changed and not saved, if it was.
    pub is_locked: bool,
    /// Whether this user may change it at this level.
    pub is_editable: bool,
    /// Whether this user may change the lock.
    pub is_lockable: bool,
    /// The value in force for the subject, without unsaved changes.
    pub in_force: String,
}

impl FieldView {
    /// Why the value is not taken.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.refusal.map(|refusal| refusal.reason)
    }

    /// The value that would be in force with what is typed, if that is right: for the preview.
    #[must_use]
    pub fn effective(&self) -> &str {
        if self.refusal.is_none() && !self.text.is_empty() { &self.text } else { &self.above }
    }
}

impl FieldView {
    pub(super) fn new(key: Key, config: &Config, rules: &Rules) -> Self {
        let slot = config.slot_of(key);
        let merged = config.merged();
        let (draft, lock) = (config.draft_in(&slot), config.draft_in(&Slot::Lock(key)));
        let text = match draft.map_or_else(|| config.typed(&slot), Draft::typed) {
            DraftValue::Text(text) => text,
            DraftValue::Rows(_) | DraftValue::Lock(_) | DraftValue::Restored(_) => String::new(),
        };
        let reason = match draft {
            Some(draft) => draft.checked(rules).err().or(draft.refused),
            None => stored_fault(key, config),
        };
        let reason = reason.or_else(|| lock.and_then(|lock| lock.refused));
        let refused_name = draft.map_or_else(String::new, |draft| draft.refused_name.clone());
        let (reason, refused_name) = match config.name_fault(key) {
            Some(NameFault { reason, name }) => (Some(reason), name),
            None => (reason, refused_name),
        };
        let origin = merged.origin(key);
        Self {
            key,
            is_set: !text.is_empty(),
            text,
            is_unsaved: draft.is_some() || lock.is_some(),
            refusal: reason.map(|reason| RefusalView::of_value(reason, key.row().kind)),
            refused_name,
            above: merged.value_above(key, config.level()).to_owned(),
            origin: origin.level,
            origin_name: origin.name.to_owned(),
            is_of_call_centre: key == Key::DialPrefixes && merged.has_call_centre_prefix,
            is_locked: lock.map_or_else(|| merged.is_locked(key), |lock| lock.value == DraftValue::Lock(true)),
            is_editable: config.may_change(&slot),
            is_lockable: config.may_change(&Slot::Lock(key)),
            in_force: merged.settings.text(key).to_owned(),
        }
    }
}

/// What is wrong with the value that is stored at the level that is being set.
fn stored_fault(key: Key, config: &Config) -> Option<Reason> {
    let mut faults = config.merged().faults.iter();
    let fault = faults.find(|fault| fault.level == Some(config.level()) && fault.place == Place::Setting(key));
    fault.map(|fault| fault.reason)
}
