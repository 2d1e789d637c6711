//! Fields that the org sets by itself.

use super::Saver;
use crate::org::schema::Object;
use serde_json::{Map, Value};

/// Adds the default values of a new record.
pub fn set_defaults(object: &Object, fields: &mut Map<String, Value>, by: &Saver) {
    let defaults: &[(&str, &str)] = match object.name {
        "Task" => &[("Status", "Not Started"), ("Priority", "Normal"), ("TaskSubtype", "Task")],
        "Case" => &[("Status", "New"), ("Priority", "Medium")],
        "Contract" | "Order" => &[("Status", "Draft")],
        "Lead" => &[("Status", "Open - Not Contacted")],
        _ => &[],
    };
    for (field, value) in defaults.iter().copied().chain([("OwnerId", by.user_id)]) {
        fields.entry(field).or_insert_with(|| value.into());
    }
    // Numbers that the org counts up.
    if object.name_field().ends_with("Number") {
        fields.insert(object.name_field().into(), format!("{:08}", 1100 + by.now_ms / 1000 % 90_000).into());
    }
}

/// Sets the fields that are derived from others.
pub fn derive(object: &Object, fields: &mut Map<String, Value>) {
    match object.name {
        "Contact" | "Lead" => {
            let name = full_name(fields);
            fields.insert("Name".into(), name.into());
        }
        "Account" if fields.get("IsPersonAccount").and_then(Value::as_bool) == Some(true) => {
            let name = full_name(fields);
            fields.insert("Name".into(), name.into());
        }
        "Task" => {
            let closed = fields.get("Status").and_then(Value::as_str) == Some("Completed");
            fields.insert("IsClosed".into(), closed.into());
        }
        _ => {}
    }
}

/// The full name, with the family name first if it is written in Japanese or Chinese characters.
fn full_name(fields: &Map<String, Value>) -> String {
    let text = |f: &str| fields.get(f).and_then(Value::as_str).unwrap_or_default();
    let (first, last) = (text("FirstName"), text("LastName"));
    let eastern = last.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    let (a, b) = if eastern { (last, first) } else { (first, last) };
    format!("{a} {b}").trim().to_owned()
}
