//! Fields by their names.

use crate::settings::schema::is_field;
use crate::settings::{Reason, StoredFields, StoredValue};

/// The values of the known fields, in the order of `known`. Fields that are unknown, or stored a second time under another spelling of
/// their name, are reported.
pub(super) fn known_values<'a>(
    fields: &'a StoredFields,
    known: &[&str],
    mut fault: impl FnMut(&str, Reason, &StoredValue),
) -> Vec<&'a StoredValue> {
    let mut values = vec![&StoredValue::Null; known.len()];
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
        match known.iter().position(|field| is_field(name, field)) {
            Some(at) if values[at].is_null() => values[at] = value,
            Some(_) => fault(name, Reason::Duplicate, value),
            None => fault(name, Reason::Unknown, value),
        }
    }
    values
}
