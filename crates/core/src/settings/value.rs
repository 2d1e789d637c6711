//! Whether a value may stand in a field: the same check where it is typed and where it is stored.

use super::address::{Address, is_allowed_host, is_host, scheme};
use super::placeholder;
use super::read::Raw;
use super::reason::Reason;
use super::schema::{Column, ColumnKind, Key, Kind};
use crate::cut::{find, first_of, is_digits, parts, value};
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
    put(kind, tidy(text), &mut checked)?;
    Ok(checked)
}

/// Appended to nothing: each check writes into one text, and what it answers is one byte.
type Checked = Result<(), Reason>;

fn put(kind: Kind, text: &str, checked: &mut String) -> Checked {
    if text.is_empty() {
        return Ok(());
    }
    if text.chars().any(is_control) {
        return Err(Reason::Control);
    }
    match kind {
        Kind::Switch => code(&["on", "off"], text, checked),
        Kind::Choice(codes) => code(codes, text, checked),
        Kind::Whole(most) => whole(text, 1, most, checked),
        Kind::WholeOrNone(most) => whole(text, 0, most, checked),
        Kind::Text(_) => {
            checked.push_str(text);
            Ok(())
        }
        Kind::Template(_) => placeholder::check(text, true, checked),
        Kind::SocketUrl => socket(text, checked),
        Kind::Version => version(text, checked),
        Kind::LibraryBase => base(text, checked),
        Kind::Number => {
            *checked = dialable(text).map_err(|_| Reason::Malformed)?;
            Ok(())
        }
        Kind::Prefixes => items(text, prefix, checked),
        Kind::Hosts => items(text, host, checked),
        Kind::Page => page(text, checked),
        Kind::Url => url(text, checked),
        Kind::Object => name(text, checked),
    }?;
    fits(checked, kind.field_length())
}

/// [`check`], and what else holds for that setting: which placeholders it knows, and whether its host is among the allowed ones.
///
/// # Errors
/// Why it is refused.
pub fn check_setting(key: Key, text: &str, allowed_hosts: &str) -> Result<String, Reason> {
    let kind = key.row().kind;
    let checked = check(kind, text)?;
    if !checked.is_empty() && matches!(kind, Kind::Url) {
        let after_call = matches!(key, Key::UrlEnded | Key::RecordingUrl);
        placeholder::check(&checked, after_call, &mut String::new())?;
        let allowed = Address::read(&checked).is_some_and(|address| is_allowed_host(allowed_hosts, &address.host));
        if !allowed {
            return Err(Reason::OtherHost);
        }
    }
    Ok(checked)
}

/// The same for a column of a list.
///
/// # Errors
/// Why it is refused.
pub fn check_column(column: &Column, text: &str) -> Result<String, Reason> {
    let text = tidy(text);
    let mut checked = String::new();
    match column.kind {
        ColumnKind::Of(kind) => put(kind, text, &mut checked)?,
        _ if text.is_empty() => {}
        _ if text.chars().any(is_control) => return Err(Reason::Control),
        ColumnKind::Field => name(text, &mut checked)?,
        ColumnKind::Fields => items(text, name, &mut checked)?,
    }
    fits(&checked, column.kind.kind().field_length())?;
    if checked.is_empty() && column.required { Err(Reason::Missing) } else { Ok(checked) }
}

