//! The settings page: groups of settings in tabs, a search over all of them, and below them what is not saved.
//!
//! Only what is open is in the document: the settings of one tab, and of a list the page that is shown. Each component takes its own part
//! of the [`SettingsView`](denwa_core::view_model::settings::SettingsView) by a `Memo`, so that a key stroke costs the same with five
//! hundred lines as with five.

mod conflict;
mod context;
mod entries;
mod entry;
mod field;
mod form;
mod level_choice;
mod level_switch;
mod link_button;
mod list;
mod not_there;
mod object_offers;
mod offers;
mod page;
mod person;
mod person_box;
mod person_name;
mod preview;
mod save_bar;
mod save_buttons;
mod save_state;
mod search_box;
mod setup;
mod subject;
mod tab;
mod tab_button;
mod tabs;
mod tools;
mod values;

pub use page::SettingsPage;
