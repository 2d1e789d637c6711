//! Whether a value may stand in a field: the same check where it is typed and where it is stored.

use super::address::{Address, is_allowed_host, is_host, scheme};
use super::placeholder;
use super::read::Raw;
use super::reason::Reason;
use super::schema::{Column, ColumnKind, Key, Kind};
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
    let text = tidy(text);
    if text.is_empty() {
        return Ok(String::new());
    }
    if text.chars().any(is_control) {
        return Err(Reason::Control);
    }
    let checked = match kind {
        Kind::Switch => code(&["on", "off"], text),
        Kind::Choice(codes) => code(codes, text),
        Kind::Whole(most) => whole(text, 1, most),
        Kind::WholeOrNone(most) => whole(text, 0, most),
        Kind::Text(_) => Ok(text.to_owned()),
        Kind::Template(_) => placeholder::check(text, true),
        Kind::SocketUrl => socket(text),
        Kind::Version => version(text),
        Kind::LibraryBase => base(text),
        Kind::Number => dialable(text).map_err(|_| Reason::Malformed),
        Kind::Prefixes => items(text, prefix),
        Kind::Hosts => items(text, host),
        Kind::Page => page(text),
        Kind::Url => url(text),
        Kind::Object => name(text),
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
    let after_call = matches!(key, Key::UrlEnded | Key::RecordingUrl | Key::LogSubject);
    if !checked.is_empty() && matches!(kind, Kind::Url) {
        placeholder::check(&checked, after_call)?;
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
    let checked = match column.kind {
        ColumnKind::Of(kind) => check(kind, text)?,
        _ if text.chars().any(is_control) => return Err(Reason::Control),
        ColumnKind::Field if text.is_empty() => String::new(),
        ColumnKind::Field => fits(name(text)?, Some(80))?,
        ColumnKind::Fields => fits(items(text, name)?, Some(255))?,
    };
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
        Kind::Whole(_) | Kind::WholeOrNone(_) => Raw::Number(f64::from(text.parse::<u16>().unwrap_or(0))),
        _ => Raw::Text(text.to_owned()),
    }
}

/// Without what a paste leaves at the ends.
pub(crate) fn tidy(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0'))
}

/// Control characters, line separators, and the marks that turn the direction of writing.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How long a text is for Salesforce, which counts UTF-16 units.
pub(crate) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn fits(text: String, most: Option<u16>) -> Result<String, Reason> {
    if most.is_some_and(|most| length(&text) > usize::from(most)) { Err(Reason::TooLong) } else { Ok(text) }
}

/// Full-width ASCII made half-width, and the commas of Japanese input made one.
fn half(text: &str) -> String {
    let one = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '、' | '､' => ',',
        c => c,
    };
    text.chars().map(one).collect()
}

fn code(codes: &[&str], text: &str) -> Result<String, Reason> {
    let known = codes.iter().find(|code| code.eq_ignore_ascii_case(text)).ok_or(Reason::Code)?;
    Ok((*known).to_owned())
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

fn whole(text: &str, least: u32, most: u16) -> Result<String, Reason> {
    let text = half(text);
    let digits = text.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(&text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Reason::Type);
    }
    let number = text.parse().ok().filter(|number: &u32| (least..=u32::from(most)).contains(number));
    number.map(|number| number.to_string()).ok_or(Reason::Range)
}

fn socket(text: &str) -> Result<String, Reason> {
    match scheme(text) {
        Some(scheme) if scheme.eq_ignore_ascii_case("wss") || scheme.eq_ignore_ascii_case("ws") => {}
        Some(_) => return Err(Reason::Insecure),
        None => return Err(Reason::Malformed),
    }
    let address = Address::read(text).ok_or(Reason::Malformed)?;
    if address.scheme == "ws" && !address.is_loopback() {
        return Err(Reason::Insecure);
    }
    if is_rest(address.rest) && !address.rest.contains(['#', '{', '}']) {
        Ok(text.to_owned())
    } else {
        Err(Reason::Malformed)
    }
}