/// What stands in a field, as text; nothing where nothing is set.
///
/// # Errors
/// It is of another type.
pub fn text_of(kind: Kind, raw: &Raw) -> Result<Option<String>, Reason> {
    let text = match (raw, kind) {
        (Raw::Null, _) => return Ok(None),
        (Raw::Text(text), _) => tidy(text).to_owned(),
        (Raw::Bool(on), Kind::Switch) => if *on { "on" } else { "off" }.to_owned(),
        (Raw::Number(number), Kind::Whole(_) | Kind::WholeOrNone(_)) => whole_number(*number)?.to_string(),
        _ => return Err(Reason::Type),
    };
    Ok((!text.is_empty()).then_some(text))
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
            (*number as i64).to_string()
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
pub(crate) fn tidy(mut text: &str) -> &str {
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

fn fits(text: &str, most: Option<u16>) -> Checked {
    if most.is_some_and(|most| length(text) > usize::from(most)) { Err(Reason::TooLong) } else { Ok(()) }
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
    let text = half(text);
    let signed = matches!(text.as_bytes().first(), Some(b'-' | b'+'));
    let digits = text.get(usize::from(signed)..).unwrap_or_default();
    if digits.is_empty() || !is_digits(digits) {
        return Err(Reason::Type);
    }
    let number = value(digits).filter(|number| (least..=u32::from(most)).contains(number));
    checked.push_str(&number.filter(|_| !text.starts_with('-')).ok_or(Reason::Range)?.to_string());
    Ok(())
}

fn socket(text: &str, checked: &mut String) -> Checked {
    let address = address(text, "wss", "ws")?;
    if !is_rest(address.rest) || first_of(address.rest, b"#{}") < address.rest.len() {
        return Err(Reason::Malformed);
    }
    checked.push_str(text);
    Ok(())
}

fn version(text: &str, checked: &mut String) -> Checked {
    let text = half(text);
    let digits = text.strip_suffix(".0").unwrap_or(&text);
    match value(digits) {
        Some(version) if matches!(digits.len(), 2 | 3) && !digits.starts_with('0') => {
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

fn base(text: &str, checked: &mut String) -> Checked {
    let address = address(text, "https", "http")?;
    if !matches!(address.rest, "" | "/") {
        return Err(Reason::Malformed);
    }
    checked.push_str(text.strip_suffix('/').unwrap_or(text));
    checked.make_ascii_lowercase();
    of_salesforce(&address)
}

fn of_salesforce(address: &Address) -> Checked {
    if address.is_salesforce() || address.is_loopback() { Ok(()) } else { Err(Reason::OtherHost) }
}

fn url(text: &str, checked: &mut String) -> Checked {
    let address = address(text, "https", "")?;
    if is_rest(address.rest) { placeholder::check(text, true, checked) } else { Err(Reason::Malformed) }
}

/// An address of that scheme, or on this machine of the other one.
fn address<'a>(text: &'a str, secure: &str, plain: &str) -> Result<Address<'a>, Reason> {
    let scheme = scheme(text).ok_or(Reason::Malformed)?;
    let is_plain = scheme.eq_ignore_ascii_case(plain);
    if !is_plain && !scheme.eq_ignore_ascii_case(secure) {
        return Err(Reason::Insecure);
    }
    let address = Address::read(text).ok_or(Reason::Malformed)?;
    if is_plain && !address.is_loopback() { Err(Reason::Insecure) } else { Ok(address) }
}

/// What may follow a host: no space, and no backslash, which browsers take for a slash.
fn is_rest(rest: &str) -> bool {
    !rest.chars().any(|c| c == '\\' || c.is_whitespace())
}

fn page(text: &str, checked: &mut String) -> Checked {
    if let Some(flow) = text.strip_prefix("flow:") {
        checked.push_str("flow:");
        return name(flow, checked);
    }
    let mut path = text;
    if !text.starts_with('/') {
        let address = address(text, "https", "http")?;
        of_salesforce(&address)?;
        path = address.rest;
    }
    // `//host` would be another host's page.
    if !path.starts_with('/') || path.starts_with("//") || !is_rest(path) {
        return Err(Reason::Malformed);
    }
    placeholder::check(path, false, checked)
}

/// The parts of a text that commas and spaces separate, each checked, separated by commas.
fn items(text: &str, check: fn(&str, &mut String) -> Checked, checked: &mut String) -> Checked {
    let text = half(text);
    for item in parts(&text, b", ;") {
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
    let dialled = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'#'));
    checked.push_str(text);
    if dialled && text.len() <= MOST_PREFIX { Ok(()) } else { Err(Reason::Malformed) }
}

/// The name of a host; a pasted https address gives its host.
fn host(text: &str, checked: &mut String) -> Checked {
    if scheme(text).is_some_and(|scheme| text.as_bytes().get(scheme.len() + 1) == Some(&b'/')) {
        checked.push_str(&address(text, "https", "")?.host);
        return Ok(());
    }
    let text = text.to_ascii_lowercase();
    let bare = text.strip_prefix("*.");
    checked.push_str(&text);
    let well = is_host(bare.unwrap_or(&text)) && bare.is_none_or(|bare| find(bare, ".").is_some());
    if well { Ok(()) } else { Err(Reason::Malformed) }
}

/// API name of an object or a field.
fn name(text: &str, checked: &mut String) -> Checked {
    let well = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !text.ends_with('_');
    checked.push_str(text);
    if well { Ok(()) } else { Err(Reason::Malformed) }
}
