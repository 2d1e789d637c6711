//! The org's search, as SOSL behaves: telephone numbers by their digits, everything else by words.
//!
//! A number is compared digit for digit and never converted: `0312345678` finds `03-1234-5678` and `(03) 1234-5678` but not
//! `+81-3-1234-5678`. The end of a number, from one of its groups on, finds it too, as in Salesforce's search box.

use super::schema::Kind;
use super::store::Record;
use denwa_core::number;

/// The fewest characters of a search term, counted after punctuation is removed.
pub const MIN_LENGTH: usize = 3;

/// A search term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Digits of a telephone number.
    Digits(String),
    /// Words, each of which must be found.
    Words(Vec<String>),
}

impl Term {
    /// Parses a term. `None` if it is shorter than [`MIN_LENGTH`] without punctuation.
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

    /// Whether a field of the record matches: a telephone field for digits, any text field for words.
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

/// Whether the digits equal the stored number's, or its end from the start of a group.
#[must_use]
pub fn number_matches(stored: &str, digits: &str) -> bool {
    ends(stored).iter().any(|e| e == digits)
}

/// Whether a group of the stored number begins with the digits: a search for `digits*`.
#[must_use]
pub fn number_begins(stored: &str, digits: &str) -> bool {
    ends(stored).iter().any(|e| e.starts_with(digits))
}

/// All digits of a text, in half width.
#[must_use]
pub fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

/// The most digits of a stored number that those behind it replace: `03-1234-5678・5679`.
const MOST_REPLACED: usize = 4;
/// The fewest digits of a whole number, of which the beginning is searched for too.
const WHOLE_NUMBER: usize = 9;

/// The search of the org package: SOSL finds records by digits as they are stored, and those are kept that have one of the numbers,
/// however it is written.
pub struct NumberSearch<'a> {
    numbers: Vec<&'a str>,
    terms: Vec<String>,
}

impl<'a> NumberSearch<'a> {
    /// A search for any of the numbers.
    pub fn new(numbers: impl Iterator<Item = &'a str>) -> Self {
        let numbers: Vec<&str> = numbers.collect();
        let mut terms = Vec::new();
        for digits in numbers.iter().map(|number| digits(number)).filter(|digits| !digits.is_empty()) {
            if digits.len() >= WHOLE_NUMBER {
                terms.push(digits[..digits.len() - MOST_REPLACED].to_owned());
            }
            terms.push(digits);
        }
        Self { numbers, terms }
    }

    /// Whether SOSL finds the stored number.
    #[must_use]
    pub fn finds(&self, stored: &str) -> bool {
        self.terms.iter().any(|term| number_begins(stored, term))
    }

    /// Whether the stored text has one of the numbers.
    #[must_use]
    pub fn keeps(&self, stored: &str) -> bool {
        self.numbers.iter().any(|wanted| number::same(wanted, stored))
    }
}

/// The search of the org package by a name: each word begins a word of a name field; a word in Japanese may be anywhere in it, as SOSL
/// splits those texts.
pub struct NameSearch {
    words: Vec<String>,
}

impl NameSearch {
    /// A search for the words of a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words = words.filter(|word| !["and", "or", "not"].contains(word));
        Self { words: words.map(str::to_owned).collect() }
    }

    /// Whether SOSL finds the record by its name fields.
    #[must_use]
    pub fn finds(&self, record: &Record) -> bool {
        let names = ["Name", "FirstName", "LastName", "Company"].into_iter().filter_map(|field| record.text(field));
        let names: Vec<String> = names.map(fold).collect();
        let has = |word: &String| {
            names.iter().any(|name| {
                let mut parts = name.split(|c: char| !c.is_alphanumeric());
                parts.any(|part| part.starts_with(word.as_str())) || (!word.is_ascii() && name.contains(word.as_str()))
            })
        };
        !self.words.is_empty() && self.words.iter().all(has)
    }
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

    /// Whether the package's search by `typed`, as the panel asks for it, finds a record with the stored text.
    fn is_found(typed: &str, stored: &str) -> bool {
        let forms = number::search_forms(typed);
        let search = NumberSearch::new(forms.iter().map(String::as_str));
        search.finds(stored) && search.keeps(stored)
    }

    fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
        table.lines().filter(|line| !line.starts_with("# ")).map(|line| line.split('\t').collect())
    }

    #[test]
    fn a_stored_number_is_found_as_the_field_cases_say() {
        for row in rows(include_str!("../../../core/tests/field/same.tsv")) {
            let (a, b, expected) = (row[0], row[1], row[2] == "yes");
            assert_eq!(is_found(a, b), expected, "{b:?} by {a:?}");
            assert_eq!(is_found(b, a), expected, "{a:?} by {b:?}");
        }
    }

    #[test]
    fn a_stored_text_is_found_by_the_number_that_it_dials() {
        for row in rows(include_str!("../../../core/tests/field/numbers.tsv")) {
            let (text, dialled) = (row[0], row[1]);
            let forms = number::search_forms(dialled);
            assert_eq!(!forms.is_empty() && is_found(dialled, text), !forms.is_empty(), "{text:?} by {dialled:?}");
            if dialled == "-" {
                assert!(!is_found(text, text) && !is_found(&digits(text), text), "{text:?}");
            }
        }
    }

    #[test]
    fn a_record_is_kept_for_a_whole_number_only() {
        let search = NumberSearch::new(["0312345678"].into_iter());
        assert!(search.finds("0312345678 内線12") && search.keeps("0312345678 内線12"));
        assert!(search.finds("03-1234-5679") && !search.keeps("03-1234-5679"));
        assert!(!search.finds("312345678") && !search.keeps("非通知"));
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
