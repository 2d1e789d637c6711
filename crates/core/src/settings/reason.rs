//! Why a value is not taken.

use crate::cut::digits;

/// Why a value is not taken: where it is typed, where it is stored, or where Apex is asked to store it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Another type than the field's: a text where a number stands.
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
    /// A placeholder nobody knows, or a brace without its other half.
    Placeholder,
    /// A placeholder that is empty at that time: the result, before the end of the call.
    TooEarly,
    /// A line break, a tab or another control character inside.
    Control,
    /// No such setting, list, level or column.
    Unknown,
    /// May not be set at that level.
    Forbidden,
    /// More rows than a list has.
    TooMany,
    /// Said already.
    Duplicate,
    /// A row without what it is about.
    Missing,
    /// What it names is not there: an object that was deleted, a user nobody knows.
    Gone,
    /// Locked: only an administrator may change it.
    Locked,
}

impl Reason {
    /// The key of its words in `static/text`, and behind `|` what goes into them: the least and the most that a value, a text or a list
    /// may be.
    #[must_use]
    pub fn words(self, (least, most): (usize, usize)) -> String {
        let least = if self == Self::Range { ["|", &digits(least as u64)].concat() } else { String::new() };
        ["reason.", self.code(), &least, "|", &digits(most as u64)].concat()
    }

    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Type,
        Self::Range,
        Self::TooLong,
        Self::Code,
        Self::Malformed,
        Self::Insecure,
        Self::OtherHost,
        Self::Placeholder,
        Self::TooEarly,
        Self::Control,
        Self::Unknown,
        Self::Forbidden,
        Self::TooMany,
        Self::Duplicate,
        Self::Missing,
        Self::Gone,
        Self::Locked,
    ];

    /// Its name in files and on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        CODES[self as usize]
    }

    /// From its name on the wire.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        CODES.iter().position(|known| *known == code).map(|at| Self::ALL[at])
    }
}

/// The names of [`Reason::ALL`]. Tables behind a reference: one that is a value itself is built anew wherever it is indexed.
const CODES: &[&str; Reason::ALL.len()] = &[
    "type",
    "range",
    "tooLong",
    "code",
    "malformed",
    "insecure",
    "otherHost",
    "placeholder",
    "tooEarly",
    "control",
    "unknown",
    "forbidden",
    "tooMany",
    "duplicate",
    "missing",
    "gone",
    "locked",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_back() {
        for (place, reason) in Reason::ALL.iter().enumerate() {
            assert_eq!(*reason as usize, place);
            assert_eq!(Reason::from_code(reason.code()), Some(*reason));
        }
        assert_eq!(Reason::from_code(""), None);
    }
}
