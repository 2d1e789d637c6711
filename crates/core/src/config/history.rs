//! Who changed what.

use super::Config;
use super::answer::detail;
use crate::admin_io::{AdminAnswer, AdminEffects, AdminReply, AdminRequest, ConfigRequest};
use crate::package::history::{HistoryRequest, PastChange};
use crate::settings::Key;
use std::sync::Arc;

/// How many changes are shown.
const LIMIT: u32 = 50;

/// Who changed what.
#[derive(Clone, Debug, PartialEq)]
pub enum History {
    /// The org has been asked.
    Waiting,
    /// The changes, newest first.
    There(Arc<Vec<PastChange>>),
    /// The history did not come.
    Failed {
        /// The host's own words; empty where the time ran out.
        detail: String,
    },
}

impl Config {
    /// Asks for the changes of one setting, or of all.
    pub(super) fn show_history(&mut self, key: Option<Key>, effects: &mut AdminEffects) {
        self.tools.history = Some(History::Waiting);
        self.forget(ConfigRequest::History);
        let field = key.map(|key| key.row().field.to_owned());
        let request = HistoryRequest { field, limit: Some(LIMIT) };
        self.ask(ConfigRequest::History, AdminRequest::History(request), effects);
    }

    pub(super) fn on_history(&mut self, answer: AdminAnswer) {
        if self.tools.history.is_some() {
            self.tools.history = Some(match answer {
                Ok(AdminReply::History(history)) => History::There(Arc::new(history.changes)),
                failure => History::Failed { detail: detail(&failure) },
            });
        }
    }
}
