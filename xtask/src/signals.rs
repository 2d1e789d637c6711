//! Ctrl-C and SIGTERM: everything that was started is stopped, then this program ends.

use std::process;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

use anyhow::Result;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::process as children;

/// The exit code after a signal: "interrupted", unless being interrupted is the way to end (the demo).
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

/// From now on a signal is the ordinary end.
pub fn end_well() {
    EXIT_CODE.store(0, Ordering::SeqCst);
}
