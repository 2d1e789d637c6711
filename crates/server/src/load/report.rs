//! The figures of a load test, and the verdict on them.

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
    /// Events that the panels received.
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
    /// With `--kill`: from SIGKILL until the new server listens, in milliseconds.
    pub restarted_ms: u64,
    /// With `--kill`: from SIGKILL until all panels are signed in again, in milliseconds.
    pub back_ms: u64,
    /// With `--kill`: panels that went on where they were, without a snapshot.
    pub resumed: u64,
}

impl Report {
    /// Checks that no event was lost and that the 99th percentile is below the bound, in milliseconds.
    ///
    /// # Errors
    /// Says which check failed.
    pub fn verdict(&self, bound_ms: u64) -> Result<(), String> {
        if self.dropped > 0 {
            return Err(format!("{} panels lost their socket", self.dropped));
        }
        if self.emitted == 0 || self.received != self.emitted || self.holes > 0 {
            return Err(format!("{} events emitted, {} received, {} gaps", self.emitted, self.received, self.holes));
        }
        if self.p99_us >= bound_ms * 1000 {
            return Err(format!("99th percentile {} µs, the bound is {bound_ms} ms", self.p99_us));
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
            restarted_ms: 0,
            back_ms: 0,
            resumed: 0,
        }
    }

    #[test]
    fn every_lost_event_and_a_slow_percentile_are_failures() {
        assert_eq!(good().verdict(50), Ok(()));
        for bad in [
            Report { received: 9, ..good() },
            Report { received: 11, ..good() },
            Report { emitted: 0, received: 0, ..good() },
            Report { holes: 1, ..good() },
            Report { dropped: 1, ..good() },
            Report { p99_us: 50_000, ..good() },
        ] {
            assert!(bad.verdict(50).is_err(), "{bad:?}");
        }
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
