//! `denwa-faults`: plays runs by their seeds, prints a report, and keeps it.

use anyhow::{Context, Result, ensure};
use denwa_faults::{
    plan::{Plan, Protection},
    report::Report,
    run,
};
use lexopt::{Arg, Parser, ValueExt};
use std::{
    fs,
    path::PathBuf,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Instant,
};

const USAGE: &str = "usage: denwa-faults [--seed N | --seed N..M] [--calls N] [--no-faults] [--without PROTECTION] [--trace TEXT] [--keep FILE]";

struct Options {
    /// The first and the last seed.
    seeds: (u64, u64),
    calls: u32,
    has_faults: bool,
    without: Option<Protection>,
    /// What is printed as it happens.
    trace: Option<String>,
    /// Where the report is kept.
    keep: Option<PathBuf>,
}

fn main() -> ExitCode {
    match parse().and_then(|options| play(&options)) {
        Ok(report) if report.balances() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn parse() -> Result<Options> {
    let mut options = Options { seeds: (1, 1), calls: 500, has_faults: true, without: None, trace: None, keep: None };
    let mut parser = Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("seed") => options.seeds = seeds(&parser.value()?.string()?)?,
            Arg::Long("calls") => options.calls = parser.value()?.parse()?,
            Arg::Long("no-faults") => options.has_faults = false,
            Arg::Long("without") => {
                let name = parser.value()?.string()?;
                options.without = Some(name.parse().map_err(anyhow::Error::msg)?);
            }
            Arg::Long("trace") => options.trace = Some(parser.value()?.string()?),
            Arg::Long("keep") => options.keep = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

/// Reads `N`, or `N..M` with both included.
fn seeds(text: &str) -> Result<(u64, u64)> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let seeds = (first.parse()?, last.parse()?);
    ensure!(seeds.0 <= seeds.1, "--seed is N or N..M with N at most M, not {text:?}");
    Ok(seeds)
}

fn play(options: &Options) -> Result<Report> {
    let began = Instant::now();
    let next = AtomicU64::new(options.seeds.0);
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut reports = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| play_some(options, &next))).collect();
        let joined = workers.into_iter().map(|worker| worker.join().map_err(|_| anyhow::anyhow!("a run broke off")));
        joined.collect::<Result<Vec<_>>>()
    })?
    .concat();
    reports.sort_by_key(|report| report.seed);
    let mut whole = Report::default();
    for report in reports {
        whole.add(report);
    }
    let seconds = began.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a number of calls is far below 2^53")]
    let speed = whole.figures.calls as f64 / seconds;
    let (first, last) = options.seeds;
    let without = options.without.map(|protection| format!(", without {protection}")).unwrap_or_default();
    let text = format!(
        "seeds {first} to {last}, {} calls each{without}\n{whole}{seconds:.1} s on {threads} threads: {speed:.0} calls a second\n",
        options.calls
    );
    print!("{text}");
    if let Some(file) = &options.keep {
        fs::write(file, &text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(whole)
}

/// Plays one seed after the other, as long as there are any left.
fn play_some(options: &Options, next: &AtomicU64) -> Vec<Report> {
    let mut reports = Vec::new();
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed > options.seeds.1 {
            return reports;
        }
        let plan = Plan {
            has_faults: options.has_faults,
            without: options.without,
            trace: options.trace.clone(),
            ..Plan::new(seed, options.calls)
        };
        reports.push(run(&plan));
    }
}
