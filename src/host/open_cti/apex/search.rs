//! `search`: records of chosen objects by a telephone number.

use denwa_core::host::{Found, FoundRecord, RecordSearch};

use super::request;
use crate::json::{Json, Object, array, text};

/// The request.
pub fn write(search: &RecordSearch) -> Object {
    let texts = |texts: &[String]| array(texts.iter().map(|one| text(one)));
    let targets = search.targets.iter().map(|target| {
        let object = Object::new().text("object", &target.object).raw("show", &texts(&target.show));
        if target.phone.is_empty() { object } else { object.raw("phone", &texts(&target.phone)) }.end()
    });
    request().raw("numbers", &texts(&search.numbers)).raw("targets", &array(targets))
}

/// The answer.
pub fn read<V: Json>(answer: &V) -> Found {
    let texts =
        |of: &V, key: &str| of.list(key).iter().filter_map(Json::text).filter(|text| !text.is_empty()).collect();
    let one = |record: &V| FoundRecord {
        id: record.word("id"),
        object: record.word("object"),
        name: record.word("name"),
        fields: texts(record, "fields"),
        // Its ID tells two accounts of one name apart.
        account: ["accountId", "account"].iter().find_map(|key| record.get(key)?.text()),
        person_contact: record.get("personContact").and_then(|id| id.text()),
    };
    let left_out = |ignored: &V| {
        let (object, field) = (ignored.word("object"), ignored.word("field"));
        if field.is_empty() { object } else { [&object, ".", &field].concat() }
    };
    Found {
        records: answer.list("records").iter().map(one).filter(|record| !record.id.is_empty()).collect(),
        layout_pop: None,
        ignored: answer.list("ignored").iter().map(left_out).collect(),
    }
}

#[cfg(test)]
mod tests {
    use denwa_core::settings::Target;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_request_says_only_what_was_chosen() {
        let target = |object: &str, phone: &[&str], show: &[&str]| Target {
            object: object.to_owned(),
            phone: phone.iter().map(|&field| field.to_owned()).collect(),
            show: show.iter().map(|&field| field.to_owned()).collect(),
            line: "0120000000".to_owned(),
        };
        let search = RecordSearch {
            numbers: vec!["0312345678".to_owned(), "+81312345678".to_owned()],
            targets: vec![target("Contact", &["Phone", "MobilePhone"], &["Title"]), target("Lead", &[], &[])],
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
    fn records_and_what_was_left_out() {
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
        assert_eq!(found.ignored, ["Order__c", "Contact.Tel__c"]);
        assert_eq!(read(&json!({"v": 1})), Found::default());
    }
}
