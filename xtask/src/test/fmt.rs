//! Formatting of the workspace and of tools/wasm-bindgen, a workspace of its own.

use anyhow::Result;

use super::{Run, Step};
use crate::run;
use crate::setup::Need;

pub const STEP: Step = Step { name: "fmt", what: "formatting (cargo fmt --all)", needs: &[&[Need::Lints]], run: check };

fn check(_: &mut Run) -> Result<String> {
    run::run("fmt", run::cargo().args(["fmt", "--all", "--", "--check"]))?;
    let tool = ["fmt", "--manifest-path", "tools/wasm-bindgen/Cargo.toml", "--", "--check"];
    run::run("fmt tools", run::cargo().args(tool))?;
    Ok("nothing to change".to_string())
}
