//! Owners of settings.

use crate::org::users::{self, Organisation, Profile, User, Users};
use denwa_core::settings::Level;

/// The owner of a level's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The level.
    pub level: Level,
    /// The ID of the organisation, profile or user, in its normal form.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Owner {
    /// The organisation.
    #[must_use]
    pub fn organisation(organisation: Organisation) -> Self {
        Self { level: Level::Organisation, id: organisation.id.into(), name: organisation.name.into() }
    }

    /// A profile.
    #[must_use]
    pub fn profile(profile: &Profile) -> Self {
        Self { level: Level::Profile, id: profile.id(), name: profile.name.into() }
    }

    /// A user.
    #[must_use]
    pub fn user(user: &User) -> Self {
        Self { level: Level::User, id: user.id(), name: user.name() }
    }

    /// The organisation, profile or user with that ID.
    #[must_use]
    pub fn find(users: &Users, id: &str) -> Option<Self> {
        if crate::org::id::normalise(id)? == users.organisation.id {
            return Some(Self::organisation(users.organisation));
        }
        let profile = users::profile_by_id(id).map(Self::profile);
        profile.or_else(|| users.by_id(id).map(Self::user))
    }

    /// The levels that a user's settings come from, the widest first.
    #[must_use]
    pub fn of_user(organisation: Organisation, user: &User) -> Vec<Self> {
        vec![Self::organisation(organisation), Self::profile(user.profile), Self::user(user)]
    }

    /// The levels that the settings of a profile come from.
    #[must_use]
    pub fn of_profile(organisation: Organisation, profile: &Profile) -> Vec<Self> {
        vec![Self::organisation(organisation), Self::profile(profile)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::users::ORG_ID;

    #[test]
    fn owners_are_found_by_their_id() {
        let users = Users::sample();
        let find = |id: &str| Owner::find(&users, id);
        assert_eq!(find(ORG_ID), Some(Owner::organisation(Organisation::SAMPLE)));
        assert_eq!(find(&ORG_ID[..15]), Some(Owner::organisation(Organisation::SAMPLE)));
        let yamamoto = users.find("yamamoto").unwrap();
        assert_eq!(find(&yamamoto.id()).map(|o| (o.level, o.name)), Some((Level::User, "山本 翔".into())));
        assert_eq!(find(&yamamoto.profile.id()).map(|o| o.level), Some(Level::Profile));
        assert_eq!(find("0055g000000zzzz"), None);
    }
}
