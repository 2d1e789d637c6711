//! The org's users and profiles: the demo's agents, two of them administrators, and a user for each reason not to be able to telephone.

use super::id;

/// The ID of the sample organisation.
pub const ORG_ID: &str = "00D5g0000008OrgEAE";

/// An organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its ID.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
}

impl Organisation {
    /// The sample organisation.
    pub const SAMPLE: Self = Self { id: ORG_ID, name: "サンプル株式会社" };
    /// The second organisation, with users and records like those of the first.
    pub const SECOND: Self = Self { id: "00D5g0000009OrgEAE", name: "サンプル販売株式会社" };
}

/// A profile.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// Key for tests.
    pub key: &'static str,
    /// Displayed name.
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
pub static PROFILES: &[Profile; 3] = &[
    Profile { key: "agents", name: "コールセンター", serial: 1 },
    Profile { key: "office", name: "標準ユーザー", serial: 2 },
    Profile { key: "administrators", name: "システム管理者", serial: 3 },
];

/// A user.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a tick that an administrator sets by itself")]
pub struct User {
    /// Key for the host page's `?user=`, and the telephony login of the sample's users.
    pub key: String,
    /// Family name.
    pub last: String,
    /// Given name.
    pub first: String,
    /// Extension at the PBX, for the exchange page. Salesforce does not know it.
    pub extension: &'static str,
    /// The user's profile.
    pub profile: &'static Profile,
    /// Has the permission set of agents: the custom permission `Denwa_Agent`.
    pub permitted: bool,
    /// Has the permission set of administrators: the custom permission `Denwa_Administrator`.
    pub administrator: bool,
    /// Has the custom permission `Denwa_Supervisor`.
    pub supervisor: bool,
    /// The profile allows API access.
    pub api: bool,
    /// Has a telephony login: a mapped one, or else the user name.
    pub mapped: bool,
    /// Assigned to the call centre.
    pub assigned: bool,
    /// The user is active and may sign in.
    pub active: bool,
    /// The serial number in the ID.
    pub serial: u32,
}

impl User {
    /// An agent with a name of one or two parts.
    #[must_use]
    pub fn agent(serial: u32, key: &str, name: &str, extension: &'static str, profile: &'static Profile) -> Self {
        let (last, first) = name.split_once(' ').unwrap_or((name, ""));
        let (permitted, api, mapped, assigned, active) = (true, true, true, true, true);
        let (administrator, supervisor) = (false, false);
        let (key, last, first) = (key.to_owned(), last.to_owned(), first.to_owned());
        Self {
            key,
            last,
            first,
            extension,
            profile,
            permitted,
            administrator,
            supervisor,
            api,
            mapped,
            assigned,
            active,
            serial,
        }
    }

    /// The user's ID.
    #[must_use]
    pub fn id(&self) -> String {
        id::id18("005", self.serial)
    }

    /// The displayed name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.last, self.first).trim_end().to_owned()
    }

    /// The user name at Salesforce.
    #[must_use]
    pub fn username(&self) -> String {
        format!("{}@sample.denwa.example", self.key)
    }
}

/// An organisation's users.
#[derive(Clone, Debug)]
pub struct Users {
    /// The organisation.
    pub organisation: Organisation,
    /// The demo's agent first.
    pub all: Vec<User>,
}

impl Users {
    /// The sample org's users.
    #[must_use]
    pub fn sample() -> Self {
        Self::of(Organisation::SAMPLE)
    }

    /// The users of an organisation.
    #[must_use]
    pub fn of(organisation: Organisation) -> Self {
        let [agents, office, administrators] = PROFILES;
        let all = vec![
            User::agent(1, "sato", "佐藤 健", "2001", agents),
            User::agent(2, "suzuki", "鈴木 愛", "2002", agents),
            User::agent(3, "tanaka", "田中 実", "1001", office),
            User {
                administrator: true,
                supervisor: true,
                ..User::agent(4, "yamamoto", "山本 翔", "1002", administrators)
            },
            User { administrator: true, ..User::agent(5, "ito", "伊藤 彩", "1003", administrators) },
            User { permitted: false, ..User::agent(6, "nopermission", "加藤 学", "", agents) },
            User { mapped: false, ..User::agent(7, "nologin", "吉田 結衣", "", agents) },
            User { assigned: false, ..User::agent(8, "guest", "外部 利用者", "", office) },
            User { api: false, ..User::agent(9, "noapi", "小川 翼", "", agents) },
            User { active: false, ..User::agent(10, "retired", "退職 済", "", agents) },
        ];
        Self { organisation, all }
    }

    /// The user with that key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&User> {
        self.all.iter().find(|u| u.key == key)
    }

    /// The user with that ID.
    #[must_use]
    pub fn by_id(&self, user_id: &str) -> Option<&User> {
        let user_id = id::normalise(user_id)?;
        self.all.iter().find(|u| u.id() == user_id)
    }
}

/// The profile with that ID.
#[must_use]
pub fn profile_by_id(profile_id: &str) -> Option<&'static Profile> {
    let profile_id = id::normalise(profile_id)?;
    PROFILES.iter().find(|p| p.id() == profile_id)
}
