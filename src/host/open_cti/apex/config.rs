//! What the configuration view asks: `saveSettings`, `history`, `people` and `describe`.

use denwa_core::config::change::{
    Change, Conflict, FieldInfo, HistoryEntry, ObjectInfo, Of, People, PeopleQuery, Person, SaveAnswer, SaveOutcome,
    Slot, Stored,
};
use denwa_core::settings::{Key, Raw, Reason};

use super::{request, settings};
use crate::json::{Array, Json, Object, number, scalar, text, texts, truth};

/// So many changes of the past are asked for.
const HISTORY: u64 = 50;

/// The request of `saveSettings`.
pub fn save(changes: &[Change]) -> Object {
    let mut array = Array::new();
    for Change { slot: Slot { of, level, id }, from, to } in changes {
        let (name, what) = match of {
            Of::Value(key) => ("field", key.row().field),
            Of::List(list) => ("list", list.row().object),
            Of::Lock(key) => ("lock", key.row().field),
        };
        let mut object = Object::new();
        if name != "lock" {
            object = object.text("level", level.code()).text("id", id);
        }
        array.raw(&object.text(name, what).raw("from", &stored(from)).raw("to", &stored(to)).end());
    }
    request().raw("changes", &array.end())
}

fn stored(stored: &Stored) -> String {
    match stored {
        Stored::Value(value) => raw(value),
        Stored::Rows(rows) => {
            let mut array = Array::new();
            for row in rows {
                let mut object = Object::new();
                for (field, value) in row {
                    object = object.raw(field, &raw(value));
                }
                array.raw(&object.end());
            }
            array.end()
        }
        Stored::Lock(locked) => truth(*locked).to_owned(),
    }
}

fn raw(value: &Raw) -> String {
    match value {
        Raw::Text(value) => text(value),
        Raw::Bool(flag) => truth(*flag).to_owned(),
        Raw::Number(value) => number(*value),
        Raw::Null | Raw::Other => "null".to_owned(),
    }
}

/// Whether the answer says what of the changes cannot be made: also that is an answer.
pub fn is_unsaved(answer: &Json) -> bool {
    matches!(answer.get("error").text(), "conflict" | "refused" | "locked")
}

/// The answer to `saveSettings`.
pub fn saved(answer: &Json) -> Option<SaveAnswer> {
    let at = |fault: &Json| fault.get("change").whole().and_then(|at| usize::try_from(at).ok());
    let outcome = match answer.get("error").text() {
        "" => SaveOutcome::Saved,
        "conflict" => {
            let mut conflicts = Vec::new();
            for theirs in answer.list("conflicts") {
                if let Some(change) = at(theirs) {
                    conflicts.push(Conflict {
                        change,
                        theirs: read_stored(theirs.get("theirs")),
                        by: theirs.word("by"),
                        at: theirs.get("at").whole().unwrap_or(0),
                    });
                }
            }
            SaveOutcome::Conflicts(conflicts)
        }
        "refused" | "locked" => {
            let mut faults = Vec::new();
            for fault in answer.list("faults") {
                if let Some(change) = at(fault) {
                    let reason = Reason::from_code(fault.get("reason").text());
                    faults.push((change, reason.unwrap_or(Reason::Forbidden)));
                }
            }
            SaveOutcome::Refused(faults)
        }
        _ => return None,
    };
    let settings = match answer.get("settings") {
        Json::Null => None,
        _ => Some(settings::read(answer).into()),
    };
    Some(SaveAnswer { outcome, settings })
}

fn read_stored(value: &Json) -> Stored {
    match value {
        Json::Bool(flag) => Stored::Lock(*flag),
        Json::Array(rows) => {
            let mut stored = Vec::new();
            for row in rows {
                stored.push(settings::values(row));
            }
            Stored::Rows(stored)
        }
        _ => Stored::Value(settings::raw(value)),
    }
}

/// The request of `history`.
pub fn history(key: Option<Key>) -> Object {
    let request = request().number("limit", HISTORY);
    match key {
        Some(key) => request.text("field", key.row().field),
        None => request,
    }
}

/// The answer to `history`.
pub fn changes(answer: &Json) -> Vec<HistoryEntry> {
    let mut changes = Vec::new();
    for change in answer.list("changes") {
        changes.push(HistoryEntry {
            at: change.get("at").whole().unwrap_or(0),
            by: change.word("by"),
            level: change.word("level"),
            name: change.word("name"),
            field: change.word("field"),
            from: short(change.get("from")),
            to: short(change.get("to")),
        });
    }
    changes
}

