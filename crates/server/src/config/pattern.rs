//! Patterns of numbers, in the notation of Asterisk's dialplan.

use serde::Deserialize;
use std::fmt;

/// A set of numbers: digits, `x` for any digit, `[1-47]` for one of several characters; `.` at the end stands for one or
/// more further characters, `!` for any number of them. After a leading `_`, as in extensions.conf, `Z` (1 to 9) and `N`
/// (2 to 9) are understood too.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct NumberPattern {
    text: String,
    characters: Vec<CharacterSet>,
    /// How many further characters the numbers have at least; `None` if they have none.
    further: Option<usize>,
}

/// A set of ASCII characters, one bit each.
#[derive(Clone, Copy, PartialEq, Eq)]
struct CharacterSet(u128);

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// The text is empty or has nothing but a placeholder for further characters.
    #[error("`{0}` would match every number")]
    Everything(String),
    /// A bracket is not closed, is empty, or has a range that runs backwards.
    #[error("`{0}`: the brackets are not like [1-47]")]
    Bracket(String),
    /// A character has no place in a number.
    #[error("`{0}` contains `{1}`, which is no part of a number")]
    Character(String, char),
}

impl CharacterSet {
    fn range(first: u8, last: u8) -> Self {
        Self((first..=last).fold(0, |set, c| set | 1 << c))
    }

    fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn contains(self, byte: u8) -> bool {
        byte.is_ascii() && self.0 & (1 << byte) != 0
    }
}

impl NumberPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// If the text is no pattern.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let is_asterisks = text.starts_with('_');
        let body = text.strip_prefix('_').unwrap_or(text);
        let (body, further) = match (body.strip_suffix('.'), body.strip_suffix('!')) {
            (Some(body), _) => (body, Some(1)),
            (_, Some(body)) => (body, Some(0)),
            _ => (body, None),
        };
        let mut characters = Vec::new();
        let mut rest = body;
        while let Some(next) = rest.chars().next() {
            rest = &rest[next.len_utf8()..];
            characters.push(match next {
                'x' | 'X' => CharacterSet::range(b'0', b'9'),
                'Z' | 'z' if is_asterisks => CharacterSet::range(b'1', b'9'),
                'N' | 'n' if is_asterisks => CharacterSet::range(b'2', b'9'),
                '[' => {
                    let (inside, after) = rest.split_once(']').ok_or_else(|| PatternError::Bracket(text.to_owned()))?;
                    rest = after;
                    parse_bracket(inside).ok_or_else(|| PatternError::Bracket(text.to_owned()))?
                }
                // Asterisk ignores hyphens between digits.
                '-' if is_asterisks => continue,
                c if c.is_ascii_alphanumeric() || matches!(c, '*' | '#' | '+') => {
                    let byte = u8::try_from(c).unwrap_or_default();
                    CharacterSet::range(byte, byte)
                }
                c => return Err(PatternError::Character(text.to_owned(), c)),
            });
        }
        if characters.is_empty() {
            return Err(PatternError::Everything(text.to_owned()));
        }
        Ok(Self { text: text.to_owned(), characters, further })
    }

    /// Returns whether a number belongs to the set.
    #[must_use]
    pub fn matches(&self, number: &str) -> bool {
        let is_long_enough = match self.further {
            None => number.len() == self.characters.len(),
            Some(further) => number.len() >= self.characters.len() + further,
        };
        is_long_enough && self.characters.iter().zip(number.bytes()).all(|(set, byte)| set.contains(byte))
    }

    /// Returns whether any number belongs to both sets.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let can_be_as_long = |open: &Self, other: &Self| match (open.further, other.further) {
            (None, None) => open.characters.len() == other.characters.len(),
            (Some(further), None) => other.characters.len() >= open.characters.len() + further,
            (_, Some(_)) => true,
        };
        can_be_as_long(self, other)
            && can_be_as_long(other, self)
            && self.characters.iter().zip(&other.characters).all(|(a, b)| a.intersects(*b))
    }
}

