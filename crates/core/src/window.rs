//! The panel's own window: an incoming call opens it, at the size that is set, and it returns to how it was (ポップアップ); the settings and
//! the doctor are wider.
//!
//! A host has setters, and tells only whether the panel is shown: it returns to the visibility read before and to the definition's size,
//! and its visibility only if the agent has not touched the panel meanwhile. `Closed` → `Open` (a call rings) → `Closed` when the display
//! time has passed, unless the call was answered: then it stays, and only the size returns, once the calls are over and the agent has
//! let the panel alone for the display time.

use crate::Now;
use crate::command::{NEVER, Out, SMALL_MS};
use crate::host::{Answer, HostReply, HostRequest, RequestId, Size};
use crate::settings::{Key, Settings};

/// 大.
const LARGE: Size = Size { width: 640, height: 800 };
/// For the settings and the doctor.
const WIDE: Size = Size { width: 960, height: 800 };
/// The definition's size where it does not say one.
const USUAL: Size = Size { width: 400, height: 600 };
/// How long the size stays after an answered call where the display time is without end, in milliseconds.
const AFTER_MS: u64 = 30_000;

/// The calls, as far as the window is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    /// None goes on.
    None,
    /// One comes in and waits for an answer.
    Ringing,
    /// One goes on.
    Going,
}

/// What the panel has done with its window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    open: Option<Open>,
    /// The size last asked for; none is the definition's.
    size: Option<Size>,
    /// The incoming call it was last opened for.
    opened_for: String,
}

/// It was opened for a call.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
struct Open {
    /// Asks whether it was shown before.
    asked: Option<RequestId>,
    /// Whether it was; shown, until that is known.
    was_shown: bool,
    touched: bool,
    large: bool,
    /// When the display time began: with the call, with its end, with the last touch after it.
    since: Now,
    calls: Calls,
    /// A call was answered meanwhile.
    answered: bool,
}

impl Window {
    /// A call begins to ring: once for each.
    pub(crate) fn open_for(&mut self, call: &str, settings: &Settings, out: &mut Out) {
        let size = settings.text(Key::PopUpSize);
        if self.opened_for == call || size == "none" {
            return;
        }
        call.clone_into(&mut self.opened_for);
        let asked = || HostRequest::PanelVisible;
        let open = self.open.get_or_insert_with(|| Open {
            asked: Some(out.host(asked(), SMALL_MS)),
            was_shown: true,
            touched: false,
            large: false,
            since: out.now,
            calls: Calls::Ringing,
            answered: false,
        });
        open.since = out.now;
        open.large = size == "large";
        out.host(HostRequest::ShowPanel(true), SMALL_MS);
    }

    /// The agent does something in the panel.
    pub(crate) fn on_touch(&mut self, now: Now) {
        if let Some(open) = &mut self.open {
            open.touched = true;
            if open.calls == Calls::None {
                open.since = now;
            }
        }
    }

    /// The answer of the host, if it is for this.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &Answer) -> bool {
        let Some(open) = self.open.as_mut().filter(|open| open.asked == Some(id)) else { return false };
        open.asked = None;
        open.was_shown = !matches!(answer, Ok(HostReply::Visible(false)));
        true
    }

    /// When the display time is over, if it ends.
    pub(crate) fn wake_at(&self, settings: &Settings) -> Now {
        let Some(open) = &self.open else { return NEVER };
        let seconds = u64::from(settings.whole(Key::PopUpSeconds)) * 1_000;
        match open.calls {
            Calls::Going => NEVER,
            // It stays until the call has ended, or the agent has shown that she is there.
            Calls::Ringing if seconds == 0 || open.touched => NEVER,
            Calls::None if open.answered || open.touched => open.since + seconds.max(AFTER_MS),
            _ => open.since + seconds,
        }
    }

    /// Do what the calls and the time ask for. `wide`: a page is shown that needs room.
    pub(crate) fn settle(
        &mut self,
        calls: Calls,
        wide: bool,
        settings: &Settings,
        definition: Option<Size>,
        out: &mut Out,
    ) {
        if let Some(open) = &mut self.open {
            if calls == Calls::None
                && open.calls != Calls::None
                && (open.answered || settings.whole(Key::PopUpSeconds) == 0)
            {
                // The display time begins anew with the end of a call that was talked on.
                open.since = out.now;
            }
            open.calls = calls;
            open.answered |= calls == Calls::Going;
        }
        if self.wake_at(settings) <= out.now
            && let Some(open) = self.open.take()
            && !open.touched
            && !open.was_shown
        {
            out.host(HostRequest::ShowPanel(false), SMALL_MS);
        }
        let size = match &self.open {
            _ if wide => Some(WIDE),
            Some(open) if open.large => Some(LARGE),
            _ => None,
        };
        if self.size != size {
            self.size = size;
            out.host(HostRequest::PanelSize(size.or(definition).unwrap_or(USUAL)), SMALL_MS);
        }
    }
}
