//! The examples of the Apex interface, as a static resource and as Apex tests.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::objects::Files;
use super::project;

/// The generated files.
pub fn files() -> Result<Files> {
    let examples = examples()?;
    Ok(Files::from([
        ("main/default/staticresources/DenwaExamples.json".to_owned(), resource(&examples)),
        ("main/default/classes/DenwaExamplesTest.cls".to_owned(), test_class(&examples)),
    ]))
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

/// A test for each example, so that each has its own governor limits, and a failure names its example.
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
