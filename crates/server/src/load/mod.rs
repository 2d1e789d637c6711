//! `denwa-server load`: the load test. With thousands of panels on loopback and hundreds of calls on the simulated PBX,
//! it checks that every event arrives, and measures the delays.
//!
//! The panels run in this process, the event server in another. Each event of a load call carries, as the caller's
//! name, the time at which it left the PBX, in microseconds; both processes read the same clock.

mod child;
pub mod echo;
mod panel;
mod report;
mod server;

use crate::{
    clock,
    pbx::simulated::load::{LoadOrder, LoadReport},
};
use denwa_protocol::Resume;
use panel::{Panel, PanelResult};
use report::{Report, percentile};
use server::Target;
use std::{error::Error, sync::Arc, time::Duration};
use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
};

/// The arguments of `denwa-server load`. The command fails if an event is lost or the bound is exceeded.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// How long calls are made, in seconds.
    #[arg(long, default_value_t = 60)]
    pub seconds: u32,
    /// Number of panels.
    #[arg(long, default_value_t = 2000)]
    pub panels: u32,
    /// Panels per agent; each gets all of the agent's events.
    #[arg(long, default_value_t = 1)]
    pub panels_per_agent: u32,
    /// Calls at once; with 0 the panels only sign in.
    #[arg(long, default_value_t = 100)]
    pub calls: u32,
    /// Events per second of each call.
    #[arg(long, default_value_t = 5)]
    pub rate: u32,
    /// How long a call lasts, in seconds; the next call goes to the next agent.
    #[arg(long, default_value_t = 3)]
    pub call_seconds: u32,
    /// The bound for the 99th percentile from PBX to socket, in milliseconds.
    #[arg(long, default_value_t = 50)]
    pub bound: u64,
    /// How many panels lose their connection as soon as the load begins, and come back after the gap.
    #[arg(long, default_value_t = 0)]
    pub away: u32,
    /// How long they are away, in seconds.
    #[arg(long, default_value_t = 60)]
    pub gap: u64,
    /// The bound for the time until a panel that was away has everything, in milliseconds.
    #[arg(long, default_value_t = 1_000)]
    pub resume_bound: u64,
    /// The bound for the server's memory, in megabytes.
    #[arg(long)]
    pub memory_bound: Option<u64>,
    /// With `--kill`: the bound for the time until all panels are back, in milliseconds.
    #[arg(long, default_value_t = 10_000)]
    pub back_bound: u64,
    /// Have the server keep nothing.
    #[arg(long)]
    pub no_store: bool,
    /// In the end kill the server, start it anew, and measure how long it takes until all panels are back.
    #[arg(long, conflicts_with_all = ["url", "no_store"])]
    pub kill: bool,
    /// A running server to test (`ws://…/telephony`, simulated PBX, agents `load1`… with extensions 100001…). By
    /// default the command starts a server in a child process.
    #[arg(long, requires = "token_key_file")]
    pub url: Option<String>,
    /// The running server's shared key for tokens.
    #[arg(long)]
    pub token_key_file: Option<std::path::PathBuf>,
}

/// How many panels sign in at the same time.
const MAX_CONCURRENT_SIGN_INS: usize = 64;

/// How long the last events may take to arrive.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(10);

