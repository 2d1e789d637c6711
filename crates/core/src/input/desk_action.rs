//! What the agent does beside the calls: the lists of the panel, and whom she looks up.

use crate::callbacks::CallbackWish;
use crate::desk::{DeskTab, LookupPlace, Target};
use denwa_protocol::HistoryFilter;

/// What the agent does beside the calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskAction {
    /// Show a list.
    Show(DeskTab),
    /// Type in a field that looks somebody up, or open its list.
    LookUp {
        /// The field.
        place: LookupPlace,
        /// Its text.
        text: String,
    },
    /// Leave such a field.
    StopLookUp(LookupPlace),
    /// Dial somebody who was looked up.
    DialTarget(Target),
    /// Dial the last number again.
    Redial,
    /// Present this number when dialling (通知番号); none for what the settings say.
    Present(Option<String>),
    /// Show only these earlier calls.
    FilterHistory(HistoryFilter),
    /// Look for a text in the earlier calls.
    FindHistory(String),
    /// Show earlier calls than those that are shown.
    MoreHistory,
    /// Read the earlier calls again after a failure.
    ReadHistoryAgain,
    /// Call the other side of an earlier call back.
    CallBack(String),
    /// Open the record of an earlier call.
    OpenCallRecord(String),
    /// Open the log of an earlier call.
    OpenCallLog(String),
    /// Hear the recording of an earlier call.
    Hear(String),
    /// Open the recording of an earlier call in a tab of the browser.
    OpenRecording(String),
    /// Take a callback on, give it back, or put it away.
    Callback {
        /// The callback, by its ID.
        callback: String,
        /// What the agent wants.
        wish: CallbackWish,
    },
    /// Call the caller of a callback, by its ID.
    DialCallback(String),
    /// Open the record of a callback, by its ID.
    OpenCallbackRecord(String),
    /// Pick up the call that is parked there.
    PickUp(String),
    /// Write a message, about this call.
    WriteMessage {
        /// The call's ID; none for a message about no call.
        about: Option<String>,
    },
    /// Write no message after all.
    CancelMessage,
    /// Send a message to a colleague.
    SendMessage {
        /// The colleague who was chosen; as a number, what was typed.
        to: Target,
        /// The text.
        text: String,
    },
    /// Put a message away, by its ID.
    PutMessageAway(String),
    /// Open the record of the call that a message is about, by the message's ID.
    OpenMessageRecord(String),
}
