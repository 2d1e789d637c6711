//! Ctrl-C and SIGTERM: stop every started program, then this one ends.

use std::process;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

use anyhow::Result;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::process as children;

/// The exit code after a signal: "interrupted" (128 + 2), unless a signal is the ordinary end, as for the demo.
static EXIT_CODE: AtomicI32 = AtomicI32::new(130);

pub fn install() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            children::stop_all();
            process::exit(EXIT_CODE.load(Ordering::SeqCst));
        }
    });
    Ok(())
}

/// From now on a signal ends the program with success.
pub fn end_well() {
    EXIT_CODE.store(0, Ordering::SeqCst);
}
