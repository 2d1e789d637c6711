//! The release panel: Trunk builds it, `tools/web/finish.mjs` finishes it, `dist/` holds it.

use std::process::Command;

use anyhow::Result;

use crate::setup::wasm::Panic;
use crate::setup::{Need, Tools, prepare};
use crate::{paths, run};

pub fn build() -> Result<()> {
    build_with(&prepare(Need::PANEL)?)
}

pub fn build_with(tools: &Tools) -> Result<()> {
    println!("building the panel (release) …");
    let staged = paths::target().join("panel/trunk");
    std::fs::create_dir_all(&staged)?;
    let mut trunk = Command::new(tools.trunk()?);
    trunk.arg("build").arg("--dist").arg(&staged).current_dir(paths::root());
    tools.wasm()?.apply(&mut trunk, Panic::Abort, std::slice::from_ref(tools.wasm_bindgen()?));
    trunk
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk takes only true and false for it, others set it to anything.
        .env_remove("NO_COLOR")
        .env("TRUNK_COLOR", "never");
    run::run("panel trunk", &mut trunk)?;
    run::run(
        "panel finish",
        Command::new("node").arg(paths::root().join("tools/web/finish.mjs")).arg(&staged).arg(paths::dist()),
    )
}
