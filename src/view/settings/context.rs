//! What every component of the settings page reads and calls.

use std::sync::Arc;

use denwa_core::config::ConfigCommand;
use denwa_core::settings::{Key, List};
use denwa_core::view_model::settings::{FieldView, ListView, SettingsView};
use denwa_core::{AdminAction, Language};
use leptos::prelude::*;

use super::tab::Tab;
use crate::admin::{use_admin_dispatch, use_admin_screen};
use crate::view::parts::use_language;

/// The settings page's own state, and its part of the screen.
#[derive(Clone, Copy)]
pub struct SettingsContext {
    view: Memo<Arc<SettingsView>>,
    /// The language of every word.
    pub language: Memo<Language>,
    /// The tab that is open.
    pub tab: RwSignal<Tab>,
    /// The text that settings are searched for; the tab is shown while it is empty.
    pub search: RwSignal<String>,
    command: Callback<ConfigCommand>,
}

impl SettingsContext {
    /// The context of a page that shows `first` until something changes.
    pub fn new(first: Arc<SettingsView>) -> Self {
        let screen = use_admin_screen();
        let dispatch = use_admin_dispatch();
        let view = Memo::new(move |last: Option<&Arc<SettingsView>>| {
            let view = screen.with(|screen| screen.settings.clone());
            view.or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        Self {
            view,
            language: use_language(),
            tab: RwSignal::new(Tab::default()),
            search: RwSignal::new(String::new()),
            command: Callback::new(move |command| dispatch(AdminAction::Config(command))),
        }
    }

    /// A part of the view.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&SettingsView) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        // Behind a pointer: a memo is compiled once for each type of value, and not for each reader.
        let read: Box<dyn Fn(&SettingsView) -> T + Send + Sync> = Box::new(read);
        Memo::new(move |_| self.view.with(|view| read(view)))
    }

    /// A part of the view, read once.
    pub fn read<T>(self, read: impl FnOnce(&SettingsView) -> T) -> T {
        self.view.with_untracked(|view| read(view))
    }

    /// A setting.
    pub fn field(self, key: Key) -> Memo<FieldView> {
        self.memo(move |view| view.fields[key as usize].clone())
    }

    /// The value of a setting that would be in force with what is typed.
    pub fn effective(self, key: Key) -> String {
        self.view.with(|view| view.fields[key as usize].effective().to_owned())
    }

    /// A list.
    pub fn list(self, list: List) -> Memo<Arc<ListView>> {
        self.memo(move |view| view.lists[list as usize].clone())
    }

    /// Hands a command to the core.
    pub fn run(self, command: ConfigCommand) {
        self.command.run(command);
    }
}

/// The context of the settings page.
pub fn use_settings() -> SettingsContext {
    expect_context()
}
