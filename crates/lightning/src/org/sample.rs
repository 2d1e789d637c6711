//! Fills the store from `org/sample.json`: a list of records whose references name each other's keys (`@key`).
//!
//! A record with `person` is a person account: its contact is created with it, under that key.

use super::clock::{self, SAMPLE_MS};
use super::save;
use super::schema;
use super::store::Store;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const SAMPLE: &str = include_str!("../../org/sample.json");

/// A store with the sample's records, all owned by that user.
///
/// # Errors
/// A fault in the sample. Tests prove that it has none.
pub fn store(owner: &str) -> Result<Store, String> {
    let list: Vec<Map<String, Value>> = serde_json::from_str(SAMPLE).map_err(|e| e.to_string())?;
    let mut store = Store::default();
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    for mut fields in list {
        let mut take = |name: &str| fields.remove(name).and_then(|v| v.as_str().map(str::to_owned));
        let (key, object, person) = (take("key").ok_or("a record without key")?, take("object"), take("person"));
        let object = object.as_deref().and_then(schema::object).ok_or_else(|| format!("{key}: which object?"))?;
        for value in fields.values_mut() {
            if let Some(name) = value.as_str().and_then(|v| v.strip_prefix('@')) {
                *value = keys.get(name).ok_or_else(|| format!("{key}: no record {name} before it"))?.clone().into();
            }
        }
        fields.insert("OwnerId".into(), owner.into());
        if person.is_some() || object.name == "Contact" {
            fields.insert("IsPersonAccount".into(), person.is_some().into());
        }
        fields.insert("CreatedDate".into(), clock::iso(SAMPLE_MS - 86_400_000).into());
        fields.insert("LastModifiedDate".into(), clock::iso(SAMPLE_MS).into());
        save::derive(object, &mut fields);
        let id = store.insert(object, fields, 0);
        if let Some(contact_key) = person {
            let contact = contact_half(&mut store, &id)?;
            keys.insert(contact_key, contact);
        }
        keys.insert(key, id);
    }
    Ok(store)
}

