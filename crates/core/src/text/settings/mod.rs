//! Words of the settings and of the settings page.

mod choices;
mod helps;
mod labels;
mod lists;
mod page;
mod reasons;

pub use page::SettingsMsg;
pub use reasons::Expected;
