//! `cargo xtask docs`: generates docs/settings.md from the table of settings, the words of the settings page, and the names of the tests that
//! prove each setting.

mod proofs;
mod table;

use anyhow::{Context, Result, ensure};

use crate::paths;
use proofs::Proofs;

const FILE: &str = "docs/settings.md";

/// Writes the file.
pub fn command() -> Result<()> {
    let file = paths::root().join(FILE);
    std::fs::write(&file, generated()?).with_context(|| file.display().to_string())?;
    println!("{FILE} is written");
    let missing = Proofs::read()?.missing();
    ensure!(missing.is_empty(), "without a test: {}", missing.join(", "));
    Ok(())
}

fn generated() -> Result<String> {
    table::text(&Proofs::read()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_what_the_table_says() {
        let there = std::fs::read_to_string(paths::root().join(FILE)).unwrap();
        assert!(there == generated().unwrap(), "`cargo xtask docs` was not run");
    }

    #[test]
    fn no_row_is_without_a_test() {
        let missing = Proofs::read().unwrap().missing();
        assert!(missing.is_empty(), "without a test: {missing:?}");
    }
}
