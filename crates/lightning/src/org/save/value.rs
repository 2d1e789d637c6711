//! Checks a value against its field.

use super::{Refusal, Saver, refuse};
use crate::org::schema::{Field, Kind};
use crate::org::store::Store;
use crate::org::{clock, id};
use serde_json::Value;

/// The value to store, or `null` to empty the field.
pub fn checked(store: &Store, by: &Saver, field: &Field, given: &Value, new: bool) -> Result<Value, Refusal> {
    let name = field.name;
    if !(if new { field.createable } else { field.updateable }) {
        let code = "INVALID_FIELD_FOR_INSERT_UPDATE";
        return Err(refuse(
            code,
            name,
            format!("Unable to create/update fields: {name}. Check its security settings."),
        ));
    }
    if given.is_null() || given.as_str() == Some("") {
        return Ok(Value::Null);
    }
    let malformed = |what: &str| refuse("INVALID_TYPE_ON_FIELD_IN_RECORD", name, format!("{name}: {what}: {given}"));
    let text = |max: usize| {
        let text = given.as_str().ok_or_else(|| malformed("value not of required type"))?;
        if text.encode_utf16().count() > max {
            let message = format!("{}: data value too large (max length={max})", field.en);
            return Err(refuse("STRING_TOO_LONG", name, message));
        }
        Ok(Value::from(text))
    };
    match field.kind {
        Kind::Text { max } | Kind::TextArea { max } => text(max),
        Kind::Phone => text(40),
        Kind::Combobox { .. } | Kind::Url => text(255),
        Kind::Email => {
            let value = text(80)?;
            if value.as_str().is_some_and(|t| t.split_once('@').is_none_or(|(a, b)| a.is_empty() || !b.contains('.'))) {
                return Err(refuse(
                    "INVALID_EMAIL_ADDRESS",
                    name,
                    format!("{}: invalid email address: {given}", field.en),
                ));
            }
            Ok(value)
        }
        Kind::Picklist { values } => match given.as_str() {
            Some(v) if values.contains(&v) => Ok(v.into()),
            _ => Err(refuse(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                name,
                format!("{}: bad value for restricted picklist field: {given}", field.en),
            )),
        },
        Kind::Reference { to } => {
            let id = given.as_str().and_then(id::normalise).ok_or_else(|| {
                refuse("MALFORMED_ID", name, format!("{}: id value of incorrect type: {given}", field.en))
            })?;
            let there = if to == ["User"] {
                by.users.contains(&id.as_str())
            } else {
                match store.get(&id) {
                    Some(other) if to.contains(&other.object.name) => true,
                    Some(_) => {
                        let message = format!("{}: id value of incorrect type: {given}", field.en);
                        return Err(refuse("FIELD_INTEGRITY_EXCEPTION", name, message));
                    }
                    None => false,
                }
            };
            if there {
                Ok(id.into())
            } else {
                Err(refuse("INVALID_CROSS_REFERENCE_KEY", name, "invalid cross reference id"))
            }
        }
        Kind::Count => match given.as_u64().or_else(|| whole(given)) {
            Some(n) if n <= 99_999_999 => Ok(n.into()),
            _ => Err(malformed("value not of required type")),
        },
        Kind::Date if given.as_str().is_some_and(clock::is_date) => Ok(given.clone()),
        Kind::Boolean if given.is_boolean() => Ok(given.clone()),
        Kind::Date | Kind::Boolean | Kind::DateTime => Err(malformed("value not of required type")),
    }
}

/// A whole number. JavaScript writes 30 and 30.0 alike.
fn whole(given: &Value) -> Option<u64> {
    let number = given.as_f64().filter(|n| n.fract() == 0.0 && (0.0..1e15).contains(n))?;
    format!("{number:.0}").parse().ok()
}
