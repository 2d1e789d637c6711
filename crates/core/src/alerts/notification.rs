//! Desktop notifications.

/// A desktop notification of a call that rings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The call. A notification takes the place of an earlier one of the same call.
    pub call: String,
    /// Who calls.
    pub title: String,
    /// Number and line.
    pub body: String,
    /// Buttons, for browsers that show them.
    pub buttons: Vec<NotificationButton>,
}

/// A button of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotificationButton {
    /// What it does.
    pub press: NotificationPress,
    /// Its word.
    pub word: &'static str,
}

/// What the agent pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationPress {
    /// The notification itself.
    Open,
    /// Answer.
    Answer,
    /// Decline.
    Decline,
}

impl NotificationPress {
    /// Every press.
    pub const ALL: [Self; 3] = [Self::Open, Self::Answer, Self::Decline];

    /// Its name between the page and its service worker.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answer => "answer",
            Self::Decline => "decline",
        }
    }
}

/// Whether the browser shows notifications of this page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotificationAccess {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// The browser has no notifications.
    Missing,
    /// It shows them.
    Granted,
    /// The agent can be asked.
    Askable,
    /// This page is framed by another site: only a tab of its own can ask the agent.
    InTab,
    /// The agent, or her administrator, has forbidden them.
    Denied,
}
