//! The figures of a load test, and the verdict on them.

use super::Args;
use serde::Serialize;

/// The figures of a load test. Delays are in microseconds, from the event's emission by the PBX to its arrival at the
/// panel's socket.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Number of panels.
    pub panels: u32,
    /// Calls at once.
    pub calls_at_once: u32,
    /// Events per second of each call.
    pub rate: u32,
    /// How long calls were made, in seconds.
    pub seconds: u32,
    /// How long it took until all panels were signed in, in milliseconds.
    pub sign_in_ms: u64,
    /// Calls made.
    pub calls: u64,
    /// Events that the panels should receive: events emitted by the PBX, times the panels per agent.
    pub emitted: u64,
    /// Events that the panels received, at once or after they were away.
    pub received: u64,
    /// Panels that received at least one event.
    pub panels_reached: u64,
    /// Gaps in sequence numbers.
    pub holes: u64,
    /// Panels that ended early.
    pub dropped: u64,
    /// The error of the first panel that ended early.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
    /// Median.
    pub p50_us: u64,
    /// 99th percentile.
    pub p99_us: u64,
    /// 99.9th percentile.
    pub p999_us: u64,
    /// Longest delay.
    pub max_us: u64,
    /// The server's resident memory at the end, in kB; 0 if unknown.
    pub server_memory_kb: u64,
    /// With `--away`: panels that lost their connection.
    pub away: u32,
    /// With `--away`: events that these panels got when they came back.
    pub caught_up: u64,
    /// With `--away`: panels that came back and went on where they were.
    pub resumes: u64,
    /// With `--away`: the longest time until a panel that came back had everything, in milliseconds.
    pub resume_max_ms: u64,
    /// With `--kill`: from SIGKILL until the new server listens, in milliseconds.
    pub restarted_ms: u64,
    /// With `--kill`: from SIGKILL until all panels are signed in again, in milliseconds.
    pub back_ms: u64,
    /// With `--kill`: panels that went on where they were, without a snapshot.
    pub resumed: u64,
}

impl Report {
    /// Checks that no event was lost, and that the bounds hold.
    ///
    /// # Errors
    /// Says which check failed.
    pub fn verdict(&self, bounds: &Args) -> Result<(), String> {
        if self.dropped > 0 {
            return Err(format!("{} panels lost their socket", self.dropped));
        }
        if (self.emitted == 0 && bounds.calls > 0) || self.received != self.emitted || self.holes > 0 {
            return Err(format!("{} events emitted, {} received, {} gaps", self.emitted, self.received, self.holes));
        }
        if self.p99_us >= bounds.bound * 1000 && bounds.calls > 0 {
            return Err(format!("99th percentile {} µs, the bound is {} ms", self.p99_us, bounds.bound));
        }
        let megabytes = self.server_memory_kb / 1024;
        if bounds.memory_bound.is_some_and(|bound| megabytes >= bound) {
            return Err(format!("the server has {megabytes} MB, the bound is {:?}", bounds.memory_bound));
        }
        if self.resumes < u64::from(self.away) {
            return Err(format!("{} of {} panels went on after they were away", self.resumes, self.away));
        }
        if self.away > 0 && self.resume_max_ms >= bounds.resume_bound {
            return Err(format!("resuming took {} ms, the bound is {} ms", self.resume_max_ms, bounds.resume_bound));
        }
        if bounds.kill && self.back_ms >= bounds.back_bound {
            return Err(format!("all were back after {} ms, the bound is {} ms", self.back_ms, bounds.back_bound));
        }
        if bounds.kill && self.resumed < u64::from(self.panels) {
            return Err(format!("{} of {} panels went on where they were", self.resumed, self.panels));
        }
        Ok(())
    }
}

/// Returns the percentile of sorted values by nearest rank; 0 if there are no values.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts here are far below 2^52, and the result is an index into the slice"
)]
pub fn percentile(sorted: &[u64], percent: f64) -> u64 {
    let rank = (sorted.len() as f64 * percent / 100.0).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Report {
        Report {
            panels: 1,
            calls_at_once: 1,
            rate: 1,
            seconds: 1,
            sign_in_ms: 1,
            calls: 1,
            emitted: 10,
            received: 10,
            panels_reached: 1,
            holes: 0,
            dropped: 0,
            trouble: None,
            p50_us: 1,
            p99_us: 49_999,
            p999_us: 1,
            max_us: 1,
            server_memory_kb: 0,
            away: 0,
            caught_up: 0,
            resumes: 0,
            resume_max_ms: 0,
            restarted_ms: 0,
            back_ms: 0,
            resumed: 0,
        }
    }

    /// The arguments as on a command line.
    fn args(text: &str) -> Args {
        #[derive(clap::Parser)]
        struct Cli {
            #[command(flatten)]
            args: Args,
        }
        let words = std::iter::once("load").chain(text.split_whitespace());
        <Cli as clap::Parser>::try_parse_from(words).unwrap().args
    }

    #[test]
    fn every_lost_event_and_every_bound_that_is_exceeded_is_a_failure() {
        let bounds = args("--bound 50 --memory-bound 400 --kill");
        let good = || Report { resumed: 1, ..good() };
        assert_eq!(good().verdict(&bounds), Ok(()));
        for bad in [
            Report { received: 9, ..good() },
            Report { received: 11, ..good() },
            Report { emitted: 0, received: 0, ..good() },
            Report { holes: 1, ..good() },
            Report { dropped: 1, ..good() },
            Report { p99_us: 50_000, ..good() },
            Report { server_memory_kb: 400 * 1024, ..good() },
            Report { away: 2, resumes: 1, ..good() },
            Report { away: 2, resumes: 2, resume_max_ms: 1_000, ..good() },
            Report { back_ms: 10_000, ..good() },
            Report { resumed: 0, ..good() },
        ] {
            assert!(bad.verdict(&bounds).is_err(), "{bad:?}");
        }
        let only_signs_in = Report { emitted: 0, received: 0, ..good() };
        assert_eq!(only_signs_in.verdict(&args("--calls 0")), Ok(()));
    }

    #[test]
    fn percentiles_are_nearest_ranks() {
        let values: Vec<u64> = (1..=1000).collect();
        assert_eq!(percentile(&values, 50.0), 500);
        assert_eq!(percentile(&values, 99.0), 990);
        assert_eq!(percentile(&values, 100.0), 1000);
        assert_eq!(percentile(&[7], 99.0), 7);
        assert_eq!(percentile(&[], 99.0), 0);
    }
}
