//! What a search found, in the core's terms.

use denwa_core::host::{CallType, Found, FoundRecord, LayoutPop};
use denwa_core::number;
use opencti::{ScreenPopData, SearchResult};

/// The section of the layout that a search follows.
pub fn call_type(call_type: CallType) -> opencti::CallType {
    match call_type {
        CallType::Inbound => opencti::CallType::Inbound,
        CallType::Outbound => opencti::CallType::Outbound,
        CallType::Internal => opencti::CallType::Internal,
    }
}

/// Reads a result.
pub fn read(result: SearchResult) -> Found {
    Found {
        records: result.records.into_iter().map(record).collect(),
        layout_pop: result.pop.and_then(|pop| layout_pop(&pop)),
        ignored: Vec::new(),
    }
}

fn layout_pop(pop: &ScreenPopData) -> Option<LayoutPop> {
    Some(LayoutPop { covers_panel: pop.kind() == "newRecord", data: pop.to_json()? })
}

fn record(found: opencti::FoundRecord) -> FoundRecord {
    let mut account = found.account_id;
    for name in ["Account", "AccountName", "Account.Name"] {
        if account.is_none() {
            account = found.fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone());
        }
    }
    let mut fields = Vec::new();
    for (field, text) in found.fields {
        if says_something(&field, &text) {
            fields.push(text);
        }
    }
    FoundRecord {
        id: found.id,
        object: found.object.unwrap_or_default(),
        name: found.name.unwrap_or_default(),
        fields,
        account,
        person_contact: found.person_contact_id.filter(|_| found.is_person_account),
    }
}

/// Whether a field helps to tell who it is: an ID says nothing to a person, and the number is on the card already.
fn says_something(field: &str, text: &str) -> bool {
    let is_number = text.len() >= 7 && number::parse(text).is_ok();
    let is_id = matches!(text.len(), 15 | 18)
        && field.ends_with("Id")
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !is_number && !is_id
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let contact = |fields: &[(&str, &str)], account_id: Option<&str>| {
            record(opencti::FoundRecord {
                id: "003000000000001AAA".to_owned(),
                object: Some("Contact".to_owned()),
                account_id: account_id.map(str::to_owned),
                fields: fields.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
                ..opencti::FoundRecord::default()
            })
        };
        assert_eq!(contact(&[], Some("001000000000001AAA")).account.as_deref(), Some("001000000000001AAA"));
        assert_eq!(contact(&[("Account", "青空商事")], None).account.as_deref(), Some("青空商事"));
        assert_eq!(contact(&[], None).account, None);
    }
}
