//! Trunk, in a pinned version.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::Step;
use crate::{paths, run};

/// 0.22 needs a newer compiler than the workspace.
const VERSION: &str = "0.21.14";

/// Returns the program.
pub fn prepare(step: Step) -> Result<PathBuf> {
    let place = paths::cache().join(format!("trunk-{VERSION}"));
    let program = place.join("bin/trunk");
    for there in [program.clone()].into_iter().chain(paths::which("trunk")) {
        if is_right(&there) {
            step.say(&format!("trunk {VERSION}: there"));
            return Ok(there);
        }
    }
    step.say(&format!("trunk {VERSION}: building, 5 to 10 min …"));
    run::run(
        "trunk install",
        run::cargo()
            .args(["install", "trunk", "--version", VERSION, "--locked", "--no-default-features", "--root"])
            .arg(&place)
            // Trunk runs for seconds: a quick build is worth more than a fast program. Without default features it downloads nothing.
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_TARGET_DIR", paths::target().join("tools")),
    )?;
    Ok(program)
}

fn is_right(program: &Path) -> bool {
    run::output(Command::new(program).arg("--version").env_remove("NO_COLOR"))
        .is_some_and(|text| text == format!("trunk {VERSION}"))
}
