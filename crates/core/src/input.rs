//! What comes in: from the page, the host, the socket and the agent.

mod action;
mod attention_action;
mod attention_input;
mod call_control;
mod desk_action;
mod shortcut_action;
mod team_action;

pub use crate::crossing::Page;
pub use crate::link::Unreadable;
pub use action::UserAction;
pub use attention_action::AttentionAction;
pub use attention_input::AttentionInput;
pub use call_control::CallControl;
pub use desk_action::DeskAction;
pub use shortcut_action::ShortcutAction;
pub use team_action::TeamAction;

use crate::crossing::ToPanel;
use crate::host::{Answer, Channel, ChannelRequest, FoundRecord, RequestId};
use crate::kept_call::KeptCall;
use crate::remembered::Remembered;
use crate::shortcuts::ChosenShortcuts;
use crate::text::Language;
use denwa_protocol::{AttachedRecord, ServerMessage};

/// Everything that can happen to the panel.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it is taken apart at once")]
pub enum Input {
    /// The page has loaded. The first input.
    Start {
        /// A random name of this page.
        instance: String,
        /// Random bits, for the jitter of reconnecting.
        seed: u64,
        /// The browser's language, until the user's own is known.
        language: Language,
        /// A random name of the browser, which it keeps; none where it keeps nothing.
        browser: Option<String>,
        /// Whether the page is visible.
        visible: bool,
    },
    /// The answer to an [`crate::Effect::Host`] or [`crate::Effect::Get`]. Late, double and unexpected answers are ignored.
    Host(RequestId, Answer),
    /// The host reports something by itself.
    HostEvent(HostEvent),
    /// Something happened to the socket.
    Socket(SocketEvent),
    /// The agent did something.
    User(UserAction),
    /// The outcome of an [`crate::Effect::Copy`]: a page without the focus may not write the clipboard.
    Copied {
        /// The call whose number it was.
        call: String,
        /// Whether it is in the clipboard.
        done: bool,
    },
    /// The answer to an [`crate::Effect::LoadCalls`]: nothing where storage is blocked.
    CallsLoaded {
        /// The beginning of the keys.
        prefix: String,
        /// The drafts.
        drafts: Vec<KeptCall>,
    },
    /// The answer to an [`crate::Effect::LoadChoices`]: none where storage is blocked.
    ChoicesLoaded {
        /// The key.
        key: String,
        /// The choices.
        choices: Remembered,
    },
    /// The browser reports about ring, notifications and focus.
    Attention(AttentionInput),
    /// The answer to an [`crate::Effect::LoadShortcuts`]: none where storage is blocked.
    ShortcutsLoaded {
        /// The key.
        key: String,
        /// The keys that the agent chose.
        shortcuts: ChosenShortcuts,
    },
    /// The pages say something.
    Admin(ToPanel),
    /// The program of the pages could not be loaded ([`crate::Effect::LoadAdmin`]).
    AdminFailed,
    /// The program of the pages broke off.
    AdminBroke,
    /// [`crate::Panel::wake_at`] has come.
    Tick,
}

/// What a host reports by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// A number on a page was clicked.
    ClickToDial {
        /// As the page has it.
        number: String,
        /// The record the page shows.
        record: Option<AttachedRecord>,
    },
    /// A component on the page asks for something.
    Channel {
        /// The channel it published on.
        channel: Channel,
        /// What it asks; none if its message could not be read.
        request: Option<ChannelRequest>,
    },
    /// The agent went to another page.
    Navigated {
        /// The record it shows, if it shows one.
        record: Option<FoundRecord>,
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
    Garbled(Unreadable),
    /// It is closed, or could not be opened.
    Closed,
}
