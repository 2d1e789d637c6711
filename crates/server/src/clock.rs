//! The system clock and random names, which the pure modules get as arguments.

use std::{
    hash::{BuildHasher, RandomState},
    time::{SystemTime, UNIX_EPOCH},
};

/// Returns the milliseconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn millis() -> u64 {
    micros() / 1000
}

/// Returns the microseconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn micros() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// Returns a random name that differs from every other start of the server. It is not a secret.
#[must_use]
pub fn random_name() -> String {
    format!("{:08x}", RandomState::new().hash_one(micros()) >> 32)
}
