//! What works and what does not: facts in, findings out, in the order in which a person would look.
//!
//! A fault is told once, by the check it belongs to. What needs that check says that it was not looked at and why, so that nobody
//! mends what is not broken. [`facts`] says what is known, [`checks`] what it means, [`ask`] how it is found out, [`bundle`] what may be
//! handed to others.

pub mod ask;
pub mod bundle;
pub mod checks;
pub mod facts;

pub use ask::Doctor;
pub use checks::findings;
pub use facts::{Answers, Asked, Facts, Question};

use crate::text::Msg;

/// How something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// It works, but not as it should.
    Warning,
    /// It does not work.
    Error,
    /// Nobody knows.
    #[default]
    Unknown,
    /// Being found out.
    Running,
}

impl State {
    /// Its name in texts and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        ["ok", "warning", "error", "unknown", "running"][self as usize]
    }
}

macro_rules! checks {
    ($($group:literal { $($check:ident $code:literal [$($first:ident)*],)* })*) => {
        /// What is looked at, in the order it is told.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "static/text says what each is")]
        pub enum Check { $($($check),*),* }

        impl Check {
            /// Every check, in the order it is told.
            pub const ALL: &'static [Self] = &[$($(Self::$check),*),*];
        }

        /// For each check: the heading it stands under and its name in texts and files, and what is to be looked at before it means anything.
        static TABLE: &[(&str, &str, &[Check])] = &[$($(($group, $code, &[$(Check::$first),*])),*),*];
    };
}

checks! {
    "salesforce" {
        Address "address" [],
        Library "library" [Address Origin],
        Origin "origin" [Address],
        Host "host" [Library],
        CallCentre "callCentre" [Host],
        Api "api" [Apex],
        Settings "settings" [Apex],
        Apex "apex" [Host],
        Layout "layout" [Host],
    }
    "browser" {
        Storage "storage" [],
        Clipboard "clipboard" [],
        Notifications "notifications" [],
        Network "network" [],
    }
    "telephony" {
        EventServer "eventServer" [Apex Network],
        SignIn "signIn" [EventServer],
        Pbx "pbx" [SignIn],
        Phone "phone" [Pbx],
    }
    "figures" {
        Clock "clock" [],
        Latency "latency" [Host],
        Versions "versions" [],
    }
}

impl Check {
    /// Its name in texts and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// The heading it stands under, by its name in texts.
    #[must_use]
    pub fn group(self) -> &'static str {
        TABLE[self as usize].0
    }

    /// What is to be looked at before it means anything.
    fn needs(self) -> &'static [Self] {
        TABLE[self as usize].2
    }
}

/// What a finding means and how it is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Nothing to say.
    None,
    /// In the panel's own words: what, and the mend.
    Own(Msg, Msg),
    /// In the words of static/text: `doctor.CODE.means` and `doctor.CODE.fix`.
    Text(&'static str),
    /// Not looked at: that check comes first.
    After(Check),
}

/// How a value may be handed to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// As it is.
    Open,
    /// An address: only its shape.
    Address,
    /// Not at all.
    Secret,
    /// As it is; it is a key of static/text, with what goes into that word behind `|`.
    Word,
}

/// Something seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it is: `doctor.seen.CODE`. Empty for more of the same.
    pub what: &'static str,
    /// The value.
    pub value: String,
    /// Who may see it.
    pub privacy: Privacy,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// By which check.
    pub check: Check,
    /// How it is.
    pub state: State,
    /// What was seen.
    pub seen: Vec<Seen>,
    /// What it means.
    pub words: Words,
}

/// The codes of [`Words::Text`].
pub const TEXTS: &[&str] = &[
    "callCentre",
    "api",
    "settings",
    "sandbox",
    "objects",
    "layout",
    "layoutUnread",
    "storage",
    "clipboard",
    "notifications",
    "network",
    "pbx",
    "phone",
    "unreachable",
    "lost",
    "silent",
    "garbled",
    "busy",
    "badToken",
    "unknownAgent",
    "refused",
    "clock",
    "clockOrg",
    "clockServer",
    "latencyHost",
    "latencyServer",
    "protocol",
    "package",
];

/// What can be [`Seen`].
pub const SEEN: &[&str] = &[
    "address",
    "origin",
    "from",
    "version",
    "detail",
    "callCentre",
    "bytes",
    "setting",
    "why",
    "stands",
    "object",
    "package",
    "layout",
    "grant",
    "login",
    "pbx",
    "orgClock",
    "serverClock",
    "hostTime",
    "serverTime",
    "panel",
    "protocol",
    "server",
    "library",
    "orgApi",
    "browser",
];
