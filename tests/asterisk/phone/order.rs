//! What a phone is told to do, and what it reports.

use serde::{Deserialize, Serialize};
use std::sync::mpsc::Sender;

/// An order to a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Order {
    /// Register, and stay registered.
    Register,
    /// Unregister.
    Unregister,
    /// Call a number on a free line.
    Call {
        /// The number to dial.
        number: String,
    },
    /// Answer the ringing call.
    Answer,
    /// Reject the ringing call.
    Reject {
        /// SIP status; default 486.
        code: Option<u16>,
    },
    /// Send the ringing call to another number.
    Forward {
        /// The number.
        number: String,
    },
    /// Hang up; also rejects a ringing call and cancels an unanswered one.
    Hangup,
    /// The same as `Hangup`.
    Cancel,
    /// Hang up on all lines, without waiting for the other sides, and report that the lines are free.
    Clear,
    /// Put the other side on hold.
    Hold,
    /// Take the other side off hold.
    Retrieve,
    /// Transfer the call blindly.
    Transfer {
        /// The target's number.
        number: String,
    },
    /// Connect the other sides of both lines, and leave.
    Join,
    /// Press keys.
    Tones {
        /// The keys: digits, `*`, `#`.
        tones: String,
    },
    /// Send silence instead of the user's voice.
    Hush,
    /// Send the user's voice again.
    Speak,
    /// Stop without unregistering or hanging up.
    Quit,
}

/// An order to a line of a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LineOrder {
    /// The line, from 1. By default the line that rings, for what is done with a ringing call; else the line whose call is
    /// not on hold.
    #[serde(default)]
    pub line: Option<usize>,
    /// What to do.
    #[serde(flatten)]
    pub order: Order,
}

impl From<Order> for LineOrder {
    fn from(order: Order) -> Self {
        Self { line: None, order }
    }
}

/// A state that a phone reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// The phone has registered.
    Registered,
    /// The phone has unregistered.
    Unregistered,
    /// The phone has no calls any more.
    Cleared,
    /// The phone rings.
    Incoming {
        /// The number on its display.
        from: String,
        /// The name on its display.
        name: String,
    },
    /// The other side rings.
    Ringing,
    /// Both sides are connected.
    Connected,
    /// The phone holds the other side.
    Holding,
    /// The other side holds the phone.
    Held,
    /// The phone hears something.
    Hears {
        /// The user whose voice it is; `None` for music, announcements, and several voices at once.
        voice: Option<String>,
    },
    /// The phone hears nothing.
    Silence,
    /// The other side has pressed a key.
    Tone {
        /// The key.
        tone: char,
    },
    /// The transfer failed; the call goes on.
    TransferFailed {
        /// SIP status.
        code: u16,
    },
    /// The call has ended.
    Ended {
        /// SIP status; 200 if the call was answered.
        code: u16,
    },
}

/// A state of a phone or of one of its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineState {
    /// The line, from 1, for the state of a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The state.
    #[serde(flatten)]
    pub state: State,
}

/// Where the states of a line go.
#[derive(Clone, Debug)]
pub(crate) struct Reports {
    pub(crate) line: Option<usize>,
    pub(crate) states: Sender<LineState>,
}

impl Reports {
    pub(crate) fn send(&self, state: State) {
        // An error means that nobody reads the states any more.
        let _ = self.states.send(LineState { line: self.line, state });
    }
}
