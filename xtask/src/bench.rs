//! Measures speed and size against their bounds.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::args::Bench;
use crate::demo::ports;
use crate::demo::topology::{Panel, Topology};
use crate::panel::{self, Build};
use crate::process::tail;
use crate::setup::{self, Need, Tools};
use crate::{build, paths, run, size};

struct Measure {
    name: &'static str,
    run: fn(&Tools, &build::Servers) -> Result<()>,
}

const MEASURES: [Measure; 6] = [
    Measure { name: "startup", run: |tools, servers| in_browser("bench-startup.mjs", tools, servers) },
    Measure { name: "search", run: |tools, servers| in_browser("bench-search.mjs", tools, servers) },
    Measure { name: "settings", run: |tools, servers| in_browser("bench-settings.mjs", tools, servers) },
    Measure { name: "heap", run: |tools, servers| in_browser("bench-heap.mjs", tools, servers) },
    Measure { name: "load", run: |_, servers| load(servers) },
    Measure { name: "numbers", run: |_, _| numbers() },
];

pub fn command(options: &Bench) -> Result<()> {
    for name in &options.only {
        ensure!(MEASURES.iter().any(|measure| measure.name == name), "there is no measurement {name:?}");
    }
    let needs = Need::united(&[Need::PANEL, Need::CHROMIUM]);
    let tools = setup::prepare(&needs)?;
    panel::build_with(&tools, Build::Release)?;
    let servers = build::servers()?;
    println!("\nmachine: {}\n", machine());
    let mut failed = Vec::new();
    if options.only.is_empty() {
        failed.extend(size::report(Build::Release).err());
    }
    for measure in MEASURES {
        if options.only.is_empty() || options.only.iter().any(|name| name == measure.name) {
            println!("\n== {}", measure.name);
            failed.extend((measure.run)(&tools, &servers).err());
        }
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

/// Measures the event server under load, which another process makes.
fn load(servers: &build::Servers) -> Result<()> {
    show("bench load", Command::new(&servers.event_server).arg("load"))
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
