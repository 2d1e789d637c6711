//! What a search finds.

use super::LayoutPop;
use crate::package::search::{PackageRecord, RecordNumber, SearchAnswer};
use denwa_protocol::AttachedRecord;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The records.
    pub records: Vec<FoundRecord>,
    /// The page that the softphone layout wants opened.
    pub layout_pop: Option<LayoutPop>,
}

/// A record a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRecord {
    /// Record ID.
    pub id: String,
    /// API name of its object.
    pub object: String,
    /// The object's name in the user's language; empty where the search does not say it.
    pub label: String,
    /// What people call it: its name, or a number and a subject; empty if the layout shows nothing of these.
    pub name: String,
    /// How the name is read (ふりがな); empty where the record or the search has none.
    pub phonetic: String,
    /// The other fields to show, as texts.
    pub fields: Vec<String>,
    /// Of a contact the ID of its account, where the search gives it.
    pub account_id: Option<String>,
    /// Of a contact the name of its account, where the search gives it.
    pub account_name: Option<String>,
    /// Of a person account the ID of its contact.
    pub person_contact: Option<String>,
    /// Its telephone numbers, where they were asked for.
    pub numbers: Vec<RecordNumber>,
    /// Whether it says that its owner must not be called.
    pub is_do_not_call: bool,
}

impl FoundRecord {
    /// The texts that tell more of the record than its name: the account's name, and the fields to show.
    pub fn details(&self) -> impl Iterator<Item = &str> {
        let account = self.account_name.as_ref().filter(|name| !self.fields.contains(name));
        account.into_iter().chain(&self.fields).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The record as the event server keeps it with a call.
    #[must_use]
    pub fn attached(&self) -> AttachedRecord {
        AttachedRecord { record_id: self.id.clone(), name: Some(self.name.clone()) }
    }
}

impl From<SearchAnswer> for Found {
    fn from(answer: SearchAnswer) -> Self {
        let records = answer.records.into_iter().filter(|record| !record.id.is_empty());
        Self { records: records.map(FoundRecord::from).collect(), layout_pop: None }
    }
}

impl From<PackageRecord> for FoundRecord {
    fn from(record: PackageRecord) -> Self {
        Self {
            id: record.id,
            object: record.object,
            label: record.label.unwrap_or_default(),
            name: record.name,
            phonetic: record.phonetic.unwrap_or_default(),
            fields: record.fields.into_iter().flatten().filter(|field| !field.is_empty()).collect(),
            account_id: record.account_id,
            account_name: record.account,
            person_contact: record.person_contact,
            numbers: record.numbers.into_iter().filter(|one| !one.number.is_empty()).collect(),
            is_do_not_call: record.do_not_call,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_of_the_package_shows_its_account() {
        let found = Found::from(SearchAnswer {
            records: vec![
                PackageRecord {
                    id: "003".to_owned(),
                    account_id: Some("001".to_owned()),
                    account: Some("青空商事".to_owned()),
                    fields: vec![Some("購買部".to_owned()), None, Some(String::new())],
                    ..PackageRecord::default()
                },
                PackageRecord::default(),
            ],
            ignored: Vec::new(),
        });
        assert_eq!(found.records.len(), 1, "a record without an ID is none");
        assert_eq!(found.records[0].details().collect::<Vec<_>>(), ["青空商事", "購買部"]);
    }

    #[test]
    fn an_account_that_is_a_field_already_is_shown_once() {
        let name = "青空商事".to_owned();
        let record = FoundRecord { account_name: Some(name.clone()), fields: vec![name], ..FoundRecord::default() };
        assert_eq!(record.details().count(), 1);
    }
}
