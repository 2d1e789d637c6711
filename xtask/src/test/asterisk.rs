//! Tests with a real Asterisk: the server's, and end-to-end tests in Chromium.

use anyhow::Result;

use super::{Run, Step, e2e, node};
use crate::demo::ports;
use crate::demo::topology::Topology;
use crate::run;
use crate::setup::Need;

pub const STEP: Step = Step {
    name: "asterisk",
    what: "the event server and the whole path with a real Asterisk",
    needs: &[Need::PANEL, Need::CHROMIUM, &[Need::Asterisk]],
    run: check,
};

fn check(run: &mut Run) -> Result<String> {
    let unpacked = run.tools.asterisk()?.clone();
    run::run(
        "asterisk server",
        run::cargo()
            // With the whole workspace's features, as in the native tests: other features would compile everything again.
            .args(["test", "--workspace", "--all-features", "--test", "asterisk"])
            .env("DENWA_ASTERISK", &unpacked)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_TEST_DEBUG", "0")
            .env("CARGO_TERM_COLOR", "never"),
    )?;
    run.panel()?;
    let servers = run.servers()?;
    let files = e2e::files(|name| name.starts_with("asterisk"))?;
    let topology = Topology::asterisk(&servers, ports::free_three()?, &unpacked)?;
    let mut tests = e2e::browser_tests(run, &topology)?;
    tests.env("DENWA_PHONE", &servers.phone);
    let ran = node::run("asterisk e2e", &files, &mut tests)?;
    Ok(format!("server and phones; in Chromium {ran}"))
}
