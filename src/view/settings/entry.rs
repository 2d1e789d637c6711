//! A setting or a list on the page.

use denwa_core::settings::schema::ROWS;
use denwa_core::settings::{Group, Key, List};
use denwa_core::text::Language;
use leptos::prelude::*;

use super::field::Field;
use super::list::ListEditor;

/// Every list. Results come before the parts of a call, whose rows are many and rarely used.
const LISTS: [List; 7] = [
    List::Lines,
    List::Targets,
    List::Results,
    List::LogFields,
    List::Statuses,
    List::HarassmentScript,
    List::HarassmentOutcomes,
];

/// A setting or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A setting.
    Setting(Key),
    /// A list.
    List(List),
}

impl Entry {
    /// Every setting, then every list.
    pub fn all() -> impl Iterator<Item = Self> {
        let settings = ROWS.iter().map(|row| Self::Setting(row.key));
        settings.chain(LISTS.map(Self::List))
    }

    /// The group it belongs to.
    pub fn group(self) -> Group {
        match self {
            Self::Setting(key) => key.row().group,
            Self::List(list) => list.row().group,
        }
    }

    /// Whether its name or help has a text, given in lower case.
    pub fn has(self, text: &str, language: Language) -> bool {
        let (label, help) = match self {
            Self::Setting(key) => (key.label(language), key.help(language)),
            Self::List(list) => (list.label(language), list.help(language)),
        };
        [label, help].iter().any(|words| words.to_lowercase().contains(text))
    }

    /// Its component.
    pub fn view(self) -> AnyView {
        match self {
            Self::Setting(key) => view! { <Field key /> }.into_any(),
            Self::List(list) => view! { <ListEditor list /> }.into_any(),
        }
    }
}