/// A value in short: rows of a list after commas.
fn short(value: &Json) -> String {
    let mut words = String::new();
    let mut say = |value: &Json, between: &str| {
        if !words.is_empty() {
            words.push_str(between);
        }
        words.push_str(&short(value));
    };
    match value {
        Json::Null => {}
        Json::Text(_) | Json::Bool(_) | Json::Number(_) => return scalar(value).unwrap_or_default(),
        Json::Array(rows) => {
            for row in rows {
                say(row, ", ");
            }
        }
        Json::Object(members) => {
            for (_, value) in members {
                say(value, " ");
            }
        }
    }
    words
}

/// The request of `people`.
pub fn find(query: &PeopleQuery) -> Object {
    match query {
        PeopleQuery::Find(part) => request().text("find", part),
        PeopleQuery::Usernames(names) => request().raw("usernames", &texts(names)),
    }
}

/// The answer to `people`.
pub fn people(answer: &Json) -> People {
    let mut people = People::default();
    for profile in answer.list("profiles") {
        people.profiles.push((profile.word("id"), profile.word("name")));
    }
    for user in answer.list("users") {
        people.users.push(Person {
            id: user.word("id"),
            name: user.word("name"),
            username: user.word("username"),
            profile: user.word("profile"),
            login: user.word("login"),
        });
    }
    people
}

/// The request of `describe`.
pub fn describe(object: Option<&String>) -> Object {
    request().maybe("object", object)
}

/// The answer to `describe` without an object.
pub fn objects(answer: &Json) -> Vec<ObjectInfo> {
    let mut objects = Vec::new();
    for object in answer.list("objects") {
        objects.push(ObjectInfo {
            name: object.word("name"),
            label: object.word("label"),
            prefix: object.word("prefix"),
        });
    }
    objects
}

/// The answer to `describe` with an object.
pub fn fields(answer: &Json) -> Vec<FieldInfo> {
    let mut fields = Vec::new();
    for field in answer.list("fields") {
        fields.push(FieldInfo {
            name: field.word("name"),
            label: field.word("label"),
            kind: field.word("type"),
            writable: field.is("writable"),
        });
    }
    fields
}

#[cfg(test)]
mod tests {
    use denwa_core::settings::{Level, List};
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    fn saved(answer: &Value) -> Option<SaveAnswer> {
        super::saved(&of(answer))
    }

    fn changes(answer: &Value) -> Vec<HistoryEntry> {
        super::changes(&of(answer))
    }

    fn people(answer: &Value) -> People {
        super::people(&of(answer))
    }

    fn objects(answer: &Value) -> Vec<ObjectInfo> {
        super::objects(&of(answer))
    }

    fn fields(answer: &Value) -> Vec<FieldInfo> {
        super::fields(&of(answer))
    }

    fn written(object: Object) -> Value {
        serde_json::from_str(&object.end()).expect("JSON")
    }

    #[test]
    fn changes_are_the_interfaces() {
        let row = |label: &str| vec![("Label__c".to_owned(), Raw::Text(label.to_owned()))];
        let changes = [
            Change {
                slot: Slot::at(Level::Organisation, "00D", Of::Value(Key::SessionMinutes)),
                from: Stored::Value(Raw::Number(30.0)),
                to: Stored::Value(Raw::Null),
            },
            Change {
                slot: Slot::at(Level::User, "00D", Of::List(List::Results)),
                from: Stored::Rows(vec![row("受注")]),
                to: Stored::Rows(vec![]),
            },
            Change { slot: Slot::lock(Key::PopUpSize), from: Stored::Lock(false), to: Stored::Lock(true) },
        ];
        assert_eq!(
            written(save(&changes)),
            json!({"v": 1, "changes": [
                {"level": "organisation", "id": "00D", "field": "Session_Minutes__c", "from": 30, "to": null},
                {"level": "user", "id": "00D", "list": "Denwa_Call_Result__c", "from": [{"Label__c": "受注"}], "to": []},
                {"lock": "Popup_Size__c", "from": false, "to": true},
            ]})
        );
    }

