//! How many AMI events a second the tracker takes on one core, and whether its memory stays flat over a day of 50,000
//! calls. The day is made of the field recordings; see `tests/replay/day.rs`. `cargo xtask bench --only tracker` runs it;
//! a figure above its bound fails.

#![allow(clippy::unwrap_used, reason = "a measurement fails by panicking")]

#[path = "../tests/replay/day.rs"]
mod day;

use day::{Day, Plan, feed, folder, tracker};
use denwa_server::pbx::asterisk::tracker::Held;
use std::time::Duration;

/// The tracker has to take at least this many events a second.
const MIN_SPEED: f64 = 20_000.0;
/// A working day of eight hours.
const DAY: Plan = Plan { calls: 50_000, interval: 2_600_000, teams: 60 };
/// A hundred times as many calls at once: several hundred agents' phones ring at every moment.
const RUSH: Plan = Plan { calls: 3_000, interval: 26_000, teams: 85 };
/// Memory may grow by this much after the first tenth of the day, because allocators keep what they have.
const MAX_GROWTH: u64 = 4 * 1024 * 1024;
/// Events that are made before they are measured.
const BATCH: usize = 20_000;

fn main() {
    // Cargo passes `--bench`. A test run without it checks only that this compiles.
    if std::env::args().any(|argument| argument == "--bench") {
        measure("a day", DAY);
        measure("a rush", RUSH);
    }
}

fn measure(name: &str, plan: Plan) {
    let mut day = Day::new(&folder(), plan);
    let mut tracker = tracker(plan);
    let (mut events, mut reports, mut took) = (0, 0, Duration::ZERO);
    let (mut now, mut slowest) = (0, f64::MAX);
    let (mut early, mut most) = (None, Held::default());
    loop {
        let batch: Vec<_> = day.by_ref().take(BATCH).collect();
        let Some((first, _)) = batch.first() else { break };
        now = now.max(*first);
        let start = time_on_core();
        reports += feed(&mut tracker, &batch, &mut now);
        let elapsed = time_on_core().saturating_sub(start);
        took += elapsed;
        events += batch.len();
        if batch.len() == BATCH {
            slowest = slowest.min(per_second(batch.len(), elapsed));
        }
        let held = tracker.held();
        if held.total() > most.total() {
            most = held;
        }
        if early.is_none() && day.calls() > plan.calls / 10 {
            early = Some(resident());
        }
    }
    let late = resident();
    // Ended channels are remembered for a minute.
    for second in 1..200 {
        tracker.tick(now + second * 1_000_000);
    }
    while tracker.poll().is_some() {}
    let (speed, early) = (per_second(events, took), early.unwrap());
    println!("{name}: {} calls, {events} events, {reports} reports to agents", day.calls());
    println!("  speed on one core: {speed:.0} events/s, slowest {BATCH} events {slowest:.0}/s (bound {MIN_SPEED})");
    println!("  held at most: {most:?}");
    println!("  held at the end: {:?}", tracker.held());
    println!("  memory: {} kB after a tenth of the calls, {} kB at the end", early / 1024, late / 1024);
    assert!(slowest >= MIN_SPEED, "too slow");
    assert_eq!(tracker.held(), Held::default(), "something stays for ever");
    assert!(name != "a day" || late <= early + MAX_GROWTH, "memory grows");
}

#[expect(clippy::cast_precision_loss, reason = "a figure to read")]
fn per_second(events: usize, took: Duration) -> f64 {
    events as f64 / took.as_secs_f64()
}

/// Returns how long this thread has run on a core: other programs on the machine do not count.
fn time_on_core() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split_whitespace().next().unwrap().parse().unwrap())
}

/// Returns the process's resident memory in bytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() * 1024
}
