//! What the shell is to do: each effect has one short adapter there.

use crate::alerts::{Notification, OwnAlerts, Ring};
use crate::crossing::ToAdmin;
use crate::host::{HostRequest, RequestId};
use crate::kept_call::KeptCall;
use crate::remembered::Remembered;
use crate::shortcuts::{ChosenShortcuts, Place};
use denwa_protocol::ClientMessage;

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the host; the answer, or its absence after the deadline, comes back as [`crate::Input::Host`].
    Host {
        /// Names the request.
        id: RequestId,
        /// The request.
        request: HostRequest,
        /// How long to wait for an answer, in milliseconds.
        deadline: u32,
    },
    /// Open the socket, closing any other.
    Connect(String),
    /// Send a message on the socket.
    Send(ClientMessage),
    /// Close the socket.
    Close,
    /// Load the page again.
    Reload {
        /// With this version of the client library.
        library_version: Option<String>,
        /// Loaded from this origin.
        library_base: Option<String>,
    },
    /// Put a text into the clipboard, at once: the browser may allow it only while the agent's click or key is being handled. The
    /// outcome comes back as [`crate::Input::Copied`].
    Copy {
        /// The call whose number it is.
        call: String,
        /// The text.
        text: String,
    },
    /// Open an address in a tab of the browser, without access to this page.
    OpenTab(String),
    /// Send a GET without cookies whose answer is not read; the outcome, or its absence after the deadline, comes back as
    /// [`crate::Input::Host`].
    Get {
        /// Names the request.
        id: RequestId,
        /// An https address.
        url: String,
        /// How long to wait, in milliseconds.
        deadline: u32,
    },
    /// Find out whether a recording is there and can be played; the outcome, or its absence after the deadline, comes back as
    /// [`crate::Input::Host`].
    FindMedia {
        /// Names the request.
        id: RequestId,
        /// An https address.
        url: String,
        /// How long to wait, in milliseconds.
        deadline: u32,
    },
    /// Keep the draft of a call's log in this browser; without a draft, clear the key. Storage may be blocked: then nothing happens.
    KeepCall {
        /// The key, with organisation, user and call in it.
        key: String,
        /// The draft.
        draft: Option<Box<KeptCall>>,
    },
    /// Read the drafts of calls whose keys begin so; they come back as [`crate::Input::CallsLoaded`].
    LoadCalls {
        /// The beginning of the keys, with organisation and user in it.
        prefix: String,
    },
    /// Keep the agent's choices of records in this browser. Storage may be blocked: then nothing happens.
    KeepChoices {
        /// The key, with organisation and user in it.
        key: String,
        /// The choices.
        choices: Remembered,
    },
    /// Read the agent's choices of records; they come back as [`crate::Input::ChoicesLoaded`].
    LoadChoices {
        /// The key, with organisation and user in it.
        key: String,
    },
    /// Keep the keys of the agent's shortcuts in this browser. Storage may be blocked: then nothing happens.
    KeepShortcuts {
        /// The key, with organisation and user in it.
        key: String,
        /// The keys that she chose.
        shortcuts: ChosenShortcuts,
    },
    /// Read the keys of the agent's shortcuts; they come back as [`crate::Input::ShortcutsLoaded`].
    LoadShortcuts {
        /// The key, with organisation and user in it.
        key: String,
    },
    /// Open a part of the panel and give it the focus, once the screen shows it.
    Go(Place),
    /// Hand a file to the agent as a download.
    Download {
        /// Its name.
        name: String,
        /// Its text.
        text: String,
    },
    /// Ring until [`Effect::StopRing`], instead of any other ring; what becomes of it comes back as
    /// [`crate::input::AttentionInput::Sound`].
    Ring(Ring),
    /// Be silent.
    StopRing,
    /// Look which devices the browser names; they come back as [`crate::input::AttentionInput::Devices`].
    ListDevices,
    /// Have the browser ask the agent whether this page may see all devices, and list them. At once: the browser may allow it only
    /// while her click or key is being handled.
    AskForDevices,
    /// Keep what the agent has chosen of ring and notifications. Storage may be blocked: then nothing happens.
    KeepOwnAlerts {
        /// The key, with organisation and user in it.
        key: String,
        /// The choices.
        own: OwnAlerts,
    },
    /// Read them; they come back as [`crate::input::AttentionInput::Loaded`].
    LoadOwnAlerts {
        /// The key, with organisation and user in it.
        key: String,
    },
    /// Show a desktop notification, in place of an earlier one of the same call. A press of it comes back as
    /// [`crate::input::AttentionInput::Pressed`].
    Notify(Notification),
    /// Close the notification of a call.
    CloseNotification {
        /// The call.
        call: String,
    },
    /// Have the browser ask the agent whether it may show notifications, at once, as above; in a frame by a tab of its own. The outcome
    /// comes back as [`crate::input::AttentionInput::Access`].
    AskForNotifications,
    /// Bring the page to the front, while the press of a notification is being handled.
    FocusPage,
    /// Have the browser warn the agent before she leaves the page, or no longer.
    WarnBeforeLeaving(bool),
    /// Load and start the program of the pages. It says by itself that it is there ([`crate::crossing::ToPanel::Ready`]); a failure comes
    /// back as [`crate::Input::AdminFailed`].
    LoadAdmin,
    /// Tell the pages.
    ToAdmin(ToAdmin),
}
