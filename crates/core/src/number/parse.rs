//! From text to a number.

use super::area;
use super::clean::clean;
use super::error::NumberError;
use super::kind::{Kind, Number};
use super::nonsense::refuse;
use super::suffix::around;
use crate::cut::{find, value};

/// More digits than this no plan has; a PBX's prefixes are allowed for.
const MOST_DIGITS: usize = 20;
/// Up to this many digits a number without `+` is the PBX's own.
const MOST_EXTENSION_DIGITS: usize = 8;
/// Most digits of an international number (ITU-T E.164).
const MOST_E164_DIGITS: usize = 15;
/// Fewest digits of an international number that anybody has.
const LEAST_E164_DIGITS: usize = 7;

/// The three-digit services (1XY) of the Japanese network that a PBX passes on.
const SERVICES: [u8; 22] =
    [104, 110, 111, 113, 114, 115, 116, 117, 118, 119, 122, 136, 144, 148, 151, 157, 159, 171, 177, 184, 188, 189];

/// The kinds of Japanese numbers by how they go on after the 0 and how many digits follow it; those with an area code aside. The first
/// that fits counts.
const KINDS: &[(&str, u8, Kind)] = &[
    ("200", 13, Kind::Machine),
    ("20", 10, Kind::Machine),
    ("120", 9, Kind::TollFree),
    ("800", 10, Kind::TollFree),
    ("570", 9, Kind::Special),
    ("990", 9, Kind::Special),
    ("180", 9, Kind::Special),
    ("60", 9, Kind::Personal),
    ("60", 10, Kind::Mobile),
    ("70", 10, Kind::Mobile),
    ("80", 10, Kind::Mobile),
    ("90", 10, Kind::Mobile),
    ("50", 10, Kind::Ip),
];

/// Understands `raw` as a telephone number, or says why it is none.
///
/// # Errors
/// For text that is certainly not a number. Any run of digits of a possible length is one.
///
/// ```
/// use denwa_core::number::{parse, Kind};
/// let number = parse("０３（１２３４）５６７８ 内線12").unwrap();
/// assert_eq!((number.kind, number.text.as_str(), number.extension.as_str()), (Kind::Fixed, "0312345678", "12"));
/// ```
pub fn parse(raw: &str) -> Result<Number, NumberError> {
    let mut number = Number { kind: Kind::Extension, text: String::new(), extension: String::new(), caller_id: "" };
    read(&clean(raw), &mut number)?;
    Ok(number)
}

/// Into `number`, which is an extension without digits so far.
fn read(text: &str, number: &mut Number) -> Result<(), NumberError> {
    let parts = around(text);
    if parts.head.is_empty() {
        // 内線2001
        set(number, Kind::Extension, "", parts.extension);
        return if number.text.is_empty() { Err(NumberError::Empty) } else { Ok(()) };
    }
    refuse(parts.head)?;
    let mut kept = String::new();
    let (mut pluses, mut codes, mut others) = (0, 0, 0);
    for byte in parts.head.bytes() {
        match byte {
            b' ' | b'-' | b'.' | b'(' | b')' | b'[' | b']' => continue,
            b'+' => pluses += 1,
            b'*' | b'#' => codes += 1,
            b'0'..=b'9' => {}
            // Whatever is not ASCII is Japanese or another script, or a symbol: no table of all letters is needed to refuse it.
            _ if !byte.is_ascii() || byte.is_ascii_alphabetic() => {
                set(number, Kind::Sip, "", parts.sip);
                return if parts.sip.is_empty() { Err(NumberError::Letters) } else { Ok(()) };
            }
            _ => others += 1,
        }
        kept.push(char::from(byte));
    }
    if others == 0 && kept.len() > MOST_DIGITS + 1 {
        return Err(NumberError::TooLong);
    }
    if codes > 0 {
        set(number, Kind::Feature, "", &kept);
        return if kept.len() >= 2 && pluses + others == 0 { Ok(()) } else { Err(NumberError::Nonsense) };
    }
    if others > 0 || pluses > 1 || (pluses == 1 && !kept.starts_with('+')) {
        return Err(NumberError::Nonsense);
    }
    if kept.len() == pluses {
        return Err(NumberError::Empty);
    }
    parts.extension.clone_into(&mut number.extension);
    // No country code begins with 0: a plus before one was put before a national number.
    if pluses == 1 && !kept.starts_with("+0") {
        // +81 (0)3…: the 0 is not dialled after a country code.
        if let Some(at) = find(parts.head, "(0)") {
            kept.remove(1 + parts.head.bytes().take(at).filter(u8::is_ascii_digit).count());
        }
        return international(&kept[1..], number);
    }
    let mut digits = &kept[pluses..];
    // 0 alone reaches an operator; more zeros are what some trunks send for a withheld number.
    if digits.len() > 1 && digits.bytes().all(|byte| byte == b'0') {
        return Err(NumberError::Nonsense);
    }
    // 184 and 186 count as prefixes only before a whole number or an emergency one; 1840 may be an extension.
    for &caller_id in &["184", "186"] {
        if let Some(rest) = digits.strip_prefix(caller_id)
            && ((rest.len() >= 10 && rest.starts_with('0')) || is_emergency(rest))
        {
            (number.caller_id, digits) = (caller_id, rest);
            break;
        }
    }
    plain(digits, number)
}

