//! `saveLog`: one log of one agent's part in a call, however often it is asked for.

use super::{Answer, Context, bad, failed, refuse};
use crate::org::save::{self, Refusal, Saver};
use crate::org::schema::{self, Object};
use crate::org::users::{ORG_ID, User};
use serde_json::{Map, Value, json};

/// The row with the unique key.
const ROW: &str = "Denwa_Call_Log__c";

/// What a save says of a field that Apex would not have put into the record at all.
const UNFIT: &[&str] = &["INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE", "INVALID_TYPE_ON_FIELD_IN_RECORD"];

/// Runs it.
pub fn run(request: &Value, context: &mut Context) -> Answer {
    if !context.may_phone() {
        return Err(refuse("noPermission"));
    }
    let text = |name: &str| request[name].as_str().filter(|text| !text.is_empty());
    let (Some(call), Some(object), Some(fields)) = (text("call"), text("object"), request["fields"].as_object()) else {
        return Err(bad("call, object and fields are needed"));
    };
    if context.faults.row_locked {
        return Err(failed("UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record or 1 records"));
    }
    let object = context.org.access.object(&context.user, object);
    let object = object.map_err(|_| failed("the object is not there, or may not be seen"))?;
    if !context.org.access.may_write(&context.user, object, None) {
        return Err(failed("the object may not be written"));
    }
    let user_id = context.user.id();
    let key = format!("{ORG_ID}:{call}:{user_id}");
    let row = context.org.store.of(ROW).find(|r| r.text("Key__c") == Some(&key));
    let row_id = row.map(|r| r.id.clone());
    let written = row.and_then(|r| r.text("Record__c")).map(str::to_owned);
    let existing =
        written.as_deref().or(text("id")).filter(|id| context.org.store.get(id).is_some()).map(str::to_owned);

    let mut ignored: Vec<String> = Vec::new();
    let mut fields = fields.clone();
    fields.retain(|name, _| {
        let keep = may_put(context, object, name);
        if !keep {
            ignored.push(name.clone());
        }
        keep
    });
    // All or nothing: a refusal leaves no row behind.
    let id = loop {
        match put(context, object, existing.as_deref(), &fields) {
            Ok(id) => break id,
            Err(refusals) => {
                let unfit: Vec<String> =
                    refusals.iter().filter(|r| UNFIT.contains(&r.status_code)).flat_map(|r| r.fields.clone()).collect();
                if unfit.is_empty() {
                    let words: Vec<String> =
                        refusals.iter().map(|r| format!("{}: {}", r.status_code, r.message)).collect();
                    return Err(failed(&words.join("; ")));
                }
                fields.retain(|name, _| !unfit.iter().any(|u| u.eq_ignore_ascii_case(name)));
                ignored.extend(unfit);
            }
        }
    };
    let values = [
        ("Key__c", key.as_str()),
        ("Call__c", call),
        ("Login__c", text("login").unwrap_or_default()),
        ("Request__c", text("request").unwrap_or_default()),
        ("Record__c", &id),
    ];
    let values: Map<String, Value> = values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    if let Some(row) = row_id.as_deref().and_then(|id| context.org.store.get_mut(id)) {
        row.fields.extend(values);
    } else {
        let object = schema::object(ROW).ok_or_else(|| failed("the package is not whole"))?;
        context.org.store.insert(object, values, context.now_ms);
    }
    let mut answer = json!({ "id": id, "created": existing.is_none() });
    if !ignored.is_empty() {
        ignored.sort();
        answer["ignored"] = ignored.into();
    }
    Ok(answer)
}

/// Whether the field is there and this user may write it.
fn may_put(context: &Context, object: &'static Object, name: &str) -> bool {
    let access = &context.org.access;
    access.field(&context.user, object, name).is_ok_and(|field| access.may_write(&context.user, object, Some(field)))
}

fn put(
    context: &mut Context,
    object: &Object,
    id: Option<&str>,
    fields: &Map<String, Value>,
) -> Result<String, Vec<Refusal>> {
    let ids: Vec<String> = context.org.users.0.iter().map(User::id).collect();
    let users: Vec<&str> = ids.iter().map(String::as_str).collect();
    let user_id = context.user.id();
    let saver = Saver { user_id: &user_id, users: &users, now_ms: context.now_ms };
    let mut value = fields.clone();
    match id {
        Some(id) => value.insert("Id".into(), id.into()),
        None => value.insert("entityApiName".into(), object.name.into()),
    };
    save::save(&mut context.org.store, &value.into(), &saver)
}
