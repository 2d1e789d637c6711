//! `search`: records of chosen objects by a telephone number.

use denwa_core::host::{Found, FoundRecord, RecordSearch};
use denwa_core::settings::names;

use super::request;
use crate::json::{Array, Json, Object, texts};

/// The request.
pub fn write(search: &RecordSearch) -> Object {
    let mut targets = Array::new();
    for target in &search.targets {
        let object = Object::new().text("object", &target.object).raw("show", &fields(&target.show));
        targets.raw(&if target.phone.is_empty() { object } else { object.raw("phone", &fields(&target.phone)) }.end());
    }
    request().raw("numbers", &texts(&search.numbers)).raw("targets", &targets.end())
}

fn fields(by_commas: &str) -> String {
    let mut array = Array::new();
    for name in names(by_commas) {
        array.text(name);
    }
    array.end()
}

/// The answer.
pub fn read(answer: &Json) -> Found {
    let mut found = Found::default();
    for record in answer.list("records") {
        let id = record.word("id");
        if id.is_empty() {
            continue;
        }
        let mut fields = Vec::new();
        for field in record.list("fields") {
            if !field.text().is_empty() {
                fields.push(field.text().to_owned());
            }
        }
        found.records.push(FoundRecord {
            id,
            object: record.word("object"),
            name: record.word("name"),
            fields,
            // Its ID tells two accounts of one name apart.
            account: record.maybe("accountId").or_else(|| record.maybe("account")),
            person_contact: record.maybe("personContact"),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use denwa_core::settings::Target;
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    fn read(answer: &Value) -> Found {
        super::read(&of(answer))
    }

    #[test]
    fn the_request_says_only_what_was_chosen() {
        let target = |object: &str, phone: &str, show: &str| Target {
            object: object.to_owned(),
            phone: phone.to_owned(),
            show: show.to_owned(),
        };
        let search = RecordSearch {
            numbers: vec!["0312345678".to_owned(), "+81312345678".to_owned()],
            targets: vec![target("Contact", "Phone,MobilePhone", "Title"), target("Lead", "", "")],
        };
        let written: Value = serde_json::from_str(&write(&search).end()).expect("JSON");
        assert_eq!(
            written,
            json!({"v": 1, "numbers": ["0312345678", "+81312345678"], "targets": [
                {"object": "Contact", "phone": ["Phone", "MobilePhone"], "show": ["Title"]},
                {"object": "Lead", "show": []},
            ]})
        );
    }

    #[test]
    fn records_and_only_those() {
        let found = read(&json!({"v": 1, "records": [
            {"id": "003", "object": "Contact", "name": "山田 花子", "accountId": "001", "account": "青空商事", "personContact": null, "fields": ["購買部", ""]},
            {"id": "00Q", "object": "Lead", "name": "高橋 一郎", "fields": []},
            {"object": "Lead"},
        ], "ignored": [{"object": "Order__c", "field": null, "reason": "missing"}, {"object": "Contact", "field": "Tel__c", "reason": "forbidden"}]}));
        assert_eq!(found.records.len(), 2);
        assert_eq!(
            (found.records[0].account.as_deref(), &found.records[0].fields),
            (Some("001"), &vec!["購買部".to_owned()])
        );
        assert_eq!((found.records[1].account.as_deref(), found.records[1].person_contact.as_deref()), (None, None));
        assert_eq!(read(&json!({"v": 1})), Found::default());
    }
}
