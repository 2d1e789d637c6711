//! `SETTINGS`, as they stand in the org: anything may stand there, so nothing is left out for being wrong.

use denwa_core::settings::{Raw, RawLevel, RawRow, RawSettings};

use crate::json::Json;

/// Reads them out of the answer they stand in.
pub fn read(answer: &Json) -> RawSettings {
    let settings = answer.get("settings");
    let mut raw = RawSettings { revision: settings.word("revision"), ..RawSettings::default() };
    for level in settings.list("levels") {
        raw.levels.push(RawLevel {
            level: level.word("level"),
            id: level.word("id"),
            name: level.word("name"),
            values: values(level.get("values")),
        });
    }
    for row in settings.list("lists") {
        raw.lists.push(RawRow {
            list: row.word("list"),
            level: row.word("level"),
            id: row.word("id"),
            values: values(row.get("values")),
        });
    }
    for (field, locked) in settings.get("locks").members() {
        raw.locks.push((field.clone(), locked.flag() == Some(true)));
    }
    raw
}

/// Field and what stands in it.
pub fn values(members: &Json) -> Vec<(String, Raw)> {
    let mut values = Vec::new();
    for (field, value) in members.members() {
        values.push((field.clone(), raw(value)));
    }
    values
}

/// What stands in a field.
pub fn raw(value: &Json) -> Raw {
    match value {
        Json::Null => Raw::Null,
        Json::Text(text) => Raw::Text(text.clone()),
        Json::Bool(flag) => Raw::Bool(*flag),
        Json::Number(number) => Raw::Number(*number),
        Json::Array(_) | Json::Object(_) => Raw::Other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    fn read(answer: &Value) -> RawSettings {
        super::read(&of(answer))
    }

    #[test]
    fn everything_is_kept_as_it_stands() {
        let settings = read(&json!({"settings": {
            "revision": "r",
            "levels": [
                {"level": "organisation", "id": "00D", "name": "Denwa", "values": {"a": "x", "b": 1.5, "c": true, "d": null, "e": [1]}},
                {"level": "moon"}, 7,
            ],
            "lists": [{"list": "Denwa_Line__c", "level": "user", "id": "005", "values": {"Number__c": "03", "Linked__c": "off"}}],
            "locks": {"Popup_Size__c": true, "Login__c": false, "Odd__c": "x"},
        }}));
        assert_eq!(settings.revision, "r");
        let value = |field: &str| {
            let values = &settings.levels[0].values;
            values.iter().find(|(name, _)| name == field).map(|(_, raw)| raw.clone())
        };
        assert_eq!(value("a"), Some(Raw::Text("x".into())));
        assert_eq!(value("b"), Some(Raw::Number(1.5)));
        assert_eq!(value("c"), Some(Raw::Bool(true)));
        assert_eq!(value("d"), Some(Raw::Null));
        assert_eq!(value("e"), Some(Raw::Other));
        assert_eq!((settings.levels.len(), settings.levels[1].level.as_str()), (3, "moon"));
        assert_eq!((settings.lists[0].list.as_str(), settings.lists[0].values.len()), ("Denwa_Line__c", 2));
        let locks = [("Login__c", false), ("Odd__c", false), ("Popup_Size__c", true)];
        let mut read: Vec<_> = settings.locks.iter().map(|(field, lock)| (field.as_str(), *lock)).collect();
        read.sort_unstable();
        assert_eq!(read, locks);
    }

    #[test]
    fn what_is_none_is_empty() {
        for none in [json!({}), json!({"settings": 7}), json!({"settings": {"levels": {}, "lists": "x", "locks": []}})]
        {
            assert_eq!(read(&none), RawSettings::default(), "{none}");
        }
    }
}
