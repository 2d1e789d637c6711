//! The text of docs/settings.md.

use std::fmt::Write as _;

use anyhow::Result;
use denwa_core::Language::{self, En, Ja};
use denwa_core::settings::schema::{Column, ColumnKind, Group, Kind, LISTS, Level, ListRow, ROWS, Row};

use super::proofs::Proofs;

const HEAD: &str = "\
# Settings

Made by `cargo xtask docs` from the table in `crates/core/src/settings/schema/`, the words in `crates/core/src/text/settings/` and the names of
the tests; tests fail if the file is not current, or if a row has no test.

Each setting is a field of the hierarchy custom setting `Denwa_Settings__c`, set for the organisation, a profile or a user; the nearest wins. A
locked setting is an administrator's; what is not locked an agent may set for herself. Administrators change locks, but for the login. Lists are
list custom settings whose rows name their level (`Level__c`) and place (`Order__c`); they are an administrator's. The scenarios stand in
`crates/core/tests/it/settings/`, the tests in the browser in `tests/e2e/`.
";

/// The text of the file.
pub fn text(proofs: &Proofs) -> Result<String> {
    let mut out = HEAD.to_owned();
    for group in Group::ALL {
        write!(out, "\n## {} · {}\n\n", group.label(Ja), group.label(En))?;
        for (file, title) in proofs.browser(*group) {
            writeln!(out, "In the browser: {title} (`{file}`)\n")?;
        }
        out.push_str("| 日本語 | English | field | values | default | locked | scenario |\n");
        out.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
        for row in ROWS.iter().filter(|row| row.group == *group) {
            setting(row, proofs, &mut out)?;
        }
        for list in LISTS.iter().filter(|list| list.group == *group) {
            self::list(list, proofs, &mut out)?;
        }
    }
    Ok(out)
}

fn setting(row: &Row, proofs: &Proofs, out: &mut String) -> Result<()> {
    let mut values = kind(row.kind, &|code, language| row.key.choice_label(code, language));
    if !row.key.is_of(Level::User) {
        values.push_str("; for the organisation only");
    } else if !row.key.is_of(Level::Organisation) {
        values.push_str("; for a user only");
    }
    let default = if row.default.is_empty() { "none".to_owned() } else { format!("`{}`", row.default) };
    writeln!(
        out,
        "| {} | {} | `{}` | {values} | {default} | {} | {} |",
        cell(row.key.label(Ja)),
        cell(row.key.label(En)),
        row.field,
        if row.locked { "yes" } else { "no" },
        proof(row.field, proofs),
    )?;
    Ok(())
}

fn list(list: &ListRow, proofs: &Proofs, out: &mut String) -> Result<()> {
    let column = |(at, column): (usize, &Column)| {
        let values = match column.kind {
            ColumnKind::Of(of) => kind(of, &|code, language| list.list.choice_label(at, code, language)),
            ColumnKind::Field => "API name of a field".to_owned(),
            ColumnKind::Fields => "API names of fields, by commas".to_owned(),
        };
        let need = if column.required { "" } else { ", may be empty" };
        format!("`{}`: {values}{need}", column.field)
    };
    let columns = list.columns.iter().enumerate().map(column).collect::<Vec<_>>().join("<br>");
    writeln!(
        out,
        "| {} | {} | `{}` | up to {} rows a level; {columns} | {} | yes | {} |",
        cell(list.list.label(Ja)),
        cell(list.list.label(En)),
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

/// The word of a choice by its code.
type ChoiceLabel<'a> = &'a dyn Fn(&str, Language) -> Option<&'static str>;

/// What a field accepts, in words; codes of choices with their words.
fn kind(kind: Kind, label: ChoiceLabel) -> String {
    let word = |code: &str, language| cell(label(code, language).unwrap_or(code));
    let codes = |codes: &[&str]| {
        let one = |code: &&str| format!("`{code}` {} · {}", word(code, Ja), word(code, En));
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

/// A text with its vertical bars escaped, so that they do not end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
