//! The org package: what of it is made from the settings' table, what is deployed, and whether it would be.

mod generate;
mod objects;
mod schema_class;
mod words;

use std::path::PathBuf;

use anyhow::Result;

use crate::args::Org;
use crate::paths;

/// The Salesforce DX project.
pub fn project() -> PathBuf {
    paths::root().join("salesforce")
}

pub fn command(command: Org) -> Result<()> {
    match command {
        Org::Generate => generate::command(),
        Org::Check => {
            println!("{} files are made from the settings' table, and current", generate::check()?);
            Ok(())
        }
    }
}
