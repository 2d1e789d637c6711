//! Token buckets: allowances that refill with time. Pure: time is an argument.

use crate::clock::Steady;

/// Fractions of a token, chosen so that a bucket gains whole units per millisecond.
const UNITS_PER_TOKEN: u64 = 60_000;

/// A token bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// In units.
    level: u64,
    /// In units.
    capacity: u64,
    /// Units per millisecond: tokens per minute.
    rate: u64,
    /// When `level` was last brought up to date.
    at: Steady,
}

impl Bucket {
    /// Makes a full bucket of `capacity` tokens that gains `tokens` tokens a second.
    #[must_use]
    pub fn per_second(capacity: u32, tokens: u32, now: Steady) -> Self {
        Self::with_rate(capacity, u64::from(tokens) * 60, now)
    }

    /// Makes a full bucket of `capacity` tokens that gains `tokens` tokens a minute.
    #[must_use]
    pub fn per_minute(capacity: u32, tokens: u32, now: Steady) -> Self {
        Self::with_rate(capacity, u64::from(tokens), now)
    }

    fn with_rate(capacity: u32, rate: u64, now: Steady) -> Self {
        let capacity = u64::from(capacity) * UNITS_PER_TOKEN;
        Self { level: capacity, capacity, rate, at: now }
    }

    /// Takes a token and returns 0, or takes nothing and returns the milliseconds until there is one.
    pub fn take_one(&mut self, now: Steady) -> u64 {
        if self.take(1, now) { 0 } else { self.wait_for(1, now) }
    }

    /// Takes tokens and returns true, or takes nothing and returns false if there are too few.
    pub fn take(&mut self, tokens: u64, now: Steady) -> bool {
        let is_enough = self.has(tokens, now);
        if is_enough {
            self.level -= tokens * UNITS_PER_TOKEN;
        }
        is_enough
    }

    /// Takes tokens, at most those that are there.
    pub fn drain(&mut self, tokens: u64, now: Steady) {
        self.refill(now);
        self.level = self.level.saturating_sub(tokens.saturating_mul(UNITS_PER_TOKEN));
    }

    /// Gives tokens back that were taken.
    pub fn give_back(&mut self, tokens: u64) {
        self.level = self.capacity.min(self.level.saturating_add(tokens.saturating_mul(UNITS_PER_TOKEN)));
    }

    /// Returns whether there are enough tokens.
    pub fn has(&mut self, tokens: u64, now: Steady) -> bool {
        self.refill(now);
        self.level >= tokens.saturating_mul(UNITS_PER_TOKEN)
    }

    /// Returns the milliseconds until there are enough tokens.
    pub fn wait_for(&mut self, tokens: u64, now: Steady) -> u64 {
        self.refill(now);
        tokens.saturating_mul(UNITS_PER_TOKEN).saturating_sub(self.level).div_ceil(self.rate.max(1))
    }

    /// Returns whether everything taken has been refilled, so that forgetting the bucket changes nothing.
    pub fn is_full(&mut self, now: Steady) -> bool {
        self.refill(now);
        self.level == self.capacity
    }

    fn refill(&mut self, now: Steady) {
        let passed = now.since(self.at);
        self.level = self.capacity.min(self.level.saturating_add(passed.saturating_mul(self.rate)));
        self.at = self.at.max(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Steady {
        Steady::from_millis(millis)
    }

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let mut bucket = Bucket::per_second(3, 2, at(0));
        assert_eq!((0..5).filter(|_| bucket.take(1, at(0))).count(), 3);
        assert!(!bucket.take(1, at(499)));
        assert!(bucket.take(1, at(500)));
        assert!(!bucket.take(1, at(500)), "no time has passed");
        assert!(!bucket.take(1, at(100)), "time has gone backwards");
        assert_eq!((0..9).filter(|_| bucket.take(1, at(1_000_000))).count(), 3, "it never holds more than its burst");
    }

    #[test]
    fn a_slow_bucket_says_how_long_to_wait() {
        let mut bucket = Bucket::per_minute(2, 6, at(0));
        assert!(bucket.is_full(at(0)) && bucket.take(2, at(0)));
        assert_eq!((bucket.wait_for(1, at(0)), bucket.wait_for(1, at(9_999))), (10_000, 1));
        assert!(bucket.has(1, at(10_000)) && !bucket.is_full(at(10_000)) && bucket.is_full(at(20_000)));
    }

    #[test]
    fn draining_takes_what_is_there() {
        let mut bucket = Bucket::per_second(10, 1, at(0));
        bucket.drain(100, at(0));
        assert!(!bucket.has(1, at(999)) && bucket.take(1, at(1_000)));
    }
}
