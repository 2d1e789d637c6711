//! Who it is, and how the search for it goes.

use super::value::{Map, Value};
use crate::card::{Card, Phase};
use crate::host::FoundRecord;
use crate::panel::Panel;
use crate::text::{Language, Msg, say};
use crate::who::{Known, NotSearched, PopState, Who};

impl Panel {
    /// Who a call is from or to, and what a screen reader says of it while it rings.
    pub(super) fn show_who(&self, card: &Card, line: &str, announce: &mut String, map: &mut Map) {
        let l = self.world.language;
        let world = &self.world;
        let (connected, record) = (self.session.is_live(), card.who.record());
        let known = if let Who::Known(known) = &card.who { Some(known) } else { None };
        let found = known.map_or(&[][..], |known| &known.matches);
        let several = found.len() > 1;

        // The biggest thing: who it is (the record's name, or that several match), or else the number.
        let number = card.number_words(world);
        let name = card.name(world);
        let nobody = known.is_some() && found.is_empty();
        let is_number = nobody || name.is_empty();
        let headline = if is_number { &number } else { &name };
        if card.phase() == Phase::Ringing && announce.is_empty() {
            *announce = say::announce_incoming(l, headline, line);
        }
        let unsure = several && record.is_none();
        map.put("headline", headline.as_str());
        map.flag("unsure", unsure);
        map.flag("long", !unsure && is_long(headline));
        map.put("number", if *headline == number { "" } else { number.as_str() });
        map.text("about", about(card, record));
        // How many match: empty until it is known.
        map.text(
            "count",
            match known {
                _ if nobody => name,
                Some(_) => say::matches(l, found.len()),
                None => String::new(),
            },
        );
        map.flag("several", several);

        let by_hand = card.waits_for_hand(world);
        map.put("search", if by_hand { "" } else { search_words(&card.who, l) });
        map.flag("can_search_again", connected && matches!(card.who, Who::Failed { .. }));
        map.flag("can_search", connected && by_hand);
        map.list("matches", if several { matches(found, known, l) } else { Vec::new() });
        map.put("record", record.map_or("", |record| &record.id));
        let (pop, popped) = match card.pop() {
            Some(PopState::Done) => ("success", Msg::RecordOpened.t(l)),
            Some(PopState::Failed) => ("warning", Msg::RecordNotOpened.t(l)),
            _ => (if record.is_some() { "record" } else { "" }, ""),
        };
        map.put("pop", pop);
        map.put("popped", popped);
        map.put("no_match", if card.offers_new_record() { Msg::NoMatch.t(l) } else { "" });
    }
}

/// What else is known of the record (account and so on), or the name the PBX gave.
fn about(card: &Card, record: Option<&FoundRecord>) -> String {
    match record {
        Some(record) => with_fields("", "　", record),
        None => card.call.remote.name.clone().unwrap_or_default(),
    }
}

/// What the layout shows of a record, behind something.
fn with_fields(start: &str, between: &str, record: &FoundRecord) -> String {
    let mut words = start.to_owned();
    for field in &record.fields {
        if !words.is_empty() {
            words.push_str(between);
        }
        words.push_str(field);
    }
    words
}

/// Whether a name needs two lines: 14 wide or 24 narrow characters fit in one.
fn is_long(name: &str) -> bool {
    name.chars().map(|c| if c < '\u{2e80}' { 7 } else { 12 }).sum::<u32>() > 168
}

/// What the search is doing, in words; empty if nothing needs to be said.
fn search_words(who: &Who, l: Language) -> &'static str {
    let message = match who {
        Who::Searching(_) => Msg::Searching,
        Who::Due => Msg::SearchLater,
        Who::NotSearched(NotSearched::Internal) => Msg::NotSearchedInternal,
        Who::NotSearched(NotSearched::NoNumber) => Msg::NotSearchedNoNumber,
        Who::NotSearched(NotSearched::OtherPanel) => Msg::NotSearchedOtherPanel,
        Who::NotSearched(NotSearched::Test) => Msg::TestCallHint,
        Who::NotSearched(NotSearched::Line) => Msg::NotSearchedLine,
        Who::NotSearched(NotSearched::Monitoring) => Msg::NotSearchedMonitoring,
        Who::NotSearched(NotSearched::Off | NotSearched::Never) => Msg::NotSearchedNever,
        Who::Known(Known { pop: PopState::Waiting(_), .. }) => Msg::PageWaits,
        Who::Failed { late: true, .. } => Msg::SearchLate,
        Who::Failed { .. } => Msg::SearchFailed,
        Who::NotSearched(NotSearched::Withheld | NotSearched::Custom) | Who::Known(_) => return "",
    };
    message.t(l)
}

/// The records to choose from. The Tab key stops at the chosen one, or else at the first.
fn matches(found: &[FoundRecord], known: Option<&Known>, l: Language) -> Vec<Value> {
    let chosen = known.and_then(|known| known.chosen);
    let mut matches = Vec::new();
    for (place, found) in found.iter().enumerate() {
        // The picture of its object, which its colour goes by too, and the object in words.
        let (icon, object) = match found.object.as_str() {
            "Contact" => ("contact", Msg::Contact.t(l)),
            "Account" if found.person_contact.is_some() => ("company", Msg::PersonAccount.t(l)),
            "Account" => ("company", Msg::Account.t(l)),
            "Lead" => ("lead", Msg::Lead.t(l)),
            "Case" => ("case", Msg::Case.t(l)),
            other => ("record", other),
        };
        let mut map = Map::default();
        map.put("key", found.id.as_str());
        map.put("name", found.name.as_str());
        map.text("about", with_fields(object, "・", found));
        map.put("icon", icon);
        map.flag("chosen", chosen == Some(place));
        map.put("stop", if place == chosen.unwrap_or_default() { "0" } else { "-1" });
        matches.push(map.done());
    }
    matches
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
