//! Decides which wall time the server goes by. Pure: readings of the clocks are arguments.
//!
//! The steady clock and the system clock run side by side; their difference changes only when somebody sets the system
//! clock. A small step is followed at once. A jump is followed when it has lasted for a minute: a clock that is two
//! hours wrong for five seconds changes nothing.

use super::Reading;
use std::collections::VecDeque;

/// A step larger than this is a jump, in milliseconds.
pub const JUMP_MS: u64 = 5_000;

/// How long a jump must last before the server follows it, in milliseconds.
pub const JUMP_LASTS_MS: u64 = 60_000;

/// Smaller steps are ignored, in microseconds.
const STEP_US: u64 = 50_000;

/// How many past steps are remembered, for the stamps of moments before them.
const MAX_STEPS: usize = 256;

/// The server's wall time.
#[derive(Debug)]
pub struct WallClock {
    /// Wall time minus steady time, in microseconds, and the steady time at which this difference came into force.
    /// Never empty.
    steps: VecDeque<(u64, i64)>,
    /// The difference that the system clock has jumped to, and the steady time of the jump.
    doubt: Option<(u64, i64)>,
    followed_jumps: u64,
}

/// What a reading has shown about the system clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It has jumped. The server does not believe it yet.
    Jumped {
        /// Milliseconds; negative if it went back.
        by_ms: i64,
    },
    /// It has come back from a jump in time: nothing has changed.
    CameBack,
    /// It has jumped and stayed there, so the server follows.
    Followed {
        /// Milliseconds; negative if it went back.
        by_ms: i64,
    },
}

impl WallClock {
    /// Makes a clock that believes the first reading.
    #[must_use]
    pub fn new(first: Reading) -> Self {
        Self { steps: VecDeque::from([(0, difference(first))]), doubt: None, followed_jumps: 0 }
    }

    /// Takes a reading. Call it at least every few seconds, so that jumps are noticed when they happen.
    pub fn read(&mut self, reading: Reading) -> Option<Notice> {
        let new = difference(reading);
        let moved = new.saturating_sub(self.in_force());
        if moved.unsigned_abs() <= JUMP_MS * 1000 {
            if moved.unsigned_abs() >= STEP_US {
                self.follow(reading.steady, new);
            }
            return self.doubt.take().map(|_| Notice::CameBack);
        }
        let by_ms = moved / 1000;
        match self.doubt {
            Some((since, doubted)) if new.abs_diff(doubted) <= JUMP_MS * 1000 => {
                if reading.steady.saturating_sub(since) < JUMP_LASTS_MS * 1000 {
                    return None;
                }
                self.doubt = None;
                self.followed_jumps += 1;
                self.follow(reading.steady, new);
                Some(Notice::Followed { by_ms })
            }
            _ => {
                self.doubt = Some((reading.steady, new));
                Some(Notice::Jumped { by_ms })
            }
        }
    }

    /// Returns the wall time, in microseconds, that was or is in force at a steady time in microseconds.
    #[must_use]
    pub fn at(&self, steady: u64) -> u64 {
        let step = self.steps.iter().rev().find(|(since, _)| *since <= steady);
        let difference = step.or(self.steps.front()).map_or(0, |(_, difference)| *difference);
        steady.saturating_add_signed(difference)
    }

    /// Returns how far the system clock has jumped from the wall time in force, in milliseconds.
    #[must_use]
    pub fn jumped_by(&self) -> Option<i64> {
        self.doubt.map(|(_, doubted)| doubted.saturating_sub(self.in_force()) / 1000)
    }

    /// Returns how many jumps the wall time has followed.
    #[must_use]
    pub fn followed_jumps(&self) -> u64 {
        self.followed_jumps
    }

    fn in_force(&self) -> i64 {
        self.steps.back().map_or(0, |(_, difference)| *difference)
    }

    fn follow(&mut self, steady: u64, difference: i64) {
        if self.steps.len() == MAX_STEPS {
            self.steps.pop_front();
        }
        self.steps.push_back((steady, difference));
    }
}

/// Returns system time minus steady time, in microseconds.
fn difference(Reading { steady, system }: Reading) -> i64 {
    i64::try_from(i128::from(system) - i128::from(steady)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000;
    const HOUR: i64 = 3_600_000;
    const EPOCH: u64 = 1_800_000_000 * SECOND;

    /// Reads the clock at this second, while the system clock is wrong by `wrong_ms`.
    fn read(clock: &mut WallClock, second: u64, wrong_ms: i64) -> Option<Notice> {
        let steady = second * SECOND;
        clock.read(Reading { steady, system: (EPOCH + steady).checked_add_signed(wrong_ms * 1000).unwrap() })
    }

    fn clock() -> WallClock {
        WallClock::new(Reading { steady: 0, system: EPOCH })
    }

    #[test]
    fn a_clock_wrong_for_five_seconds_changes_nothing() {
        for wrong in [2 * HOUR, -HOUR] {
            let mut clock = clock();
            assert_eq!(read(&mut clock, 1, 0), None);
            assert_eq!(read(&mut clock, 2, wrong), Some(Notice::Jumped { by_ms: wrong }));
            for second in 3..7 {
                assert_eq!(read(&mut clock, second, wrong), None);
                assert_eq!(clock.at(second * SECOND), EPOCH + second * SECOND);
                assert_eq!(clock.jumped_by(), Some(wrong));
            }
            assert_eq!(read(&mut clock, 7, 0), Some(Notice::CameBack));
            assert_eq!((clock.at(7 * SECOND), clock.jumped_by()), (EPOCH + 7 * SECOND, None));
            assert_eq!(clock.followed_jumps(), 0);
        }
    }

    #[test]
    fn a_jump_that_lasts_a_minute_is_followed_and_the_past_keeps_its_stamps() {
        for wrong in [2 * HOUR, -HOUR] {
            let mut clock = clock();
            read(&mut clock, 10, wrong);
            assert_eq!(read(&mut clock, 69, wrong), None);
            assert_eq!(read(&mut clock, 70, wrong), Some(Notice::Followed { by_ms: wrong }));
            let now = (EPOCH + 70 * SECOND).checked_add_signed(wrong * 1000).unwrap();
            assert_eq!((clock.at(70 * SECOND), clock.jumped_by(), clock.followed_jumps()), (now, None, 1));
            assert_eq!(clock.at(69 * SECOND), EPOCH + 69 * SECOND, "before the step");
        }
    }

    #[test]
    fn another_jump_begins_another_minute() {
        let mut clock = clock();
        read(&mut clock, 10, 2 * HOUR);
        assert_eq!(read(&mut clock, 69, -HOUR), Some(Notice::Jumped { by_ms: -HOUR }));
        assert_eq!(read(&mut clock, 100, -HOUR), None);
        assert_eq!(read(&mut clock, 129, -HOUR), Some(Notice::Followed { by_ms: -HOUR }));
    }

    #[test]
    fn small_steps_are_followed_at_once_and_trifles_ignored() {
        let mut clock = clock();
        assert_eq!(read(&mut clock, 1, 49), None);
        assert_eq!(clock.at(SECOND), EPOCH + SECOND);
        assert_eq!(read(&mut clock, 2, -4_000), None);
        assert_eq!(clock.at(2 * SECOND), EPOCH - 2 * SECOND);
        assert_eq!(clock.followed_jumps(), 0);
    }
}
