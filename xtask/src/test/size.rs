//! The release panel's size.

use anyhow::Result;

use super::{Run, Step};
use crate::panel::Build;
use crate::setup::Need;

pub const STEP: Step =
    Step { name: "size", what: "the release panel against its ceilings", needs: &[Need::PANEL], run: check };

fn check(run: &mut Run) -> Result<String> {
    run.panel()?;
    crate::size::report(Build::Release)?;
    Ok("below its ceilings".to_string())
}
