//! Generates files of the Salesforce project: the custom settings, their table in Apex, and the examples. They are checked in; a test proves
//! that they are current.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::objects::{self, Files};
use super::{examples, number_class, project, schema_class};

/// The project's definition: only the versions in it are generated.
const DEFINITION: &str = "sfdx-project.json";

/// Where generated objects lie, each in a folder that holds nothing else, so that leftover fields are found.
const OBJECTS: &[&str] = &["main/default/objects/", "ja/main/default/objectTranslations/"];

/// Writes files that are not current, and removes those that are no longer generated.
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
    println!("salesforce/: {} generated files; {written} written, {} removed", files.len(), left.len());
    Ok(())
}

/// Fails with the names of generated files that are not current.
pub fn check() -> Result<usize> {
    let files = files()?;
    let mut wrong = String::new();
    for (path, contents) in &files {
        match fs::read_to_string(project().join(path)) {
            Ok(there) if there == *contents => {}
            Ok(_) => _ = writeln!(wrong, "  salesforce/{path} is not current"),
            Err(_) => _ = writeln!(wrong, "  salesforce/{path} is missing"),
        }
    }
    for path in left_over(&files)? {
        let _ = writeln!(wrong, "  salesforce/{path} is no longer generated");
    }
    ensure!(wrong.is_empty(), "`cargo xtask org generate` was not run:\n{wrong}");
    Ok(files.len())
}

/// The project's definition, with the version of every package this workspace's: panel, package and event server have one version.
fn with_version(definition: &str) -> String {
    let line = |line: &str| match line.split_once("\"versionNumber\": \"") {
        Some((before, number)) if number.contains(".NEXT") => {
            format!("{before}\"versionNumber\": \"{}.NEXT\",", env!("CARGO_PKG_VERSION"))
        }
        Some((before, number)) => {
            let after = number.split_once('"').map_or("", |(_, after)| after);
            format!("{before}\"versionNumber\": \"{}.LATEST\"{after}", env!("CARGO_PKG_VERSION"))
        }
        None => line.to_owned(),
    };
    definition.lines().map(|text| line(text) + "\n").collect()
}

/// All generated files.
fn files() -> Result<Files> {
    let mut files = objects::files()?;
    files.insert("main/default/classes/DenwaSchema.cls".to_owned(), schema_class::file());
    files.insert("main/default/classes/DenwaFieldNumbersTest.cls".to_owned(), number_class::file());
    files.extend(examples::files()?);
    files.insert(DEFINITION.to_owned(), with_version(&fs::read_to_string(project().join(DEFINITION))?));
    Ok(files)
}

/// Files in the folders of generated objects that are not generated.
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
    fn every_package_has_the_version_of_the_workspace() {
        let old = "{\n  \"versionNumber\": \"0.0.1.NEXT\",\n  [{ \"package\": \"Denwa\", \"versionNumber\": \"0.0.1.LATEST\" }]\n}\n";
        assert_eq!(with_version(old), old.replace("0.0.1", env!("CARGO_PKG_VERSION")));
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
