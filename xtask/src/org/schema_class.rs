//! The settings' table as an Apex class, so that the org checks by the same rules as the panel.

use std::fmt::Write as _;

use denwa_core::settings::schema::{Column, ColumnKind, Key, Kind, LISTS, Level, ROWS};

use super::objects;

const HEAD: &str = "\
/**
 * What can be set, as the panel knows it: made by `cargo xtask org generate` from crates/core/src/settings/schema.rs.
 * A row is FIELD|KIND|LENGTH OR MOST|CODES|LOCKED OR OPEN|LOWEST LEVEL|HIGHEST LEVEL,
 * a list OBJECT|MOST ROWS|COLUMN;COLUMN, a column FIELD:KIND:LENGTH:CODES:REQUIRED OR OPTIONAL.
 */
public with sharing class DenwaSchema {
";

/// The highest level a setting can be set at.
fn highest(key: Key) -> Level {
    if key.is_of(Level::Organisation) { Level::Organisation } else { Level::User }
}

pub fn file() -> String {
    let mut text = HEAD.to_owned();
    let _ = writeln!(text, "    public static final String VERSION = '{}';", env!("CARGO_PKG_VERSION"));
    let rows: Vec<String> = ROWS
        .iter()
        .map(|row| {
            let lock = if row.locked { "locked" } else { "open" };
            let levels = (row.lowest.code(), highest(row.key).code());
            format!("{}|{}|{lock}|{}|{}", row.field, kind(row.kind, '|'), levels.0, levels.1)
        })
        .collect();
    list(&mut text, "ROWS", &rows);
    let lists: Vec<String> = LISTS
        .iter()
        .map(|list| {
            let columns: Vec<String> = list.columns.iter().map(column).collect();
            format!("{}|{}|{}", list.object, list.most, columns.join(";"))
        })
        .collect();
    list(&mut text, "LISTS", &lists);
    text + "}\n"
}

fn list(text: &mut String, name: &str, items: &[String]) {
    let _ = writeln!(text, "    public static final List<String> {name} = new List<String>{{");
    let items: Vec<String> = items.iter().map(|item| format!("        '{item}'")).collect();
    let _ = writeln!(text, "{}\n    }};", items.join(",\n"));
}

fn column(column: &Column) -> String {
    let what = match column.kind {
        ColumnKind::Of(of) => kind(of, ':'),
        ColumnKind::Fields => format!("names:{}:", objects::FIELD_NAMES),
        ColumnKind::Field => format!("name:{}:", objects::FIELD_NAME),
    };
    format!("{}:{what}:{}", column.field, if column.required { "required" } else { "optional" })
}

/// Kind, length or most, codes.
fn kind(kind: Kind, by: char) -> String {
    let (name, codes) = match kind {
        Kind::Switch => ("choice", "on,off".to_owned()),
        Kind::Choice(codes) => ("choice", codes.join(",")),
        Kind::Whole(_) => ("whole", String::new()),
        Kind::WholeOrNone(_) => ("wholeOrNone", String::new()),
        Kind::Text(_) | Kind::Template(_) | Kind::Hosts | Kind::Prefixes | Kind::Number => ("text", String::new()),
        Kind::SocketUrl => ("socketUrl", String::new()),
        Kind::Version => ("version", String::new()),
        Kind::LibraryBase | Kind::Url => ("url", String::new()),
        Kind::Page => ("page", String::new()),
        Kind::Object => ("name", String::new()),
    };
    let size = match kind {
        Kind::Whole(most) | Kind::WholeOrNone(most) => most,
        kind => kind.field_length().unwrap_or_default(),
    };
    format!("{name}{by}{size}{by}{codes}")
}
