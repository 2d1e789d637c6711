//! Records that a call may be about, or whose person it may be: the page the agent is on, and what came with the call.

use super::log_record::is_person;
use super::rehearsal::is_test;
use super::{CallContext, Card, Log};
use crate::host::FoundRecord;
use denwa_protocol::AttachedRecord;

/// Key prefixes of objects that a Task cannot be about: users, and activities themselves.
const NEVER_RELATED: [&str; 3] = ["005", "00T", "00U"];

impl Card {
    /// Whether the agent can still say what the log is about: it is this call's and written here.
    fn takes_relations(&self, context: &CallContext) -> bool {
        self.is_linked(context) && !is_test(&self.call) && !matches!(self.log, Log::NotLogged | Log::Elsewhere)
    }

    /// Records that the call may be about.
    #[must_use]
    pub fn related_offers(&self, context: &CallContext) -> Vec<AttachedRecord> {
        if !self.takes_relations(context) {
            return Vec::new();
        }
        let data = self.call.data.iter().filter(|data| is_record_id(&data.value));
        let data = data.map(|data| AttachedRecord { record_id: data.value.clone(), name: Some(data.label.clone()) });
        let viewed = context.viewed.iter().map(FoundRecord::attached);
        let related = self.wrap_up.related.value();
        let mut offers: Vec<AttachedRecord> = Vec::new();
        for offer in viewed.chain(data) {
            let id = &offer.record_id;
            let is_chosen = related.is_some_and(|related| is_same(&related.record_id, id));
            let is_who = self.who.record().is_some_and(|record| is_same(&record.id, id));
            let is_offered = offers.iter().any(|other| is_same(&other.record_id, id));
            if can_be_related(id) && !is_chosen && !is_who && !is_offered {
                offers.push(offer);
            }
        }
        offers
    }

    /// The person or company whose page the agent is on, if the card names another one or nobody.
    #[must_use]
    pub fn person_offer(&self, context: &CallContext) -> Option<FoundRecord> {
        let viewed = context.viewed.as_ref().filter(|_| self.takes_relations(context))?;
        let is_somebody = is_person(&viewed.id) || viewed.object == "Account";
        let is_who = self.who.record().is_some_and(|record| is_same(&record.id, &viewed.id));
        let is_match = self.matches_to_choose(context).iter().any(|found| is_same(&found.id, &viewed.id));
        (is_somebody && !is_who && !is_match).then(|| viewed.clone())
    }
}

/// Whether a Task can be about a record.
fn can_be_related(id: &str) -> bool {
    is_record_id(id) && !is_person(id) && !NEVER_RELATED.iter().any(|prefix| id.starts_with(prefix))
}

/// IDs of 15 and 18 characters name the same record by their first 15.
fn is_same(a: &str, b: &str) -> bool {
    a.get(..15).unwrap_or(a) == b.get(..15).unwrap_or(b)
}

/// Whether a text is a record's ID: 15 letters and digits that begin with a key prefix and have zeros where Salesforce keeps them, and maybe
/// the 3 characters of the checksum. A customer's number is none.
fn is_record_id(text: &str) -> bool {
    let is_made_of_it = matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_made_of_it && text.bytes().any(|byte| byte.is_ascii_alphabetic()) && is_checked(text)
}

/// Whether the checksum of an ID of 18 characters is right; one of 15 has none.
fn is_checked(id: &str) -> bool {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    let (id, sum) = id.as_bytes().split_at(15);
    let letters = id.chunks(5).map(|part| {
        let bits = part.iter().enumerate().map(|(at, byte)| usize::from(byte.is_ascii_uppercase()) << at);
        ALPHABET[bits.sum::<usize>()]
    });
    sum.is_empty() || letters.eq(sum.iter().map(u8::to_ascii_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_customers_numbers() {
        assert!(is_record_id("500000000000001AAA") && is_record_id("5005g00000AbCdE"));
        for text in
            ["123456789012345", "123456789012345678", "500000000000001AAB", "山田花子山田花子山田花子山田花", "A-1042"]
        {
            assert!(!is_record_id(text), "{text}");
        }
    }

    #[test]
    fn a_task_is_not_about_people() {
        assert!(can_be_related("500000000000001AAA") && can_be_related("001000000000001AAA"));
        assert!(!can_be_related("003000000000001AAA") && !can_be_related("005000000000001AAA"));
    }
}
