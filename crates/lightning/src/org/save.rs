//! Saves a record, for `saveLog` and the new-record dialogue. Reports every broken rule, as in Salesforce's `details`.

mod fields;
mod value;

use super::schema;
use super::store::Store;
pub use fields::derive;
use serde::Serialize;
use serde_json::{Map, Value};

/// A reason why a save failed: an entry of `GENERIC_ERROR`'s details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// The message.
    pub message: String,
    /// Salesforce's status code.
    pub status_code: &'static str,
    /// The fields concerned.
    pub fields: Vec<String>,
}

fn refuse(status_code: &'static str, field: &str, message: impl Into<String>) -> Refusal {
    let fields = if field.is_empty() { vec![] } else { vec![field.to_owned()] };
    Refusal { message: message.into(), status_code, fields }
}

/// The context of a save.
pub struct Saver<'a> {
    /// The running user's ID.
    pub user_id: &'a str,
    /// The IDs of all users, who may own records.
    pub users: &'a [&'a str],
    /// Milliseconds since 1970.
    pub now_ms: u64,
}

/// Creates the record (`entityApiName`) or updates it (`Id`), and returns its ID.
///
/// # Errors
/// All rules that the value breaks. Nothing is stored then.
pub fn save(store: &mut Store, value: &Value, by: &Saver) -> Result<String, Vec<Refusal>> {
    let Some(value) = value.as_object() else {
        return Err(vec![refuse("INVALID_FIELD", "", "The value is not an object with fields.")]);
    };
    let control = |name: &str| value.iter().find(|(k, _)| k.eq_ignore_ascii_case(name)).and_then(|(_, v)| v.as_str());
    let existing = control("Id").filter(|id| !id.is_empty());
    let object = match (existing, control("entityApiName")) {
        (Some(record_id), _) => store.get(record_id).map(|r| r.object).ok_or_else(|| {
            vec![refuse("ENTITY_IS_DELETED", "Id", format!("There is no record with the ID {record_id}."))]
        })?,
        (None, Some(name)) => schema::object(name)
            .ok_or_else(|| vec![refuse("INVALID_TYPE", "", format!("sObject type '{name}' is not supported."))])?,
        (None, None) => return Err(vec![refuse("INVALID_TYPE", "", "Neither entityApiName nor Id was given.")]),
    };

    let mut wrong = Vec::new();
    let mut changes: Map<String, Value> = Map::new();
    for (name, given) in value {
        if ["id", "entityapiname", "recordtypeid"].iter().any(|c| name.eq_ignore_ascii_case(c)) {
            continue;
        }
        match object.field(name) {
            None => wrong.push(refuse(
                "INVALID_FIELD",
                name,
                format!("No such column '{name}' on entity '{}'.", object.name),
            )),
            Some(field) => match value::checked(store, by, field, given, existing.is_none()) {
                Ok(value) => {
                    changes.insert(field.name.into(), value);
                }
                Err(refusal) => wrong.push(refusal),
            },
        }
    }
    let mut fields = existing.and_then(|e| store.get(e)).map(|r| r.fields.clone()).unwrap_or_default();
    if existing.is_none() {
        fields::set_defaults(object, &mut changes, by);
    }
    fields.extend(changes);
    fields.retain(|_, v| !v.is_null());
    for field in object.fields.iter().filter(|f| f.required && !fields.contains_key(f.name)) {
        wrong.push(refuse(
            "REQUIRED_FIELD_MISSING",
            field.name,
            format!("Required fields are missing: [{}]", field.name),
        ));
    }
    if fields.get("WhatId").is_some()
        && fields.get("WhoId").and_then(Value::as_str).is_some_and(|w| w.starts_with("00Q"))
    {
        wrong.push(refuse("FIELD_INTEGRITY_EXCEPTION", "WhatId", "A task about a lead cannot be related to a record."));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    derive(object, &mut fields);
    Store::stamp(&mut fields, by.now_ms, existing.is_none());
    match existing.and_then(|e| store.get_mut(e)) {
        Some(record) => {
            record.fields = fields;
            Ok(record.id.clone())
        }
        None => Ok(store.insert(object, fields, by.now_ms)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::id;
    use serde_json::json;

    const USER: &str = "0055g0000000001AAA";

    fn store() -> (Store, String, String) {
        let mut store = Store::default();
        let account = store.insert(schema::object("Account").unwrap(), Map::new(), 0);
        let lead = store.insert(schema::object("Lead").unwrap(), Map::new(), 0);
        (store, account, lead)
    }

    fn put(store: &mut Store, value: &Value) -> Result<String, Vec<Refusal>> {
        save(store, value, &Saver { user_id: USER, users: &[USER], now_ms: 1_000 })
    }

    fn codes(result: Result<String, Vec<Refusal>>) -> Vec<&'static str> {
        result.unwrap_err().into_iter().map(|r| r.status_code).collect()
    }

    #[test]
    fn a_call_log_is_created_and_updated() {
        let (mut store, account, _) = store();
        let id = put(
            &mut store,
            &json!({"entityApiName": "Task", "Subject": "着信", "WhatId": &account[..15], "CallType": "Inbound",
                    "CallDurationInSeconds": 12.0, "ActivityDate": "2026-11-22", "Status": "Completed"}),
        )
        .unwrap();
        assert_eq!(id.len(), 18);
        let task = store.get(&id).unwrap();
        assert_eq!(task.text("WhatId"), Some(account.as_str()), "a 15-character ID is stored as 18");
        assert_eq!(task.fields["CallDurationInSeconds"], 12);
        assert_eq!(task.fields["IsClosed"], true);
        assert_eq!(task.text("OwnerId"), Some(USER));

        assert_eq!(put(&mut store, &json!({"id": id, "callDisposition": "解決"})), Ok(id.clone()));
        let task = store.get(&id).unwrap();
        assert_eq!((task.text("CallDisposition"), task.text("Subject")), (Some("解決"), Some("着信")));
        assert_eq!(store.of("Task").count(), 1);
    }

    #[test]
    fn every_broken_rule_is_named_and_nothing_is_stored() {
        let (mut store, account, lead) = store();
        let result = put(
            &mut store,
            &json!({"entityApiName": "Task", "Nonsense__c": 1, "CallDurationInSeconds": "12", "Status": "Finished",
                    "Subject": "x".repeat(256), "WhoId": account, "WhatId": "0015g0000000zzz999", "ActivityDate": "22/11",
                    "CreatedDate": "2026-11-22T00:00:00.000Z", "CallDisposition": 3}),
        );
        let mut found = codes(result);
        found.sort_unstable();
        assert_eq!(
            found,
            [
                "FIELD_INTEGRITY_EXCEPTION",
                "INVALID_FIELD",
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                "MALFORMED_ID",
                "STRING_TOO_LONG",
            ]
        );
        assert_eq!(store.of("Task").count(), 0);

        let both = json!({"entityApiName": "Task", "WhoId": lead, "WhatId": account});
        assert_eq!(codes(put(&mut store, &both)), ["FIELD_INTEGRITY_EXCEPTION"]);
        let gone = json!({"entityApiName": "Task", "WhatId": id::id18("001", 999)});
        assert_eq!(codes(put(&mut store, &gone)), ["INVALID_CROSS_REFERENCE_KEY"]);
    }

    #[test]
    fn what_is_missing() {
        let (mut store, _, _) = store();
        assert_eq!(codes(put(&mut store, &json!({"entityApiName": "Lead"}))), ["REQUIRED_FIELD_MISSING"; 2]);
        assert_eq!(codes(put(&mut store, &json!({"entityApiName": "Nonsense"}))), ["INVALID_TYPE"]);
        assert_eq!(codes(put(&mut store, &json!({"Subject": "x"}))), ["INVALID_TYPE"]);
        assert_eq!(codes(put(&mut store, &json!(null))), ["INVALID_FIELD"]);
        assert_eq!(codes(put(&mut store, &json!({"Id": id::id18("00T", 999)}))), ["ENTITY_IS_DELETED"]);
    }

    #[test]
    fn names_follow_their_language() {
        let (mut store, _, _) = store();
        let ja =
            put(&mut store, &json!({"entityApiName": "Contact", "LastName": "山田", "FirstName": "花子"})).unwrap();
        let en =
            put(&mut store, &json!({"entityApiName": "Contact", "LastName": "Rogers", "FirstName": "Jack"})).unwrap();
        assert_eq!(store.get(&ja).unwrap().name(), "山田 花子");
        assert_eq!(store.get(&en).unwrap().name(), "Jack Rogers");
    }
}
