//! `saveLog`: exactly one log of an agent's part in a call, however often the panel asks.

use super::{Answer, Context, bad, failed, refuse};
use crate::org::access::{Absent, CLOSED_STATUS};
use crate::org::save::{self, Refusal, Saver};
use crate::org::schema::{self, Field, Kind, Object};
use crate::org::store::Record;
use crate::org::users::User;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The object whose rows have the unique key.
const ROW: &str = "Denwa_Call_Log__c";

/// Status codes about a field that Apex would not have set at all.
const UNFIT: &[&str] = &[
    "INVALID_FIELD",
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    "INVALID_TYPE_ON_FIELD_IN_RECORD",
    "MALFORMED_ID",
];

/// The most characters of a call's ID.
const LONGEST_CALL: usize = 200;

/// Runs the method.
pub fn run(request: &Value, context: &mut Context) -> Answer {
    if !context.may_phone() {
        return Err(refuse("noPermission"));
    }
    let text = |name: &str| request[name].as_str().filter(|text| !text.is_empty());
    let (Some(call), Some(object), Some(fields)) = (text("call"), text("object"), request["fields"].as_object()) else {
        return Err(bad("call, object and fields are needed"));
    };
    if call.encode_utf16().count() > LONGEST_CALL {
        return Err(bad("the call's name is too long"));
    }
    if context.faults.row_locked {
        return Err(failed("UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record or 1 records"));
    }
    let object = context.org.access.object(&context.user, object);
    let object = object.map_err(|absent| match absent {
        Absent::Missing => failed("no such object"),
        Absent::Forbidden => failed("not allowed to this user"),
    })?;
    if !context.org.access.may_write(&context.user, object, None) {
        return Err(failed("not allowed to this user"));
    }
    let key = format!("{}:{call}:{}", context.org.users.organisation.id, context.user.id());
    let row = context.org.store.of(ROW).find(|r| r.text("Unique__c") == Some(&key));
    let row_id = row.map(|r| r.id.clone());
    let written = row.map(|r| Written::read(r.text("Written__c")));
    // A log that was written before without the package has a record.
    let existing = row.and_then(|r| r.text("Record__c")).or(text("id")).map(str::to_owned);
    if existing.as_deref().is_some_and(|id| schema::object_of(id).is_none_or(|o| o.name != object.name)) {
        return Err(bad("the record is of another object"));
    }
    if request["createOnly"] == true
        && row_id.is_some()
        && let Some(id) = existing
    {
        return Ok(json!({ "id": id, "created": false }));
    }
    let mut outcome = Outcome::default();
    let id = match (&existing, &written) {
        // Somebody has deleted the record: it stays deleted.
        (Some(id), Some(_)) if context.org.store.get(id).is_none() => {
            outcome.kept = fields.keys().cloned().collect();
            id.clone()
        }
        _ => write(context, object, existing.as_deref(), fields, written.as_ref(), &mut outcome)?,
    };
    let stored = written.unwrap_or_default().with(&outcome.fields, context.org.store.get(&id)).to_text();
    if let Some(row) = row_id.and_then(|row| context.org.store.get_mut(&row)) {
        row.fields.insert("Written__c".to_owned(), stored.into());
    } else {
        let values = [
            ("Unique__c", key.as_str()),
            ("Call__c", call),
            ("Login__c", text("login").unwrap_or_default()),
            ("Request__c", text("request").unwrap_or_default()),
            ("Object__c", object.name),
            ("Record__c", &id),
            ("Written__c", &stored),
        ];
        let row = schema::object(ROW).ok_or_else(|| failed("the package is not whole"))?;
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        context.org.store.insert(row, values, context.now_ms);
    }
    let mut answer = json!({ "id": id, "created": existing.is_none() });
    for (name, names) in [("ignored", outcome.ignored), ("kept", outcome.kept)] {
        if !names.is_empty() {
            answer[name] = names.into_iter().collect();
        }
    }
    Ok(answer)
}

/// What became of the fields.
#[derive(Default)]
struct Outcome {
    /// Left out.
    ignored: BTreeSet<String>,
    /// Left as somebody has changed them.
    kept: BTreeSet<String>,
    /// Written.
    fields: Vec<String>,
}

/// The values that were written last, by field.
#[derive(Default)]
struct Written(Map<String, Value>);

impl Written {
    fn read(stored: Option<&str>) -> Self {
        Self(stored.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default())
    }

    /// Whether a field still has the value that was written last.
    fn is_still(&self, field: &str, value: &Value) -> bool {
        self.0.get(field).unwrap_or(&Value::Null) == value
    }

    /// With the values that these fields of the record have now.
    fn with(mut self, fields: &[String], record: Option<&Record>) -> Self {
        for field in fields {
            let value = record.and_then(|record| record.fields.get(field)).cloned();
            self.0.insert(field.clone(), value.unwrap_or_default());
        }
        self
    }

    fn to_text(&self) -> String {
        Value::from(self.0.clone()).to_string()
    }
}