fn set(number: &mut Number, kind: Kind, before: &str, digits: &str) {
    number.kind = kind;
    number.text = [before, digits].concat();
}

/// The police, the coast guard, the fire brigade.
pub(super) fn is_emergency(digits: &str) -> bool {
    matches!(digits, "110" | "118" | "119")
}

fn international(digits: &str, number: &mut Number) -> Result<(), NumberError> {
    if digits.len() < LEAST_E164_DIGITS {
        return Err(NumberError::TooShort);
    }
    if let Some(significant) = digits.strip_prefix("81") {
        // +81 03… is written too, with the 0 that should not be there.
        let rest = significant.strip_prefix('0').unwrap_or(significant);
        let wrong = if significant.len() < 9 { NumberError::TooShort } else { NumberError::Nonsense };
        set(number, japanese(rest).ok_or(wrong)?, "0", rest);
        return Ok(());
    }
    set(number, Kind::Abroad, "", digits);
    if digits.len() > MOST_E164_DIGITS { Err(NumberError::TooLong) } else { Ok(()) }
}

fn plain(digits: &str, number: &mut Number) -> Result<(), NumberError> {
    let short = value(digits).filter(|_| digits.len() == 3);
    let mut kind = Kind::Extension;
    if SERVICES.iter().any(|service| Some(u32::from(*service)) == short) {
        kind = Kind::Short;
    } else if digits.len() > MOST_EXTENSION_DIGITS {
        // 010 is Japan's international prefix.
        if let Some(abroad) = digits.strip_prefix("010").filter(|rest| !rest.starts_with('0')) {
            return international(abroad, number);
        }
        kind = digits.strip_prefix('0').and_then(japanese).unwrap_or(Kind::Unknown);
        // Trunks that send E.164 without the `+`: recognised for Japan and for the plan of North America, where the form is unmistakable.
        if let Some(rest) = digits.strip_prefix("81") {
            if let Some(kind) = japanese(rest).filter(|kind| *kind != Kind::Unallocated) {
                set(number, kind, "0", rest);
                return Ok(());
            }
        } else if digits.len() == 11
            && digits.starts_with('1')
            && [1, 4].iter().all(|&at| digits.as_bytes()[at] >= b'2')
        {
            kind = Kind::Abroad;
        }
    }
    set(number, kind, "", digits);
    Ok(())
}

/// The kind of a Japanese number without its 0, if its length fits one.
fn japanese(rest: &str) -> Option<Kind> {
    // 00…: a carrier's prefix. What follows depends on the carrier.
    if rest.starts_with('0') {
        return None;
    }
    for &(start, length, kind) in KINDS {
        if rest.len() == usize::from(length) && rest.starts_with(start) {
            return Some(kind);
        }
    }
    let kind = if area::length(rest).is_some() { Kind::Fixed } else { Kind::Unallocated };
    (rest.len() == 9).then_some(kind)
}
