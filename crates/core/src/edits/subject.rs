//! Whose settings the configuration view shows.

/// Whose settings are shown and set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// The running user's own.
    #[default]
    Me,
    /// What users with a profile see, by its ID; for administrators.
    Profile(String),
    /// What another user sees, by her ID; for administrators.
    User(String),
}
