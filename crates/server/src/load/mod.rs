//! `denwa-server load`: the load test. Panels by the thousand on loopback, calls by the hundred on the simulated PBX, and the question
//! whether every event arrives, and how soon.
//!
//! The panels live in this process, the event server in another. Each event of a load call carries the microsecond at which it left the
//! PBX (as the caller's name); both processes read the same clock.

mod panel;
mod report;
mod server;

use crate::{
    clock,
    pbx::simulated::load::{LoadOrder, LoadReport},
};
use panel::{Panel, PanelEnd};
use report::{Report, percentile};
use server::Target;
use std::{error::Error, sync::Arc, time::Duration};
use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
};

/// `denwa-server load`. Ends with failure when an event is lost or the bound is broken.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// How long calls are made, in seconds.
    #[arg(long, default_value_t = 60)]
    pub seconds: u32,
    /// Panels signed in.
    #[arg(long, default_value_t = 2000)]
    pub panels: u32,
    /// Panels of each agent; all get the agent's events.
    #[arg(long, default_value_t = 1)]
    pub panels_per_agent: u32,
    /// Calls at once.
    #[arg(long, default_value_t = 100)]
    pub calls: u32,
    /// Events a second of each call.
    #[arg(long, default_value_t = 5)]
    pub rate: u32,
    /// How long a call lives, in seconds; then the next agent has one.
    #[arg(long, default_value_t = 3)]
    pub call_seconds: u32,
    /// The bound for the 99th percentile from PBX to socket, in milliseconds.
    #[arg(long, default_value_t = 50)]
    pub bound: u64,
    /// A server that runs already (`ws://…/telephony`, simulated PBX, agents `load1`… with extensions 100001…). Without it one is
    /// started in a process of its own.
    #[arg(long, requires = "token_key_file")]
    pub url: Option<String>,
    /// The key that server takes tokens of.
    #[arg(long)]
    pub token_key_file: Option<std::path::PathBuf>,
}

/// How many panels sign in at the same time.
const SIGNING_IN: usize = 64;

/// How long the last events may take to arrive.
const DRAIN: Duration = Duration::from_secs(10);

/// Runs the test and prints its figures as one line of JSON.
///
/// # Errors
/// When it cannot be run, an event is lost, or the bound is broken.
pub fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    if args.panels == 0 || args.panels_per_agent == 0 || !args.panels.is_multiple_of(args.panels_per_agent) {
        return Err("--panels must be a multiple of --panels-per-agent".into());
    }
    raise_file_limit(u64::from(args.panels) + 256);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(measure(args))?;
    println!("{}", serde_json::to_string(&report)?);
    match report.verdict(args.bound) {
        Ok(()) => Ok(()),
        Err(broken) => Err(broken.into()),
    }
}

/// Every panel needs a file descriptor. The soft limit is raised as far as the hard one allows.
pub fn raise_file_limit(needed: u64) {
    match rlimit::increase_nofile_limit(needed.max(16_384)) {
        Ok(limit) if limit < needed => tracing::warn!("only {limit} open files are allowed, {needed} are needed"),
        Ok(_) => {}
        Err(error) => tracing::warn!("cannot raise the limit of open files: {error}"),
    }
}

async fn measure(args: &Args) -> Result<Report, Box<dyn Error>> {
    let target = Target::start(args).await?;
    let result = measure_at(args, &target).await;
    target.stop().await;
    result
}

async fn measure_at(args: &Args, target: &Target) -> Result<Report, Box<dyn Error>> {
    let (finish, finished) = watch::channel(false);
    let doors = Arc::new(Semaphore::new(SIGNING_IN));
    let mut panels = JoinSet::new();
    let (ready, mut readies) = tokio::sync::mpsc::channel(args.panels as usize);
    let began = clock::millis();
    for number in 0..args.panels {
        let agent = number / args.panels_per_agent;
        let panel = Panel {
            url: target.url.clone(),
            origin: server::ORIGIN.to_owned(),
            token: target.token(agent)?,
            instance: format!("load-{number}"),
        };
        let (doors, ready, finished) = (doors.clone(), ready.clone(), finished.clone());
        panels.spawn(async move { panel.run(&doors, ready, finished).await });
    }
    drop(ready);
    for signed_in in 0..args.panels {
        if readies.recv().await.is_none() {
            let why = panels.join_next().await.map(|end| end.map(|end| end.trouble));
            return Err(format!("only {signed_in} of {} panels signed in: {why:?}", args.panels).into());
        }
    }
    let sign_in_ms = clock::millis() - began;

    let order =
        LoadOrder { calls: args.calls, rate: args.rate, seconds: args.seconds, call_seconds: args.call_seconds };
    target.post("/sim/load", &serde_json::to_string(&order)?).await?;
    let emitted = wait_for_end(args, target).await?;
    let memory_kb = target.memory_kb();

    // The last events are on their way; a panel that has them all stops when told, one that lost some will show it.
    finish.send(true)?;
    let ends = tokio::time::timeout(DRAIN, panels.join_all()).await?;
    Ok(summarise(args, sign_in_ms, emitted, memory_kb, ends))
}

async fn wait_for_end(args: &Args, target: &Target) -> Result<LoadReport, Box<dyn Error>> {
    let most = u64::from(args.seconds + args.call_seconds + 30) * 1000 + clock::millis();
    loop {
        let report: LoadReport = serde_json::from_str(&target.get("/sim/load").await?)?;
        if !report.running {
            return Ok(report);
        }
        if clock::millis() > most {
            return Err(format!("the load did not end: {report:?}").into());
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

fn summarise(args: &Args, sign_in_ms: u64, emitted: LoadReport, memory_kb: u64, ends: Vec<PanelEnd>) -> Report {
    let mut delays: Vec<u64> = ends.iter().flat_map(|end| end.delays_us.iter().copied()).collect();
    delays.sort_unstable();
    let reached = ends.iter().filter(|end| !end.delays_us.is_empty()).count();
    Report {
        panels: args.panels,
        calls_at_once: args.calls,
        rate: args.rate,
        seconds: args.seconds,
        sign_in_ms,
        calls: emitted.calls,
        emitted: emitted.events * u64::from(args.panels_per_agent),
        received: delays.len() as u64,
        panels_reached: reached as u64,
        holes: ends.iter().map(|end| end.holes).sum(),
        dropped: ends.iter().filter(|end| end.trouble.is_some()).count() as u64,
        trouble: ends.into_iter().find_map(|end| end.trouble),
        p50_us: percentile(&delays, 50.0),
        p99_us: percentile(&delays, 99.0),
        p999_us: percentile(&delays, 99.9),
        max_us: delays.last().copied().unwrap_or(0),
        server_memory_kb: memory_kb,
    }
}
