//! What of the Salesforce project is made: the custom settings, their table in Apex, and the examples as one static resource. All of it
//! is checked in; a test proves that it is current.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::objects::{self, Files};
use super::words::Words;
use super::{project, schema_class};

/// Where made objects lie, a folder each that holds nothing else: so a field that is no longer one is found.
const OBJECTS: &[&str] = &["main/default/objects/", "ja/main/default/objectTranslations/"];

/// Writes what is not current, and removes what is no longer made.
pub fn command() -> Result<()> {
    let files = files()?;
    let mut written = 0;
    for (path, contents) in &files {
        let path = project().join(path);
        if fs::read_to_string(&path).is_ok_and(|there| there == *contents) {
            continue;
        }
        fs::create_dir_all(path.parent().context("a file in a folder")?)?;
        fs::write(&path, contents).with_context(|| path.display().to_string())?;
        written += 1;
    }
    let left = left_over(&files)?;
    for path in &left {
        fs::remove_file(project().join(path))?;
    }
    println!(
        "salesforce/: {} files are made from the settings' table; {written} written, {} removed",
        files.len(),
        left.len()
    );
    Ok(())
}

/// Fails, naming the files, where the project and the table disagree.
pub fn check() -> Result<usize> {
    let files = files()?;
    let mut wrong = String::new();
    for (path, contents) in &files {
        match fs::read_to_string(project().join(path)) {
            Ok(there) if there == *contents => {}
            Ok(_) => _ = writeln!(wrong, "  salesforce/{path} is not what the table says"),
            Err(_) => _ = writeln!(wrong, "  salesforce/{path} is missing"),
        }
    }
    for path in left_over(&files)? {
        let _ = writeln!(wrong, "  salesforce/{path} is no longer in the table");
    }
    ensure!(wrong.is_empty(), "`cargo xtask org generate` was not run:\n{wrong}");
    Ok(files.len())
}

/// Every made file.
fn files() -> Result<Files> {
    let [ja, en] = Words::read()?;
    let mut files = objects::files(&en, &ja)?;
    files.insert("main/default/classes/DenwaSchema.cls".to_owned(), schema_class::file());
    let examples = examples()?;
    files.insert("main/default/staticresources/DenwaExamples.json".to_owned(), resource(&examples));
    files.insert("main/default/classes/DenwaExamplesTest.cls".to_owned(), test_class(&examples));
    Ok(files)
}

/// A method of the interface and its examples.
type Examples = Vec<(String, Vec<Value>)>;

fn examples() -> Result<Examples> {
    let folder = project().join("examples");
    let mut methods = Examples::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let method = path.file_stem().and_then(|name| name.to_str()).context("a file's name")?.to_owned();
        let text = fs::read_to_string(&path)?;
        methods.push((method, serde_json::from_str(&text).with_context(|| path.display().to_string())?));
    }
    methods.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(methods)
}

/// `{METHOD: [EXAMPLE, …]}`, an example a line.
fn resource(examples: &Examples) -> String {
    let methods: Vec<String> = examples
        .iter()
        .map(|(method, examples)| {
            let lines: Vec<String> = examples.iter().map(Value::to_string).collect();
            format!("\"{method}\":[\n{}\n]", lines.join(",\n"))
        })
        .collect();
    format!("{{\n{}\n}}\n", methods.join(",\n"))
}

/// A test a example: each has its own limits, and is named where it fails.
fn test_class(examples: &Examples) -> String {
    let mut text = "/**\n * The examples of salesforce/examples: made by `cargo xtask org generate`.\n */\n@IsTest\nprivate class DenwaExamplesTest {\n"
        .to_owned();
    for (method, examples) in examples {
        for (place, example) in examples.iter().enumerate() {
            let name = example.get("name").and_then(Value::as_str).unwrap_or_default();
            let _ = write!(
                text,
                "    /** {name}. */\n    @IsTest\n    static void {method}{number}() {{\n        DenwaExample.play('{method}', {place});\n    }}\n\n",
                number = place + 1
            );
        }
    }
    format!("{}\n}}\n", text.trim_end())
}

/// Files in the folders of made objects that are not made.
fn left_over(files: &Files) -> Result<Vec<String>> {
    let mut left = Vec::new();
    for folder in OBJECTS {
        let mut there = Vec::new();
        list(&project(), folder.trim_end_matches('/'), &mut there)?;
        left.extend(there.into_iter().filter(|path| {
            let object = path[folder.len()..].split('/').next().unwrap_or_default();
            let made = |file: &String| file.starts_with(&format!("{folder}{object}/"));
            files.keys().any(made) && !files.contains_key(path)
        }));
    }
    Ok(left)
}

fn list(root: &Path, folder: &str, files: &mut Vec<String>) -> Result<()> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_agrees_with_the_table() {
        check().unwrap();
    }

    #[test]
    fn every_setting_has_its_field_and_its_japanese_name() {
        let files = files().unwrap();
        for row in denwa_core::settings::schema::ROWS {
            let field = &files[&format!("main/default/objects/Denwa_Settings__c/fields/{}.field-meta.xml", row.field)];
            let length = row.kind.field_length();
            assert_eq!(field.contains("<type>Number</type>"), length.is_none(), "{}", row.field);
            if let Some(length) = length {
                assert!(field.contains(&format!("<length>{length}</length>")), "{}", row.field);
            }
            // A lock's name is the field's, and a custom setting's name has at most 38 characters.
            assert!(row.field.len() <= 38, "{}", row.field);
            let japanese = format!(
                "ja/main/default/objectTranslations/Denwa_Settings__c-ja/{}.fieldTranslation-meta.xml",
                row.field
            );
            assert!(files[&japanese].contains(row.field));
        }
    }
}
