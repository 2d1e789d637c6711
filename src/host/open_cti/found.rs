//! A search by the softphone layout.

use denwa_core::HostError;
use denwa_core::host::{CallType, Found, FoundRecord, LayoutPop, LayoutRecord, PageKind};
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
    FoundRecord::from(LayoutRecord {
        id: found.id,
        object: found.object.unwrap_or_default(),
        label: found.label.unwrap_or_default(),
        name: found.name.unwrap_or_default(),
        account_id: found.account_id,
        person_contact: found.person_contact_id.filter(|_| found.is_person_account),
        fields: found.fields,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
