//! Who the other side of a call is.

use crate::call::{Card, Who, no_match};
use crate::host::FoundRecord;
use crate::panel::Panel;
use crate::text::say;

/// Who the other side of a call is.
pub(super) struct WhoWords {
    pub headline: String,
    pub is_unsure: bool,
    pub is_long: bool,
    pub phonetic: String,
    pub about: String,
    pub number: String,
    pub count: Option<String>,
}

impl Panel {
    pub(super) fn who_words(&self, card: &Card) -> WhoWords {
        let context = &self.context;
        let known = if let Who::Known(known) = &card.who { Some(known) } else { None };
        let record = card.who.record();
        let number = card.number_words(context);
        let name = card.name(context);
        let matches_nobody = known.is_some_and(|known| known.matches.is_empty());
        let colleague = card.colleague();
        // The record's name, or that several match, or a colleague's name, or else the number.
        let is_number = name.is_empty() || (matches_nobody && colleague.is_none());
        let headline = if is_number { number.clone() } else { name };
        let is_unsure = record.is_none() && known.is_some_and(|known| known.matches.len() > 1);
        let about = match record {
            Some(record) => with_fields("", "　", record),
            None if colleague.is_some() => String::new(),
            None => card.call.remote.name.clone().unwrap_or_default(),
        };
        let count = known.map(|known| match known.matches.len() {
            0 => no_match(context),
            matches => say::matches(context.language, matches),
        });
        WhoWords {
            is_unsure,
            phonetic: record.map(|record| record.phonetic.clone()).unwrap_or_default(),
            is_long: !is_unsure && is_long(&headline),
            about,
            number: if headline == number { String::new() } else { number },
            count,
            headline,
        }
    }
}

/// A word and the fields of a record that the layout or the administrator shows.
pub(super) fn with_fields(start: &str, between: &str, record: &FoundRecord) -> String {
    let start = Some(start).filter(|start| !start.is_empty());
    start.into_iter().chain(record.details()).collect::<Vec<_>>().join(between)
}

/// Whether a name needs two lines: 14 wide or 24 narrow characters fit in one.
fn is_long(name: &str) -> bool {
    name.chars().map(|c| if c < '\u{2e80}' { 7 } else { 12 }).sum::<u32>() > 168
}

#[cfg(test)]
mod tests {
    use super::is_long;

    #[test]
    fn what_fits_in_one_line() {
        assert!(!is_long("山田 花子"));
        assert!(!is_long(&"漢".repeat(14)));
        assert!(is_long(&"漢".repeat(15)));
        assert!(!is_long(&"n".repeat(24)));
        assert!(is_long("Burlington Textiles Corp of America"));
    }
}
