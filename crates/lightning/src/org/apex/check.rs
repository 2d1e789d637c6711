//! Apex's checks before it stores a setting: whether the field exists at that level, and whether the value fits. They are coarser than the
//! panel's own checks.

use crate::org::settings::Owner;
use crate::org::users::Users;
use denwa_core::settings::schema::{Column, ColumnKind};
use denwa_core::settings::{Key, Kind, Level, List};
use serde_json::Value;

/// The subject of a change.
pub enum Target {
    /// A field of a level.
    Field(Owner, Key),
    /// A list at a level.
    List(Owner, List),
    /// A lock.
    Lock(Key),
}

/// Why a change is refused: `unknown`, `type`, `range`, `tooLong`, `tooMany`, `forbidden`.
type Reason = &'static str;

/// The subject of a change, if its value may be stored.
///
/// # Errors
/// Why not.
pub fn target(change: &Value, users: &Users) -> Result<Target, Reason> {
    let to = &change["to"];
    let text = |name: &str| change[name].as_str().unwrap_or_default();
    if !change["lock"].is_null() {
        let key = Key::of_field(text("lock")).ok_or("unknown")?;
        return match to {
            _ if !key.has_lock() => Err("forbidden"),
            Value::Bool(_) => Ok(Target::Lock(key)),
            _ => Err("type"),
        };
    }
    let level = Level::from_code(text("level")).ok_or("unknown")?;
    let owner = Owner::find(users, text("id")).filter(|owner| owner.level == level).ok_or("unknown")?;
    if !change["list"].is_null() {
        let list = List::of_object(text("list")).ok_or("unknown")?;
        rows(list, to)?;
        return Ok(Target::List(owner, list));
    }
    let key = Key::of_field(text("field")).ok_or("unknown")?;
    let row = key.row();
    if !key.is_of(level) {
        return Err("forbidden");
    }
    value(row.kind, to)?;
    Ok(Target::Field(owner, key))
}

/// Whether a value may be stored in a field. `null` always may.
fn value(kind: Kind, value: &Value) -> Result<(), Reason> {
    if value.is_null() {
        return Ok(());
    }
    let (least, most) = match kind {
        Kind::Whole(most) => (1.0, most),
        Kind::WholeOrNone(most) => (0.0, most),
        _ => return text(kind, value.as_str().ok_or("type")?),
    };
    let number = value.as_f64().filter(|n| n.fract() == 0.0).ok_or("type")?;
    if (least..=f64::from(most)).contains(&number) { Ok(()) } else { Err("range") }
}

fn text(kind: Kind, text: &str) -> Result<(), Reason> {
    if text.is_empty() {
        return Ok(());
    }
    let codes: Option<&[&str]> = match kind {
        Kind::Switch => Some(&["on", "off"]),
        Kind::Choice(codes) => Some(codes),
        _ => None,
    };
    if let Some(codes) = codes {
        return if codes.contains(&text) { Ok(()) } else { Err("range") };
    }
    fits(kind.field_length(), text)?;
    let formed = match kind {
        Kind::SocketUrl => is_socket(text),
        Kind::LibraryBase | Kind::Url => after(text, "https://").is_some_and(is_host_and_path),
        Kind::Version => is_version(text),
        Kind::Page => !is_program(text),
        Kind::Object => is_name(text),
        _ => true,
    };
    if formed { Ok(()) } else { Err("type") }
}

/// The text after a prefix in any case.
fn after<'a>(text: &'a str, begins: &str) -> Option<&'a str> {
    let head = text.get(..begins.len())?;
    head.eq_ignore_ascii_case(begins).then(|| &text[begins.len()..])
}

fn is_host_and_path(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('/') && !text.contains(char::is_whitespace)
}

fn is_socket(text: &str) -> bool {
    let here = |rest: &str| {
        let host = rest.split('/').next().unwrap_or_default();
        let (name, port) = if host.starts_with('[') { (host, "") } else { host.split_once(':').unwrap_or((host, "")) };
        ["localhost", "127.0.0.1", "[::1]"].contains(&name) && port.bytes().all(|b| b.is_ascii_digit())
    };
    after(text, "wss://").is_some_and(is_host_and_path) || after(text, "ws://").is_some_and(here)
}

fn is_version(text: &str) -> bool {
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.split_once('.').is_some_and(|(whole, part)| digits(whole, 3) && digits(part, 1))
}

/// Whether a browser would run the address as a program.
fn is_program(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme.trim_end());
    let scheme = scheme.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).to_ascii_lowercase();
    ["javascript", "data", "vbscript", "blob", "file"].contains(&scheme.as_str())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn fits(most: Option<u16>, text: &str) -> Result<(), Reason> {
    if most.is_some_and(|most| text.encode_utf16().count() > usize::from(most)) { Err("tooLong") } else { Ok(()) }
}

/// Whether rows may be stored in a list.
fn rows(list: List, value: &Value) -> Result<(), Reason> {
    let row = list.row();
    if value.is_null() {
        return Ok(());
    }
    let rows = value.as_array().ok_or("type")?;
    if rows.len() > row.most {
        return Err("tooMany");
    }
    for fields in rows {
        let fields = fields.as_object().ok_or("type")?;
        for column in row.columns {
            cell(column, fields.get(column.field).unwrap_or(&Value::Null))?;
        }
    }
    Ok(())
}

fn cell(column: &Column, value: &Value) -> Result<(), Reason> {
    if value.is_null() || value.as_str() == Some("") {
        return if column.required { Err("type") } else { Ok(()) };
    }
    match column.kind {
        ColumnKind::Of(kind) => self::value(kind, value),
        ColumnKind::Fields => fits(Some(255), value.as_str().ok_or("type")?),
        ColumnKind::Field => text(Kind::Object, value.as_str().ok_or("type")?),
    }
}
