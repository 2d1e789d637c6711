//! `saveLog`: exactly one log of an agent's part in a call, however often the panel asks.

use super::{Answer, Context, bad, failed, refuse};
use crate::org::access::{Absent, CLOSED_STATUS};
use crate::org::save::{self, Refusal, Saver};
use crate::org::schema::{self, CURRENCY, Field, Kind, Object};
use crate::org::store::Record;
use crate::org::users::User;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The object whose rows have the unique key.
const ROW: &str = "Denwa_Call_Log__c";

/// The object of follow-up tasks.
const TASK: &str = "Task";

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
    let object = object_of(object, context)?;
    let task = object_of(TASK, context)?;
    let key = format!("{}:{call}:{}", context.org.users.organisation.id, context.user.id());
    let row = context.org.store.of(ROW).find(|r| r.text("Unique__c") == Some(&key));
    let row_id = row.map(|r| r.id.clone());
    let known = |field: &str| row.and_then(|r| r.text(field)).filter(|id| !id.is_empty()).map(str::to_owned);
    let mut written = Written::read(row.and_then(|r| r.text("Written__c")));
    // A log that was written before without the package has a record.
    let before = if row.is_some() { None } else { text("id").map(str::to_owned) };
    let (record, follow_up) = (known("Record__c").or(before), known("Follow_Up__c"));
    if record.as_deref().is_some_and(|id| schema::object_of(id).is_none_or(|o| o.name != object.name)) {
        return Err(bad("the record is of another object"));
    }
    let withdraws = |part: &str| {
        request["withdraw"].as_array().is_some_and(|parts| parts.iter().any(|withdrawn| withdrawn == part))
    };
    if row_id.is_some() && record.is_none() && !withdraws("record") && request["restore"] != true {
        // The log was withdrawn: a request that was sent before does not bring it back.
        return Ok(json!({ "id": null, "created": false, "withdrawn": ["record"] }));
    }
    if request["createOnly"] == true && row_id.is_some() {
        return Ok(json!({ "id": record, "created": false }));
    }
    let mut outcome = Outcome::default();
    let is_known = row_id.is_some();
    let part = Part { object, prefix: "", id: record.clone(), is_known };
    let id = if withdraws("record") {
        part.withdraw(&mut written, context, &mut outcome)
    } else {
        Some(part.write(fields, &mut written, context, &mut outcome)?)
    };
    let part = Part { object: task, prefix: "followUp.", id: follow_up.clone(), is_known: true };
    let mut of_task = Outcome::default();
    let follow_up = match request["followUp"].as_object() {
        _ if withdraws("followUp") => part.withdraw(&mut written, context, &mut outcome),
        Some(fields) => Some(part.write(fields, &mut written, context, &mut of_task)?),
        None => follow_up,
    };
    let is_gone = [("followUp", &follow_up), ("record", &id)];
    let gone: Vec<&str> =
        is_gone.into_iter().filter(|(part, id)| withdraws(part) && id.is_none()).map(|(part, _)| part).collect();
    let values = [
        ("Record__c", id.clone().unwrap_or_default()),
        ("Follow_Up__c", follow_up.clone().unwrap_or_default()),
        ("Written__c", written.to_text()),
    ];
    let values = values.into_iter().map(|(name, value)| (name.to_owned(), value.into()));
    if let Some(row) = row_id.and_then(|row| context.org.store.get_mut(&row)) {
        row.fields.extend(values);
    } else {
        let key = [
            ("Unique__c", key.as_str()),
            ("Call__c", call),
            ("Login__c", text("login").unwrap_or_default()),
            ("Request__c", text("request").unwrap_or_default()),
            ("Object__c", object.name),
        ];
        let row = schema::object(ROW).ok_or_else(|| failed("the package is not whole"))?;
        let key = key.into_iter().map(|(name, value)| (name.to_owned(), value.into()));
        context.org.store.insert(row, key.chain(values).collect(), context.now_ms);
    }
    let mut answer = json!({ "id": id, "created": record.is_none() && id.is_some() });
    if let Some(follow_up) = &follow_up {
        answer["followUp"] = follow_up.as_str().into();
    }
    if !gone.is_empty() {
        answer["withdrawn"] = gone.into();
    }
    for (name, names) in [("ignored", outcome.ignored), ("kept", outcome.kept)] {
        if !names.is_empty() {
            answer[name] = names.into_iter().collect();
        }
    }
    Ok(answer)
}

