//! The panel's own window: an incoming call opens it, at the size that is set, and it returns to how it was (ポップアップ); the settings and
//! the doctor are wider.
//!
//! A host has setters, and answers only whether the panel is shown: the window returns to the visibility read before and to the
//! definition's size; its visibility only if the agent has not touched the panel meanwhile. `Closed` → `Open` (a call rings) → `Closed`
//! when the display time has passed, unless the call was answered. Then it stays until the calls are over, and → `Closed` when the agent
//! has left the panel alone for a while, or as soon as she has minimised it: no host reports that, so it is asked now and then.

use crate::Now;
use crate::effects::{Effects, NEVER, SMALL_MS};
use crate::host::{Answer, HostReply, HostRequest, Owner, RequestId, Size};
use crate::settings::{PopUpSize, Settings};

/// 大.
const LARGE: Size = Size { width: 640, height: 800 };
/// For the settings and the doctor.
const WIDE: Size = Size { width: 960, height: 800 };
/// The definition's size where it does not say one.
const USUAL: Size = Size { width: 400, height: 600 };
/// How long the size stays after a call that the agent took, from the call's end or her last touch, in milliseconds.
const AFTER_MS: u64 = 30_000;
/// How often the host is asked meanwhile whether the agent has minimised the panel, in milliseconds.
const POLL_MS: u64 = 2_000;

/// The calls, as far as the window is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    /// There is none.
    None,
    /// A call comes in and waits for an answer.
    Ringing,
    /// A call goes on.
    Going,
}

/// The panel's window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    open: Option<Open>,
    /// The size last asked for; none is the definition's.
    size: Option<Size>,
    /// The incoming call it was last opened for.
    opened_for: Option<String>,
    /// Whether the page is hidden by another tab.
    is_hidden: bool,
}

/// It was opened for a call.
#[derive(Clone, Debug)]
struct Open {
    /// Asks whether the panel was shown before.
    asked: Option<RequestId>,
    /// Whether it was; assumed until it is known.
    was_shown: bool,
    size: PopUpSize,
    use_by_agent: Use,
    /// When the display time began: with the call, with its end, with the last touch after it.
    since: Now,
    calls: Calls,
    /// When to ask next whether the panel is minimised.
    poll_at: Now,
    /// Asks that.
    polled: Option<RequestId>,
    is_minimised: bool,
}

/// What the agent has done since the window opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Use {
    has_touched: bool,
    has_answered: bool,
}

impl Use {
    fn is_any(self) -> bool {
        self.has_touched || self.has_answered
    }
}

impl Window {
    /// A call begins to ring: open once for each.
    pub(crate) fn open_for(&mut self, call: &str, settings: &Settings, effects: &mut Effects) {
        let size = settings.pop_up_size();
        if self.opened_for.as_deref() == Some(call) || size == PopUpSize::Closed {
            return;
        }
        self.opened_for = Some(call.to_owned());
        match &mut self.open {
            Some(open) => {
                open.since = effects.now;
                open.size = size;
            }
            None => {
                self.open = Some(Open {
                    asked: Some(effects.ask(Owner::Window, HostRequest::PanelVisible, SMALL_MS)),
                    was_shown: true,
                    size,
                    use_by_agent: Use::default(),
                    since: effects.now,
                    calls: Calls::Ringing,
                    poll_at: NEVER,
                    polled: None,
                    is_minimised: false,
                });
            }
        }
        effects.tell_host(HostRequest::ShowPanel(true));
    }

    /// The agent does something in the panel.
    pub(crate) fn on_touch(&mut self, now: Now) {
        if let Some(open) = &mut self.open {
            open.use_by_agent.has_touched = true;
            if open.calls == Calls::None {
                open.since = now;
            }
        }
    }

    /// The page became visible, or was hidden by another tab.
    pub(crate) fn on_visible(&mut self, is_visible: bool) {
        self.is_hidden = !is_visible;
    }

    /// The host's answer.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &Answer) {
        let Some(open) = &mut self.open else { return };
        let is_shown = !matches!(answer, Ok(HostReply::Visible(false)));
        if open.asked == Some(id) {
            open.asked = None;
            open.was_shown = is_shown;
        } else if open.polled == Some(id) {
            open.polled = None;
            open.is_minimised = !is_shown;
        }
    }

    /// When something is due.
    pub(crate) fn wake_at(&self, settings: &Settings) -> Now {
        let poll_at = self.open.as_ref().map_or(NEVER, |open| open.poll_at);
        self.closes_at(settings).min(poll_at)
    }

    /// When the display time is over, if it ends.
    fn closes_at(&self, settings: &Settings) -> Now {
        let Some(open) = &self.open else { return NEVER };
        let display_ms = settings.pop_up_ms();
        match open.calls {
            Calls::Going => NEVER,
            // It stays until the call has ended, or the agent has shown that she is there.
            Calls::Ringing if display_ms == 0 || open.use_by_agent.has_touched => NEVER,
            // Nothing moves under her finger where she does not see it.
            Calls::None if open.use_by_agent.is_any() && (self.is_hidden || open.is_minimised) => open.since,
            Calls::None if open.use_by_agent.has_touched => open.since + AFTER_MS,
            Calls::None if open.use_by_agent.has_answered => open.since + display_ms.max(AFTER_MS),
            Calls::None | Calls::Ringing => open.since + display_ms,
        }
    }

    /// Do what calls and time ask for. `is_wide`: the page that is shown needs room.
    pub(crate) fn settle(
        &mut self,
        calls: Calls,
        is_wide: bool,
        settings: &Settings,
        definition: Option<Size>,
        effects: &mut Effects,
    ) {
        if let Some(open) = &mut self.open {
            open.on_calls(calls, settings, effects.now);
        }
        if self.closes_at(settings) <= effects.now {
            self.close(effects);
        }
        if let Some(open) = &mut self.open {
            open.poll(effects);
        }
        let size = match &self.open {
            _ if is_wide => Some(WIDE),
            Some(open) if open.size == PopUpSize::Large => Some(LARGE),
            _ => None,
        };
        if self.size != size {
            self.size = size;
            effects.tell_host(HostRequest::PanelSize(size.or(definition).unwrap_or(USUAL)));
        }
    }

    fn close(&mut self, effects: &mut Effects) {
        if let Some(open) = self.open.take()
            && !open.use_by_agent.has_touched
            && !open.was_shown
        {
            effects.tell_host(HostRequest::ShowPanel(false));
        }
    }
}

impl Open {
    fn on_calls(&mut self, calls: Calls, settings: &Settings, now: Now) {
        let has_ended = calls == Calls::None && self.calls != Calls::None;
        self.poll_at = match calls {
            Calls::None if has_ended && self.size == PopUpSize::Large => now,
            Calls::None => self.poll_at,
            Calls::Ringing | Calls::Going => NEVER,
        };
        if has_ended && (self.use_by_agent.has_answered || settings.pop_up_ms() == 0) {
            // The display time begins anew with the end of a call that was talked on.
            self.since = now;
        }
        if has_ended {
            // What was heard of the panel during the call is out of date.
            self.is_minimised = false;
        }
        self.calls = calls;
        self.use_by_agent.has_answered |= calls == Calls::Going;
    }

    /// Ask the host whether the agent has minimised the panel, if it is time.
    fn poll(&mut self, effects: &mut Effects) {
        if self.poll_at <= effects.now {
            self.poll_at = effects.now + POLL_MS;
            self.polled = Some(effects.ask(Owner::Window, HostRequest::PanelVisible, SMALL_MS));
        }
    }
}
