//! Sums refused sign-ins up for the log: a flood of them writes a few lines, without anybody's name or address.

use crate::clock::Steady;
use std::collections::BTreeMap;

/// How often sums are written, in milliseconds.
pub const SUM_MS: u64 = 10_000;

/// Refused sign-ins that have not been logged.
#[derive(Debug, Default)]
pub struct RefusalLog {
    counts: BTreeMap<&'static str, u64>,
    logged_at: Option<Steady>,
}

impl RefusalLog {
    /// Counts a refusal.
    pub fn count(&mut self, reason: &'static str) {
        *self.counts.entry(reason).or_default() += 1;
    }

    /// Returns the line to log, if there are refusals and the last line is old enough.
    pub fn take_line(&mut self, now: Steady) -> Option<String> {
        if self.counts.is_empty() || self.logged_at.is_some_and(|at| now.since(at) < SUM_MS) {
            return None;
        }
        self.logged_at = Some(now);
        let counts = std::mem::take(&mut self.counts);
        let parts: Vec<_> = counts.into_iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        Some(parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_refusals_is_a_line_every_ten_seconds() {
        let mut log = RefusalLog::default();
        let mut lines = Vec::new();
        for millis in 0..30_000 {
            log.count("badToken");
            log.count(if millis % 2 == 0 { "badToken" } else { "expiredToken" });
            lines.extend(log.take_line(Steady::from_millis(millis)));
        }
        assert_eq!(lines, ["2 badToken", "15000 badToken, 5000 expiredToken", "15000 badToken, 5000 expiredToken"]);
        let rest = log.take_line(Steady::from_millis(30_000));
        assert_eq!(rest.as_deref(), Some("14998 badToken, 5000 expiredToken"), "the rest is not lost");
        assert_eq!(log.take_line(Steady::from_millis(90_000)), None, "nothing new");
    }
}
