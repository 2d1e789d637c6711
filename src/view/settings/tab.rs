//! The tabs: the groups of settings, and the administrator's tools.

use denwa_core::Language;
use denwa_core::settings::Group;
use denwa_core::text::SettingsMsg;

/// A tab of the settings page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The settings of a group.
    Group(Group),
    /// Files, logins and the history, for administrators.
    Tools,
}

impl Tab {
    /// Every tab, in the order it is shown.
    pub fn all() -> impl Iterator<Item = Self> {
        Group::ALL.iter().copied().map(Self::Group).chain([Self::Tools])
    }

    fn place(self) -> usize {
        match self {
            Self::Group(group) => group as usize,
            Self::Tools => Group::ALL.len(),
        }
    }

    /// The ID of its element.
    pub fn id(self) -> String {
        format!("config-tab-{}", self.place())
    }

    /// Its words.
    pub fn label(self, language: Language) -> &'static str {
        match self {
            Self::Group(group) => group.label(language),
            Self::Tools => SettingsMsg::Tools.t(language),
        }
    }
}

impl Default for Tab {
    fn default() -> Self {
        Self::Group(Group::Basic)
    }
}
