//! The clock of the timers on the screen. It runs only while one is shown.

use core::cell::Cell;

use denwa_core::text::say;
use denwa_core::{Language, Now};
use leptos::prelude::{ArcTrigger, Notify, Track};

use super::value::Value;
use crate::shell::clock::now;
use crate::shell::timer::Timer;

/// A tick comes so much after the full second, in milliseconds: browsers' timers may be early by one.
const AFTER_MS: u64 = 15;

thread_local! {
    static NEXT: Timer = Timer::new(tick);
    static RUNS: Cell<bool> = const { Cell::new(false) };
    /// A timer was shown since the last tick.
    static SEEN: Cell<bool> = const { Cell::new(false) };
    static TICK: ArcTrigger = ArcTrigger::new();
    static NOW: Cell<Now> = const { Cell::new(0) };
}

fn run() {
    let now = now();
    NOW.set(now);
    let wait = u32::try_from(1_000 - now % 1_000 + AFTER_MS).unwrap_or(1_000);
    NEXT.with(|next| next.set(wait));
}

fn tick() {
    let seen = SEEN.take();
    RUNS.set(seen);
    if seen {
        run();
        TICK.with(Notify::notify);
    }
}

/// The time since then in tabular digits, or in words how long it still takes until then.
pub fn words(since: bool, at: &Value, language: Language) -> Value {
    let Value::Number(at) = *at else { return Value::None };
    TICK.with(Track::track);
    if !SEEN.replace(true) && !RUNS.replace(true) {
        run();
    }
    let now = NOW.get();
    if since {
        return Value::Text(say::duration(now.saturating_sub(at)).into());
    }
    match at.saturating_sub(now).div_ceil(1_000) {
        0 => Value::None,
        seconds => Value::Text(say::again_in(language, seconds).into()),
    }
}
