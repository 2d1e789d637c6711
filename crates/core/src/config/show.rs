//! Opening and closing the view.

use super::{Config, Reading, Subject};
use crate::admin_io::{AdminEffect, AdminEffects};
use crate::crossing::Who;
use crate::settings::{Level, StoredSettings};
use std::sync::Arc;

/// What the machine needs to know of the panel when the view is opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConfigContext<'a> {
    /// Who the user is; none before the package has answered.
    pub who: Option<&'a Who>,
    /// The user's own settings as they were read last.
    pub own_settings: &'a StoredSettings,
    /// How long to wait for the package, in milliseconds.
    pub deadline: u32,
    /// The origin of the org.
    pub org_base: &'a str,
    /// The outside-line prefix of the user's call centre.
    pub outside_prefix: Option<&'a str>,
}

impl Config {
    /// The view is opened, or closed.
    pub(crate) fn show(&mut self, open: bool, context: &ConfigContext, effects: &mut AdminEffects) {
        self.requests.deadline = context.deadline;
        context.org_base.clone_into(&mut self.org.base);
        self.org.outside_prefix = context.outside_prefix.map(str::to_owned);
        if open && !self.is_open {
            self.open(context, effects);
        }
        self.is_open = open;
        self.refresh_lists();
    }

    fn open(&mut self, context: &ConfigContext, effects: &mut AdminEffects) {
        let nobody = Who::default();
        let who = context.who.unwrap_or(&nobody);
        self.whom.is_administrator = who.permissions.administrator;
        self.typed.outcome = super::Outcome::Nothing;
        self.whom.is_seeking = false;
        // Somebody may have created what was missing.
        self.org.missing.clear();
        self.org.described = Arc::default();
        if self.whom.subject.is_none() {
            self.whom.subject = Some(Subject::Me);
            self.whom.level = Some(if self.whom.is_administrator { Level::Organisation } else { Level::User });
        }
        let store_key = format!("config.{}.{}", who.organisation, who.user);
        if self.typed.store_key != store_key {
            effects.push(AdminEffect::Load { key: store_key.clone() });
            self.typed.store_key = store_key;
        }
        // The settings that the panel has are shown at once, and read again for what changed since.
        if self.is_mine() {
            self.read.state = Some(Reading::There);
            self.take(context.own_settings.clone(), effects);
        }
        self.read(effects);
        if self.org.objects.is_empty() {
            self.describe_objects(effects);
        }
    }
}
