//! `search`: records whose telephone fields hold a number, found by SOSL and filtered afterwards; or by their names; or by their IDs.

use super::{Answer, Context, bad, refuse};
use crate::org::schema::{Field, Kind, Object};
use crate::org::search::{NameSearch, NumberSearch};
use crate::org::store::Record;
use serde_json::{Value, json};

/// The most records in an answer.
const MOST: usize = 50;

/// What is searched for.
enum Wanted<'a> {
    Numbers(NumberSearch<'a>),
    Name(NameSearch),
    Ids(Vec<&'a str>),
}

/// A target with its objects and fields from the schema.
struct Target {
    object: &'static Object,
    phone: Vec<&'static Field>,
    show: Vec<&'static Field>,
    /// The fields with the reading of the name.
    phonetic: Vec<&'static Field>,
}

/// Salesforce's own fields for the reading of a name, in the order they are read.
const PHONETIC: [&str; 3] = ["LastNameLocal", "FirstNameLocal", "NameLocal"];

/// Runs the method.
pub fn run(request: &Value, context: &Context) -> Answer {
    if !context.may_phone() {
        return Err(refuse("noPermission"));
    }
    let (Some(wanted), Some(targets)) = (Wanted::of(request)?, request["targets"].as_array()) else {
        return Err(bad("numbers and targets are needed"));
    };
    let phones = request["phones"] == true;
    let mut ignored = Vec::new();
    let mut records: Vec<Value> = Vec::new();
    for target in targets.iter().filter_map(|target| looked_up(target, context, &mut ignored)) {
        let found = context.org.store.of(target.object.name).filter(|record| wanted.fits(record, &target));
        for record in found {
            if !records.iter().any(|known| known["id"] == *record.id) {
                records.push(told(record, &target, phones, context));
            }
        }
    }
    records.truncate(MOST);
    Ok(json!({ "records": records, "ignored": ignored }))
}

impl<'a> Wanted<'a> {
    /// Reads what a request asks for; `None` if it asks for nothing.
    fn of(request: &'a Value) -> Result<Option<Self>, super::Refusal> {
        let texts = |name: &str| Some(request[name].as_array()?.iter().filter_map(Value::as_str));
        if let Some(ids) = texts("ids") {
            let ids: Vec<&str> = ids.collect();
            let is_id = |id: &&str| matches!(id.len(), 15 | 18) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
            return if ids.iter().all(is_id) { Ok(Some(Self::Ids(ids))) } else { Err(bad("ids")) };
        }
        if let Some(name) = request["find"].as_str() {
            return Ok(Some(Self::Name(NameSearch::new(name))));
        }
        Ok(texts("numbers").map(|numbers| Self::Numbers(NumberSearch::new(numbers))))
    }

    fn fits(&self, record: &Record, target: &Target) -> bool {
        match self {
            Self::Numbers(search) => {
                let phones = record.object.fields.iter().filter(|f| matches!(f.kind, Kind::Phone));
                phones.filter_map(|f| record.text(f.name)).any(|stored| search.finds(stored))
                    && target.phone.iter().filter_map(|f| record.text(f.name)).any(|stored| search.keeps(stored))
            }
            Self::Name(search) => search.finds(record),
            Self::Ids(ids) => ids.iter().any(|id| record.id.starts_with(&id[..15])),
        }
    }
}

/// Looks up a target, and notes its names that do not exist or may not be read. `None` if nothing of it can be searched.
fn looked_up(target: &Value, context: &Context, ignored: &mut Vec<Value>) -> Option<Target> {
    let (user, access) = (&context.user, &context.org.access);
    let name = target["object"].as_str().unwrap_or_default();
    let object = match access.object(user, name) {
        Ok(object) => object,
        Err(absent) => {
            ignored.push(json!({ "object": name, "field": null, "reason": absent.code() }));
            return None;
        }
    };
    let mut fields = |list: &Value| -> Vec<&'static Field> {
        let names = list.as_array().into_iter().flatten().filter_map(Value::as_str);
        names
            .filter_map(|name| {
                let field = access.field(user, object, name);
                field
                    .inspect_err(|absent| {
                        ignored.push(json!({ "object": object.name, "field": name, "reason": absent.code() }));
                    })
                    .ok()
            })
            .collect()
    };
    let (mut phone, show) = (fields(&target["phone"]), fields(&target["show"]));
    if target["phone"].as_array().is_none_or(Vec::is_empty) {
        let all = object.fields.iter().filter(|f| matches!(f.kind, Kind::Phone));
        phone = all.filter(|f| access.field(user, object, f.name).is_ok()).collect();
    }
    let phonetic = match target["phonetic"].as_str() {
        Some(name) => access.field(user, object, name).into_iter().collect(),
        None => PHONETIC.iter().filter_map(|name| access.field(user, object, name).ok()).collect(),
    };
    Some(Target { object, phone, show, phonetic })
}

/// How the name is read; nothing where the record does not say it.
fn phonetic(record: &Record, target: &Target) -> Option<String> {
    let parts: Vec<&str> = target.phonetic.iter().filter_map(|field| record.text(field.name)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A record in the form of Apex's answer.
fn told(record: &Record, target: &Target, phones: bool, context: &Context) -> Value {
    let account_id =
        context.org.access.field(&context.user, record.object, "AccountId").ok().and_then(|f| record.text(f.name));
    let account = account_id.and_then(|id| context.org.store.get(id)).map(Record::name);
    let shown = |field: &&Field| match record.fields.get(field.name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let mut told = json!({
        "id": record.id, "object": record.object.name, "label": context.label(record.object), "name": record.title(),
        "accountId": account_id, "account": account, "personContact": record.text("PersonContactId"),
        "phonetic": phonetic(record, target),
        "fields": target.show.iter().map(shown).collect::<Vec<_>>(),
    });
    if ["DoNotCall", "PersonDoNotCall"].iter().any(|field| record.fields.get(*field) == Some(&true.into())) {
        told["doNotCall"] = true.into();
    }
    let number = |field: &&Field| {
        let number = record.text(field.name).filter(|number| !number.is_empty())?;
        Some(json!({ "label": context.field_label(field), "number": number }))
    };
    let numbers: Vec<Value> = target.phone.iter().filter_map(number).collect();
    if phones && !numbers.is_empty() {
        told["numbers"] = numbers.into();
    }
    told
}
