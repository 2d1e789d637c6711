//! Measures speed and size against their bounds.

mod server;

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::args::Bench;
use crate::demo::ports;
use crate::demo::topology::{Panel, Topology};
use crate::panel::{self, Build};
use crate::process::tail;
use crate::setup::{self, Need, Tools};
use crate::{build, paths, run, size};

struct Measure {
    name: &'static str,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// A script that plays or measures the panel in Chromium.
    InBrowser(&'static str),
    /// The event server under load, and with many panels.
    Load,
    /// The Asterisk tracker alone.
    Tracker,
    /// The reading of telephone fields.
    Numbers,
}

const MEASURES: [Measure; 9] = [
    Measure { name: "startup", what: What::InBrowser("bench-startup.mjs") },
    Measure { name: "search", what: What::InBrowser("bench-search.mjs") },
    Measure { name: "control", what: What::InBrowser("bench-control.mjs") },
    Measure { name: "settings", what: What::InBrowser("bench-settings.mjs") },
    Measure { name: "heap", what: What::InBrowser("bench-heap.mjs") },
    Measure { name: "day", what: What::InBrowser("bench-day.mjs") },
    Measure { name: "load", what: What::Load },
    Measure { name: "tracker", what: What::Tracker },
    Measure { name: "numbers", what: What::Numbers },
];

pub fn command(options: &Bench) -> Result<()> {
    for name in &options.only {
        ensure!(MEASURES.iter().any(|measure| measure.name == name), "there is no measurement {name:?}");
    }
    let is_chosen =
        |measure: &&Measure| options.only.is_empty() || options.only.iter().any(|name| name == measure.name);
    let chosen: Vec<&Measure> = MEASURES.iter().filter(is_chosen).collect();
    // What is not needed is not built.
    let tools = if chosen.iter().any(|measure| matches!(measure.what, What::InBrowser(_))) {
        let tools = setup::prepare(&Need::united(&[Need::PANEL, Need::CHROMIUM]))?;
        panel::build_with(&tools, Build::Release)?;
        Some(tools)
    } else {
        None
    };
    let has_servers = |measure: &&Measure| matches!(measure.what, What::InBrowser(_) | What::Load);
    let servers = chosen.iter().any(has_servers).then(build::servers).transpose()?;
    println!("\nmachine: {}\n", machine());
    let mut failed = Vec::new();
    if options.only.is_empty() {
        failed.extend(size::report(Build::Release).err());
    }
    for measure in chosen {
        println!("\n== {}", measure.name);
        let servers = servers.as_ref().context("the servers were not built");
        let result = match measure.what {
            What::InBrowser(script) => {
                servers.and_then(|servers| in_browser(script, tools.as_ref().context("no tools")?, servers))
            }
            What::Load => servers.and_then(server::measure),
            What::Tracker => tracker(),
            What::Numbers => numbers(),
        };
        failed.extend(result.err());
    }
    for error in &failed {
        println!("\nFAILED: {error:#}");
    }
    ensure!(failed.is_empty(), "{} measurements exceed their bounds", failed.len());
    Ok(())
}

/// Runs a measurement in Chromium, which prints its figures and fails if a bound is exceeded.
fn in_browser(script: &str, tools: &Tools, servers: &build::Servers) -> Result<()> {
    let topology = Topology::simulated(servers, ports::free_three()?, &Panel::release())?;
    let mut node = Command::new("node");
    node.arg(paths::root().join("tests/e2e").join(script)).env("DENWA_CHROMIUM", &tools.browser()?.chromium);
    topology.set_env(&mut node);
    show(&format!("bench {script}"), &mut node)
}

/// Measures the Asterisk tracker with a day of recorded calls.
fn tracker() -> Result<()> {
    show("bench tracker", run::cargo().args(["bench", "-p", "denwa-server", "--bench", "tracker"]))
}

/// Measures how long telephone fields take to be read.
fn numbers() -> Result<()> {
    show(
        "bench numbers",
        run::cargo().args(["run", "--release", "--package", "denwa-core", "--example", "read_numbers"]),
    )
}

fn show(name: &str, command: &mut Command) -> Result<()> {
    run::run(name, command)?;
    println!("{}", tail(&run::log_of(name), 40));
    Ok(())
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{}, {cores} cores", model.unwrap_or("unknown processor"))
}
