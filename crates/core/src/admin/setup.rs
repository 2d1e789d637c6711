//! The setup assistant within the page of settings.

use super::Admin;
use crate::admin_io::{AdminEffects, SetupCommand};
use crate::crossing::{Page, PanelFacts, ToPanel};
use crate::edits::ConfigCommand;
use crate::start::is_new_org;

impl Admin {
    /// Whether the assistant is shown.
    pub(crate) fn shows_setup(&self) -> bool {
        self.page == Page::Settings && self.setup.is_open()
    }

    pub(super) fn on_facts(&mut self, facts: PanelFacts) {
        if facts.is_testing {
            self.setup.on_test_call();
        }
        self.panel = facts;
    }

    /// The assistant opens by itself with the settings of an org where nothing is set up yet.
    pub(super) fn offer_setup(&mut self) {
        let (Some(failed), Some(who)) = (&self.panel.failed, &self.panel.who) else { return };
        if self.page == Page::Settings && is_new_org(failed.fault, who.permissions, &self.own_settings) {
            self.setup.offer();
        }
    }

    /// The assistant is for administrators: others could do nothing about most steps.
    pub(super) fn on_setup(&mut self, command: SetupCommand, effects: &mut AdminEffects) {
        if !self.config.is_administrator() {
            return;
        }
        match command {
            SetupCommand::Open => {
                self.doctor.forget();
                self.setup.go_on();
            }
            SetupCommand::Close => self.setup.close(),
            SetupCommand::Choose(place) => self.setup.choose(place),
            SetupCommand::Next => self.setup.go_on(),
            SetupCommand::Skip => self.setup.skip(),
            SetupCommand::CheckAgain => {
                self.doctor.forget();
                effects.tell_panel(ToPanel::TryAgain);
            }
            SetupCommand::LeaveFor(level) => {
                self.setup.close();
                self.config.act(ConfigCommand::SetLevel(level), effects);
            }
        }
    }
}
