//! What the panel and its pages tell each other.

use super::Panel;
use crate::crossing::{Page, ToAdmin, ToPanel};
use crate::effects::Effects;
use crate::pages::Program;
use denwa_protocol::Command;

impl Panel {
    pub(super) fn show_page(&mut self, page: Page, effects: &mut Effects) {
        self.shortcuts.close();
        self.pages.show(page, effects);
        self.brief_pages(effects);
    }

    /// Tells the pages everything that they need to show the one that is open.
    fn brief_pages(&mut self, effects: &mut Effects) {
        self.tell_facts(effects);
        self.tell_lines(effects);
        self.tell_own_settings(effects);
        let page = self.pages.page;
        self.pages.tell(|| ToAdmin::Show(page), effects);
    }

    /// Tells the pages what the panel knows, if that has changed.
    pub(super) fn tell_facts(&mut self, effects: &mut Effects) {
        if self.pages.is_shown() {
            let facts = self.facts();
            self.pages.tell_facts(facts, effects);
        }
    }

    /// Tells the pages the event server's lines.
    pub(super) fn tell_lines(&self, effects: &mut Effects) {
        let server = &self.context.server;
        let lines = || ToAdmin::Lines { lines: server.lines.clone(), extension: server.extension.clone() };
        self.pages.tell(lines, effects);
    }

    /// Tells the pages the user's own settings.
    pub(super) fn tell_own_settings(&self, effects: &mut Effects) {
        self.pages.tell(|| ToAdmin::OwnSettings(self.boot.settings.clone()), effects);
    }

    /// The pages say something.
    pub(super) fn on_admin(&mut self, message: ToPanel, effects: &mut Effects) {
        match message {
            // A program that has broken off is no longer listened to.
            _ if self.pages.program == Program::Broken => {}
            ToPanel::Ready => {
                self.pages.on_ready();
                self.brief_pages(effects);
            }
            ToPanel::Close => self.show_page(Page::Calls, effects),
            ToPanel::SettingsSaved { users } => {
                effects.command(Command::SettingsChanged { users });
            }
            ToPanel::OwnSettings(stored) => self.take_settings(stored, effects),
            ToPanel::TestCall => self.begin_test_call(effects),
            ToPanel::TryAgain => self.try_after_repair(effects),
        }
    }
}
