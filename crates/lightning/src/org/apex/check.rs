//! What Apex looks at before it stores a setting: whether there is such a field at that level, and whether the value fits. It is coarser
//! than the panel's own check, which an administrator has passed already.

use crate::org::settings::Owner;
use crate::org::users::Users;
use denwa_core::settings::schema::{Column, ColumnKind};
use denwa_core::settings::{Key, Kind, Level, List};
use serde_json::Value;

/// What a change is about.
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

/// What a change is about, if its value may stand there.
///
/// # Errors
/// Why not.
pub fn target(change: &Value, users: &Users) -> Result<Target, Reason> {
    let to = &change["to"];
    let text = |name: &str| change[name].as_str().unwrap_or_default();
    if !change["lock"].is_null() {
        let key = Key::of_field(text("lock")).ok_or("unknown")?;
        return match to {
            _ if key == Key::Login => Err("forbidden"),
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
    if level > row.lowest || (key == Key::Login && level != Level::User) {
        return Err("forbidden");
    }
    value(row.kind, to)?;
    Ok(Target::Field(owner, key))
}

/// Whether a value may stand in a field. Nothing always may.
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
    let begins = |schemes: &[&str]| {
        let text = text.to_ascii_lowercase();
        if schemes.iter().any(|scheme| text.starts_with(scheme)) { Ok(()) } else { Err("type") }
    };
    match kind {
        Kind::Switch if !["on", "off"].contains(&text) => return Err("range"),
        Kind::Choice(codes) if !codes.contains(&text) => return Err("range"),
        Kind::SocketUrl => begins(&["wss://", "ws://"])?,
        Kind::LibraryBase | Kind::Url => begins(&["https://"])?,
        Kind::Page => begins(&["/", "flow:", "https://"])?,
        _ => {}
    }
    fits(kind.field_length(), text)
}

fn fits(most: Option<u16>, text: &str) -> Result<(), Reason> {
    if most.is_some_and(|most| text.encode_utf16().count() > usize::from(most)) { Err("tooLong") } else { Ok(()) }
}

/// Whether rows may stand in a list.
fn rows(list: List, value: &Value) -> Result<(), Reason> {
    let row = list.row();
    let rows = value.as_array().ok_or("type")?;
    if rows.len() > row.most {
        return Err("tooMany");
    }
    for fields in rows {
        let fields = fields.as_object().ok_or("type")?;
        if fields.keys().any(|name| !row.columns.iter().any(|c| c.field.eq_ignore_ascii_case(name))) {
            return Err("unknown");
        }
        for column in row.columns {
            let given = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(column.field)).map(|(_, value)| value);
            cell(column, given.unwrap_or(&Value::Null))?;
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
        ColumnKind::Field => fits(Some(80), value.as_str().ok_or("type")?),
    }
}
