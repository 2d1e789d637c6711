//! Profiles and users that were found.

use denwa_core::config::Subject;
use denwa_core::settings::Level;
use denwa_core::text::Language;
use denwa_core::view_model::settings::SettingsView;

/// A profile or a user that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Its words in the list.
    pub offer: String,
    /// Whose settings are shown when the offer is picked.
    pub subject: Subject,
    /// The name of the profile or user.
    pub name: String,
}

/// Everybody who was found last.
pub fn people(view: &SettingsView, language: Language) -> Vec<Person> {
    let profiles = view.people.profiles.iter().map(|profile| Person {
        offer: format!("{}: {}", Level::Profile.label(language), profile.name),
        subject: Subject::Profile(profile.id.clone()),
        name: profile.name.clone(),
    });
    let users = view.people.users.iter().map(|user| Person {
        offer: format!("{}: {} ({})", Level::User.label(language), user.name, user.username),
        subject: Subject::User(user.id.clone()),
        name: user.name.clone(),
    });
    profiles.chain(users).collect()
}
