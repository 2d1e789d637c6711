//! Opening and closing the view.

use super::{Config, Reading, Subject};
use crate::effect::Effect;
use crate::effects::Effects;
use crate::package::boot::BootAnswer;
use crate::settings::{Level, Settings};
use denwa_protocol::Snapshot;

/// What the machine needs to know of the rest of the panel when the view is opened.
#[derive(Clone, Copy, Debug)]
pub struct ConfigContext<'a> {
    /// Who the user is, and her stored settings as they were read last.
    pub boot: &'a BootAnswer,
    /// The settings in force.
    pub settings: &'a Settings,
    /// The event server's last snapshot, with the events since.
    pub server: &'a Snapshot,
    /// The origin of the org.
    pub org_base: &'a str,
    /// The outside-line prefix of the user's call centre.
    pub outside_prefix: Option<&'a str>,
}

impl Config {
    /// The view is opened, or closed.
    pub(crate) fn show(&mut self, open: bool, context: &ConfigContext, effects: &mut Effects) {
        self.deadline = context.settings.timeout_settings_ms();
        context.org_base.clone_into(&mut self.org_base);
        self.outside_prefix = context.outside_prefix.map(str::to_owned);
        self.on_lines(&context.server.lines, &context.server.extension);
        if open && !self.is_open {
            self.open(context.boot, effects);
        }
        self.is_open = open;
        self.refresh_lists();
    }

    fn open(&mut self, boot: &BootAnswer, effects: &mut Effects) {
        self.is_administrator = boot.permissions.administrator;
        self.outcome = super::Outcome::Nothing;
        self.is_seeking = false;
        if self.subject.is_none() {
            self.subject = Some(Subject::Me);
            self.level = Some(if self.is_administrator { Level::Organisation } else { Level::User });
        }
        let store_key = format!("config.{}.{}", boot.organisation.id, boot.user.id);
        if self.store_key != store_key {
            effects.push(Effect::Load { key: store_key.clone() });
            self.store_key = store_key;
        }
        // The settings that the panel has are shown at once, and read again for what changed since.
        if self.is_mine() {
            self.reading = Some(Reading::There);
            self.take(boot.settings.clone(), effects);
        }
        self.read(effects);
        if self.objects.is_empty() {
            self.describe_objects(effects);
        }
    }
}
