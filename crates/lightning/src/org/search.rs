//! The org's search, as SOSL behaves: telephone numbers by their digits, everything else by words.
//!
//! A number is compared digit for digit and never converted: `0312345678` finds `03-1234-5678` and `(03) 1234-5678` but not
//! `+81-3-1234-5678`. The end of a number, from one of its groups on, finds it too, as in Salesforce's search box.

use super::schema::Kind;
use super::store::Record;

/// Characters that a search term needs at least, once digits or words are left.
pub const MIN_LENGTH: usize = 3;

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Digits of a telephone number.
    Digits(String),
    /// Words, each of which must be found.
    Words(Vec<String>),
}

impl Term {
    /// Reads what was typed. `None` if it is shorter than [`MIN_LENGTH`] or nothing is left of it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold(text);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if text.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
            return (digits.len() >= MIN_LENGTH).then_some(Self::Digits(digits));
        }
        let words: Vec<String> = text.split_whitespace().map(|w| w.trim_matches(['"', '*', '?']).to_owned()).collect();
        let words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
        let enough = text.trim().encode_utf16().count() >= MIN_LENGTH || words.iter().any(|w| !w.is_ascii());
        (!words.is_empty() && enough).then_some(Self::Words(words))
    }

    /// Whether the record has it in one of its fields: telephone fields for digits, all text fields for words.
    #[must_use]
    pub fn finds(&self, record: &Record) -> bool {
        let texts = |phone: bool| {
            record.object.fields.iter().filter_map(move |f| match f.kind {
                Kind::Phone if phone => record.text(f.name),
                Kind::Text { .. } | Kind::TextArea { .. } | Kind::Email | Kind::Combobox { .. } if !phone => {
                    record.text(f.name)
                }
                _ => None,
            })
        };
        match self {
            Self::Digits(digits) => {
                texts(true).any(|number| number_matches(number, digits)) || texts(false).any(|t| t == digits)
            }
            Self::Words(words) => {
                let all: Vec<String> = texts(false).map(fold).collect();
                words.iter().all(|w| all.iter().any(|t| t.contains(w.as_str())))
            }
        }
    }
}

/// Whether the digits are all of the stored number's, or its end from the start of one of its groups.
#[must_use]
pub fn number_matches(stored: &str, digits: &str) -> bool {
    ends(stored).iter().any(|e| e == digits)
}

/// Whether the stored number begins with the digits, from the start of one of its groups on: a search for `digits*`.
#[must_use]
pub fn number_begins(stored: &str, digits: &str) -> bool {
    ends(stored).iter().any(|e| e.starts_with(digits))
}

/// All digits of a text, in half width.
#[must_use]
pub fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

/// How many digits a number has at least before an extension after it is one.
const WHOLE_NUMBER: usize = 7;

/// A telephone number in plain digits, so that two ways of writing it are the same: `+81` is `0`, and an extension is left out.
#[must_use]
pub fn plain(text: &str) -> String {
    let text = fold(text);
    let number = without_extension(text.trim());
    let all = digits(number);
    // Called from Japan, 010 is what a mobile has its + for.
    let (international, all) = match all.strip_prefix("010") {
        Some(rest) if !number.starts_with('+') && all.len() > 11 => (true, rest.to_owned()),
        _ => (number.starts_with('+'), all),
    };
    match all.strip_prefix("81") {
        Some(rest) if international => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        _ => all,
    }
}

/// What stands before an extension.
fn without_extension(text: &str) -> &str {
    let marks = |c: char| c.is_alphabetic() && c != 'ー' || ";,#".contains(c);
    let mark = text.match_indices(marks).map(|(at, _)| at).find(|at| digits(&text[..*at]).len() >= WHOLE_NUMBER);
    mark.map_or(text, |at| &text[..at])
}

/// The digits of a number from the start of each of its groups on.
fn ends(stored: &str) -> Vec<String> {
    let stored = fold(stored);
    let mut ends: Vec<String> = Vec::new();
    let mut previous = false;
    for c in stored.chars() {
        if c.is_ascii_digit() {
            if !previous {
                ends.push(String::new());
            }
            for end in &mut ends {
                end.push(c);
            }
        }
        previous = c.is_ascii_digit();
    }
    ends
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "+-.()/・‐‑–—―−ー〜~".contains(c)
}

/// Lower case, and full-width letters, digits and signs as their ASCII counterparts.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, stored: &str) -> bool {
        match Term::parse(typed) {
            Some(Term::Digits(digits)) => number_matches(stored, &digits),
            other => panic!("{typed:?} read as {other:?}"),
        }
    }

    #[test]
    fn separators_do_not_matter() {
        for stored in ["03-1234-5678", "(03) 1234-5678", "0312345678", "０３−１２３４−５６７８", "03 1234 5678"]
        {
            assert!(finds("0312345678", stored), "{stored}");
            assert!(finds("03-1234-5678", stored), "{stored}");
        }
        assert!(finds("+81312345678", "+81-3-1234-5678"));
        assert!(finds("+13362227000", "+1 336-222-7000"));
    }

    #[test]
    fn a_national_number_is_not_the_international_one() {
        assert!(!finds("0312345678", "+81-3-1234-5678"));
        assert!(!finds("+81312345678", "03-1234-5678"));
        assert!(!finds("13362227000", "336-222-7000"));
    }

    #[test]
    fn the_end_of_a_number_from_a_group_on() {
        assert!(finds("12345678", "03-1234-5678"));
        assert!(finds("5678", "03-1234-5678"));
        assert!(finds("3362227000", "+1 336-222-7000"));
        assert!(!finds("678", "03-1234-5678"));
        assert!(!finds("031234", "03-1234-5678"));
    }

    #[test]
    fn a_number_in_plain_digits() {
        for text in [
            "03-1234-5678",
            "+81 3-1234-5678",
            "+81 (0)3 1234 5678",
            "０３ー１２３４ー５６７８",
            "010 81 3-1234-5678",
            "03-1234-5678 (内 3)",
            "03-1234-5678,12",
            "０３１２３４５６７８ｘ３",
            "0312345678 内線12",
            "03-1234-5678 ext.3",
        ] {
            assert_eq!(plain(text), "0312345678", "{text}");
        }
        assert_eq!(plain("+1 336-222-7000"), "13362227000");
        assert_eq!(plain("非通知"), "");
        assert!(number_begins("0312345678 内線12", "0312345678") && !number_begins("0312345678", "312345678"));
    }

    #[test]
    fn too_short_or_nothing_left() {
        for typed in ["", "  ", "12", "1-2", "ab", "\"\"", "+"] {
            assert_eq!(Term::parse(typed), None, "{typed:?}");
        }
        assert_eq!(Term::parse("山田"), Some(Term::Words(vec!["山田".into()])));
        assert_eq!(Term::parse("\"Jack  Rog*\""), Some(Term::Words(vec!["jack".into(), "rog".into()])));
    }
}