fn version(text: &str) -> Result<String, Reason> {
    let text = half(text);
    let digits = text.strip_suffix(".0").unwrap_or(&text);
    if !(2..=3).contains(&digits.len()) || digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(Reason::Malformed);
    }
    let old = digits.parse::<u32>().is_ok_and(|version| version < OLDEST_VERSION);
    if old { Err(Reason::Range) } else { Ok([digits, ".0"].concat()) }
}

fn base(text: &str) -> Result<String, Reason> {
    let address = https(text, true)?;
    if !matches!(address.rest, "" | "/") {
        return Err(Reason::Malformed);
    }
    if address.is_salesforce() || address.is_loopback() {
        Ok(text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase())
    } else {
        Err(Reason::OtherHost)
    }
}

fn url(text: &str) -> Result<String, Reason> {
    let address = https(text, false)?;
    if is_rest(address.rest) { placeholder::check(text, true) } else { Err(Reason::Malformed) }
}

/// An https address; on this machine http will do, where that is said.
fn https(text: &str, loopback: bool) -> Result<Address<'_>, Reason> {
    let scheme = scheme(text).ok_or(Reason::Malformed)?;
    let secure = scheme.eq_ignore_ascii_case("https");
    let plain = loopback && scheme.eq_ignore_ascii_case("http");
    if !secure && !plain {
        return Err(Reason::Insecure);
    }
    let address = Address::read(text).ok_or(Reason::Malformed)?;
    if plain && !address.is_loopback() { Err(Reason::Insecure) } else { Ok(address) }
}

/// What may follow a host: no space, and no backslash, which browsers take for a slash.
fn is_rest(rest: &str) -> bool {
    !rest.contains(|c: char| c == '\\' || c.is_whitespace())
}

fn page(text: &str) -> Result<String, Reason> {
    if let Some(flow) = text.strip_prefix("flow:") {
        return name(flow).map(|flow| ["flow:", &flow].concat());
    }
    let path = if text.starts_with('/') {
        text
    } else {
        let address = https(text, true)?;
        if !address.is_salesforce() && !address.is_loopback() {
            return Err(Reason::OtherHost);
        }
        address.rest
    };
    // `//host` would be another host's page.
    if !path.starts_with('/') || path.starts_with("//") || !is_rest(path) {
        return Err(Reason::Malformed);
    }
    placeholder::check(path, false)
}

/// The parts of a text that commas and spaces separate, each checked, separated by commas.
fn items(text: &str, check: fn(&str) -> Result<String, Reason>) -> Result<String, Reason> {
    let text = half(text);
    let mut checked = String::new();
    for item in text.split([',', ' ', ';']).filter(|item| !item.is_empty()) {
        let item = check(item)?;
        if checked.split(',').any(|other| other.eq_ignore_ascii_case(&item)) {
            continue;
        }
        if !checked.is_empty() {
            checked.push(',');
        }
        checked.push_str(&item);
    }
    Ok(checked)
}

fn prefix(text: &str) -> Result<String, Reason> {
    let dialled = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'#'));
    if dialled && text.len() <= MOST_PREFIX { Ok(text.to_owned()) } else { Err(Reason::Malformed) }
}

/// The name of a host; a pasted https address gives its host.
fn host(text: &str) -> Result<String, Reason> {
    if scheme(text).is_some_and(|scheme| text.as_bytes().get(scheme.len() + 1) == Some(&b'/')) {
        return https(text, false).map(|address| address.host);
    }
    let text = text.to_ascii_lowercase();
    let bare = text.strip_prefix("*.");
    let well = is_host(bare.unwrap_or(&text)) && bare.is_none_or(|bare| bare.contains('.'));
    if well { Ok(text) } else { Err(Reason::Malformed) }
}

/// API name of an object or a field.
fn name(text: &str) -> Result<String, Reason> {
    let well = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !text.ends_with('_');
    if well { Ok(text.to_owned()) } else { Err(Reason::Malformed) }
}
