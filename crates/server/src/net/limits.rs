//! How much a client may do: pure, time is an argument in milliseconds.

use crate::config::Limits;
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
};

/// Addresses whose refusals are remembered at once; beyond it those that have recovered are forgotten.
const ADDRESSES: usize = 10_000;

/// A bucket of tokens that fills with time.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// In thousandths of a token, so that a millisecond's share is a whole number.
    level: u64,
    capacity: u64,
    /// Tokens a second, which is thousandths a millisecond.
    rate: u64,
    at: u64,
}

impl Bucket {
    /// A full bucket.
    #[must_use]
    pub fn new(capacity: u32, per_second: u32, now: u64) -> Self {
        let capacity = u64::from(capacity) * 1000;
        Self { level: capacity, capacity, rate: u64::from(per_second), at: now }
    }

    /// A full bucket that fills by so many a minute.
    #[must_use]
    pub fn per_minute(capacity: u32, per_minute: u32, now: u64) -> Self {
        let capacity = u64::from(capacity) * 60_000;
        Self { level: capacity, capacity, rate: u64::from(per_minute), at: now }
    }

    /// Takes so many tokens if they are there. `unit` is 1000, or 60 000 for a bucket filled by the minute.
    fn take_units(&mut self, units: u64, now: u64) -> bool {
        self.refill(now);
        let there = self.level >= units;
        if there {
            self.level -= units;
        }
        there
    }

    /// Takes so many tokens, if they are there.
    pub fn take(&mut self, tokens: u64, now: u64) -> bool {
        self.take_units(tokens * 1000, now)
    }

    fn refill(&mut self, now: u64) {
        let passed = now.saturating_sub(self.at);
        self.level = self.capacity.min(self.level.saturating_add(passed.saturating_mul(self.rate)));
        self.at = self.at.max(now);
    }

    /// Milliseconds until so many units are there.
    fn wait(&self, units: u64) -> u64 {
        units.saturating_sub(self.level).div_ceil(self.rate.max(1))
    }
}

/// What stands at the door: how many sockets there are, and which addresses were refused too often.
#[derive(Debug)]
pub struct Gate {
    limits: Limits,
    sockets: u32,
    pending: HashMap<IpAddr, u32>,
    refusals: HashMap<IpAddr, Bucket>,
}

/// A refused sign-in, in a bucket filled by the minute.
const REFUSAL: u64 = 60_000;

impl Gate {
    /// A gate nobody has passed.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, sockets: 0, pending: HashMap::new(), refusals: HashMap::new() }
    }

    /// A socket wants in. It counts as pending until [`Gate::signed_in`] or [`Gate::left_pending`].
    pub fn enter(&mut self, address: IpAddr) -> bool {
        let address = network(address);
        let pending = self.pending.get(&address).copied().unwrap_or(0);
        let free = self.sockets < self.limits.sockets && pending < self.limits.pending_per_address;
        if free {
            self.sockets += 1;
            self.pending.insert(address, pending + 1);
        }
        free
    }

    /// A socket no longer waits to sign in: it has, or it is gone.
    pub fn left_pending(&mut self, address: IpAddr) {
        let address = network(address);
        if let Some(pending) = self.pending.get_mut(&address) {
            *pending = pending.saturating_sub(1);
            if *pending == 0 {
                self.pending.remove(&address);
            }
        }
    }

    /// A socket is gone.
    pub fn left(&mut self) {
        self.sockets = self.sockets.saturating_sub(1);
    }

    /// Whether this address may try to sign in.
    ///
    /// # Errors
    /// It may not, for so many milliseconds.
    pub fn may_try(&mut self, address: IpAddr, now: u64) -> Result<(), u64> {
        let Some(bucket) = self.refusals.get_mut(&network(address)) else { return Ok(()) };
        bucket.refill(now);
        if bucket.level >= REFUSAL { Ok(()) } else { Err(bucket.wait(REFUSAL)) }
    }

    /// A sign-in of this address was refused.
    pub fn refused(&mut self, address: IpAddr, now: u64) {
        let Limits { refusal_burst, refusals_per_minute, .. } = self.limits;
        if self.refusals.len() >= ADDRESSES {
            self.refusals.retain(|_, bucket| {
                bucket.refill(now);
                bucket.level < bucket.capacity
            });
        }
        let bucket = self.refusals.entry(network(address));
        bucket.or_insert_with(|| Bucket::per_minute(refusal_burst, refusals_per_minute, now)).take_units(REFUSAL, now);
    }
}

/// One client has a whole /64 of IPv6, so that is what counts as an address.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let mut bucket = Bucket::new(3, 2, 0);
        assert_eq!((0..5).filter(|_| bucket.take(1, 0)).count(), 3);
        assert!(!bucket.take(1, 499));
        assert!(bucket.take(1, 500));
        assert!(!bucket.take(1, 500), "time that stands still brings nothing");
        assert!(!bucket.take(1, 100), "nor does time that goes back");
        assert_eq!((0..9).filter(|_| bucket.take(1, 1_000_000)).count(), 3, "it never holds more than its burst");
    }

    #[test]
    fn an_address_refused_too_often_waits_and_others_do_not() {
        let limits = Limits { refusal_burst: 2, refusals_per_minute: 6, ..Limits::default() };
        let mut gate = Gate::new(limits);
        let bad = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..2 {
            assert_eq!(gate.may_try(bad, 0), Ok(()));
            gate.refused(bad, 0);
        }
        assert_eq!(gate.may_try(bad, 0), Err(10_000));
        assert_eq!(gate.may_try(bad, 9_999), Err(1));
        assert_eq!(gate.may_try(bad, 10_000), Ok(()));
        assert_eq!(gate.may_try(IpAddr::from([192, 0, 2, 2]), 0), Ok(()));
    }

    #[test]
    fn sockets_are_counted_in_and_out() {
        let mut gate = Gate::new(Limits { sockets: 2, pending_per_address: 1, ..Limits::default() });
        let (a, b) = (IpAddr::from([192, 0, 2, 1]), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 1, 2, 3, 4)));
        let beside_b = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 9, 9, 9, 9));
        assert!(gate.enter(a));
        assert!(!gate.enter(a), "one pending is the most");
        assert!(gate.enter(b));
        gate.left_pending(a);
        gate.left_pending(b);
        assert!(!gate.enter(a), "two sockets are the most");
        assert!(gate.pending.is_empty(), "who was turned away leaves nothing behind");
        gate.left();
        assert!(gate.enter(b));
        assert!(!gate.enter(beside_b), "the same /64 is the same client");
    }
}
