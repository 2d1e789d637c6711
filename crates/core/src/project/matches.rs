//! Who it is, and how the search for it goes.

use crate::text::{Language, Msg, say};
use crate::who::{Known, Match, NotSearched, PopState, Who};

/// One of several matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchView {
    /// The record's ID.
    pub record: String,
    /// Its name.
    pub name: String,
    /// Its object in words, and what the layout shows.
    pub about: String,
    /// API name of its object, for the icon.
    pub object: String,
    /// The agent chose it.
    pub chosen: bool,
}

pub(super) fn count(who: &Who, l: Language) -> String {
    match who {
        Who::Known(known) => say::matches(l, known.matches.len()),
        _ => String::new(),
    }
}

pub(super) fn search_words(who: &Who, l: Language) -> &'static str {
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

pub(super) fn match_views(who: &Who, l: Language) -> Vec<MatchView> {
    let mut views = Vec::new();
    let Who::Known(known) = who else { return views };
    if known.matches.len() < 2 {
        return views;
    }
    for (index, found) in known.matches.iter().enumerate() {
        let mut about = object_word(found, l).to_owned();
        for field in &found.fields {
            about.push('・');
            about.push_str(field);
        }
        views.push(MatchView {
            record: found.id.clone(),
            name: found.name.clone(),
            about,
            object: found.object.clone(),
            chosen: known.chosen == Some(index),
        });
    }
    views
}

fn object_word(found: &Match, l: Language) -> &str {
    let message = match found.object.as_str() {
        "Contact" => Msg::Contact,
        "Account" if found.person_contact.is_some() => Msg::PersonAccount,
        "Account" => Msg::Account,
        "Lead" => Msg::Lead,
        "Case" => Msg::Case,
        other => return other,
    };
    message.t(l)
}
