//! Tests with a real Asterisk: the server's, and end-to-end tests in Chromium.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use super::{Run, Step, e2e, node};
use crate::demo::ports;
use crate::demo::topology::Topology;
use crate::setup::Need;
use crate::{paths, run};

pub const STEP: Step = Step {
    name: "asterisk",
    what: "the event server and the whole path with a real Asterisk",
    needs: &[Need::PANEL, Need::CHROMIUM, &[Need::Asterisk]],
    run: check,
};

/// The scenarios of `tests/asterisk/field` that are played anew, by several Asterisks at once, because they take their
/// time: about a minute and a half each row. Each scenario is played twice: the order of events varies.
const PLAYED_ANEW: [&[&str]; 6] = [
    &["f01", "f10", "f13"],
    &["f04", "f17", "g15"],
    &["f12", "g09", "g14"],
    &["f01", "f17", "g09"],
    &["f10", "f12", "g14"],
    &["f04", "f13", "g15"],
];

fn check(run: &mut Run) -> Result<String> {
    let unpacked = run.tools.asterisk()?.clone();
    let played = play_anew(&unpacked)?;
    run::run("asterisk server", test_program("asterisk").env("DENWA_ASTERISK", &unpacked))?;
    run.panel()?;
    let servers = run.servers()?;
    let files = e2e::files(|name| name.starts_with("asterisk"))?;
    let topology = Topology::asterisk(&servers, ports::free_three()?, &unpacked)?;
    let mut tests = e2e::browser_tests(run, &topology)?;
    tests.env("DENWA_PHONE", &servers.phone);
    let ran = node::run("asterisk e2e", &files, &mut tests)?;
    Ok(format!("server and phones; {played} scenarios played anew; in Chromium {ran}"))
}

/// Plays field scenarios against real Asterisks, and compares what each desk saw with the expectations of the
/// recordings. Returns how many were played.
fn play_anew(unpacked: &Path) -> Result<usize> {
    let script = paths::root().join("tests/asterisk/field/play.sh");
    let folders: Vec<PathBuf> =
        (0..PLAYED_ANEW.len()).map(|i| paths::target().join(format!("xtask/field-{i}"))).collect();
    thread::scope(|scope| {
        let plays: Vec<_> = (PLAYED_ANEW.iter().zip(&folders).enumerate())
            .map(|(i, (scenarios, folder))| {
                let mut play = Command::new("bash");
                play.arg(&script).arg(unpacked).arg(folder).args(*scenarios);
                scope.spawn(move || run::run(&format!("asterisk field {i}"), &mut play))
            })
            .collect();
        plays.into_iter().try_for_each(|play| play.join().map_err(|_| anyhow!("a play panicked"))?)
    })?;
    let mut compare = test_program("replay");
    compare
        .args(["--", "field::scenarios_played_anew_look_the_same", "--exact"])
        .env("DENWA_FIELD_PLAYED", std::env::join_paths(&folders)?);
    run::run("asterisk field compare", &mut compare)?;
    Ok(PLAYED_ANEW.iter().map(|scenarios| scenarios.len()).sum())
}

/// A test program of the workspace, with the whole workspace's features, as in the native tests: other features would
/// compile everything again.
fn test_program(name: &str) -> Command {
    let mut cargo = run::cargo();
    cargo
        .args(["test", "--workspace", "--all-features", "--test", name])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env("CARGO_TERM_COLOR", "never");
    cargo
}
