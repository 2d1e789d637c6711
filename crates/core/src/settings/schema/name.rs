//! API names of Salesforce that stand for settings and lists.

use super::{Key, List};
use core::fmt::{self, Display, Formatter};

/// Whether a name from Salesforce is that field or object: without regard to case, with or without a namespace before it.
#[must_use]
pub fn is_field(name: &str, field: &str) -> bool {
    let Some(at) = name.len().checked_sub(field.len()).filter(|at| name.is_char_boundary(*at)) else { return false };
    let (namespace, name) = name.split_at(at);
    name.eq_ignore_ascii_case(field) && (namespace.is_empty() || namespace.ends_with("__"))
}

/// An API name that is none of Denwa's settings or lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownName;

impl Display for UnknownName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("none of Denwa's settings or lists")
    }
}

impl From<Key> for &'static str {
    fn from(key: Key) -> Self {
        key.row().field
    }
}

impl TryFrom<String> for Key {
    type Error = UnknownName;

    fn try_from(field: String) -> Result<Self, UnknownName> {
        Self::of_field(&field).ok_or(UnknownName)
    }
}

impl From<List> for &'static str {
    fn from(list: List) -> Self {
        list.row().object
    }
}

impl TryFrom<String> for List {
    type Error = UnknownName;

    fn try_from(object: String) -> Result<Self, UnknownName> {
        Self::of_object(&object).ok_or(UnknownName)
    }
}
