//! Several records with one number.

use super::who::with_fields;
use crate::call::{CallContext, Card};
use crate::host::FoundRecord;
use crate::text::{Language, Msg};

/// A record to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchView {
    /// The record's ID.
    pub record: String,
    /// Its name.
    pub name: String,
    /// How the name is read (ふりがな); empty where the record has none.
    pub phonetic: String,
    /// Its object in words, and the fields that the administrator chose.
    pub about: String,
    /// Its object, for a picture.
    pub kind: RecordKind,
    /// The agent chose it.
    pub is_chosen: bool,
}

/// Objects that have a picture of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// A contact.
    Contact,
    /// An account, of a company or a person.
    Account,
    /// A lead.
    Lead,
    /// A case.
    Case,
    /// Any other object.
    Other,
}

/// The records to choose from.
pub(super) fn match_views(card: &Card, context: &CallContext) -> Vec<MatchView> {
    let chosen = card.who.record().map(|record| &record.id);
    let view = |found: &FoundRecord| {
        let (kind, object) = object_of(found, context.language);
        MatchView {
            record: found.id.clone(),
            name: found.name.clone(),
            phonetic: found.phonetic.clone(),
            about: with_fields(object, "・", found),
            kind,
            is_chosen: chosen == Some(&found.id),
        }
    };
    card.matches_to_choose(context).iter().map(view).collect()
}

/// The picture of a record's object, and its name in words.
fn object_of(found: &FoundRecord, language: Language) -> (RecordKind, &str) {
    let (kind, message) = match found.object.as_str() {
        "Contact" => (RecordKind::Contact, Msg::Contact),
        "Account" if found.person_contact.is_some() => (RecordKind::Account, Msg::PersonAccount),
        "Account" => (RecordKind::Account, Msg::Account),
        "Lead" => (RecordKind::Lead, Msg::Lead),
        "Case" => (RecordKind::Case, Msg::Case),
        // An administrator may have renamed any object.
        _ if !found.label.is_empty() => return (RecordKind::Other, &found.label),
        "Contract" => (RecordKind::Other, Msg::Contract),
        "Order" => (RecordKind::Other, Msg::Order),
        other => return (RecordKind::Other, other),
    };
    (kind, message.t(language))
}
