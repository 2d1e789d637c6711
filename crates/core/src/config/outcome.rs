//! How reading and saving went.

/// Whether the subject's settings have been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// The org has been asked.
    #[default]
    Waiting,
    /// They are there.
    There,
    /// They did not come.
    Failed {
        /// The host's own words; empty where the time ran out.
        detail: String,
    },
}

/// How saving, or undoing, went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    #[default]
    Nothing,
    /// Not answered yet.
    Saving,
    /// Saved.
    Saved {
        /// How many changes.
        changes: usize,
    },
    /// The last save was taken back.
    Undone,
    /// Some values are wrong; nothing was sent.
    Wrong,
    /// Somebody else changed some of it meanwhile; nothing was saved.
    Conflicts,
    /// The org refused some of it; nothing was saved. The fields say why.
    Refused,
    /// No answer, or a failure: it is not known whether the changes were saved.
    Failed {
        /// The host's own words; empty where the time ran out.
        detail: String,
    },
}
