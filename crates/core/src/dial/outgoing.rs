//! What is dialled, and where it came from.

use crate::number::Dialable;
use crate::package::search::{SearchRequest, SearchTarget};
use crate::settings::{Integration, Settings};
use denwa_protocol::AttachedRecord;

/// What is dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The number, with its extension.
    pub number: Dialable,
    /// Where it came from.
    pub origin: Origin,
    /// Whether it is an emergency number: then the PBX decides which number it presents.
    pub is_emergency: bool,
}

/// Where a number came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The record.
    pub record: Option<AttachedRecord>,
    /// The organisation's number of the call that is called back.
    pub line: Option<String>,
    /// The callback that the call is for, by its ID.
    pub callback: Option<String>,
    /// Whether the record's owner may be called.
    pub may_call: MayCall,
}

/// Whether a record's owner may be called (`DoNotCall`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MayCall {
    /// The record has not been asked.
    #[default]
    Unknown,
    /// Nothing forbids it.
    Yes,
    /// The record forbids it.
    No,
}

impl Origin {
    /// A number of a record, or of none.
    pub(crate) fn of(record: Option<AttachedRecord>) -> Self {
        Self { record, ..Self::default() }
    }

    /// The question to the CRM whether the record's owner may be called; none for a record of a kind that does not say it, and where the
    /// CRM is not linked.
    pub(super) fn check(&self, settings: &Settings) -> Option<SearchRequest> {
        let id = &self.record.as_ref()?.record_id;
        let object = match id.get(..3)? {
            "003" => "Contact",
            "00Q" => "Lead",
            "001" => "Account",
            _ => return None,
        };
        let target = SearchTarget { object: object.to_owned(), ..SearchTarget::default() };
        (settings.integration() == Integration::Salesforce).then(|| SearchRequest {
            ids: vec![id.clone()],
            targets: vec![target],
            ..SearchRequest::default()
        })
    }
}
