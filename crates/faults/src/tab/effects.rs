//! A panel handles an input, and its effects are carried out.

use super::Page;
use crate::{event::SimEvent, plan::Protection, world::World};
use denwa_core::shortcuts::ChosenShortcuts;
use denwa_core::{Effect, Input, kept_call::KeptCall};

impl World {
    pub(super) fn update(&mut self, page: Page, input: Input) {
        self.trace(&format!("to page {}-{}", page.tab, page.load), &input);
        let tab = &mut self.tabs[page.tab];
        let Some(panel) = tab.panel.as_mut().filter(|_| tab.load == page.load) else { return };
        let effects = panel.update(input, self.now + tab.skew);
        tab.wake_at = panel.wake_at().map(|at| at.saturating_sub(tab.skew));
        for effect in effects {
            self.trace(&format!("page {}-{}", page.tab, page.load), &effect);
            self.run_effect(page, effect);
        }
    }

    fn run_effect(&mut self, page: Page, effect: Effect) {
        match effect {
            Effect::Host { id, request, deadline } => self.ask_host(page, id, request, deadline),
            Effect::Connect(_) => {
                self.close_from_panel(page.tab);
                self.connect(page);
            }
            Effect::Send(message) => self.send_to_server(page, message),
            Effect::Close => self.close_from_panel(page.tab),
            Effect::Reload { .. } => self.reload_tab(page.tab),
            Effect::Copy { call, .. } => self.local(page, Input::Copied { call, done: true }),
            Effect::KeepCall { key, draft } => self.keep_draft(page.tab, key, draft),
            Effect::LoadCalls { prefix } => {
                let drafts = &self.browsers[self.tabs[page.tab].browser].drafts;
                let own = drafts.iter().filter(|(key, _)| key.starts_with(&prefix));
                let drafts = own.map(|(_, draft)| draft.clone()).collect();
                self.local(page, Input::CallsLoaded { prefix, drafts });
            }
            Effect::KeepChoices { key, choices } => {
                self.browsers[self.tabs[page.tab].browser].choices.insert(key, choices);
            }
            Effect::LoadChoices { key } => {
                let choices = self.browsers[self.tabs[page.tab].browser].choices.get(&key).cloned();
                self.local(page, Input::ChoicesLoaded { key, choices: choices.unwrap_or_default() });
            }
            Effect::LoadShortcuts { key } => {
                self.local(page, Input::ShortcutsLoaded { key, shortcuts: ChosenShortcuts::default() });
            }
            // Pages of the administrator, tabs, files, recordings and what rings or notifies are not part of the play.
            Effect::KeepShortcuts { .. }
            | Effect::Go(_)
            | Effect::Ring(_)
            | Effect::StopRing
            | Effect::ListDevices
            | Effect::AskForDevices
            | Effect::KeepOwnAlerts { .. }
            | Effect::LoadOwnAlerts { .. }
            | Effect::Notify(_)
            | Effect::CloseNotification { .. }
            | Effect::AskForNotifications
            | Effect::FocusPage
            | Effect::WarnBeforeLeaving(_)
            | Effect::OpenTab(_)
            | Effect::Get { .. }
            | Effect::FindMedia { .. }
            | Effect::Download { .. }
            | Effect::LoadAdmin
            | Effect::ToAdmin(_) => {}
        }
    }

    fn local(&mut self, page: Page, input: Input) {
        self.queue.add(self.now, SimEvent::Local(page, Box::new(input)));
    }

    fn keep_draft(&mut self, tab: usize, key: String, draft: Option<Box<KeptCall>>) {
        if self.plan.without == Some(Protection::Drafts) {
            return;
        }
        let drafts = &mut self.browsers[self.tabs[tab].browser].drafts;
        match draft {
            Some(draft) => drop(drafts.insert(key, *draft)),
            None => drop(drafts.remove(&key)),
        }
    }
}
