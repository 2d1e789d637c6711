//! The store's state as others see it.

use std::path::PathBuf;

/// The store's state, for `/health`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreHealth {
    /// Whether there is a store.
    pub is_on: bool,
    /// Why changes are not kept at present; `None` if they are.
    pub failure: Option<String>,
    /// The broken file that was set aside when the server started.
    pub set_aside: Option<PathBuf>,
    /// How often the store began to fail.
    pub failures: u64,
}

impl StoreHealth {
    /// Returns the state for `/health`.
    #[must_use]
    pub fn report(&self) -> serde_json::Value {
        let state = match (self.is_on, &self.failure) {
            (false, _) => "off",
            (true, None) => "ok",
            (true, Some(_)) => "failing",
        };
        serde_json::json!({ "state": state, "failure": self.failure, "setAside": self.set_aside })
    }
}
