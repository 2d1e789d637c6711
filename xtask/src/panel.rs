//! The release panel: Trunk builds it into `dist/`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::setup::wasm::Purpose;
use crate::setup::{Need, Tools, prepare};
use crate::{paths, run};

/// Which of the two release builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// What is served and packaged: with the size flags, where the standard library is compiled from source.
    Release,
    /// What a toolchain with the WebAssembly target makes, to compare sizes.
    Ordinary,
}

impl Build {
    /// Where Trunk leaves it.
    pub fn dist(self) -> PathBuf {
        match self {
            Self::Release => paths::dist(),
            Self::Ordinary => paths::target().join("panel/ordinary"),
        }
    }

    fn purpose(self) -> Purpose {
        match self {
            Self::Release => Purpose::Release,
            Self::Ordinary => Purpose::OrdinaryRelease,
        }
    }
}

pub fn build(build: Build) -> Result<()> {
    build_with(&prepare(Need::PANEL)?, build)
}

pub fn build_with(tools: &Tools, build: Build) -> Result<()> {
    println!("building the panel (release) …");
    let dist = build.dist();
    std::fs::create_dir_all(&dist)?;
    run::run("panel", trunk(tools, build.purpose())?.arg("build").arg("--dist").arg(dist))
}

/// Trunk, with the programs that it calls in `PATH`.
pub fn trunk(tools: &Tools, purpose: Purpose) -> Result<Command> {
    let mut trunk = Command::new(tools.trunk()?);
    trunk.current_dir(paths::root());
    let programs = [tools.wasm_bindgen()?.clone(), paths::web_tools().join("node_modules/.bin")];
    tools.wasm()?.apply(&mut trunk, purpose, &programs);
    trunk
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk accepts only "true" and "false" in it.
        .env_remove("NO_COLOR")
        .env("TRUNK_COLOR", "never");
    Ok(trunk)
}
