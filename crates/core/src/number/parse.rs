//! Finds the numbers in a text.

use super::address::{self, Address};
use super::clean::clean;
use super::code;
use super::error::NumberError;
use super::kind::{Number, NumberKind};
use super::nonsense::refuse;
use super::reader;
use super::spreadsheet;
use super::words::without_labels;

/// More bytes than this are no telephone field: Salesforce's longest text fields that people put numbers in have 255 characters.
const MOST_BYTES: usize = 2048;

/// Understands `raw` as a telephone number, or says why it is none. Of several numbers it is the first.
///
/// # Errors
/// For text without a number, and for text that could be read in two ways.
///
/// ```
/// use denwa_core::number::{NationalKind, NumberKind, parse};
/// let number = parse("０３（１２３４）５６７８ 内線12").unwrap();
/// assert_eq!(number.kind, NumberKind::National { kind: NationalKind::Fixed, digits: "0312345678".into() });
/// assert_eq!(number.extension.as_deref(), Some("12"));
/// ```
pub fn parse(raw: &str) -> Result<Number, NumberError> {
    parse_all(raw)?.into_iter().next().ok_or(NumberError::Empty)
}

/// All numbers in `raw`, at least one, in the order in which they are written.
///
/// # Errors
/// As [`parse`].
///
/// ```
/// use denwa_core::number::parse_all;
/// assert_eq!(parse_all("TEL 03-1234-5678 / FAX 03-1234-5679").unwrap().len(), 2);
/// assert_eq!(parse_all("03-1234-5678・5679").unwrap()[1], parse_all("03-1234-5679").unwrap()[0]);
/// ```
pub fn parse_all(raw: &str) -> Result<Vec<Number>, NumberError> {
    if raw.len() > MOST_BYTES {
        return Err(NumberError::TooLong);
    }
    let text = clean(raw);
    let Address { text, extension, sip } = address::split(&text);
    let mut numbers = match (read_text(text), sip) {
        (Err(NumberError::Letters), Some(address)) => vec![Number::bare(NumberKind::Sip(address.to_owned()))],
        (numbers, _) => numbers?,
    };
    if let (Some(digits), Some(number)) = (extension.and_then(reader::extension), numbers.first_mut()) {
        number.extension = Some(digits.to_owned());
    }
    Ok(numbers)
}

fn read_text(text: &str) -> Result<Vec<Number>, NumberError> {
    let text = without_labels(text);
    if let Some(number) = spreadsheet::read(text) {
        return number.map(|number| vec![number]);
    }
    refuse(text)?;
    match code::read(text) {
        Some(code) => code.map(|code| vec![Number::bare(NumberKind::Feature(code))]),
        None => reader::read(text),
    }
}
