//! From text to a number.

use super::area;
use super::clean::{clean, split_at};
use super::error::NumberError;
use super::kind::{CallerId, Dialable, Digits, JpKind, Number};
use super::nonsense::refuse;
use super::suffix::parts;

/// More digits than this no plan has; a PBX's prefixes are allowed for.
const MOST_DIGITS: usize = 20;
/// Up to this many digits a number without `+` is the PBX's own.
const MOST_EXTENSION_DIGITS: usize = 8;
/// Most digits of an international number (ITU-T E.164).
const MOST_E164_DIGITS: usize = 15;
/// Fewest digits of an international number that anybody has.
const LEAST_E164_DIGITS: usize = 7;

/// The three-digit services (1XY) of the Japanese network that a PBX passes on.
const SERVICES: [&str; 22] = [
    "104", "110", "111", "113", "114", "115", "116", "117", "118", "119", "122", "136", "144", "148", "151", "157",
    "159", "171", "177", "184", "188", "189",
];

/// Understands `raw` as a telephone number, or says why it is none.
///
/// # Errors
/// For text that is certainly not a number. Any run of digits of a possible length is one.
///
/// ```
/// use denwa_core::number::{parse, Dialable, JpKind};
/// let number = parse("０３（１２３４）５６７８ 内線12").unwrap();
/// assert!(matches!(number.dialable, Dialable::National(d, JpKind::Fixed) if d.as_str() == "0312345678"));
/// assert_eq!(number.extension.unwrap().as_str(), "12");
/// ```
pub fn parse(raw: &str) -> Result<Number, NumberError> {
    let parts = parts(&clean(raw));
    let alone = |dialable| Ok(Number { dialable, extension: None, caller_id: None });
    if parts.head.is_empty() {
        // 内線2001
        return parts.extension.map_or(Err(NumberError::Empty), |digits| alone(Dialable::Extension(digits)));
    }
    match (characters(&parts.head), parts.sip) {
        (Err(NumberError::Letters), Some(address)) => alone(Dialable::Sip(address)),
        (Err(error), _) => Err(error),
        (Ok(Written::Feature(code)), _) => alone(Dialable::Feature(code)),
        (Ok(Written::International(digits)), _) => {
            Ok(Number { dialable: international(&digits)?, extension: parts.extension, caller_id: None })
        }
        (Ok(Written::Plain(digits)), _) => {
            let (caller_id, digits) = split_caller_id(&digits);
            Ok(Number { dialable: plain(digits)?, extension: parts.extension, caller_id })
        }
    }
}

/// The digits of a text and what they were written with.
enum Written {
    /// With a `+`, without the `(0)`.
    International(String),
    /// With `*` or `#`.
    Feature(String),
    /// Digits and separators.
    Plain(String),
}

fn characters(text: &str) -> Result<Written, NumberError> {
    refuse(text)?;
    let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '[' | ']')).collect();
    // Whatever is still not ASCII is Japanese or another script, or a symbol: no table of all letters is needed to
    // refuse it.
    if kept.bytes().any(|b| !b.is_ascii() || b.is_ascii_alphabetic()) {
        return Err(NumberError::Letters);
    }
    let only = |text: &str, allowed: &str| text.bytes().all(|b| b.is_ascii_digit() || allowed.as_bytes().contains(&b));
    if kept.len() > MOST_DIGITS + 1 && only(&kept, "+*#") {
        return Err(NumberError::TooLong);
    }
    if kept.bytes().any(|b| matches!(b, b'*' | b'#')) {
        let complete = kept.len() >= 2 && only(&kept, "*#");
        return if complete { Ok(Written::Feature(kept)) } else { Err(NumberError::Nonsense) };
    }
    let (digits, plus) = kept.strip_prefix('+').map_or((kept.as_str(), false), |digits| (digits, true));
    if !only(digits, "") {
        return Err(NumberError::Nonsense);
    }
    if digits.is_empty() {
        return Err(NumberError::Empty);
    }
    // 0 alone reaches an operator; more zeros are what some trunks send for a withheld number.
    if digits.len() > 1 && digits.bytes().all(|b| b == b'0') {
        return Err(NumberError::Nonsense);
    }
    // No country code begins with 0: such a plus was put before a national number.
    Ok(if !plus || digits.starts_with('0') {
        Written::Plain(digits.to_owned())
    } else if let Some((before, after)) = split_at(text, "(0)") {
        Written::International(before.chars().chain(after.chars()).filter(char::is_ascii_digit).collect())
    } else {
        Written::International(digits.to_owned())
    })
}

