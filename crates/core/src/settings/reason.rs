//! Why a value is not taken.

use serde::{Deserialize, Serialize};

/// Why a value is not taken: where it is typed, where it is stored, or where Apex is asked to store it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", from = "String")]
pub enum Reason {
    /// Another type than the field's: a text where a number belongs.
    Type,
    /// A number outside its range.
    Range,
    /// Longer than its field, in UTF-16 units.
    TooLong,
    /// None of the codes of a choice.
    Code,
    /// Not written as it must be.
    Malformed,
    /// An address that does not begin as it must: `javascript:`, `data:`, `http:` where `https:` is asked for.
    Insecure,
    /// An address of a host that is not allowed.
    OtherHost,
    /// A page of another org.
    OtherOrg,
    /// A placeholder nobody knows, or a brace without its other half.
    Placeholder,
    /// A placeholder that is empty at that time: the result, before the end of the call.
    TooEarly,
    /// A line break, a tab or another control character inside.
    Control,
    /// No such setting, list, level or column.
    Unknown,
    /// May not be set at that level. A reason that a newer package gives counts as this one.
    #[default]
    Forbidden,
    /// More rows than a list has.
    TooMany,
    /// Said already.
    Duplicate,
    /// A row without what it is about.
    Missing,
    /// What it names is not there: an object that was deleted, a user nobody knows.
    Gone,
    /// An object that is of no use there: a log target that needs more than a call has, a search target without telephone field.
    Unsuitable,
    /// An address of production in a sandbox, which nobody has made the sandbox's own.
    Copied,
    /// Locked: only an administrator may change it.
    Locked,
    /// A telephony login that another user has.
    Taken,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Type,
        Self::Range,
        Self::TooLong,
        Self::Code,
        Self::Malformed,
        Self::Insecure,
        Self::OtherHost,
        Self::OtherOrg,
        Self::Placeholder,
        Self::TooEarly,
        Self::Control,
        Self::Unknown,
        Self::Forbidden,
        Self::TooMany,
        Self::Duplicate,
        Self::Missing,
        Self::Gone,
        Self::Unsuitable,
        Self::Copied,
        Self::Locked,
        Self::Taken,
    ];

    /// Its name in files and on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Range => "range",
            Self::TooLong => "tooLong",
            Self::Code => "code",
            Self::Malformed => "malformed",
            Self::Insecure => "insecure",
            Self::OtherHost => "otherHost",
            Self::OtherOrg => "otherOrg",
            Self::Placeholder => "placeholder",
            Self::TooEarly => "tooEarly",
            Self::Control => "control",
            Self::Unknown => "unknown",
            Self::Forbidden => "forbidden",
            Self::TooMany => "tooMany",
            Self::Duplicate => "duplicate",
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::Unsuitable => "unsuitable",
            Self::Copied => "copied",
            Self::Locked => "locked",
            Self::Taken => "taken",
        }
    }

    /// From its name on the wire.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.code() == code)
    }
}

impl From<Reason> for &'static str {
    fn from(reason: Reason) -> Self {
        reason.code()
    }
}

impl From<String> for Reason {
    fn from(code: String) -> Self {
        Self::from_code(&code).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_back() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(*reason));
        }
        assert_eq!(Reason::from_code(""), None);
    }
}
