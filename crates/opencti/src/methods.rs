//! The methods of `sforce.opencti`, a file for each of its subjects.

pub(crate) mod apex;
pub(crate) mod channel;
pub(crate) mod click_to_dial;
pub(crate) mod engagement;
pub(crate) mod layout;
pub(crate) mod log;
pub(crate) mod panel;
pub(crate) mod screen_pop;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod view;
