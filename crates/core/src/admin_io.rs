//! What goes in and out of the administrator's pages, as far as it is not the panel's ([`crate::crossing`]): the host, the browser's storage,
//! and the person before them.

mod effects;
mod request;
mod setup;

pub(crate) use effects::AdminEffects;
pub use request::{AdminAnswer, AdminOwner, AdminReply, AdminRequest, AdminRequestId, ConfigRequest, Question};
pub use setup::SetupCommand;

use crate::crossing::{ToAdmin, ToPanel};
use crate::edits::{ConfigCommand, KeptDrafts};

/// Everything that can happen to the pages.
#[derive(Clone, Debug, PartialEq)]
pub enum AdminInput {
    /// The program has started. The first input.
    Start,
    /// The panel says something.
    Panel(ToAdmin),
    /// The answer to an [`AdminEffect::Host`]. Late, double and unexpected answers are ignored.
    Host(AdminRequestId, AdminAnswer),
    /// Somebody did something on a page.
    User(AdminAction),
    /// The answer to an [`AdminEffect::Load`].
    Loaded {
        /// The key.
        key: String,
        /// The drafts kept there; none where there are none, or where storage is blocked.
        drafts: Option<KeptDrafts>,
    },
    /// [`crate::Admin::wake_at`] has come.
    Tick,
}

/// What somebody does on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum AdminAction {
    /// Something was done in the configuration view.
    Config(ConfigCommand),
    /// Something was done in the setup assistant.
    Setup(SetupCommand),
    /// Let the doctor look at everything again.
    CheckAgain,
    /// Go back to the calls.
    Close,
}

/// What the shell is to do for the pages.
#[derive(Clone, Debug, PartialEq)]
pub enum AdminEffect {
    /// Ask the host; the answer, or its absence after the deadline, comes back as [`AdminInput::Host`].
    Host {
        /// Names the request.
        id: AdminRequestId,
        /// The request.
        request: AdminRequest,
        /// How long to wait for an answer, in milliseconds.
        deadline: u32,
    },
    /// Tell the panel.
    ToPanel(ToPanel),
    /// Keep drafts of settings in this browser; without a draft, clear the key. Storage may be blocked: then nothing happens.
    Store {
        /// The key, with organisation and user in it.
        key: String,
        /// The drafts.
        drafts: KeptDrafts,
    },
    /// Read the drafts kept under a key; they come back as [`AdminInput::Loaded`].
    Load {
        /// The key.
        key: String,
    },
}
