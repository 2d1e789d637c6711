//! clippy, of all crates: the panel compiles for this machine too.

use anyhow::Result;

use super::{Run, Step};
use crate::run;
use crate::setup::Need;

pub const STEP: Step = Step {
    name: "clippy",
    what: "lints of all crates and targets, none allowed (cargo clippy)",
    needs: &[&[Need::Lints]],
    run: check,
};

fn check(_: &mut Run) -> Result<String> {
    run::run(
        "clippy",
        run::cargo()
            .args(["clippy", "--workspace", "--all-features", "--all-targets", "--", "-D", "warnings"])
            .env("CARGO_PROFILE_DEV_DEBUG", "0"),
    )?;
    Ok("no warning".to_string())
}
