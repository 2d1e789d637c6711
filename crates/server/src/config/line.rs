//! The organisation's numbers, and how a trunk's way of writing a number is matched to them.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The fewest digits of a number that is recognised in another form, too. Shorter numbers must be written alike.
const WHOLE_NUMBER: usize = 7;

/// A number of the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The number, as panels show it. Trunks may deliver it in another form: `+81312345000`, `03-1234-5000`.
    pub number: String,
    /// The line's name, for instance サポート窓口.
    #[serde(default)]
    pub name: Option<String>,
    /// Asterisk: the extensions at which calls for this line enter the dialplan, if the trunk delivers something else
    /// than the number.
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Asterisk: the dialplan contexts in which calls for this line arrive, if the trunk does not deliver the number.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// Whether agents may present the number when dialling.
    #[serde(default)]
    pub presentable: bool,
}

impl Line {
    /// Returns the line as panels receive it.
    #[must_use]
    pub fn to_protocol(&self) -> denwa_protocol::Line {
        denwa_protocol::Line { number: self.number.clone(), name: self.name.clone(), presentable: self.presentable }
    }
}

/// Finds lines by what a trunk or the dialplan says.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    country_code: String,
    /// The lines' numbers by the forms in which they can be written.
    forms: BTreeMap<String, String>,
    extensions: BTreeMap<String, String>,
    contexts: BTreeMap<String, String>,
}

impl LineIndex {
    /// Makes an index of lines. `country_code` is the code of the country the lines are in, `81` for Japan.
    #[must_use]
    pub fn new(lines: &[Line], country_code: &str) -> Self {
        let mut index = Self { country_code: country_code.to_owned(), ..Self::default() };
        for line in lines {
            for form in forms(&line.number, country_code) {
                index.forms.entry(form).or_insert_with(|| line.number.clone());
            }
            for extension in &line.extensions {
                index.extensions.entry(extension.clone()).or_insert_with(|| line.number.clone());
            }
            for context in &line.contexts {
                index.contexts.entry(context.clone()).or_insert_with(|| line.number.clone());
            }
        }
        // A line that is written exactly like this wins over other forms.
        for line in lines {
            index.forms.insert(line.number.clone(), line.number.clone());
        }
        index
    }

    /// Returns the number of the line that a number or an extension of the dialplan stands for.
    #[must_use]
    pub fn by_number(&self, number: &str) -> Option<&str> {
        let known = self.extensions.get(number).or_else(|| self.forms.get(number));
        let in_other_form = || forms(number, &self.country_code).into_iter().find_map(|form| self.forms.get(&form));
        known.or_else(in_other_form).map(String::as_str)
    }

    /// Returns the number of the line whose calls arrive in a context of the dialplan.
    #[must_use]
    pub fn by_context(&self, context: &str) -> Option<&str> {
        self.contexts.get(context).map(String::as_str)
    }
}

/// Returns a number in the form that all ways to write it share, as far as they can be told.
pub(crate) fn normal(number: &str, country_code: &str) -> Option<String> {
    forms(number, country_code).pop()
}

/// Returns the texts that identify a number: two numbers with a text in common are the same. Without separators, in
/// national form without the leading 0, and with `+` if the number is abroad.
pub(super) fn forms(number: &str, country_code: &str) -> Vec<String> {
    let text: String = number.chars().filter(|c| !is_separator(*c)).collect();
    let mut forms = vec![text.clone()];
    if text.is_empty() || !text.strip_prefix('+').unwrap_or(&text).bytes().all(|b| b.is_ascii_digit()) {
        return forms;
    }
    // `+81 (0)3 …`: the 0 is only dialled inside the country.
    let without_zero = |rest: &str| rest.strip_prefix('0').unwrap_or(rest).to_owned();
    let in_country =
        |rest: &str| rest.strip_prefix(country_code).filter(|_| !country_code.is_empty()).map(without_zero);
    let significant = if let Some(rest) = text.strip_prefix('+') {
        in_country(rest)
    } else {
        // 010 is Japan's prefix for calls abroad, 011 North America's.
        let prefixes: &[&str] = if country_code == "1" { &["011", "00"] } else { &["010", "00"] };
        let international = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)).and_then(in_country);
        let national = || text.strip_prefix('0').filter(|rest| !rest.starts_with('0')).map(str::to_owned);
        international.or_else(national).or_else(|| {
            // Without a prefix, the beginning may be the country code or not.
            forms.extend(in_country(&text).filter(|form| form.len() >= WHOLE_NUMBER));
            None
        })
    };
    forms.extend(significant.filter(|form| form.len() >= WHOLE_NUMBER));
    forms
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '(' | ')' | '/')
}

