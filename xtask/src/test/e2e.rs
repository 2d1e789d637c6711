//! End-to-end tests in Chromium with the simulated PBX: `tests/e2e/*.test.mjs`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{Run, Step, node};
use crate::demo::ports;
use crate::demo::topology::{Panel, Topology};
use crate::setup::Need;

pub const STEP: Step = Step {
    name: "e2e",
    what: "the whole path in Chromium, with the simulated PBX",
    needs: &[Need::PANEL, Need::CHROMIUM, &[Need::OrgTools]],
    run: check,
};

fn check(run: &mut Run) -> Result<String> {
    run.panel()?;
    let servers = run.servers()?;
    let files = files(|name| !name.starts_with("asterisk"))?;
    let topology = Topology::simulated(&servers, ports::free_three()?, &Panel::release())?;
    node::run("e2e", &files, &mut browser_tests(run, &topology)?)
}

/// Node, with the addresses of servers and browser in its environment.
pub fn browser_tests(run: &Run, topology: &Topology) -> Result<Command> {
    let mut node = Command::new("node");
    node.env("DENWA_CHROMIUM", &run.tools.browser()?.chromium);
    topology.set_env(&mut node);
    Ok(node)
}

/// The test files whose names are wanted.
pub fn files(wanted: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let name = |file: &Path| file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut files = node::tests(&["tests/e2e"])?;
    files.retain(|file| wanted(&name(file)));
    Ok(files)
}
