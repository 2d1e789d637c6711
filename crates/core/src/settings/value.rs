//! Whether a value may stand in a field: the same check where it is typed and where it is stored.

use super::address::{Address, is_allowed_host, is_host, scheme};
use super::placeholder;
use super::read::Raw;
use super::reason::Reason;
use super::schema::ColumnKind::{self, Field, Fields, Of};
use super::schema::{Column, Key, Kind};
use crate::cut::{digits, find, first_of, is_digits, only, parts, value, write_digits};
use crate::number::dialable;

/// Digits that a dialling prefix has at most.
const MOST_PREFIX: usize = 8;
/// The oldest version of the client library that the panel knows to behave.
const OLDEST_VERSION: u32 = 43;

/// A text as it is to be stored in a field of that kind; empty where nothing is set.
///
/// # Errors
/// Why it is refused. A host that must be an allowed one is looked at by [`check_setting`].
pub fn check(kind: Kind, text: &str) -> Result<String, Reason> {
    let mut checked = String::new();
    put(Of(kind), true, text, &mut checked)?;
    Ok(checked)
}

/// Appended to nothing: each check writes into one text, and what it answers is one byte.
type Checked = Result<(), Reason>;

/// `after_call`: whether what is known only then may stand in an address.
fn put(kind: ColumnKind, after_call: bool, text: &str, checked: &mut String) -> Checked {
    let mut text = tidy(text);
    if text.is_empty() {
        return Ok(());
    }
    if text.chars().any(is_control) {
        return Err(Reason::Control);
    }
    let half_width;
    if let Fields | Of(Kind::Whole(_) | Kind::WholeOrNone(_) | Kind::Version | Kind::Prefixes | Kind::Hosts) = kind {
        half_width = half(text);
        text = &half_width;
    }
    match kind {
        Of(Kind::Switch) => code(&["on", "off"], text, checked),
        Of(Kind::Choice(codes)) => code(codes, text, checked),
        Of(Kind::Whole(most)) => whole(text, 1, most, checked),
        Of(Kind::WholeOrNone(most)) => whole(text, 0, most, checked),
        Of(Kind::Text(_)) => {
            checked.push_str(text);
            Ok(())
        }
        Of(Kind::Template(_)) => placeholder::check(text, true, checked),
        Of(of @ (Kind::SocketUrl | Kind::LibraryBase | Kind::Page | Kind::Url)) => link(of, after_call, text, checked),
        Of(Kind::Version) => version(text, checked),
        Of(Kind::Number) => {
            *checked = dialable(text).map_err(|_| Reason::Malformed)?;
            Ok(())
        }
        Of(Kind::Prefixes) => items(text, prefix, checked),
        Of(Kind::Hosts) => items(text, host, checked),
        Of(Kind::Object) | Field => name(text, checked),
        Fields => items(text, name, checked),
    }?;
    let most = kind.kind().field_length();
    if most.is_some_and(|most| length(checked) > usize::from(most)) { Err(Reason::TooLong) } else { Ok(()) }
}

/// [`check`], and what else holds for that setting: which placeholders it knows, and whether its host is among the allowed ones.
///
/// # Errors
/// Why it is refused.
pub fn check_setting(key: Key, text: &str, allowed_hosts: &str) -> Result<String, Reason> {
    let kind = key.row().kind;
    let mut checked = String::new();
    put(Of(kind), matches!(key, Key::UrlEnded | Key::RecordingUrl), text, &mut checked)?;
    let allowed = !matches!(kind, Kind::Url)
        || checked.is_empty()
        || Address::read(&checked).is_some_and(|address| is_allowed_host(allowed_hosts, address.host));
    if allowed { Ok(checked) } else { Err(Reason::OtherHost) }
}

/// The same for a column of a list.
///
/// # Errors
/// Why it is refused.
pub fn check_column(column: &Column, text: &str) -> Result<String, Reason> {
    let mut checked = String::new();
    put(column.kind, true, text, &mut checked)?;
    if checked.is_empty() && column.required { Err(Reason::Missing) } else { Ok(checked) }
}

