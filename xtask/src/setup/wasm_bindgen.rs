//! `wasm-bindgen` and its test runner, from `tools/wasm-bindgen`, whose lock file pins them.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Step;
use crate::{paths, run};

const PROGRAMS: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];

/// Returns the folder of both programs.
pub fn prepare(step: Step) -> Result<PathBuf> {
    let version = locked_version().context("Cargo.lock does not say which wasm-bindgen the panel uses")?;
    let place = paths::cache().join(format!("wasm-bindgen-{version}"));
    let folder = place.join("bin");
    if PROGRAMS.iter().all(|program| folder.join(program).is_file()) {
        step.say(&format!("wasm-bindgen {version}: there"));
        return Ok(folder);
    }
    step.say(&format!("wasm-bindgen {version}: building, 1 to 3 min …"));
    run::run(
        "wasm-bindgen",
        run::cargo()
            .args(["install", "--locked", "--path", "tools/wasm-bindgen", "--root"])
            .arg(&place)
            .env("CARGO_TARGET_DIR", paths::target().join("tools")),
    )?;
    let built = run::output(Command::new(folder.join("wasm-bindgen")).arg("--version")).unwrap_or_default();
    ensure!(
        built == format!("wasm-bindgen {version}"),
        "Cargo.lock has wasm-bindgen {version}, tools/wasm-bindgen builds {built:?}: give tools/wasm-bindgen/Cargo.toml the same version"
    );
    Ok(folder)
}

/// The library's version in the lock file. The programs must have the same.
fn locked_version() -> Option<String> {
    let lock = std::fs::read_to_string(paths::root().join("Cargo.lock")).ok()?;
    let (_, rest) = lock.split_once("name = \"wasm-bindgen\"\nversion = \"")?;
    rest.split_once('"').map(|(version, _)| version.to_string())
}
