//! The org's users and profiles: the agents of the demo, two of them administrators, and one of each kind that cannot telephone.

use super::id;

/// The organisation's ID.
pub const ORG_ID: &str = "00D5g0000008OrgEAE";

/// The organisation's name.
pub const ORG_NAME: &str = "サンプル株式会社";

/// A profile.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// Name for tests.
    pub key: &'static str,
    /// Name for people.
    pub name: &'static str,
    serial: u32,
}

impl Profile {
    /// The profile's ID.
    #[must_use]
    pub fn id(&self) -> String {
        id::id18("00e", self.serial)
    }
}

/// All profiles.
pub static PROFILES: &[Profile] = &[
    Profile { key: "agents", name: "コールセンター", serial: 1 },
    Profile { key: "office", name: "標準ユーザー", serial: 2 },
    Profile { key: "administrators", name: "システム管理者", serial: 3 },
];

/// A user.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a tick that an administrator sets by itself")]
pub struct User {
    /// Name for the host page's `?user=`, and the telephony login if there is one.
    pub key: &'static str,
    /// Family name.
    pub last: &'static str,
    /// Given name.
    pub first: &'static str,
    /// Extension at the PBX, for the exchange page; not known to Salesforce.
    pub extension: &'static str,
    /// What the user's profile is.
    pub profile: &'static Profile,
    /// Has the permission set of agents: the custom permission `Denwa_Agent`.
    pub permitted: bool,
    /// Has the permission set of administrators: the custom permission `Denwa_Administrator`.
    pub administrator: bool,
    /// The profile allows API access.
    pub api: bool,
    /// An administrator has mapped a telephony login.
    pub mapped: bool,
    /// Assigned to the call centre.
    pub assigned: bool,
    serial: u32,
}

impl User {
    /// The user's ID.
    #[must_use]
    pub fn id(&self) -> String {
        id::id18("005", self.serial)
    }

    /// The name as people read it.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.last, self.first)
    }

    /// What the user signs in to Salesforce with.
    #[must_use]
    pub fn username(&self) -> String {
        format!("{}@sample.denwa.example", self.key)
    }
}

const fn agent(
    serial: u32,
    key: &'static str,
    last: &'static str,
    first: &'static str,
    extension: &'static str,
    profile: &'static Profile,
) -> User {
    let (permitted, administrator, api, mapped, assigned) = (true, false, true, true, true);
    User { key, last, first, extension, profile, permitted, administrator, api, mapped, assigned, serial }
}

/// All users, the demo's agent first.
pub static USERS: &[User] = &[
    agent(1, "sato", "佐藤", "健", "2001", &PROFILES[0]),
    agent(2, "suzuki", "鈴木", "愛", "2002", &PROFILES[0]),
    agent(3, "tanaka", "田中", "実", "1001", &PROFILES[1]),
    User { administrator: true, ..agent(4, "yamamoto", "山本", "翔", "1002", &PROFILES[2]) },
    User { administrator: true, ..agent(5, "ito", "伊藤", "彩", "1003", &PROFILES[2]) },
    User { permitted: false, ..agent(6, "nopermission", "加藤", "学", "", &PROFILES[0]) },
    User { mapped: false, ..agent(7, "nologin", "吉田", "結衣", "", &PROFILES[0]) },
    User { assigned: false, ..agent(8, "guest", "外部", "利用者", "", &PROFILES[1]) },
    User { api: false, ..agent(9, "noapi", "小川", "翼", "", &PROFILES[0]) },
];

/// The user of that key.
#[must_use]
pub fn find(key: &str) -> Option<&'static User> {
    USERS.iter().find(|u| u.key == key)
}

/// The user of that ID.
#[must_use]
pub fn by_id(user_id: &str) -> Option<&'static User> {
    let user_id = id::normalise(user_id)?;
    USERS.iter().find(|u| u.id() == user_id)
}

/// The profile of that ID.
#[must_use]
pub fn profile_by_id(profile_id: &str) -> Option<&'static Profile> {
    let profile_id = id::normalise(profile_id)?;
    PROFILES.iter().find(|p| p.id() == profile_id)
}