/// Returns the number in the value of a variable: a number in any form, or a SIP header such as
/// `"Acme" <sip:+81312345000@carrier.example;user=phone>;tag=1`. `None` if there is no number in it (`s`, `anonymous`,
/// zeros).
#[must_use]
pub fn number_in(value: &str) -> Option<String> {
    let address = match value.split_once('<') {
        Some((_, address)) => address.split('>').next().unwrap_or(address),
        None => value,
    };
    let address = address.trim();
    let (scheme, address) = match address.split_once(':') {
        Some((scheme, rest)) if ["sip", "sips", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            (Some(scheme), rest)
        }
        _ => (None, address),
    };
    if scheme.is_some_and(|scheme| !scheme.eq_ignore_ascii_case("tel")) && !address.contains('@') {
        // An address of a host only.
        return None;
    }
    let user = address.split(['@', ';', ':', '?']).next().unwrap_or(address).replace("%2B", "+").replace("%2b", "+");
    let number: String = user.chars().filter(|c| !is_separator(*c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let is_number = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
        && digits.bytes().any(|b| matches!(b, b'1'..=b'9' | b'*' | b'#'));
    is_number.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index() -> LineIndex {
        let line = |number: &str, extensions: &[&str], contexts: &[&str]| Line {
            number: number.to_owned(),
            name: None,
            extensions: extensions.iter().map(ToString::to_string).collect(),
            contexts: contexts.iter().map(ToString::to_string).collect(),
            presentable: false,
        };
        let lines = [
            line("0312345000", &["acme-main"], &[]),
            line("0120-000-000", &[], &["from-trunk-freedial"]),
            line("500", &[], &[]),
        ];
        LineIndex::new(&lines, "81")
    }

    #[test]
    fn finds_lines_in_any_form() {
        let main = [
            "0312345000",
            "03-1234-5000",
            "(03) 1234.5000",
            "+81312345000",
            "+81 (0)3-1234-5000",
            "81312345000",
            "0081312345000",
            "010-81-3-1234-5000",
            "312345000",
            "acme-main",
            "810312345000",
        ];
        for number in main {
            assert_eq!(index().by_number(number), Some("0312345000"), "{number}");
        }
        for number in ["0120000000", "+81120000000", "120000000"] {
            assert_eq!(index().by_number(number), Some("0120-000-000"), "{number}");
        }
        assert_eq!(index().by_number("500"), Some("500"));
        for number in ["0312345001", "+312345000", "+1312345000", "0500", "+81500", "", "s", "12345000", "00312345000"]
        {
            assert_eq!(index().by_number(number), None, "{number}");
        }
        assert_eq!(index().by_context("from-trunk-freedial"), Some("0120-000-000"));
        assert_eq!(index().by_context("from-trunk"), None);
    }

    #[test]
    fn lines_may_be_abroad() {
        let lines = [Line { number: "+12125550100".to_owned(), ..Line::default() }];
        let index = LineIndex::new(&lines, "1");
        for number in ["2125550100", "12125550100", "+1 212-555-0100", "(212) 555-0100", "01112125550100"] {
            assert_eq!(index.by_number(number), Some("+12125550100"), "{number}");
        }
    }

    #[test]
    fn reads_numbers_in_headers() {
        let cases = [
            ("<sip:0312345001@sip.carrier.example>", Some("0312345001")),
            ("\"Acme, Inc.\" <sip:+81-3-1234-5000@10.0.0.1:5060;user=phone>;tag=9", Some("+81312345000")),
            ("sip:%2B81312345000@carrier", Some("+81312345000")),
            ("SIPS:0312345000:secret@carrier", Some("0312345000")),
            ("<tel:+81-3-1234-5000;phone-context=example>", Some("+81312345000")),
            ("<sip:0312345000@h>;reason=unconditional;counter=1", Some("0312345000")),
            ("03-1234-5000", Some("0312345000")),
            ("*97", Some("*97")),
            ("s", None),
            ("<sip:s@10.0.0.1>", None),
            ("<sip:10.0.0.1>", None),
            ("anonymous", None),
            ("0000000000", None),
            ("", None),
        ];
        for (value, number) in cases {
            assert_eq!(number_in(value).as_deref(), number, "{value}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(value in "\\PC{0,30}") {
            let _ = number_in(&value);
            let lines = [Line { number: value.clone(), ..Line::default() }];
            let index = LineIndex::new(&lines, "81");
            prop_assert_eq!(index.by_number(&value), Some(value.as_str()));
        }
    }
}
