//! What the package tells at the start.

use crate::config::Json;
use crate::settings::RawSettings;
use crate::start::StartFault;
use std::rc::Rc;

/// Everything a panel needs before it signs in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boot {
    /// The package's version.
    pub package: String,
    /// Record ID of the user of the host.
    pub user: String,
    /// The user's language, for instance `ja`.
    pub language: String,
    /// The user's time zone, for instance `Asia/Tokyo`.
    pub time_zone: String,
    /// Record ID of the organisation.
    pub organisation: String,
    /// Whether it is a sandbox. Scratch and developer orgs are not.
    pub sandbox: bool,
    /// What the user may do.
    pub permissions: Permissions,
    /// What is set, as it stands.
    pub settings: Rc<RawSettings>,
    /// The signed token that signs the agent in, which the panel does not look into; empty where there is none.
    pub token: String,
    /// Why there is none.
    pub no_token: StartFault,
}

/// What the user may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Use the softphone.
    pub agent: bool,
    /// Set what others use.
    pub administrator: bool,
    /// Use Salesforce's API.
    pub api: bool,
}

impl Boot {
    /// As the answer to `boot` of docs/apex.md tells it. Without a user there is nobody to work for.
    #[must_use]
    pub fn of(answer: &mut Json) -> Option<Box<Self>> {
        let settings = RawSettings(answer.take("settings"));
        let (user, organisation, token) = (answer.get("user"), answer.get("organisation"), answer.get("token"));
        let boot = Box::new(Self {
            package: answer.word("package"),
            user: user.word("id"),
            language: user.word("language"),
            time_zone: user.word("timeZone"),
            organisation: organisation.word("id"),
            sandbox: organisation.is("sandbox"),
            permissions: Permissions::of(answer),
            settings: settings.into(),
            token: token.word("token"),
            no_token: StartFault::of_token(token.get("error").text()).unwrap_or_default(),
        });
        (!boot.user.is_empty() && !boot.organisation.is_empty()).then_some(boot)
    }
}

impl Permissions {
    /// As an answer of the package tells them.
    #[must_use]
    pub fn of(answer: &Json) -> Self {
        let given = answer.get("permissions");
        Self { agent: given.is("agent"), administrator: given.is("administrator"), api: given.is("api") }
    }
}
