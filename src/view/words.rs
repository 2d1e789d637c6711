//! The words of the configuration view and the doctor, as views use them.

use denwa_core::Page;
use denwa_core::project::Stage;
use leptos::prelude::{ArcTrigger, Notify, Track};

use super::refresh;
use crate::shell::texts::{self, Texts};
use crate::shell::timer::Timer;

/// The words are fetched so long after the panel is ready, in milliseconds, so that they are there when a page is opened.
const IDLE_MS: u32 = 3_000;

thread_local! {
    static CAME: ArcTrigger = ArcTrigger::new();
}

/// Whoever reads a word before they are there reads it again when they have come.
pub fn track() {
    if texts::state() != Texts::There {
        CAME.with(Track::track);
    }
}

/// Fetches the words.
pub fn fetch() {
    texts::want(Box::new(came));
}

fn came() {
    CAME.with(Notify::notify);
    refresh();
}

/// Fetches the words when a page needs them, when the panel has nothing else to do, and when it could not start.
pub fn fetch_for(page: Page, stage: Stage) {
    if page != Page::Calls || stage == Stage::Failed {
        fetch();
    } else if stage == Stage::Ready {
        Timer::new(fetch).set(IDLE_MS);
    }
}
