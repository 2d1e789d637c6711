//! The administrator's pages as a whole: settings with the setup assistant, and doctor, in a program of their own beside the panel.
//!
//! [`Admin::update`] takes everything in, one [`AdminInput`] at a time, and gives back [`AdminEffect`]s, as the panel does. What the panel
//! knows comes by messages of [`crate::crossing`].

mod findings;
mod setup;

use crate::Now;
use crate::admin_io::{AdminAction, AdminEffect, AdminEffects, AdminInput, AdminOwner};
use crate::config::{Config, ConfigContext};
use crate::crossing::{Page, PanelFacts, ToAdmin, ToPanel};
use crate::doctor::Doctor;
use crate::effects::NEVER;
use crate::settings::StoredSettings;
use crate::setup::Setup;

/// The state of the pages.
#[derive(Clone, Debug, Default)]
pub struct Admin {
    /// The page that is shown.
    pub(crate) page: Page,
    /// What the panel knows, as it said last.
    pub(crate) panel: PanelFacts,
    /// The user's own settings, as the panel read them last.
    own_settings: StoredSettings,
    pub(crate) config: Config,
    pub(crate) doctor: Doctor,
    pub(crate) setup: Setup,
    /// How many requests have been made.
    requests: u32,
}

impl Admin {
    /// Take one input, and say what is to be done.
    pub fn update(&mut self, input: AdminInput, now: Now) -> Vec<AdminEffect> {
        let mut effects = AdminEffects::new(now, self.requests);
        self.take(input, &mut effects);
        self.watch(&mut effects);
        let (effects, requests) = effects.finish();
        self.requests = requests;
        effects
    }

    /// When the pages want an [`AdminInput::Tick`] at the latest.
    #[must_use]
    pub fn wake_at(&self) -> Option<Now> {
        Some(self.config.wake_at()).filter(|at| *at < NEVER)
    }

    fn take(&mut self, input: AdminInput, effects: &mut AdminEffects) {
        match input {
            AdminInput::Start => effects.tell_panel(ToPanel::Ready),
            AdminInput::Panel(message) => self.on_panel(message, effects),
            AdminInput::Host(id, answer) => match id.owner {
                AdminOwner::Doctor(question) => {
                    self.doctor.on_host(question, id, answer, &self.panel.library, effects.now);
                }
                AdminOwner::Config(_) => self.config.on_host(id, answer, effects),
            },
            AdminInput::User(action) => self.on_user(action, effects),
            AdminInput::Loaded { key, drafts } => self.config.on_loaded(&key, drafts, effects),
            AdminInput::Tick => self.config.tick(effects),
        }
    }

    fn on_panel(&mut self, message: ToAdmin, effects: &mut AdminEffects) {
        match message {
            ToAdmin::Facts(facts) => self.on_facts(*facts),
            ToAdmin::Lines { lines, extension } => self.config.on_lines(&lines, &extension),
            ToAdmin::OwnSettings(stored) => {
                self.config.on_own_settings(&stored, effects);
                self.own_settings = stored;
            }
            ToAdmin::SettingsChanged => self.config.on_settings_changed(effects),
            ToAdmin::Show(page) => self.show(page, effects),
        }
    }

    fn show(&mut self, page: Page, effects: &mut AdminEffects) {
        self.page = page;
        self.doctor.forget();
        let context = ConfigContext {
            who: self.panel.who.as_ref(),
            own_settings: &self.own_settings,
            deadline: self.panel.settings.timeout_ms,
            org_base: &self.panel.library.base,
            outside_prefix: self.panel.settings.outside_prefix.as_deref(),
        };
        self.config.show(page == Page::Settings, &context, effects);
        self.offer_setup();
    }

    fn on_user(&mut self, action: AdminAction, effects: &mut AdminEffects) {
        match action {
            AdminAction::Config(command) => self.config.act(command, effects),
            AdminAction::Setup(command) => self.on_setup(command, effects),
            AdminAction::CheckAgain => self.doctor.forget(),
            AdminAction::Close => effects.tell_panel(ToPanel::Close),
        }
    }

    /// Let the doctor ask for what is missing, and the setup assistant look at what it found.
    fn watch(&mut self, effects: &mut AdminEffects) {
        let shows_setup = self.shows_setup();
        self.doctor.watch(self.page == Page::Doctor || shows_setup, &self.panel, effects);
        if shows_setup {
            let findings = self.findings();
            self.setup.settle(&findings);
        }
    }
}