/// What stands in a field, as text; empty where nothing is set.
///
/// # Errors
/// It is of another type.
pub fn text_of(kind: Kind, raw: &Raw) -> Result<String, Reason> {
    Ok(match (raw, kind) {
        (Raw::Null, _) => String::new(),
        (Raw::Text(text), _) => tidy(text).to_owned(),
        (Raw::Bool(on), Kind::Switch) => if *on { "on" } else { "off" }.to_owned(),
        (Raw::Number(number), Kind::Whole(_) | Kind::WholeOrNone(_)) => digits(whole_number(*number)?.into()),
        _ => return Err(Reason::Type),
    })
}

/// What stands in a field, as a person reads it, right or wrong.
#[must_use]
pub fn plain(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) => text.clone(),
        Raw::Bool(on) => if *on { "true" } else { "false" }.to_owned(),
        // Whole numbers only: writing any other is many kilobytes of code.
        #[expect(clippy::cast_possible_truncation, reason = "looked at before")]
        Raw::Number(number) if number.abs() < 1e15 && number.trunc().total_cmp(number).is_eq() => {
            [if *number < 0.0 { "-" } else { "" }, &digits((*number as i64).unsigned_abs())].concat()
        }
        _ => String::new(),
    }
}

/// A checked text as it is stored in a field.
#[must_use]
pub fn raw_of(kind: Kind, text: &str) -> Raw {
    match kind {
        _ if text.is_empty() => Raw::Null,
        Kind::Whole(_) | Kind::WholeOrNone(_) => Raw::Number(f64::from(value(text).unwrap_or(0))),
        _ => Raw::Text(text.to_owned()),
    }
}

/// Without what a paste leaves at the ends.
#[must_use]
pub fn tidy(mut text: &str) -> &str {
    let off = |c: &char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0');
    while let Some(first) = text.chars().next().filter(off) {
        text = text.get(first.len_utf8()..).unwrap_or_default();
    }
    while let Some(last) = text.chars().next_back().filter(off) {
        text = text.get(..text.len() - last.len_utf8()).unwrap_or_default();
    }
    text
}

/// Control characters, line separators, and the marks that turn the direction of writing.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How long a text is for Salesforce, which counts UTF-16 units: one for each character, two for those of four bytes.
pub(crate) fn length(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count() + text.bytes().filter(|byte| *byte >= 0xf0).count()
}

/// Full-width ASCII made half-width, and the commas and minus signs of Japanese input made one.
fn half(text: &str) -> String {
    let mut half = String::with_capacity(text.len());
    for c in text.chars() {
        half.push(match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            '\u{2212}' => '-',
            '、' | '､' => ',',
            c => c,
        });
    }
    half
}

fn code(codes: &[&str], text: &str, checked: &mut String) -> Checked {
    checked.push_str(codes.iter().find(|code| code.eq_ignore_ascii_case(text)).ok_or(Reason::Code)?);
    Ok(())
}