/// Writes the record, and returns its ID. Of a record that was written before, fields that somebody has changed since stay as they are.
fn write(
    context: &mut Context,
    object: &'static Object,
    id: Option<&str>,
    fields: &Map<String, Value>,
    written: Option<&Written>,
    outcome: &mut Outcome,
) -> Result<String, super::Refusal> {
    let Outcome { ignored, kept, fields: changed } = outcome;
    let present = id.and_then(|id| context.org.store.get(id)).map(|record| record.fields.clone()).unwrap_or_default();
    let mut fitting = Map::new();
    for (name, value) in fields {
        let access = &context.org.access;
        let field = access.field(&context.user, object, name).ok();
        let Some(field) = field.filter(|field| access.may_write(&context.user, object, Some(field))) else {
            ignored.insert(name.clone());
            continue;
        };
        // Fields that can only be set on a new record are not reported for an update.
        let writable = if id.is_none() { field.createable } else { field.updateable };
        if !writable || (id.is_none() && value.is_null()) {
            continue;
        }
        let present = present.get(field.name).unwrap_or(&Value::Null);
        let value = match value.as_str().filter(|_| object.name == "Task" && field.name == "Status") {
            Some(wanted) => context.org.access.task_status(wanted).into(),
            None => value.clone(),
        };
        match (fit(field, &value), written) {
            (None, _) => {
                ignored.insert(name.clone());
            }
            (Some(value), Some(_)) if value == *present => {}
            (Some(_), Some(written)) if !written.is_still(field.name, present) => {
                kept.insert(field.name.to_owned());
            }
            (Some(value), _) => {
                fitting.insert(name.clone(), value);
            }
        }
    }
    if let (true, Some(id), Some(_)) = (fitting.is_empty(), id, written) {
        return Ok(id.to_owned());
    }
    let access = &context.org.access;
    let missing: Vec<&str> = access
        .required_in(object)
        .filter(|field| {
            id.is_none() && !fitting.iter().any(|(name, value)| name.eq_ignore_ascii_case(field) && !value.is_null())
        })
        .collect();
    if !missing.is_empty() {
        let names = missing.join(", ");
        return Err(failed(&format!("REQUIRED_FIELD_MISSING: Required fields are missing: [{names}]")));
    }
    // The schema knows Salesforce's own statuses only: another is put into the record afterwards.
    let status =
        access.task_statuses.iter().find(|own| fitting.get("Status").is_some_and(|value| *value == own.value)).cloned();
    if status.is_some() {
        fitting.insert("Status".to_owned(), CLOSED_STATUS.into());
    }
    // A refusal leaves no row behind. Apex writes the record once more without the fields that Salesforce named.
    let mut has_tried_without = false;
    loop {
        let refusals = match put(context, object, id, &fitting) {
            Ok(id) => {
                if let (Some(status), Some(record)) = (&status, context.org.store.get_mut(&id)) {
                    record.fields.insert("Status".to_owned(), status.value.clone().into());
                    record.fields.insert("IsClosed".to_owned(), status.closed.into());
                }
                changed.extend(fitting.keys().cloned());
                return Ok(id);
            }
            Err(refusals) => refusals,
        };
        let named = |is_unfit: &dyn Fn(&Refusal) -> bool| -> Vec<String> {
            let fields = refusals.iter().filter(|refusal| is_unfit(refusal)).flat_map(|refusal| refusal.fields.clone());
            fields.filter(|field| fitting.keys().any(|name| name.eq_ignore_ascii_case(field))).collect()
        };
        let mut unfit = named(&|refusal| UNFIT.contains(&refusal.status_code));
        if unfit.is_empty() && !has_tried_without {
            has_tried_without = true;
            unfit = named(&|_| true);
        }
        if unfit.is_empty() {
            let words: Vec<String> = refusals.iter().map(|r| format!("{}: {}", r.status_code, r.message)).collect();
            return Err(failed(&words.join("; ")));
        }
        fitting.retain(|name, _| !unfit.iter().any(|u| u.eq_ignore_ascii_case(name)));
        ignored.extend(unfit);
    }
}

/// A value in its field's type: a number becomes text in a text field, a long text is cut, and an address that would be cut is left out.
fn fit(field: &Field, value: &Value) -> Option<Value> {
    let Some(longest) = field.kind.longest() else { return Some(value.clone()) };
    let text = match value {
        Value::Null => return Some(Value::Null),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut units = 0;
    let whole = |c: &char| {
        units += c.len_utf16();
        units <= longest
    };
    let cut: String = text.chars().take_while(whole).collect();
    (cut.len() == text.len() || !matches!(field.kind, Kind::Url)).then(|| cut.into())
}

fn put(
    context: &mut Context,
    object: &Object,
    id: Option<&str>,
    fields: &Map<String, Value>,
) -> Result<String, Vec<Refusal>> {
    let ids: Vec<String> = context.org.users.all.iter().map(User::id).collect();
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