/// An object that the running user may make records of.
fn object_of(name: &str, context: &Context) -> Result<&'static Object, super::Refusal> {
    let object = context.org.access.object(&context.user, name);
    let object = object.map_err(|absent| match absent {
        Absent::Missing => failed("no such object"),
        Absent::Forbidden => failed("not allowed to this user"),
    })?;
    if !context.org.access.may_write(&context.user, object, None) {
        return Err(failed("not allowed to this user"));
    }
    Ok(object)
}

/// A record of a log: the log's own, or the follow-up task.
struct Part {
    object: &'static Object,
    /// Begins the names of its fields among the written values.
    prefix: &'static str,
    /// Its ID, if it was written before.
    id: Option<String>,
    /// Whether this package wrote it.
    is_known: bool,
}

impl Part {
    /// Writes the record, and returns its ID.
    fn write(
        self,
        fields: &Map<String, Value>,
        written: &mut Written,
        context: &mut Context,
        outcome: &mut Outcome,
    ) -> Result<String, super::Refusal> {
        let own = written.part(self.prefix);
        let is_deleted = self.id.as_ref().is_some_and(|id| context.org.store.get(id).is_none());
        if let (true, true, Some(id)) = (self.is_known, is_deleted, &self.id) {
            // Somebody has deleted the record: it stays deleted.
            outcome.kept = fields.keys().cloned().collect();
            return Ok(id.clone());
        }
        let own = (self.is_known && self.id.is_some()).then_some(&own);
        let id = write(context, self.object, self.id.as_deref(), fields, own, outcome)?;
        written.note(self.prefix, &outcome.fields, context.org.store.get(&id));
        Ok(id)
    }

    /// Deletes the record, unless somebody has changed it since: then its ID is returned.
    fn withdraw(self, written: &mut Written, context: &mut Context, outcome: &mut Outcome) -> Option<String> {
        let id = self.id?;
        let own = written.part(self.prefix);
        if let Some(record) = context.org.store.get(&id) {
            let value = |field: &str| record.fields.get(field).unwrap_or(&Value::Null).clone();
            let changed: Vec<String> =
                own.0.keys().filter(|field| !own.is_still(field, &value(field))).cloned().collect();
            if !changed.is_empty() {
                outcome.kept.extend(changed);
                return Some(id);
            }
        }
        context.org.store.delete(&id);
        written.forget(self.prefix);
        None
    }
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

    /// The values of one record: names with a prefix, which names without a dot do not have.
    fn part(&self, prefix: &str) -> Self {
        let own = self.0.iter().filter_map(|(name, value)| {
            let field = name.strip_prefix(prefix).filter(|field| !field.contains('.'))?;
            Some((field.to_owned(), value.clone()))
        });
        Self(own.collect())
    }

    /// Notes the values that these fields of the record have now.
    fn note(&mut self, prefix: &str, fields: &[String], record: Option<&Record>) {
        for field in fields {
            let value = record.and_then(|record| record.fields.get(field)).cloned();
            self.0.insert(format!("{prefix}{field}"), value.unwrap_or_default());
        }
    }

    /// The record is gone.
    fn forget(&mut self, prefix: &str) {
        for field in self.part(prefix).0.keys() {
            self.0.remove(&format!("{prefix}{field}"));
        }
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
    if let Some(id) = id {
        value.insert("Id".into(), id.into());
    } else {
        if context.org.access.multi_currency && object.field(CURRENCY).is_some() {
            value.entry(CURRENCY).or_insert_with(|| "JPY".into());
        }
        value.insert("entityApiName".into(), object.name.into());
    }
    save::save(&mut context.org.store, &value.into(), &saver)
}
