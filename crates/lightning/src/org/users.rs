//! The org's users: the agents of the demo, and one of each kind that cannot telephone.

use super::id;

/// The organisation's ID.
pub const ORG_ID: &str = "00D5g0000008OrgEAE";

/// A user.
#[derive(Clone, Copy, Debug)]
pub struct User {
    /// Name for the host page's `?user=`, and the telephony login if there is one.
    pub key: &'static str,
    /// Family name.
    pub last: &'static str,
    /// Given name.
    pub first: &'static str,
    /// Extension at the PBX, for the exchange page; not known to Salesforce.
    pub extension: &'static str,
    /// May use the telephony permission.
    pub permitted: bool,
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
}

const fn agent(
    serial: u32,
    key: &'static str,
    last: &'static str,
    first: &'static str,
    extension: &'static str,
) -> User {
    User { key, last, first, extension, permitted: true, mapped: true, assigned: true, serial }
}

/// All users, the demo's agent first.
pub static USERS: &[User] = &[
    agent(1, "sato", "佐藤", "健", "2001"),
    agent(2, "suzuki", "鈴木", "愛", "2002"),
    agent(3, "tanaka", "田中", "実", "1001"),
    agent(4, "yamamoto", "山本", "翔", "1002"),
    agent(5, "ito", "伊藤", "彩", "1003"),
    User { permitted: false, ..agent(6, "nopermission", "加藤", "学", "") },
    User { mapped: false, ..agent(7, "nologin", "吉田", "結衣", "") },
    User { assigned: false, ..agent(8, "guest", "外部", "利用者", "") },
];

/// The user of that key.
#[must_use]
pub fn find(key: &str) -> Option<&'static User> {
    USERS.iter().find(|u| u.key == key)
}