/// Reads the inside of a bracket: characters and ranges.
fn parse_bracket(inside: &str) -> Option<CharacterSet> {
    let mut set = 0;
    let mut bytes = inside.bytes().peekable();
    while let Some(first) = bytes.next() {
        let last = match bytes.peek() {
            Some(b'-') => {
                bytes.next();
                bytes.next()?
            }
            _ => first,
        };
        let are_digits = first.is_ascii_digit() && last.is_ascii_digit();
        if first > last || !(are_digits || (first == last && matches!(first, b'*' | b'#' | b'+'))) {
            return None;
        }
        set |= CharacterSet::range(first, last).0;
    }
    (set != 0).then_some(CharacterSet(set))
}

impl TryFrom<String> for NumberPattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Self, PatternError> {
        Self::parse(&text)
    }
}

impl fmt::Display for NumberPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for NumberPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NumberPattern({})", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pattern(text: &str) -> NumberPattern {
        NumberPattern::parse(text).unwrap()
    }

    #[test]
    fn matches_what_it_says() {
        let cases: [(&str, &[&str], &[&str]); 8] = [
            ("1xxx", &["1000", "1999"], &["100", "10000", "2000", "1x00", ""]),
            ("700", &["700"], &["70", "7000"]),
            ("7[1-8]", &["71", "78"], &["70", "79", "7"]),
            ("[*#]9", &["*9", "#9"], &["99", "9"]),
            ("88.", &["881", "88*2"], &["88", "8"]),
            ("88!", &["88", "881"], &["8", "89"]),
            ("_NXZ", &["201", "999"], &["101", "200", "20"]),
            ("_9-11", &["911"], &["9-11"]),
        ];
        for (text, inside, outside) in cases {
            for number in inside {
                assert!(pattern(text).matches(number), "{text} {number}");
            }
            for number in outside {
                assert!(!pattern(text).matches(number), "{text} {number}");
            }
        }
    }

    #[test]
    fn refuses_what_is_no_pattern() {
        for text in ["", ".", "_", "_!"] {
            assert!(matches!(NumberPattern::parse(text), Err(PatternError::Everything(_))), "{text}");
        }
        for text in ["[", "1[]", "[2-1]", "[1-", "[a-f]", "[1"] {
            assert!(matches!(NumberPattern::parse(text), Err(PatternError::Bracket(_))), "{text}");
        }
        for (text, c) in [("03-1234", '-'), ("1 2", ' '), ("1.2", '.'), ("１", '１'), ("12]", ']')] {
            assert_eq!(NumberPattern::parse(text), Err(PatternError::Character(text.to_owned(), c)));
        }
    }

    #[test]
    fn finds_overlaps() {
        for (a, b) in [("1xxx", "10xx"), ("10.", "1xxx"), ("10.", "1!"), ("2001", "20[01]x"), ("5.", "50x")] {
            assert!(pattern(a).overlaps(&pattern(b)) && pattern(b).overlaps(&pattern(a)), "{a} {b}");
        }
        for (a, b) in [("1xxx", "2xxx"), ("1xx", "1xxx"), ("100.", "10x"), ("7[1-4]", "7[5-8]"), ("1.", "2.")] {
            assert!(!pattern(a).overlaps(&pattern(b)) && !pattern(b).overlaps(&pattern(a)), "{a} {b}");
        }
    }

    proptest! {
        /// Two patterns that match the same number overlap.
        #[test]
        fn a_common_number_is_an_overlap(a in "[0-2x]{1,3}[.!]?", b in "[0-2x]{1,3}[.!]?", number in "[0-2]{1,4}") {
            let (a, b) = (pattern(&a), pattern(&b));
            prop_assert!(!(a.matches(&number) && b.matches(&number)) || a.overlaps(&b));
        }

        #[test]
        fn nothing_panics(text in ".{0,12}", number in ".{0,12}") {
            if let Ok(pattern) = NumberPattern::parse(&text) {
                prop_assert!(pattern.overlaps(&pattern));
                prop_assert!(!pattern.matches("") && pattern.matches(&number) == pattern.clone().matches(&number));
            }
        }
    }
}
