//! Who asked the host: an answer goes straight to the machine that owns the request.

use super::channel::Channel;

/// Names a request, so that its answer finds back. Its number is unique while the page lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId {
    /// The machine that asked.
    pub owner: Owner,
    /// Tells requests of one owner apart: an answer to an earlier request is ignored.
    pub number: u32,
}

/// The machine that asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The start.
    Start,
    /// The session with the event server, for a token.
    Session,
    /// The renewal of settings and token.
    Upkeep(Renewal),
    /// The telephone fields of objects.
    PhoneFields,
    /// The panel's window.
    Window,
    /// The dial bar, which asks whether a record's owner may be called.
    Dial,
    /// Somebody looked up by name.
    Directory,
    /// A recording that the agent wants to hear.
    Recording,
    /// A call's card.
    Card {
        /// The card, by the number it got when it was made.
        card: u32,
        /// Its part.
        part: CardPart,
    },
    /// A message channel.
    Channel(Channel),
    /// Nobody waits for the answer.
    Nobody,
}

/// What is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// The settings.
    Settings,
    /// The token.
    Token,
}

/// A part of a call's card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardPart {
    /// The search for the other side.
    Search,
    /// Opening a page.
    Pop,
    /// Writing the log.
    Log,
    /// Notifying another site of the call.
    Site,
}
