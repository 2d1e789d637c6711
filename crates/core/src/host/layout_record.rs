//! A record as the softphone layout finds it, with whatever fields the layout shows.
//!
//! Cases, orders and contracts have no `Name`: people call them by a number of their own, and by what they are about.

use super::FoundRecord;
use crate::number::{self, NationalKind, NumberKind};

/// What a case, a work order or an activity is about.
const SUBJECT: &str = "Subject";
/// Name fields (`nameField` in the object's description) that are neither `Name` nor named after their object (Object Reference, API 66.0).
const OTHER_NAME_FIELDS: [(&str, &str); 5] = [
    ("Solution", "SolutionName"),
    ("ServiceAppointment", "AppointmentNumber"),
    ("WorkOrderLineItem", "LineItemNumber"),
    ("ContractLineItem", "LineItemNumber"),
    ("KnowledgeArticle", "ArticleNumber"),
];
/// Salesforce's own fields for the reading of names (Object Reference, "Name (Local)"), in the order they are read.
const PHONETIC_FIELDS: [&str; 3] = ["LastNameLocal", "FirstNameLocal", "NameLocal"];
/// Parts of the names of telephone fields, in lower case.
const PHONE_FIELDS: [&str; 5] = ["phone", "fax", "tel", "mobile", "denwa"];
/// The most characters of a field on a card: some have thousands.
const LONGEST_SHOWN: usize = 255;
/// Fewer characters are no telephone number of a customer.
const SHORTEST_NUMBER: usize = 7;

/// A record as the softphone layout finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutRecord {
    /// Record ID.
    pub id: String,
    /// API name of its object.
    pub object: String,
    /// The object's name in the user's language; empty if the answer has none.
    pub label: String,
    /// Its `Name`; empty if it has none.
    pub name: String,
    /// The ID of its account.
    pub account_id: Option<String>,
    /// Of a person account the ID of its contact.
    pub person_contact: Option<String>,
    /// The other fields that the layout shows, by API name.
    pub fields: Vec<(String, String)>,
}

impl From<LayoutRecord> for FoundRecord {
    fn from(mut record: LayoutRecord) -> Self {
        let name = if record.name.is_empty() { record.take_name() } else { std::mem::take(&mut record.name) };
        let phonetic = record.take_phonetic();
        let fields = &record.fields;
        let account = ["Account", "AccountName", "Account.Name"]
            .into_iter()
            .find_map(|name| fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone()));
        let fields = record.fields.into_iter().filter(|(field, text)| is_telling(field, text));
        Self {
            id: record.id,
            object: record.object,
            label: record.label,
            name,
            phonetic,
            fields: fields.map(|(_, text)| text.chars().take(LONGEST_SHOWN).collect()).collect(),
            account_id: record.account_id,
            account_name: account,
            person_contact: record.person_contact,
            numbers: Vec::new(),
            is_do_not_call: false,
        }
    }
}

