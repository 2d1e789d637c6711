//! The time.

use core::cell::Cell;

use denwa_core::Now;

/// A step of the system clock by more than this is no mere adjustment, in milliseconds.
const STEP_MS: f64 = 1_000.0;

/// The time in milliseconds since the Unix epoch. It never goes back, even if somebody sets the machine's clock back; it goes on while the
/// machine sleeps.
#[must_use]
pub fn now() -> Now {
    thread_local! {
        static CLOCK: Cell<Clock> = const { Cell::new(Clock { slept: 0.0, lag: None, last: 0 }) };
    }
    let system = js_sys::Date::now();
    let performance = web_sys::window().and_then(|window| window.performance());
    let steady = performance.map_or(system, |performance| performance.time_origin() + performance.now());
    let mut clock = CLOCK.get();
    let now = clock.read(steady, system);
    CLOCK.set(clock);
    now
}

/// A clock made from two: the browser's steady one stands still while the machine sleeps, and the system's can be set.
#[derive(Clone, Copy, Debug, Default)]
struct Clock {
    /// How long the machine has slept, in milliseconds.
    slept: f64,
    /// How far the system's clock was ahead of the steady one at the last reading.
    lag: Option<f64>,
    last: Now,
}

impl Clock {
    /// The time, of what both clocks show in milliseconds. If the system's clock has stepped forward, the machine has slept, or somebody has
    /// set the clock, which looks the same: what is due by the new time is done, and no harm comes of it.
    fn read(&mut self, steady: f64, system: f64) -> Now {
        let lag = system - steady;
        let step = lag - self.lag.unwrap_or(lag);
        if step > STEP_MS {
            self.slept += step;
        }
        self.lag = Some(lag);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole milliseconds of this age fit"
        )]
        let now = (steady + self.slept) as Now;
        self.last = self.last.max(now);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn time_goes_on_while_the_machine_sleeps() {
        let mut clock = Clock::default();
        assert_eq!(clock.read(1_000.0, 1_200.0), 1_000);
        assert_eq!(clock.read(2_000.0, 2_200.5), 2_000);
        // An hour of sleep: the steady clock stood still.
        assert_eq!(clock.read(2_001.0, 3_602_201.0), 3_602_000);
        assert_eq!(clock.read(3_001.0, 3_603_201.0), 3_603_000);
    }

    #[test]
    fn time_never_goes_back_and_small_adjustments_are_none_of_its_business() {
        let mut clock = Clock::default();
        clock.read(10_000.0, 10_000.0);
        assert_eq!(clock.read(11_000.0, 1_000.0), 11_000, "set back");
        assert_eq!(clock.read(12_000.0, 2_900.0), 12_000, "adjusted");
        assert_eq!(clock.read(11_500.0, 2_400.0), 12_000);
    }
}
