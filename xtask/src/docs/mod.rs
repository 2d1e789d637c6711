//! `cargo xtask docs`: docs/settings.md, every setting in one table, made from the settings' table, the words of the configuration view, and
//! the names of the tests that prove what each does.

mod proofs;
mod table;

use anyhow::{Context, Result};

use crate::org::words::Words;
use crate::paths;
use proofs::Proofs;

const FILE: &str = "docs/settings.md";

/// Writes the file.
pub fn command() -> Result<()> {
    let file = paths::root().join(FILE);
    std::fs::write(&file, made()?).with_context(|| file.display().to_string())?;
    println!("{FILE} is written");
    for name in Proofs::read()?.missing() {
        println!("  without a test: {name}");
    }
    Ok(())
}

fn made() -> Result<String> {
    table::text(&Words::read("ja")?, &Words::read("en")?, &Proofs::read()?)
}