impl LayoutRecord {
    /// Takes what people call a record without `Name` out of its fields; empty if the layout shows nothing of it.
    fn take_name(&mut self) -> String {
        let other = OTHER_NAME_FIELDS.iter().find(|(object, _)| *object == self.object);
        let number = other.map_or_else(|| format!("{}Number", self.object), |(_, field)| (*field).to_owned());
        let parts = [self.take(&number), self.take(SUBJECT)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Takes the reading of the name out of its fields; empty if the layout does not show it.
    fn take_phonetic(&mut self) -> String {
        let parts = PHONETIC_FIELDS.map(|field| self.take(field));
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.fields.iter().position(|(field, text)| field == name && !text.is_empty())?;
        Some(self.fields.remove(at).1)
    }
}

/// Whether a field helps to tell who the caller is: an ID tells people nothing, and the number is on the card already.
fn is_telling(field: &str, text: &str) -> bool {
    let is_id =
        matches!(text.len(), 15 | 18) && field.ends_with("Id") && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !is_id && !is_number(field, text)
}

/// Whether the text is a telephone number. Digits in a field of another name (an order number, an amount) are one only if the numbering
/// plan says so.
fn is_number(field: &str, text: &str) -> bool {
    // A name with a number in it says more than the number.
    if text.len() < SHORTEST_NUMBER || text.contains(char::is_alphabetic) {
        return false;
    }
    let field = field.to_ascii_lowercase();
    let is_phone_field = PHONE_FIELDS.iter().any(|part| field.contains(part));
    number::parse(text).is_ok_and(|number| {
        let is_planned = match number.kind {
            NumberKind::National { kind, .. } => kind != NationalKind::Unallocated,
            NumberKind::Abroad { .. } => true,
            _ => false,
        };
        is_phone_field || is_planned
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(object: &str, name: &str, fields: &[(&str, &str)]) -> FoundRecord {
        FoundRecord::from(LayoutRecord {
            object: object.to_owned(),
            name: name.to_owned(),
            fields: fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect(),
            ..LayoutRecord::default()
        })
    }

    #[test]
    fn ids_and_telephone_numbers_are_not_shown() {
        assert!(is_telling("Department", "購買部"));
        assert!(is_telling("Title", "VP, Facilities"));
        assert!(is_telling("Rank", "2"));
        assert!(!is_telling("Phone", "０３−１２３４−５６７８"));
        assert!(!is_telling("Renraku__c", "03-1234-5678"));
        assert!(!is_telling("MobilePhone", "+1 336-222-7000"));
        assert!(!is_telling("Phone", "312345678"));
        assert!(!is_telling("OwnerId", "0055g00000AbCdEAAW"));
    }

    #[test]
    fn digits_that_are_no_telephone_number_are_shown() {
        for (field, text) in [("OrderNumber", "00000100"), ("TotalAmount", "1280000"), ("Member__c", "2000123456")] {
            assert!(is_telling(field, text), "{field}");
        }
    }

    #[test]
    fn a_record_without_a_name_is_called_by_its_number_and_subject() {
        let subject = ("Subject", "修理のご相談");
        let case = found("Case", "", &[subject, ("CaseNumber", "00001026"), ("Status", "対応中")]);
        assert_eq!((case.name.as_str(), case.fields), ("00001026 修理のご相談", vec!["対応中".to_owned()]));
        assert_eq!(found("Case", "", &[("CaseNumber", "00001026")]).name, "00001026");
        assert_eq!(found("Order", "", &[("OrderNumber", "00000100")]).name, "00000100");
        assert_eq!(found("Contract", "", &[("ContractNumber", "00000104")]).name, "00000104");
        assert_eq!(found("WorkOrder", "", &[("WorkOrderNumber", "00000007"), subject]).name, "00000007 修理のご相談");
        assert_eq!(found("ServiceAppointment", "", &[("AppointmentNumber", "SA-0003")]).name, "SA-0003");
        assert_eq!(found("Task", "", &[subject]).name, "修理のご相談");
        assert_eq!(found("Case", "", &[("Status", "新規")]).name, "", "the search puts its ID there");
    }

    #[test]
    fn a_record_with_a_name_keeps_its_other_fields() {
        let order = found("Order__c", "2026-11 年末", &[("Subject", "至急"), ("Order__cNumber", "7")]);
        assert_eq!((order.name.as_str(), order.fields.len()), ("2026-11 年末", 2));
    }

    #[test]
    fn a_field_of_thousands_of_characters_is_cut() {
        let found =
            found("Case", "", &[("Description", &"😀".repeat(10_000)), ("SuppliedPhone", &"03-".repeat(3_000))]);
        assert!(found.fields.iter().all(|text| text.chars().count() == 255), "{:?}", found.fields.len());
    }

    #[test]
    fn an_account_has_its_name_in_any_of_its_shapes() {
        for field in ["Account", "AccountName", "Account.Name"] {
            let contact = found("Contact", "山田 花子", &[(field, "青空商事")]);
            assert_eq!(contact.account_name.as_deref(), Some("青空商事"));
        }
        assert_eq!(found("Contact", "", &[]), FoundRecord { object: "Contact".to_owned(), ..FoundRecord::default() });
    }
}
