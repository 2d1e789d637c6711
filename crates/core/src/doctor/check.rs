//! What is looked at.

use crate::text::doctor::{CheckGroupText, CheckText};

macro_rules! checks {
    ($($group:ident { $($check:ident [$($first:ident)*],)* })*) => {
        /// A group of checks, in the order it is shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the words say what each is")]
        pub enum Group { $($group),* }

        impl Group {
            /// Every group, in the order it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$group),*];

            /// The heading's words.
            #[must_use]
            pub fn text(self) -> CheckGroupText {
                match self { $(Self::$group => CheckGroupText::$group),* }
            }
        }

        /// What is looked at, in the order it is shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the words say what each is")]
        pub enum Check { $($($check),*),* }

        impl Check {
            /// Every check, in the order it is shown.
            pub const ALL: &'static [Self] = &[$($(Self::$check),*),*];

            /// Its name's words.
            #[must_use]
            pub fn text(self) -> CheckText {
                match self { $($(Self::$check => CheckText::$check),*),* }
            }

            /// The group it belongs to.
            #[must_use]
            pub fn group(self) -> Group {
                match self { $($(Self::$check => Group::$group),*),* }
            }

            /// The checks that must be sound before this one means anything.
            #[must_use]
            pub fn needs(self) -> &'static [Self] {
                match self { $($(Self::$check => &[$(Self::$first),*]),*),* }
            }
        }
    };
}

checks! {
    Salesforce {
        Address [],
        Library [Address Origin],
        Origin [Address],
        Host [Library],
        CallCentre [Host],
        Api [Apex],
        Settings [Apex],
        Apex [Host],
        Layout [Host],
    }
    Browser {
        Storage [],
        Clipboard [],
        Notifications [],
        Network [],
    }
    Telephony {
        EventServer [Apex Network],
        SignIn [EventServer],
        Pbx [SignIn],
        Phone [Pbx],
    }
    Figures {
        Clock [],
        Latency [Host],
        Versions [],
    }
}
