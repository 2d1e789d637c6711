//! A search by the softphone layout.

use denwa_core::HostError;
use denwa_core::host::{CallType, Found, FoundRecord, LayoutPop, PageKind};
use denwa_core::number;
use opencti::{Deadline, OpenCti, ScreenPopData, Search, SearchResult};

use super::errors;

/// The field of a person's or a company's telephone number.
const PHONE: &str = "Phone";

/// Searches records by a number, without opening anything.
pub async fn search(cti: &OpenCti, number: &str, call_type: CallType, deadline: Deadline) -> Result<Found, HostError> {
    let call_type = match call_type {
        CallType::Inbound => opencti::CallType::Inbound,
        CallType::Outbound => opencti::CallType::Outbound,
        CallType::Internal => opencti::CallType::Internal,
    };
    // If the layout makes a new record for an unknown caller, it begins with the number.
    let search = Search { defaults: vec![(PHONE, number.into())], ..Search::deferred(number, call_type) };
    cti.search(&search, deadline).await.map(found).map_err(errors::of_call)
}

fn found(result: SearchResult) -> Found {
    Found {
        records: result.records.into_iter().map(record).collect(),
        layout_pop: result.pop.and_then(|pop| layout_pop(&pop)),
    }
}

fn layout_pop(pop: &ScreenPopData) -> Option<LayoutPop> {
    let kind = match pop.kind().as_str() {
        "sobject" => PageKind::Record,
        "newRecord" => PageKind::NewRecord,
        "list" | "objecthome" => PageKind::List,
        "search" => PageKind::Search,
        _ => PageKind::Other,
    };
    Some(LayoutPop { kind, data: pop.to_json()? })
}

fn record(found: opencti::FoundRecord) -> FoundRecord {
    let named = |name: &str| found.fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone());
    let account_name = ["Account", "AccountName", "Account.Name"].into_iter().find_map(named);
    let fields = found.fields.into_iter().filter(|(field, text)| is_telling(field, text));
    FoundRecord {
        id: found.id,
        object: found.object.unwrap_or_default(),
        name: found.name.unwrap_or_default(),
        fields: fields.map(|(_, text)| text).collect(),
        account_id: found.account_id,
        account_name,
        person_contact: found.person_contact_id.filter(|_| found.is_person_account),
    }
}

/// Whether a field helps to tell who the caller is: an ID tells people nothing, and the number is on the card already.
fn is_telling(field: &str, text: &str) -> bool {
    // A name with a number in it says more than the number.
    let is_number = text.len() >= 7 && !text.contains(char::is_alphabetic) && number::parse(text).is_ok();
    let is_id =
        matches!(text.len(), 15 | 18) && field.ends_with("Id") && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !is_number && !is_id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_numbers_are_not_shown() {
        assert!(is_telling("Department", "購買部"));
        assert!(is_telling("Title", "VP, Facilities"));
        assert!(is_telling("Rank", "2"));
        assert!(!is_telling("Phone", "０３−１２３４−５６７８"));
        assert!(!is_telling("MobilePhone", "+1 336-222-7000"));
        assert!(!is_telling("OwnerId", "0055g00000AbCdEAAW"));
    }

    #[test]
    fn a_contacts_account_has_an_id_and_a_name() {
        let contact = |account_id: Option<&str>, fields: &[(&str, &str)]| {
            record(opencti::FoundRecord {
                account_id: account_id.map(str::to_owned),
                fields: fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
                ..opencti::FoundRecord::default()
            })
        };
        let found = contact(Some("001000000000001AAA"), &[("Account.Name", "青空商事")]);
        assert_eq!(found.account_id.as_deref(), Some("001000000000001AAA"));
        assert_eq!(found.account_name.as_deref(), Some("青空商事"));
        assert_eq!(contact(None, &[("Account", "青空商事")]).account_name.as_deref(), Some("青空商事"));
        assert_eq!(contact(None, &[]), FoundRecord::default());
    }

    #[test]
    fn a_person_accounts_contact_counts_only_for_one() {
        let account = |is_person_account| {
            let person_contact_id = Some("003000000000001AAA".to_owned());
            record(opencti::FoundRecord { is_person_account, person_contact_id, ..opencti::FoundRecord::default() })
        };
        assert_eq!(account(true).person_contact.as_deref(), Some("003000000000001AAA"));
        assert_eq!(account(false).person_contact, None);
    }
}
