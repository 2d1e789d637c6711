//! The text of docs/settings.md.

use std::fmt::Write as _;

use anyhow::Result;
use denwa_core::settings::schema::{Column, ColumnKind, Group, Kind, LISTS, Level, ListRow, ROWS, Row};

use super::proofs::Proofs;
use crate::org::words::Words;

const HEAD: &str = "\
# Settings

Made by `cargo xtask docs` from `crates/core/src/settings/schema.rs`, the words in `static/text/` and the names of the tests; a test fails where
it is not current, and where a row has no test.

Each setting is a field of the hierarchy custom setting `Denwa_Settings__c`, set for the organisation, a profile or a user; the nearest wins. A
locked setting is an administrator's; what is not locked an agent may set for herself. Administrators change locks, but for the login. Lists are
list custom settings whose rows name their level (`Level__c`) and place (`Order__c`); they are an administrator's. The scenarios stand in
`crates/core/tests/it/settings/`, the tests in the browser in `tests/e2e/`.
";

/// The whole file.
pub fn text(ja: &Words, en: &Words, proofs: &Proofs) -> Result<String> {
    let mut out = HEAD.to_owned();
    for group in Group::ALL {
        let key = format!("group.{}", group.code());
        write!(out, "\n## {} · {}\n\n", ja.word(&key)?, en.word(&key)?)?;
        for (file, title) in proofs.browser(*group) {
            writeln!(out, "In the browser: {title} (`{file}`)\n")?;
        }
        out.push_str("| 日本語 | English | field | values | default | locked | scenario |\n");
        out.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
        for row in ROWS.iter().filter(|row| row.group == *group) {
            setting(row, ja, en, proofs, &mut out)?;
        }
        for list in LISTS.iter().filter(|list| list.group == *group) {
            self::list(list, ja, en, proofs, &mut out)?;
        }
    }
    Ok(out)
}

fn setting(row: &Row, ja: &Words, en: &Words, proofs: &Proofs, out: &mut String) -> Result<()> {
    let name = format!("set.{}", row.key.code());
    let label = |words: &Words| words.word(&format!("{name}.label")).map(cell);
    let mut values = kind(row.kind, &name, ja, en);
    if !row.key.is_of(Level::User) {
        values.push_str("; for the organisation only");
    } else if !row.key.is_of(Level::Organisation) {
        values.push_str("; for a user only");
    }
    let default = if row.default.is_empty() { "none".to_owned() } else { format!("`{}`", row.default) };
    writeln!(
        out,
        "| {} | {} | `{}` | {values} | {default} | {} | {} |",
        label(ja)?,
        label(en)?,
        row.field,
        if row.locked { "yes" } else { "no" },
        proof(row.field, proofs),
    )?;
    Ok(())
}

fn list(list: &ListRow, ja: &Words, en: &Words, proofs: &Proofs, out: &mut String) -> Result<()> {
    let label = |words: &Words| words.word(&format!("list.{}.label", list.object)).map(cell);
    let column = |column: &Column| {
        let name = format!("list.{}.{}", list.object, column.field);
        let values = match column.kind {
            ColumnKind::Of(of) => kind(of, &name, ja, en),
            ColumnKind::Field => "API name of a field".to_owned(),
            ColumnKind::Fields => "API names of fields, by commas".to_owned(),
        };
        let need = if column.required { "" } else { ", may be empty" };
        format!("`{}`: {values}{need}", column.field)
    };
    let columns = list.columns.iter().map(column).collect::<Vec<_>>().join("<br>");
    writeln!(
        out,
        "| {} | {} | `{}` | up to {} rows a level; {columns} | {} | yes | {} |",
        label(ja)?,
        label(en)?,
        list.object,
        list.most,
        if list.object == "Denwa_Search_Target__c" { "Contact, Account, Lead" } else { "none" },
        proof(list.object, proofs),
    )?;
    Ok(())
}

fn proof(field: &str, proofs: &Proofs) -> String {
    proofs.scenario(field).map_or_else(String::new, |test| format!("`{test}`"))
}

/// What may stand in a field, in words; a choice's codes with theirs.
fn kind(kind: Kind, name: &str, ja: &Words, en: &Words) -> String {
    let word = |words: &Words, code: &str| {
        let own = words.word(&format!("{name}.{code}"));
        own.or_else(|_| words.word(&format!("choice.{code}"))).map_or_else(|_| code.to_owned(), cell)
    };
    let codes = |codes: &[&str]| {
        let one = |code: &&str| format!("`{code}` {} · {}", word(ja, code), word(en, code));
        codes.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    match kind {
        Kind::Switch => codes(&["on", "off"]),
        Kind::Choice(of) => codes(of),
        Kind::Whole(most) => format!("1 to {most}"),
        Kind::WholeOrNone(most) => format!("0, or 1 to {most}"),
        Kind::Text(most) => format!("text, up to {most} characters"),
        Kind::Template(most) => format!("text with placeholders, up to {most} characters"),
        Kind::SocketUrl => "`wss://` address (`ws://` on this machine), up to 255 characters".to_owned(),
        Kind::Version => "version from `43.0`".to_owned(),
        Kind::LibraryBase => "`https://` origin of Salesforce's own domains".to_owned(),
        Kind::Number => "telephone number or extension, up to 40 characters".to_owned(),
        Kind::Prefixes => "up to 8 of `0`–`9`, `*`, `#` each, by commas or spaces; 255 characters".to_owned(),
        Kind::Hosts => "host names, by commas or spaces, `*.` before one for all below it; 255 characters".to_owned(),
        Kind::Page => "path, `flow:Name` or pasted address of the org, with placeholders; 255 characters".to_owned(),
        Kind::Url => "`https://` address of an allowed host, with placeholders; 255 characters".to_owned(),
        Kind::Object => "API name of an object, up to 80 characters".to_owned(),
    }
}

/// A text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
