//! What a person does in the setup assistant.

use crate::settings::Level;

/// What a person does in the setup assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupCommand {
    /// Open it.
    Open,
    /// Put it away.
    Close,
    /// Show a step, counted from 0.
    Choose(usize),
    /// Go on to the first step that is to be done.
    Next,
    /// Leave the step that is shown undone, and go on.
    Skip,
    /// Check everything again, and let the panel try again to start or to connect.
    CheckAgain,
    /// Leave it for a setting that is to be set at this level.
    LeaveFor(Level),
}
