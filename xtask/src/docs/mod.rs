//! `cargo xtask docs`: docs/settings.md, every setting in one table, made from the settings' table, the words of the configuration view, and
//! the names of the tests that prove what each does.

mod proofs;
mod table;

use anyhow::{Context, Result, ensure};

use crate::org::words::Words;
use crate::paths;
use proofs::Proofs;

const FILE: &str = "docs/settings.md";

/// Writes the file.
pub fn command() -> Result<()> {
    let file = paths::root().join(FILE);
    std::fs::write(&file, made()?).with_context(|| file.display().to_string())?;
    println!("{FILE} is written");
    let missing = Proofs::read()?.missing();
    ensure!(missing.is_empty(), "without a test: {}", missing.join(", "));
    Ok(())
}

fn made() -> Result<String> {
    let [ja, en] = Words::read()?;
    table::text(&ja, &en, &Proofs::read()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_what_the_table_says() {
        let there = std::fs::read_to_string(paths::root().join(FILE)).unwrap();
        assert!(there == made().unwrap(), "`cargo xtask docs` was not run");
    }

    #[test]
    fn no_row_is_without_a_test() {
        let missing = Proofs::read().unwrap().missing();
        assert!(missing.is_empty(), "without a test: {missing:?}");
    }
}
