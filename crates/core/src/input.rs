//! What comes in and what goes out.

use std::rc::Rc;

use crate::config::ConfigAction;
use crate::host::{HostError, HostReply, HostRequest, RequestId};
use crate::text::Language;
use denwa_protocol::{AgentMode, AttachedRecord, ClientMessage, ServerMessage, Service};

/// Everything that can happen to the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The page has loaded. The first input.
    Start {
        /// A random name of this page.
        instance: String,
        /// Random bits, for the jitter of reconnecting.
        seed: u64,
        /// The browser's language, until the user's own is known.
        language: Language,
    },
    /// The answer to an [`Effect::Host`]. Late, double and unexpected ones are ignored.
    Host(RequestId, Result<HostReply, HostError>),
    /// The host tells something by itself.
    HostEvent(HostEvent),
    /// Something happened to the socket.
    Socket(SocketEvent),
    /// The agent did something.
    User(UserAction),
    /// The outcome of an [`Effect::Copy`]: a page without the focus may not write the clipboard.
    Copied {
        /// The call whose number it was.
        call: String,
        /// Whether it is in the clipboard.
        done: bool,
    },
    /// The answer to an [`Effect::Load`].
    Loaded {
        /// The key.
        key: String,
        /// What is stored there; nothing where nothing is, or where storage is blocked.
        value: Option<String>,
    },
    /// [`crate::Panel::wake_at`] has come.
    Tick,
}

/// What a host tells by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// A number on a page was clicked.
    ClickToDial {
        /// As the page has it.
        number: String,
        /// The record the page shows.
        record: Option<AttachedRecord>,
    },
    /// The agent went to another page.
    Navigated {
        /// The record it shows, if it shows one.
        record_id: Option<String>,
    },
}

/// What happens to the socket. The shell reports only of the last one opened.
#[derive(Clone, Debug, PartialEq)]
pub enum SocketEvent {
    /// It is open.
    Opened,
    /// A message came.
    Message(Box<ServerMessage>),
    /// Something came that is no message of the protocol.
    Garbled,
    /// It is closed, or could not be opened.
    Closed,
}

/// What the agent does.
#[derive(Clone, Debug, PartialEq)]
pub enum UserAction {
    /// Ask that service for the call of that ID: a button of its card.
    Press(Service, String),
    /// Dial what was typed.
    Dial(String),
    /// Yes, dial the emergency number.
    ConfirmDial,
    /// No, do not dial.
    CancelDial,
    /// The text to dial changed: what was said of the last one no longer holds.
    EditDial,
    /// Be ready, or not.
    SetMode(AgentMode, Option<String>),
    /// It is this one of the matches; opens it.
    Choose {
        /// The call.
        call: String,
        /// The record's ID.
        record: String,
    },
    /// Make a record of an unknown caller.
    NewRecord(String),
    /// Search now: by hand, or again after a failure.
    SearchAgain(String),
    /// Open a page of the call in a tab of the browser: a link of its card.
    OpenLink {
        /// The call.
        call: String,
        /// Which of the card's links.
        place: usize,
    },
    /// Say how the call went (通話結果); an empty text takes it back.
    SetResult {
        /// The call.
        call: String,
        /// One of the results to choose from.
        result: String,
    },
    /// Write the log again after a failure.
    SaveLogAgain(String),
    /// Put an ended call away.
    Dismiss(String),
    /// Try to start, or to connect, now.
    TryAgain,
    /// Another language.
    SetLanguage(Language),
    /// The page became visible, or was hidden.
    Visible(bool),
    /// The agent touched the panel.
    Touched,
    /// Show another page of the panel.
    Show(Page),
    /// Something was done in the configuration view.
    Config(Box<ConfigAction>),
}

/// A page of the panel. Calls stay in sight and reachable on each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The agent's: calls.
    #[default]
    Calls,
    /// The settings.
    Settings,
    /// What works and what does not.
    Doctor,
}

/// What the shell is to do. Each has one short adapter there.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the host; the answer, or its absence after the deadline, comes back as [`Input::Host`].
    Host {
        /// Names the request.
        id: RequestId,
        /// What.
        request: HostRequest,
        /// How long to wait for an answer, in milliseconds.
        deadline: u32,
    },
    /// Open the socket, closing any other.
    Connect(String),
    /// Send a message on the socket.
    Send(Rc<ClientMessage>),
    /// Close the socket.
    Close,
    /// Load the page again.
    Reload {
        /// With this version of the client library.
        library_version: Option<String>,
        /// Loaded from this origin.
        library_base: Option<String>,
    },
    /// Put a text into the clipboard, at once: it may only work while the agent's click or key is being taken in. The outcome comes
    /// back as [`Input::Copied`].
    Copy {
        /// The call whose number it is.
        call: String,
        /// The text.
        text: String,
    },
    /// Open an address in a tab of the browser, without access to this page.
    OpenTab(String),
    /// Send a GET whose answer is not read, without anybody's cookies; the outcome, or its absence after the deadline, comes back as
    /// [`Input::Host`].
    Get {
        /// Names the request.
        id: RequestId,
        /// An https address.
        url: String,
        /// How long to wait, in milliseconds.
        deadline: u32,
    },
    /// Keep something in this browser; nothing takes it away. Storage may be blocked: then nothing happens.
    Store {
        /// The key, with organisation and user in it.
        key: String,
        /// What.
        value: Option<String>,
    },
    /// Read what is kept; comes back as [`Input::Loaded`].
    Load {
        /// The key.
        key: String,
    },
}
