//! Limits on clients' messages, sockets and refused sign-ins. Pure: time is an argument.

use crate::{clock::Steady, config::Limits};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
};

/// How many addresses with refused sign-ins are remembered before addresses whose bucket is full again are forgotten.
const MAX_ADDRESSES: usize = 10_000;

/// Units per token of a bucket with a rate per second.
const UNITS_PER_TOKEN: u64 = 1_000;

/// Units per refused sign-in, whose rate is per minute.
const UNITS_PER_REFUSAL: u64 = 60_000;

/// A token bucket. It counts in fractions of a token ("units"), chosen so that it gains `rate` units per millisecond.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// In units.
    level: u64,
    /// In units.
    capacity: u64,
    /// Units per millisecond: tokens per second, or refusals per minute.
    rate: u64,
    /// When `level` was last brought up to date.
    at: Steady,
}

impl Bucket {
    /// Makes a full bucket of `capacity` tokens that gains `per_second` tokens a second.
    #[must_use]
    pub fn new(capacity: u32, per_second: u32, now: Steady) -> Self {
        let capacity = u64::from(capacity) * UNITS_PER_TOKEN;
        Self { level: capacity, capacity, rate: u64::from(per_second), at: now }
    }

    /// Makes a full bucket for `capacity` refusals that gains `per_minute` refusals a minute.
    #[must_use]
    fn for_refusals(capacity: u32, per_minute: u32, now: Steady) -> Self {
        let capacity = u64::from(capacity) * UNITS_PER_REFUSAL;
        Self { level: capacity, capacity, rate: u64::from(per_minute), at: now }
    }

    /// Takes tokens and returns true, or takes nothing and returns false if there are too few.
    pub fn take(&mut self, tokens: u64, now: Steady) -> bool {
        self.take_units(tokens * UNITS_PER_TOKEN, now)
    }

    fn take_units(&mut self, units: u64, now: Steady) -> bool {
        self.refill(now);
        let is_enough = self.level >= units;
        if is_enough {
            self.level -= units;
        }
        is_enough
    }

    fn refill(&mut self, now: Steady) {
        let passed = now.since(self.at);
        self.level = self.capacity.min(self.level.saturating_add(passed.saturating_mul(self.rate)));
        self.at = self.at.max(now);
    }

    /// Returns the milliseconds until the bucket holds `units`.
    fn millis_until(&self, units: u64) -> u64 {
        units.saturating_sub(self.level).div_ceil(self.rate.max(1))
    }
}

/// Limits the number of sockets, and the sign-in attempts of addresses that were refused too often.
#[derive(Debug)]
pub struct Gate {
    limits: Limits,
    sockets: u32,
    pending: HashMap<IpAddr, u32>,
    refusals: HashMap<IpAddr, Bucket>,
}

impl Gate {
    /// Makes a gate without sockets.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, sockets: 0, pending: HashMap::new(), refusals: HashMap::new() }
    }

    /// Counts a new socket, as pending until [`Gate::remove_pending`]. Returns false, and counts nothing, if a limit is
    /// reached.
    pub fn add_socket(&mut self, address: IpAddr) -> bool {
        let address = client_network(address);
        let pending = self.pending.get(&address).copied().unwrap_or(0);
        let is_allowed = self.sockets < self.limits.sockets && pending < self.limits.pending_per_address;
        if is_allowed {
            self.sockets += 1;
            self.pending.insert(address, pending + 1);
        }
        is_allowed
    }

    /// Notes that a socket has signed in, or has closed without signing in.
    pub fn remove_pending(&mut self, address: IpAddr) {
        let address = client_network(address);
        if let Some(pending) = self.pending.get_mut(&address) {
            *pending = pending.saturating_sub(1);
            if *pending == 0 {
                self.pending.remove(&address);
            }
        }
    }

    /// Notes that a socket has closed.
    pub fn remove_socket(&mut self) {
        self.sockets = self.sockets.saturating_sub(1);
    }

    /// Checks whether this address may try to sign in.
    ///
    /// # Errors
    /// Returns how long the address has to wait, in milliseconds.
    pub fn check_sign_in(&mut self, address: IpAddr, now: Steady) -> Result<(), u64> {
        let Some(bucket) = self.refusals.get_mut(&client_network(address)) else { return Ok(()) };
        bucket.refill(now);
        if bucket.level >= UNITS_PER_REFUSAL { Ok(()) } else { Err(bucket.millis_until(UNITS_PER_REFUSAL)) }
    }

    /// Counts a refused sign-in of this address.
    pub fn count_refusal(&mut self, address: IpAddr, now: Steady) {
        let Limits { refusal_burst, refusals_per_minute, .. } = self.limits;
        if self.refusals.len() >= MAX_ADDRESSES {
            self.refusals.retain(|_, bucket| {
                bucket.refill(now);
                bucket.level < bucket.capacity
            });
        }
        self.refusals
            .entry(client_network(address))
            .or_insert_with(|| Bucket::for_refusals(refusal_burst, refusals_per_minute, now))
            .take_units(UNITS_PER_REFUSAL, now);
    }
}

/// Returns the network that counts as a client's address: an IPv6 client usually owns a whole /64.
fn client_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
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
        let mut bucket = Bucket::new(3, 2, at(0));
        assert_eq!((0..5).filter(|_| bucket.take(1, at(0))).count(), 3);
        assert!(!bucket.take(1, at(499)));
        assert!(bucket.take(1, at(500)));
        assert!(!bucket.take(1, at(500)), "no time has passed");
        assert!(!bucket.take(1, at(100)), "time has gone backwards");
        assert_eq!((0..9).filter(|_| bucket.take(1, at(1_000_000))).count(), 3, "it never holds more than its burst");
    }

    #[test]
    fn an_address_refused_too_often_waits_and_others_do_not() {
        let limits = Limits { refusal_burst: 2, refusals_per_minute: 6, ..Limits::default() };
        let mut gate = Gate::new(limits);
        let bad = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..2 {
            assert_eq!(gate.check_sign_in(bad, at(0)), Ok(()));
            gate.count_refusal(bad, at(0));
        }
        assert_eq!(gate.check_sign_in(bad, at(0)), Err(10_000));
        assert_eq!(gate.check_sign_in(bad, at(9_999)), Err(1));
        assert_eq!(gate.check_sign_in(bad, at(10_000)), Ok(()));
        assert_eq!(gate.check_sign_in(IpAddr::from([192, 0, 2, 2]), at(0)), Ok(()));
    }

    #[test]
    fn sockets_are_counted_in_and_out() {
        let mut gate = Gate::new(Limits { sockets: 2, pending_per_address: 1, ..Limits::default() });
        let (a, b) = (IpAddr::from([192, 0, 2, 1]), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 1, 2, 3, 4)));
        let same_network_as_b = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 9, 9, 9, 9));
        assert!(gate.add_socket(a));
        assert!(!gate.add_socket(a), "only one socket may be pending");
        assert!(gate.add_socket(b));
        gate.remove_pending(a);
        gate.remove_pending(b);
        assert!(!gate.add_socket(a), "only two sockets are allowed");
        assert!(gate.pending.is_empty(), "a rejected socket is not counted");
        gate.remove_socket();
        assert!(gate.add_socket(b));
        assert!(!gate.add_socket(same_network_as_b), "the same /64 is the same client");
    }
}
