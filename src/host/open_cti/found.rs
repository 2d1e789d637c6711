//! What a search found, in the core's terms.

use denwa_core::host::{CallType, Found, FoundRecord, LayoutPop};
use denwa_core::number;

use crate::json::{self, Json};

/// The key in a search's result that is not a record.
const SCREEN_POP_DATA: &str = "SCREEN_POP_DATA";

/// The fields of a record that say more than a text to be shown.
const KNOWN: [&str; 8] =
    ["RecordType", "object", "Name", "PersonContactId", "AccountId", "Id", "IsPersonAccount", "LastModifiedDate"];

/// The section of the layout that a search follows.
pub fn call_type(call_type: CallType) -> opencti::CallType {
    match call_type {
        CallType::Inbound => opencti::CallType::Inbound,
        CallType::Outbound => opencti::CallType::Outbound,
        CallType::Internal => opencti::CallType::Internal,
    }
}

/// Reads a result: the records by their IDs, and where the layout would lead. What is neither would be a record too few.
pub fn read(result: &Json) -> Option<Found> {
    let mut found = Found::default();
    if !matches!(result, Json::Null | Json::Object(_)) {
        return None;
    }
    for (key, entry) in result.members() {
        if key == SCREEN_POP_DATA {
            let page = entry.get("type").text();
            if !page.is_empty() {
                let mut data = String::new();
                json::write(entry, &mut data);
                found.layout_pop = Some(LayoutPop { covers_panel: page == "newRecord", data });
            }
        } else {
            let Json::Object(_) = entry else { return None };
            found.records.push(record(key, entry));
        }
    }
    Some(found)
}

fn record(id: &str, given: &Json) -> FoundRecord {
    let mut fields = Vec::new();
    for (name, value) in given.members() {
        if !KNOWN.contains(&name.as_str())
            && let Some(text) = json::scalar(value)
            && says_something(name, &text)
        {
            fields.push(text);
        }
    }
    // Where the first says nothing the next one may.
    let first = |of: &[&str]| of.iter().find_map(|name| json::scalar(given.get(name)));
    FoundRecord {
        id: id.to_owned(),
        // The object's API name; an answer in the shape of Salesforce Classic says `object` instead.
        object: first(&["RecordType", "object"]).unwrap_or_default(),
        name: first(&["Name"]).unwrap_or_default(),
        fields,
        account: first(&["AccountId", "Account", "AccountName", "Account.Name"]),
        person_contact: first(&["PersonContactId"]).filter(|_| given.is("IsPersonAccount")),
    }
}

/// Whether a field helps to tell who it is: an ID says nothing to a person, and the number is on the card already.
fn says_something(field: &str, text: &str) -> bool {
    let is_number = text.len() >= 7 && number::parse(text).is_ok();
    let is_id =
        matches!(text.len(), 15 | 18) && field.ends_with("Id") && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !is_number && !is_id
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    #[test]
    fn ids_and_numbers_are_not_shown() {
        assert!(says_something("Department", "購買部"));
        assert!(says_something("Title", "VP, Facilities"));
        assert!(says_something("Rank", "2"));
        assert!(!says_something("Phone", "０３−１２３４−５６７８"));
        assert!(!says_something("MobilePhone", "+1 336-222-7000"));
        assert!(!says_something("OwnerId", "0055g00000AbCdEAAW"));
    }

    #[test]
    fn a_contacts_account_is_its_id_or_its_name() {
        let contact =
            |fields: Value| read(&of(&json!({"003000000000001AAA": fields}))).expect("found").records.remove(0).account;
        assert_eq!(contact(json!({"AccountId": "001000000000001AAA"})).as_deref(), Some("001000000000001AAA"));
        assert_eq!(contact(json!({"Account": "青空商事"})).as_deref(), Some("青空商事"));
        assert_eq!(contact(json!({"Account": "青空商事", "AccountId": "001"})).as_deref(), Some("001"));
        assert_eq!(contact(json!({})), None);
    }

    #[test]
    fn records_and_where_the_layout_would_lead() {
        let found = read(&of(&json!({
            "0031": {"Id": "0031", "Name": "山田 花子", "RecordType": "Contact", "LastModifiedDate": "2026-01-01T00:00:00.000Z",
                     "Phone": "03-1234-5678", "Age__c": 41, "Vip__c": true, "Fax": "", "Owner": {"Name": "x"}},
            "0032": {"Id": "0032", "RecordType": "Account", "IsPersonAccount": true, "PersonContactId": "0031"},
            "0033": {"Name": "鈴木", "Type": "x", "object": "Lead", "PersonContactId": "0031"},
            "SCREEN_POP_DATA": {"type": "newRecord", "params": {"entityName": "Contact\"", "defaultFieldValues": {"Phone": null}}, "more": [1, 2]},
        })))
        .expect("found");
        let record = |id: &str| found.records.iter().find(|record| record.id == id).expect("a record");
        assert_eq!((record("0031").object.as_str(), record("0031").name.as_str()), ("Contact", "山田 花子"));
        let mut fields = record("0031").fields.clone();
        fields.sort();
        assert_eq!(fields, ["41", "true"]);
        assert_eq!(record("0032").person_contact.as_deref(), Some("0031"));
        assert_eq!((record("0033").object.as_str(), &record("0033").person_contact), ("Lead", &None));
        let pop = found.layout_pop.expect("it leads somewhere");
        assert!(pop.covers_panel);
        let data: Value = serde_json::from_str(&pop.data).expect("JSON");
        let params = json!({"entityName": "Contact\"", "defaultFieldValues": {"Phone": null}});
        assert_eq!(data, json!({"type": "newRecord", "params": params, "more": [1, 2]}));
        assert_eq!(read(&Json::Null), Some(Found::default()));
        for nothing in [json!({}), json!({"SCREEN_POP_DATA": null}), json!({"SCREEN_POP_DATA": {}})] {
            assert_eq!(read(&of(&nothing)), Some(Found::default()), "{nothing}");
        }
        for wrong in [json!([]), json!(7), json!({"Contact": [{}]}), json!({"003": null})] {
            assert_eq!(read(&of(&wrong)), None, "{wrong}");
        }
    }
}