/// 184 and 186 count as prefixes only before a whole number or an emergency one; 1840 may be an extension.
fn split_caller_id(digits: &str) -> (Option<CallerId>, &str) {
    for caller_id in [CallerId::Hide, CallerId::Show] {
        if let Some(rest) = digits.strip_prefix(caller_id.prefix())
            && ((rest.len() >= 10 && rest.starts_with('0')) || matches!(rest, "110" | "118" | "119"))
        {
            return (Some(caller_id), rest);
        }
    }
    (None, digits)
}

fn international(digits: &str) -> Result<Dialable, NumberError> {
    if digits.len() < LEAST_E164_DIGITS {
        return Err(NumberError::TooShort);
    }
    if let Some(significant) = digits.strip_prefix("81") {
        // +81 03… is written too, with the 0 that should not be there.
        let national = format!("0{}", significant.strip_prefix('0').unwrap_or(significant));
        return japanese(&national).ok_or(if significant.len() < 9 {
            NumberError::TooShort
        } else {
            NumberError::Nonsense
        });
    }
    if digits.len() > MOST_E164_DIGITS { Err(NumberError::TooLong) } else { Ok(Dialable::E164(Digits::of(digits))) }
}

fn plain(digits: &str) -> Result<Dialable, NumberError> {
    if SERVICES.contains(&digits) {
        return Ok(Dialable::Short(Digits::of(digits)));
    }
    if digits.len() <= MOST_EXTENSION_DIGITS {
        return Ok(Dialable::Extension(Digits::of(digits)));
    }
    // 010 is Japan's international prefix.
    if let Some(abroad) = digits.strip_prefix("010").filter(|rest| !rest.starts_with('0')) {
        return international(abroad);
    }
    let guess = japanese(digits).or_else(|| without_plus(digits));
    Ok(guess.unwrap_or_else(|| Dialable::Unknown(Digits::of(digits))))
}

/// Trunks that send E.164 without the `+`: recognised for Japan and for the plan of North America, where the form is
/// unmistakable.
fn without_plus(digits: &str) -> Option<Dialable> {
    if let Some(significant) = digits.strip_prefix("81").filter(|rest| !rest.starts_with('0')) {
        let number = japanese(&format!("0{significant}"))?;
        return (!matches!(number, Dialable::National(_, JpKind::Unallocated))).then_some(number);
    }
    let north_american = digits.len() == 11
        && digits.starts_with('1')
        && [1, 4].iter().all(|&at| matches!(digits.as_bytes()[at], b'2'..=b'9'));
    north_american.then(|| Dialable::E164(Digits::of(digits)))
}

/// A Japanese number with its 0, if its length fits its kind.
fn japanese(digits: &str) -> Option<Dialable> {
    let kind = match (digits.len(), digits.get(..3)?, digits.get(..4)?) {
        // 00…: a carrier's prefix. What follows depends on the carrier.
        (_, "000" | "001" | "002" | "003" | "004" | "005" | "006" | "007" | "008" | "009", _) => return None,
        (14, "020", "0200") | (11, "020", _) => JpKind::Machine,
        (10, _, "0120") | (11, _, "0800") => JpKind::TollFree,
        (10, _, "0570" | "0990" | "0180") => JpKind::Special,
        (10, "060", _) => JpKind::Personal,
        (11, "060" | "070" | "080" | "090", _) => JpKind::Mobile,
        (11, "050", _) => JpKind::Ip,
        (10, ..) if digits.starts_with('0') => area::length(digits).map_or(JpKind::Unallocated, |_| JpKind::Fixed),
        _ => return None,
    };
    Some(Dialable::National(Digits::of(digits), kind))
}