/// Runs the test and prints its figures as a line of JSON.
///
/// # Errors
/// If the test cannot be run, an event is lost, or the bound is exceeded.
pub fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    if args.panels == 0 || args.panels_per_agent == 0 || !args.panels.is_multiple_of(args.panels_per_agent) {
        return Err("--panels must be a multiple of --panels-per-agent".into());
    }
    if args.away > 0 && u64::from(args.seconds) <= args.gap {
        return Err("--seconds must be more than --gap, so that the panels come back during the load".into());
    }
    raise_file_limit(u64::from(args.panels) + 256);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(measure(args))?;
    println!("{}", serde_json::to_string(&report)?);
    match report.verdict(args) {
        Ok(()) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

/// Raises the soft limit on file descriptors as far as the hard limit allows: every panel needs a descriptor.
pub fn raise_file_limit(needed: u64) {
    match rlimit::increase_nofile_limit(needed.max(16_384)) {
        Ok(limit) if limit < needed => tracing::warn!("only {limit} open files are allowed, {needed} are needed"),
        Ok(_) => {}
        Err(error) => tracing::warn!("cannot raise the limit of open files: {error}"),
    }
}

async fn measure(args: &Args) -> Result<Report, Box<dyn Error>> {
    let mut target = Target::start(args).await?;
    let result = measure_at(args, &mut target).await;
    target.stop().await;
    result
}

async fn measure_at(args: &Args, target: &mut Target) -> Result<Report, Box<dyn Error>> {
    let (finish, finished) = watch::channel(false);
    let sign_in_permits = Arc::new(Semaphore::new(MAX_CONCURRENT_SIGN_INS));
    let mut panels = JoinSet::new();
    let (ready, mut ready_signals) = tokio::sync::mpsc::channel(args.panels as usize);
    let began = clock::millis();
    for number in 0..args.panels {
        let panel = panel(args, target, number)?;
        let (permits, ready, finished) = (sign_in_permits.clone(), ready.clone(), finished.clone());
        let gap = (number < args.away).then(|| Duration::from_secs(args.gap));
        panels.spawn(async move { panel.run(number, &permits, ready, gap, finished).await });
    }
    drop(ready);
    for signed_in in 0..args.panels {
        if ready_signals.recv().await.is_none() {
            let cause = panels.join_next().await.map(|result| result.map(|result| result.trouble));
            return Err(format!("only {signed_in} of {} panels signed in: {cause:?}", args.panels).into());
        }
    }
    let sign_in_ms = clock::millis() - began;

    let emitted = if args.calls > 0 {
        let order =
            LoadOrder { calls: args.calls, rate: args.rate, seconds: args.seconds, call_seconds: args.call_seconds };
        target.post("/sim/load", &serde_json::to_string(&order)?).await?;
        wait_for_end(args, target).await?
    } else {
        LoadReport::default()
    };
    let memory_kb = target.memory_kb();

    // Panels still read the last events, until the socket has been quiet for a while.
    finish.send(true)?;
    let results = tokio::time::timeout(DRAIN_TIMEOUT, panels.join_all()).await?;
    let positions: Vec<_> = results.iter().map(|result| result.position.clone()).collect();
    let mut report = summarise(args, sign_in_ms, emitted, memory_kb, results);
    if args.kill {
        let began = clock::millis();
        target.restart().await?;
        report.restarted_ms = clock::millis() - began;
        report.resumed = come_back(args, target, positions, &sign_in_permits).await?;
        report.back_ms = clock::millis() - began;
    }
    Ok(report)
}

fn panel(args: &Args, target: &Target, number: u32) -> Result<Panel, Box<dyn Error>> {
    Ok(Panel {
        url: target.url.clone(),
        origin: server::ORIGIN.to_owned(),
        token: target.token(number / args.panels_per_agent)?,
        instance: format!("load-{number}"),
    })
}

/// Signs all panels in again, where they were. Returns how many of them went on without a snapshot.
async fn come_back(
    args: &Args,
    target: &Target,
    positions: Vec<(u32, Option<Resume>)>,
    permits: &Arc<Semaphore>,
) -> Result<u64, Box<dyn Error>> {
    let mut panels = JoinSet::new();
    for (number, position) in positions {
        let (panel, permits) = (panel(args, target, number)?, permits.clone());
        panels.spawn(async move { panel.come_back(&permits, position).await });
    }
    let mut resumed = 0;
    while let Some(result) = panels.join_next().await {
        resumed += u64::from(result?.map_err(|error| error.to_string())?);
    }
    Ok(resumed)
}

async fn wait_for_end(args: &Args, target: &Target) -> Result<LoadReport, Box<dyn Error>> {
    let deadline = u64::from(args.seconds + args.call_seconds + 30) * 1000 + clock::millis();
    loop {
        let report: LoadReport = serde_json::from_str(&target.get("/sim/load").await?)?;
        if !report.running {
            return Ok(report);
        }
        if clock::millis() > deadline {
            return Err(format!("the load did not end: {report:?}").into());
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

fn summarise(args: &Args, sign_in_ms: u64, emitted: LoadReport, memory_kb: u64, results: Vec<PanelResult>) -> Report {
    let mut delays: Vec<u64> = results.iter().flat_map(|result| result.delays_us.iter().copied()).collect();
    delays.sort_unstable();
    let reached = results.iter().filter(|result| !result.delays_us.is_empty()).count();
    let caught_up: u64 = results.iter().map(|result| result.caught_up).sum();
    let resumes: Vec<Duration> = results.iter().filter_map(|result| result.resumed_in).collect();
    Report {
        panels: args.panels,
        calls_at_once: args.calls,
        rate: args.rate,
        seconds: args.seconds,
        sign_in_ms,
        calls: emitted.calls,
        emitted: emitted.events * u64::from(args.panels_per_agent),
        received: delays.len() as u64 + caught_up,
        panels_reached: reached as u64,
        holes: results.iter().map(|result| result.holes).sum(),
        dropped: results.iter().filter(|result| result.trouble.is_some()).count() as u64,
        trouble: results.into_iter().find_map(|result| result.trouble),
        p50_us: percentile(&delays, 50.0),
        p99_us: percentile(&delays, 99.0),
        p999_us: percentile(&delays, 99.9),
        max_us: delays.last().copied().unwrap_or(0),
        server_memory_kb: memory_kb,
        away: args.away,
        caught_up,
        resumes: resumes.len() as u64,
        resume_max_ms: resumes.iter().max().map_or(0, |longest| u64::try_from(longest.as_millis()).unwrap_or(u64::MAX)),
        restarted_ms: 0,
        back_ms: 0,
        resumed: 0,
    }
}