/// Creates the contact of a person account and links the two.
fn contact_half(store: &mut Store, account_id: &str) -> Result<String, String> {
    let contact = schema::object("Contact").ok_or("no contacts in the schema")?;
    let account = store.get(account_id).ok_or("no such account")?.fields.clone();
    let mut fields = Map::new();
    let pairs = [
        ("FirstName", "FirstName"),
        ("LastName", "LastName"),
        ("Phone", "Phone"),
        ("PersonMobilePhone", "MobilePhone"),
        ("PersonEmail", "Email"),
        ("IsPersonAccount", "IsPersonAccount"),
        ("OwnerId", "OwnerId"),
        ("CreatedDate", "CreatedDate"),
        ("LastModifiedDate", "LastModifiedDate"),
    ];
    for (from, to) in pairs {
        if let Some(value) = account.get(from) {
            fields.insert(to.into(), value.clone());
        }
    }
    fields.insert("AccountId".into(), account_id.into());
    save::derive(contact, &mut fields);
    let id = store.insert(contact, fields, 0);
    if let Some(account) = store.get_mut(account_id) {
        account.fields.insert("PersonContactId".into(), id.clone().into());
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::layout::{Layout, MatchPop};
    use crate::org::pop::{self, Lookup, Request};
    use crate::org::schema::Kind;
    use serde_json::json;

    const OWNER: &str = "0055g0000000001AAA";

    fn found(store: &Store, layout: &Layout, number: &str, call_type: &str) -> (Vec<String>, Option<Value>) {
        let request = Request { search_params: number.into(), call_type: Some(call_type.into()), ..Request::default() };
        let found = pop::search_and_pop(store, layout, &request, SAMPLE_MS).unwrap();
        let names = found
            .records
            .values()
            .map(|v| format!("{} {}", v["RecordType"].as_str().unwrap(), v["Name"].as_str().unwrap()));
        (names.collect(), found.pop)
    }

    #[test]
    fn the_sample_obeys_the_schema() {
        let store = store(OWNER).unwrap();
        for record in store.all() {
            for (name, value) in &record.fields {
                let field = record.object.field(name).unwrap_or_else(|| panic!("{}.{name}", record.object.name));
                match field.kind {
                    Kind::Reference { to: &["User"] } => assert_eq!(value, OWNER),
                    Kind::Reference { to } => {
                        assert!(to.contains(&store.get(value.as_str().unwrap()).unwrap().object.name));
                    }
                    Kind::Picklist { values } => assert!(values.contains(&value.as_str().unwrap()), "{name}: {value}"),
                    Kind::Date => assert!(clock::is_date(value.as_str().unwrap())),
                    Kind::Count => assert!(value.is_u64()),
                    Kind::Boolean => assert!(value.is_boolean()),
                    _ => assert!(value.is_string()),
                }
            }
            for field in record.object.fields.iter().filter(|f| f.required) {
                assert!(record.fields.contains_key(field.name), "{} lacks {}", record.name(), field.name);
            }
        }
    }

    #[test]
    fn the_numbers_of_the_demo() {
        let (store, layout) = (store(OWNER).unwrap(), Layout::sample("en"));
        let names = |number: &str| found(&store, &layout, number, "inbound").0;
        assert_eq!(names("0312345678"), ["Account 青空商事株式会社", "Contact 山田 花子"]);
        assert_eq!(names("0311112222"), ["Contact 高橋 一郎", "Contact 高橋 二郎", "Lead 鈴木 三郎"]);
        assert_eq!(names("+13362227000"), ["Contact Jack Rogers"]);
        assert_eq!(names("+15550109001"), ["Contact Ada Customer"]);
        assert_eq!(names("+81333334444"), ["Contact 伊藤 真由美"]);
        assert_eq!(names("0333334444"), [""; 0], "the national form does not find what is stored internationally");
        assert_eq!(names("0355550202"), ["Contact 渡辺 健太"]);
        assert_eq!(names("0355550101"), ["Contact 中村 由美"]);
        assert_eq!(names("0120555060").len(), 2);
        assert_eq!(names("0699990000"), [""; 0]);
        assert_eq!(names("09023456789"), ["Account 佐々木 美咲", "Contact 佐々木 美咲"]);
    }

    #[test]
    fn the_rules_of_the_layout() {
        let (store, mut layout) = (store(OWNER).unwrap(), Layout::sample("en"));
        let (_, one) = found(&store, &layout, "+13362227000", "inbound");
        assert_eq!(one.unwrap()["type"], "sobject");
        let (_, many) = found(&store, &layout, "0311112222", "inbound");
        assert_eq!(many, Some(json!({"type": "search", "params": {"searchString": "0311112222"}})));
        let (_, none) = found(&store, &layout, "0699990000", "inbound");
        assert_eq!(none, Some(json!({"type": "newRecord", "params": {"entityName": "Contact"}})));
        for other in ["outbound", "internal"] {
            let (names, pop) = found(&store, &layout, "+13362227000", other);
            assert_eq!((names.len(), pop), (1, None), "{other}: results, but nothing pops");
        }

        let inbound = layout.0.get_mut("Inbound").unwrap();
        inbound.screen_pop_settings.one = Some(MatchPop::new("PopToVisualforce", Some("Caller")));
        inbound.screen_pop_settings.many = Some(MatchPop::new("PopToFlow", Some("Which_One")));
        inbound.screen_pop_settings.none = Some(MatchPop::new("DoNotPop", None));
        let request = |number: &str| Request {
            search_params: number.into(),
            call_type: Some("inbound".into()),
            query_params: Some(json!("ani=1")),
            params: Some(json!({"FLOW": {"flowArgs": [{"name": "ani", "type": "String", "value": "1"}]}})),
            ..Request::default()
        };
        let pop = |number: &str| pop::search_and_pop(&store, &layout, &request(number), 0).unwrap().pop;
        assert_eq!(pop("+13362227000").unwrap()["params"]["url"], "/apex/Caller?ani=1");
        assert_eq!(pop("0311112222").unwrap()["params"]["flowArgs"][0]["name"], "ani");
        assert_eq!(pop("0699990000"), None);
    }

    #[test]
    fn no_fields_no_results() {
        let (store, mut layout) = (store(OWNER).unwrap(), Layout::sample("ja"));
        layout.0.get_mut("Inbound").unwrap().objects.values_mut().for_each(Vec::clear);
        assert_eq!(found(&store, &layout, "+13362227000", "inbound"), (vec![], None));
    }

    #[test]
    fn a_new_record_is_found_after_the_index_has_it() {
        let mut store = store(OWNER).unwrap();
        let lead = schema::object("Lead").unwrap();
        let fields = json!({"LastName": "新規", "Name": "新規", "Phone": "06-9999-0000"});
        store.insert(lead, fields.as_object().unwrap().clone(), 1_000);
        let request = Request {
            search_params: "0699990000".into(),
            call_type: Some("inbound".into()),
            index_delay_ms: 500,
            ..Request::default()
        };
        let matches = |now| pop::search_and_pop(&store, &Layout::sample("en"), &request, now).unwrap().matches;
        assert_eq!((matches(1_499), matches(1_500)), (0, 1));
    }

    #[test]
    fn arguments_that_cannot_be_used() {
        let (store, layout) = (store(OWNER).unwrap(), Layout::sample("en"));
        let search = |term: &str, call_type: Option<&str>| {
            let request =
                Request { search_params: term.into(), call_type: call_type.map(Into::into), ..Request::default() };
            pop::search_and_pop(&store, &layout, &request, 0).unwrap_err().0
        };
        assert_eq!(search("12", Some("inbound")), "searchParams");
        assert_eq!(search("0312345678", None), "callType");
        assert_eq!(search("0312345678", Some("sideways")), "callType");
    }

    #[test]
    fn what_stands_for_the_account_can_be_chosen() {
        let (store, layout) = (store(OWNER).unwrap(), Layout::sample("en"));
        let contact = |lookup| {
            let search_params = "0312345678".into();
            let request = Request { search_params, call_type: Some("inbound".into()), lookup, ..Request::default() };
            let records = pop::search_and_pop(&store, &layout, &request, 0).unwrap().records;
            let id = records.keys().find(|id| id.starts_with("001")).unwrap().clone();
            (records.into_iter().find(|(id, _)| id.starts_with("003")).unwrap().1, id)
        };
        let (both, account) = contact(Lookup::Both);
        assert_eq!((both["AccountId"].as_str(), &both["Account.Name"]), (Some(&*account), &json!("青空商事株式会社")));
        assert_eq!(contact(Lookup::Nested).0["Account"]["Name"], "青空商事株式会社");
        assert_eq!(contact(Lookup::Name).0["AccountId"], "青空商事株式会社");
        assert_eq!(contact(Lookup::Id).0.get("Account.Name"), None);
        assert_eq!(contact(Lookup::None).0.get("AccountId"), None);
    }

    #[test]
    fn a_person_account_says_that_it_is_one() {
        let (store, layout) = (store(OWNER).unwrap(), Layout::sample("en"));
        let request =
            Request { search_params: "09023456789".into(), call_type: Some("inbound".into()), ..Request::default() };
        let records = pop::search_and_pop(&store, &layout, &request, 0).unwrap().records;
        let (account, contact) = (records.values().next().unwrap(), records.values().nth(1).unwrap());
        assert_eq!(account["IsPersonAccount"], true);
        assert_eq!(account["PersonContactId"], contact["Id"]);
        assert_eq!(contact["AccountId"], account["Id"]);
    }
}
