//! The clock of the timers on the screen. It runs only while one is to be seen.

use core::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Ui;
use super::el::watch;
use crate::shell::clock::now;

/// A tick comes so much after the full second, in milliseconds: browsers' timers may be early by one.
const AFTER_MS: u64 = 15;

thread_local! {
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Runs the clock while it is needed.
pub fn run(ui: Ui) {
    let runs = Cell::new(false);
    watch(move || {
        let needed = ui.read(|screen| {
            screen.status.since.is_some() || screen.notices.iter().any(|notice| notice.again_at.is_some())
        });
        if runs.replace(needed) != needed {
            if needed {
                tick(ui);
            } else {
                NEXT.set(None);
            }
        }
    });
}

fn tick(ui: Ui) {
    let now = now();
    ui.now.set(now);
    let wait = u32::try_from(1_000 - now % 1_000 + AFTER_MS).unwrap_or(1_000);
    // The one that has just gone off is replaced, and cancelling it does nothing.
    NEXT.set(Some(Timeout::new(wait, move || tick(ui))));
}
