//! The server's time.
//!
//! [`Steady`] is for everything that waits: timers, allowances, retention, deadlines. It never jumps. The wall time is
//! for stamps that people and other machines read, and for the expiry of tokens. It follows the system clock, but a
//! jump is believed only after it has lasted for [`JUMP_LASTS_MS`]: see [`wall`].

mod steady;
pub mod wall;

pub use steady::Steady;

use denwa_protocol::Timestamp;
use std::{
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Instant, SystemTime, UNIX_EPOCH},
};
use wall::{Notice, WallClock};

pub use wall::{JUMP_LASTS_MS, JUMP_MS};

/// The time of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// For timers and durations.
    pub steady: Steady,
    /// For stamps: milliseconds since the Unix epoch.
    pub wall: Timestamp,
}

/// What a machine's clocks show at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Microseconds of a clock that never jumps, from any start.
    pub steady: u64,
    /// Microseconds since the Unix epoch, by the system clock.
    pub system: u64,
}

/// The clocks that a [`Clock`] reads. Tests make them up.
pub trait Source: Send + Sync {
    /// Reads both clocks.
    fn read(&self) -> Reading;
}

/// The state of the clock, for `/health`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockState {
    /// How far the system clock is from the server's wall time since it jumped, in milliseconds; `None` while they
    /// agree.
    pub jumped_by: Option<i64>,
    /// How many jumps the server has followed.
    pub followed_jumps: u64,
}

/// The server's clock. Copies share their state.
#[derive(Clone)]
pub struct Clock(Arc<Inner>);

struct Inner {
    source: Box<dyn Source>,
    /// The first reading.
    start: Reading,
    wall: Mutex<WallClock>,
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({:?})", self.now())
    }
}

impl Clock {
    /// Makes a clock of this machine's clocks.
    #[must_use]
    pub fn system() -> Self {
        struct System(Instant);
        impl Source for System {
            fn read(&self) -> Reading {
                let steady = u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX);
                Reading { steady, system: micros() }
            }
        }
        Self::new(System(Instant::now()))
    }

    /// Makes a clock of any clocks.
    #[must_use]
    pub fn new(source: impl Source + 'static) -> Self {
        let start = source.read();
        Self(Arc::new(Inner { source: Box::new(source), start, wall: Mutex::new(WallClock::new(start)) }))
    }

    /// Returns the time. If this reading shows that the system clock has jumped, that is logged.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now_and_doubt().0
    }

    /// Returns the time, and the system clock's time if that has jumped away and is not believed yet.
    #[must_use]
    pub fn now_and_doubt(&self) -> (Now, Option<Timestamp>) {
        let mut wall_clock = self.wall_clock();
        let reading = self.0.source.read();
        let notice = wall_clock.read(reading);
        let now =
            Now { steady: Steady::from_millis(reading.steady / 1000), wall: wall_clock.at(reading.steady) / 1000 };
        let doubt = wall_clock.jumped_by().map(|_| reading.system / 1000);
        drop(wall_clock);
        match notice {
            None => {}
            Some(Notice::Jumped { by_ms }) => {
                tracing::warn!(by_ms, "the system clock has jumped; the server's time stays for {JUMP_LASTS_MS} ms");
            }
            Some(Notice::CameBack) => tracing::warn!("the system clock has come back"),
            Some(Notice::Followed { by_ms }) => {
                tracing::warn!(by_ms, "the server's time follows the system clock, which has jumped and stayed there");
            }
        }
        (now, doubt)
    }

    /// Returns the clock's state, after reading it.
    #[must_use]
    pub fn state(&self) -> ClockState {
        let _ = self.now_and_doubt();
        let wall_clock = self.wall_clock();
        ClockState { jumped_by: wall_clock.jumped_by(), followed_jumps: wall_clock.followed_jumps() }
    }

    /// Returns the microseconds of a time scale that never jumps: it begins with the wall time of the server's start.
    /// For machines that use the same numbers for timers and stamps; [`Clock::wall_of`] corrects their stamps.
    #[must_use]
    pub fn scale_micros(&self) -> u64 {
        let steady = self.0.source.read().steady;
        self.0.start.system + steady.saturating_sub(self.0.start.steady)
    }

    /// Returns the wall time, in milliseconds, of a moment in milliseconds of [`Clock::scale_micros`]. The result for a
    /// moment in the past stays the same, whatever the system clock does later.
    #[must_use]
    pub fn wall_of(&self, scale_millis: u64) -> Timestamp {
        let start = self.0.start;
        let since_start = i128::from(scale_millis) * 1000 - i128::from(start.system);
        let steady = i128::from(start.steady) + since_start;
        match u64::try_from(steady) {
            Ok(steady) => self.wall_clock().at(steady) / 1000,
            // A call that is older than the steady clock.
            Err(_) => scale_millis,
        }
    }

    fn wall_clock(&self) -> MutexGuard<'_, WallClock> {
        // Reading does not panic half-way, so a poisoned lock is still consistent.
        self.0.wall.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the system clock's milliseconds since 1970-01-01T00:00:00Z. It may jump: the server uses [`Clock`].
#[must_use]
pub fn millis() -> u64 {
    micros() / 1000
}

/// Returns the system clock's microseconds since 1970-01-01T00:00:00Z. It may jump: the server uses [`Clock`].
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
