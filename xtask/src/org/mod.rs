//! The org package: generated files, checks, and the files to deploy.

pub mod check;
mod examples;
mod generate;
mod number_class;
mod objects;
mod package;
mod schema_class;
mod words;

use std::path::PathBuf;

use anyhow::Result;

use crate::args::Org;
use crate::paths;
use crate::setup::{Need, prepare};

/// The Salesforce DX project.
pub fn project() -> PathBuf {
    paths::root().join("salesforce")
}

pub fn command(command: Org) -> Result<()> {
    match command {
        Org::Generate => generate::command(),
        Org::Package(package) => package::command(&package),
        Org::Check => {
            prepare(Need::ORG)?;
            println!("{}", check::check()?);
            Ok(())
        }
    }
}
