//! What the configuration view asks: `saveSettings`, `history`, `people` and `describe`.

use denwa_core::HostError;
use denwa_core::config::change::{
    Change, Conflict, FieldInfo, HistoryEntry, ObjectInfo, Of, People, PeopleQuery, Person, SaveAnswer, SaveOutcome,
    Slot, Stored,
};
use denwa_core::settings::{Key, Raw, Reason};

use super::{refusal, request, settings};
use crate::json::{Json, Object, array, text};

/// So many changes of the past are asked for.
const HISTORY: u64 = 50;

/// The request of `saveSettings`.
pub fn save(changes: &[Change]) -> Object {
    let change = |change: &Change| {
        let Slot { of, level, id } = &change.slot;
        let (name, what) = match of {
            Of::Value(key) => ("field", key.row().field),
            Of::List(list) => ("list", list.row().object),
            Of::Lock(key) => ("lock", key.row().field),
        };
        let mut object = Object::new();
        if name != "lock" {
            object = object.text("level", level.code()).text("id", id);
        }
        let object = object.text(name, what);
        object.raw("from", &stored(&change.from)).raw("to", &stored(&change.to)).end()
    };
    request().raw("changes", &array(changes.iter().map(change)))
}

fn stored(stored: &Stored) -> String {
    let row = |row: &Vec<(String, Raw)>| {
        row.iter().fold(Object::new(), |object, (field, value)| object.raw(field, &raw(value))).end()
    };
    match stored {
        Stored::Value(value) => raw(value),
        Stored::Rows(rows) => array(rows.iter().map(row)),
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

fn truth(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// A number as JSON. What is no whole number is the browser's to write: the code for that is large.
fn number(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "compared with what it came from")]
    let whole = number as i32;
    if f64::from(whole).to_bits() == number.to_bits() {
        return whole.to_string();
    }
    js_sys::JSON::stringify(&number.into()).ok().and_then(|text| text.as_string()).unwrap_or_else(|| "null".to_owned())
}

/// The answer to `saveSettings`: also what was not made is an answer.
pub fn saved<V: Json>(answer: &V) -> Result<SaveAnswer, HostError> {
    let at = |fault: &V| fault.get("change").and_then(|change| change.number()).and_then(|at| usize::try_from(at).ok());
    let outcome = match answer.word("error").as_str() {
        "" => SaveOutcome::Saved,
        "conflict" => {
            let conflict = |theirs: &V| {
                Some(Conflict {
                    change: at(theirs)?,
                    theirs: read_stored(theirs.get("theirs")),
                    by: theirs.word("by"),
                    at: theirs.get("at").and_then(|at| at.number()).unwrap_or(0),
                })
            };
            SaveOutcome::Conflicts(answer.list("conflicts").iter().filter_map(conflict).collect())
        }
        "refused" | "locked" => {
            let fault =
                |fault: &V| Some((at(fault)?, Reason::from_code(&fault.word("reason")).unwrap_or(Reason::Forbidden)));
            SaveOutcome::Refused(answer.list("faults").iter().filter_map(fault).collect())
        }
        _ => return Err(refusal(answer).unwrap_or(HostError::BadAnswer)),
    };
    let settings = answer.get("settings").map(|_| settings::read(answer));
    Ok(SaveAnswer { outcome, settings })
}

fn read_stored<V: Json>(value: Option<V>) -> Stored {
    let Some(value) = value else { return Stored::Value(Raw::Null) };
    if let Some(flag) = value.flag() {
        return Stored::Lock(flag);
    }
    let Some(rows) = value.items() else { return Stored::Value(settings::raw(Some(value))) };
    let row = |row: &V| row.keys().into_iter().map(|field| (settings::raw(row.get(&field)), field)).map(swap).collect();
    Stored::Rows(rows.iter().map(row).collect())
}

fn swap<A, B>((a, b): (A, B)) -> (B, A) {
    (b, a)
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
pub fn changes<V: Json>(answer: &V) -> Vec<HistoryEntry> {
    let change = |change: &V| HistoryEntry {
        at: change.get("at").and_then(|at| at.number()).unwrap_or(0),
        by: change.word("by"),
        level: change.word("level"),
        name: change.word("name"),
        field: change.word("field"),
        from: short(change.get("from")),
        to: short(change.get("to")),
    };
    answer.list("changes").iter().map(change).collect()
}

/// A value in short: rows of a list after commas.
fn short<V: Json>(value: Option<V>) -> String {
    let Some(value) = value else { return String::new() };
    if let Some(rows) = value.items() {
        return rows.into_iter().map(|row| short(Some(row))).collect::<Vec<_>>().join(", ");
    }
    if Json::is_object(&value) {
        return value.keys().iter().map(|field| short(value.get(field))).collect::<Vec<_>>().join(" ");
    }
    value
        .text()
        .or_else(|| value.flag().map(|flag| truth(flag).to_owned()))
        .or_else(|| value.float().map(number))
        .unwrap_or_default()
}

/// The request of `people`.
pub fn find(query: &PeopleQuery) -> Object {
    match query {
        PeopleQuery::Find(part) => request().text("find", part),
        PeopleQuery::Usernames(names) => request().raw("usernames", &array(names.iter().map(|name| text(name)))),
    }
}

/// The answer to `people`.
pub fn people<V: Json>(answer: &V) -> People {
    let person = |user: &V| Person {
        id: user.word("id"),
        name: user.word("name"),
        username: user.word("username"),
        profile: user.word("profile"),
        login: user.word("login"),
    };
    People {
        profiles: answer.list("profiles").iter().map(|profile| (profile.word("id"), profile.word("name"))).collect(),
        users: answer.list("users").iter().map(person).collect(),
    }
}

/// The request of `describe`.
pub fn describe(object: Option<&String>) -> Object {
    request().maybe("object", object)
}

/// The answer to `describe` without an object.
pub fn objects<V: Json>(answer: &V) -> Vec<ObjectInfo> {
    let object = |object: &V| ObjectInfo {
        name: object.word("name"),
        label: object.word("label"),
        prefix: object.word("prefix"),
    };
    answer.list("objects").iter().map(object).collect()
}

/// The answer to `describe` with an object.
pub fn fields<V: Json>(answer: &V) -> Vec<FieldInfo> {
    let field = |field: &V| FieldInfo {
        name: field.word("name"),
        label: field.word("label"),
        kind: field.word("type"),
        writable: field.is("writable"),
    };
    answer.list("fields").iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use denwa_core::settings::{Level, List};
    use serde_json::{Value, json};

    use super::*;

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
        assert_eq!((answer.outcome, answer.settings.map(|raw| raw.revision)), (SaveOutcome::Saved, Some("8".into())));
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
        assert!(saved(&json!({"v": 1, "error": "noPermission"})).is_err());
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
