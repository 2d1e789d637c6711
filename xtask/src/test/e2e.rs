//! End-to-end tests in Chromium with the simulated PBX: `tests/e2e/*.test.mjs`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow, bail};

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

/// How many files are played at once, each beside servers of its own. Two were tried: on two cores the doctor then reports the latency that the
/// other file causes.
const AT_ONCE: usize = 1;

fn check(run: &mut Run) -> Result<String> {
    run.panel()?;
    let servers = run.servers()?;
    let files = files(|name| !name.starts_with("asterisk"))?;
    let mut topologies = Vec::new();
    for _ in 0..AT_ONCE {
        // One after the other: only running servers hold their ports.
        topologies.push(Topology::simulated(&servers, ports::free_three()?, &Panel::release())?);
    }
    let waiting = Mutex::new(files.into_iter());
    let run = &*run;
    let results: Vec<Result<u32>> = thread::scope(|scope| {
        let players: Vec<_> = topologies.iter().map(|topology| scope.spawn(|| play(run, topology, &waiting))).collect();
        players
            .into_iter()
            .flat_map(|player| player.join().unwrap_or_else(|_| vec![Err(anyhow!("a player panicked"))]))
            .collect()
    });
    let failures: Vec<String> =
        results.iter().filter_map(|result| result.as_ref().err()).map(|error| format!("{error:#}")).collect();
    if !failures.is_empty() {
        bail!("{} of {} files failed\n{}", failures.len(), results.len(), failures.join("\n"));
    }
    Ok(format!("{} passed", results.into_iter().flatten().sum::<u32>()))
}

/// Plays the files that are still waiting, one after the other. Returns each one's result: how many tests passed.
fn play(run: &Run, topology: &Topology, waiting: &Mutex<impl Iterator<Item = PathBuf>>) -> Vec<Result<u32>> {
    // The lock is held for taking a file, not while it is played.
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    std::iter::from_fn(next)
        .map(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy().replace(".test.mjs", "");
            node::run(&format!("e2e {name}"), &[file], &mut browser_tests(run, topology)?)
        })
        .collect()
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