    #[test]
    fn what_was_not_saved_is_an_answer_too() {
        let settings = json!({"revision": "8", "levels": [], "lists": [], "locks": {}});
        let answer = saved(&json!({"v": 1, "settings": settings})).expect("saved");
        assert_eq!(
            (answer.outcome, answer.settings.map(|raw| raw.revision.clone())),
            (SaveOutcome::Saved, Some("8".into()))
        );
        let theirs =
            |change: usize, theirs: Value| json!({"change": change, "theirs": theirs, "by": "田中 実", "at": 5});
        let answer = saved(&json!({"v": 1, "error": "conflict", "conflicts": [
            theirs(0, json!(20)), theirs(1, json!([{"Label__c": "失注"}])), theirs(2, json!(true)), theirs(3, Value::Null), {"theirs": 1},
        ]}));
        let SaveOutcome::Conflicts(conflicts) = answer.expect("an answer").outcome else { panic!("no conflicts") };
        let rows = Stored::Rows(vec![vec![("Label__c".to_owned(), Raw::Text("失注".to_owned()))]]);
        let stood: Vec<Stored> = conflicts.iter().map(|conflict| conflict.theirs.clone()).collect();
        assert_eq!(stood, [Stored::Value(Raw::Number(20.0)), rows, Stored::Lock(true), Stored::Value(Raw::Null)]);
        assert_eq!((conflicts[3].by.as_str(), conflicts[3].at), ("田中 実", 5));
        let faults = json!([{"change": 1, "reason": "range"}, {"change": 2, "reason": "moon"}, {"reason": "range"}]);
        let answer = saved(&json!({"v": 1, "error": "refused", "faults": faults})).expect("an answer");
        assert_eq!(answer.outcome, SaveOutcome::Refused(vec![(1, Reason::Range), (2, Reason::Forbidden)]));
        assert!(saved(&json!({"v": 1, "error": "noPermission"})).is_none());
        for (error, unsaved) in
            [("conflict", true), ("refused", true), ("locked", true), ("noPermission", false), ("", false)]
        {
            assert_eq!(is_unsaved(&of(&json!({"v": 1, "error": error}))), unsaved, "{error}");
        }
    }

    #[test]
    fn the_past_is_told_in_short() {
        assert_eq!(written(history(Some(Key::PopUpSize))), json!({"v": 1, "limit": 50, "field": "Popup_Size__c"}));
        let changes = changes(&json!({"changes": [
            {"at": 7, "by": "佐藤 健", "level": "user", "id": "005", "name": "佐藤 健", "field": "Popup_Size__c", "from": null, "to": "large"},
            {"field": "Denwa_Search_Target__c", "from": [], "to": [{"Object__c": "Contact", "Phone_Fields__c": null}, {"Object__c": "Lead"}]},
            {"field": "Session_Minutes__c", "from": 20, "to": true},
        ]}));
        let short: Vec<_> = changes.iter().map(|change| (change.from.as_str(), change.to.trim())).collect();
        assert_eq!((changes[0].at, changes[0].name.as_str()), (7, "佐藤 健"));
        assert_eq!(short[0], ("", "large"));
        assert!(short[1].1.starts_with("Contact") && short[1].1.ends_with(", Lead"), "{short:?}");
        assert_eq!(short[2], ("20", "true"));
    }

    #[test]
    fn people_objects_and_fields() {
        assert_eq!(written(find(&PeopleQuery::Find("a\"".into()))), json!({"v": 1, "find": "a\""}));
        assert_eq!(written(find(&PeopleQuery::Usernames(vec!["a@b".into()]))), json!({"v": 1, "usernames": ["a@b"]}));
        let people = people(
            &json!({"profiles": [{"id": "00e", "name": "P"}], "users": [{"id": "005", "name": "n", "username": "u", "profile": "P", "login": null}]}),
        );
        assert_eq!(
            (people.profiles.len(), people.users[0].username.as_str(), people.users[0].login.as_str()),
            (1, "u", "")
        );
        assert_eq!(written(describe(None)), json!({"v": 1}));
        assert_eq!(written(describe(Some(&"Contact".to_owned()))), json!({"v": 1, "object": "Contact"}));
        assert_eq!(
            objects(&json!({"objects": [{"name": "Contact", "label": "取引先責任者", "prefix": "003"}]}))[0].prefix,
            "003"
        );
        let fields =
            fields(&json!({"fields": [{"name": "Phone", "label": "電話", "type": "phone", "writable": true}]}));
        assert_eq!((fields[0].kind.as_str(), fields[0].writable), ("phone", true));
    }
}