fn whole_number(number: f64) -> Result<u32, Reason> {
    if !number.is_finite() || number.trunc().total_cmp(&number).is_ne() {
        return Err(Reason::Type);
    }
    if !(0.0..1e6).contains(&number) {
        return Err(Reason::Range);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 to a million")]
    Ok(number as u32)
}

fn whole(text: &str, least: u32, most: u16, checked: &mut String) -> Checked {
    let signed = matches!(text.as_bytes().first(), Some(b'-' | b'+'));
    let digits = text.get(usize::from(signed)..).unwrap_or_default();
    if digits.is_empty() || !is_digits(digits) {
        return Err(Reason::Type);
    }
    let number = value(digits).filter(|number| (least..=u32::from(most)).contains(number));
    write_digits(number.filter(|_| !text.starts_with('-')).ok_or(Reason::Range)?.into(), checked);
    Ok(())
}

fn version(text: &str, checked: &mut String) -> Checked {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    // Three digits at most, and no zero before them.
    match value(digits) {
        Some(version @ 10..=999) if !digits.starts_with('0') => {
            if version < OLDEST_VERSION {
                return Err(Reason::Range);
            }
        }
        _ => return Err(Reason::Malformed),
    }
    checked.push_str(digits);
    checked.push_str(".0");
    Ok(())
}

/// Every kind of address: of a socket, of the library, of a page of the org, of any other site.
fn link(kind: Kind, after_call: bool, text: &str, checked: &mut String) -> Checked {
    if let Some(flow) = text.strip_prefix("flow:").filter(|_| matches!(kind, Kind::Page)) {
        checked.push_str("flow:");
        return name(flow, checked);
    }
    let path = if matches!(kind, Kind::Page) && text.starts_with('/') { text } else { address(kind, text)?.rest };
    // No space, and no backslash, which browsers take for a slash.
    let mut well = !path.chars().any(|c| c == '\\' || c.is_whitespace());
    match kind {
        Kind::SocketUrl => well &= first_of(path, b"#{}") == path.len(),
        Kind::LibraryBase => well &= matches!(path, "" | "/"),
        // `//host` would be another host's page.
        Kind::Page => well &= path.starts_with('/') && !path.starts_with("//"),
        _ => {}
    }
    if !well {
        return Err(Reason::Malformed);
    }
    match kind {
        Kind::SocketUrl => checked.push_str(text),
        Kind::LibraryBase => {
            checked.push_str(text.strip_suffix('/').unwrap_or(text));
            checked.make_ascii_lowercase();
        }
        Kind::Page => return placeholder::check(path, false, checked),
        _ => return placeholder::check(text, after_call, checked),
    }
    Ok(())
}

/// An address of the scheme that kind asks for, or on this machine of the one without the `s`; of Salesforce's own where it must be.
fn address(kind: Kind, text: &str) -> Result<Address<'_>, Reason> {
    let secure = if matches!(kind, Kind::SocketUrl) { "wss" } else { "https" };
    let scheme = scheme(text).ok_or(Reason::Malformed)?;
    let is_plain = !matches!(kind, Kind::Url) && scheme.eq_ignore_ascii_case(&secure[..secure.len() - 1]);
    if !is_plain && !scheme.eq_ignore_ascii_case(secure) {
        return Err(Reason::Insecure);
    }
    let address = Address::read(text).ok_or(Reason::Malformed)?;
    match kind {
        _ if address.is_loopback() => Ok(address),
        _ if is_plain => Err(Reason::Insecure),
        Kind::LibraryBase | Kind::Page if !address.is_salesforce() => Err(Reason::OtherHost),
        _ => Ok(address),
    }
}

/// The parts of a text that commas and spaces separate, each checked, separated by commas.
fn items(text: &str, check: fn(&str, &mut String) -> Checked, checked: &mut String) -> Checked {
    for item in parts(text, b", ;") {
        let before = checked.len();
        if before > 0 {
            checked.push(',');
        }
        let from = checked.len();
        check(item, checked)?;
        let (others, item) = checked.split_at(from);
        if parts(others, b",").any(|other| other.eq_ignore_ascii_case(item)) {
            checked.truncate(before);
        }
    }
    Ok(())
}

fn prefix(text: &str, checked: &mut String) -> Checked {
    checked.push_str(text);
    if only(b"09**##", text) && text.len() <= MOST_PREFIX { Ok(()) } else { Err(Reason::Malformed) }
}

/// The name of a host; a pasted https address gives its host.
fn host(text: &str, checked: &mut String) -> Checked {
    if scheme(text).is_some_and(|scheme| text.as_bytes().get(scheme.len() + 1) == Some(&b'/')) {
        checked.push_str(address(Kind::Url, text)?.host);
        checked.make_ascii_lowercase();
        return Ok(());
    }
    let bare = text.strip_prefix("*.");
    checked.push_str(&text.to_ascii_lowercase());
    let well = is_host(bare.unwrap_or(text)) && bare.is_none_or(|bare| find(bare, ".").is_some());
    if well { Ok(()) } else { Err(Reason::Malformed) }
}

/// API name of an object or a field.
fn name(text: &str, checked: &mut String) -> Checked {
    let well =
        only(b"azAZ09__", text) && text.get(..1).is_some_and(|first| only(b"azAZ", first)) && !text.ends_with('_');
    checked.push_str(text);
    if well { Ok(()) } else { Err(Reason::Malformed) }
}
