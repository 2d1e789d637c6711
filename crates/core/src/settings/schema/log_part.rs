//! Parts of a call that a log can take.

use super::choices::choices;

choices! {
    /// A part of a call that a field of its log can take.
    LogPart {
        /// The other side's number.
        Number: "number",
        /// The other side's name.
        Name: "name",
        /// The line: the organisation's own number.
        Line: "line",
        /// The queue.
        Queue: "queue",
        /// Incoming, outgoing or internal.
        Direction: "direction",
        /// How long the agent talked, in seconds.
        Duration: "duration",
        /// The result the agent chose (通話結果).
        Result: "result",
        /// The link to the recording.
        Recording: "recording",
        /// The agent's notes (メモ).
        Notes: "notes",
        /// The hand that the agent raised, and how it ended (挙手・カスハラ).
        Hand: "hand",
        /// The event server's name of the agent's part in the call.
        CallId: "callId",
        /// The PBX's ID of the whole call.
        RequestId: "requestId",
    }
}

/// The codes of all parts, in the order they are shown.
pub const LOG_PARTS: &[&str] = LogPart::CODES;
