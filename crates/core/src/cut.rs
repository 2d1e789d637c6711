//! Texts cut by their bytes. The searches and trims of [`str`] are made once for every kind of pattern, and for long texts: many kilobytes.

/// Where `mark` stands first in `text`.
#[must_use]
pub fn find(text: &str, mark: &str) -> Option<usize> {
    (0..text.len()).find(|&at| text.as_bytes()[at..].starts_with(mark.as_bytes()))
}

/// Both sides of the first `mark`.
#[must_use]
pub fn split_at<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, mark)?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// Where the first of the ASCII characters `marks` stands; the end of the text where none does.
#[must_use]
pub fn first_of(text: &str, marks: &[u8]) -> usize {
    // For a handful of marks: the library's search for a byte is ten times as long.
    for (at, byte) in text.bytes().enumerate() {
        for mark in marks {
            if *mark == byte {
                return at;
            }
        }
    }
    text.len()
}

/// Without the ASCII characters at the beginning that are `off`.
#[must_use]
pub fn without_front(mut text: &str, off: fn(u8) -> bool) -> &str {
    while let Some(&first) = text.as_bytes().first()
        && off(first)
    {
        text = text.get(1..).unwrap_or_default();
    }
    text
}

/// Without the ASCII characters at the end that are `off`.
#[must_use]
pub fn without_end(mut text: &str, off: fn(u8) -> bool) -> &str {
    while let Some(&last) = text.as_bytes().last()
        && off(last)
    {
        text = text.get(..text.len() - 1).unwrap_or_default();
    }
    text
}

/// Without those at both ends.
pub(crate) fn trimmed(text: &str, off: fn(u8) -> bool) -> &str {
    without_end(without_front(text, off), off)
}

/// Whether all its bytes are in `ranges`: the first and the last of each, one after the other.
pub(crate) fn only(ranges: &[u8], text: &str) -> bool {
    text.bytes().all(|byte| ranges.chunks_exact(2).any(|range| range[0] <= byte && byte <= range[1]))
}

/// Whether all of it is digits.
pub(crate) fn is_digits(text: &str) -> bool {
    only(b"09", text)
}

/// Whether it ends with that, in whatever case.
pub(crate) fn ends_with(text: &str, end: &str) -> bool {
    text.len().checked_sub(end.len()).and_then(|at| text.get(at..)).is_some_and(|text| text.eq_ignore_ascii_case(end))
}

/// The number that digits are; none where they are not digits only, or more than nine.
pub(crate) fn value(digits: &str) -> Option<u32> {
    let well = (1..=9).contains(&digits.len()) && is_digits(digits);
    well.then(|| digits.bytes().fold(0, |value, byte| value * 10 + u32::from(byte & 15)))
}

/// A number in digits. `to_string` brings all the formatting of the standard library along, 1.5 kB.
#[must_use]
pub fn digits(number: u64) -> String {
    let mut digits = String::new();
    write_digits(number, &mut digits);
    digits
}

/// The same behind what is there.
pub fn write_digits(number: u64, out: &mut String) {
    if number > 9 {
        write_digits(number / 10, out);
    }
    out.extend(char::from_digit((number % 10).try_into().unwrap_or(0), 10));
}

/// The pieces of a text between ASCII characters.
#[derive(Clone)]
pub struct Pieces<'a> {
    rest: Option<&'a str>,
    marks: &'static [u8],
}

/// The pieces between any of `marks`, empty ones too.
#[must_use]
pub fn pieces<'a>(text: &'a str, marks: &'static [u8]) -> Pieces<'a> {
    Pieces { rest: Some(text), marks }
}

/// The same without the empty ones.
pub fn parts<'a>(text: &'a str, marks: &'static [u8]) -> impl Iterator<Item = &'a str> + Clone {
    pieces(text, marks).filter(|part| !part.is_empty())
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let end = first_of(text, self.marks);
        self.rest = text.get(end + 1..);
        text.get(..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_those_of_split() {
        for text in ["", ",", "a", "a,b", ",a,,b,", "電話,、,話", "a b,c"] {
            assert!(pieces(text, b",").eq(text.split(',')), "{text:?}");
            assert!(pieces(text, b", ").eq(text.split([',', ' '])), "{text:?}");
            assert!(parts(text, b",").eq(text.split(',').filter(|part| !part.is_empty())), "{text:?}");
        }
    }

    #[test]
    fn cut_and_counted() {
        for number in [0, 9, 10, 4_096, u64::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
        assert_eq!((find("a::b", "::"), find("a:b", "::"), find("", "x")), (Some(1), None, None));
        assert_eq!(split_at("a::b::c", "::"), Some(("a", "b::c")));
        assert_eq!(trimmed("  電話 ", |byte| byte == b' '), "電話");
        assert_eq!(trimmed("   ", |byte| byte == b' '), "");
        assert!(only(b"az__", "a_z") && !only(b"az__", "a-z") && only(b"az", "") && !only(b"az", "電"));
        assert!(ends_with("a.Example", ".example") && !ends_with("e", "電e") && !ends_with("電", "x"));
        assert_eq!((value("0015"), value(""), value("+1"), value("1234567890")), (Some(15), None, None, None));
    }
}
