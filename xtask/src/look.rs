//! Contact sheets: every state of the panel that the look tests reach, in each width, language and colour scheme.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::args::Look;
use crate::panel::{self, Build};
use crate::process::tail;
use crate::setup::{self, Need};
use crate::test::node;
use crate::{build, paths, run};

/// Plays the look tests, which photograph instead of checking, and puts the pictures together.
pub fn command(options: &Look) -> Result<()> {
    let tools = setup::prepare(&Need::united(&[Need::PANEL, Need::CHROMIUM]))?;
    if options.build {
        panel::build_with(&tools, Build::Release)?;
        build::servers()?;
    }
    let folder = paths::target().join("look");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::create_dir_all(&folder)?;
    let files = files(&options.only)?;
    let with_env = || -> Result<Command> {
        let mut node = Command::new("node");
        node.env("DENWA_CHROMIUM", &tools.browser()?.chromium).env("DENWA_SHEETS", &folder);
        Ok(node)
    };
    println!("photographing …");
    let photographed = node::run("look", &files, &mut with_env()?);
    // Sheets are of use also where a state could not be reached: the error is told after them.
    run::run("look sheets", with_env()?.arg(paths::root().join("tests/e2e/look-sheets.mjs")))?;
    println!("{}", tail(&run::log_of("look sheets"), 1));
    photographed.map(drop)
}

/// The look tests, or those of these names.
fn files(only: &[String]) -> Result<Vec<PathBuf>> {
    let name = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.trim_end_matches(".test.mjs").to_owned()
    };
    let mut files = node::tests(&["tests/e2e"])?;
    files.retain(|file| name(file).starts_with("look") && (only.is_empty() || only.contains(&name(file))));
    ensure!(!files.is_empty(), "there are no look tests {only:?} in tests/e2e");
    Ok(files)
}
