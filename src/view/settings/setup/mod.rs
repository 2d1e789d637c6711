//! The setup assistant, in place of the settings: the step that is shown, and the list of all steps.

mod assistant;
mod buttons;
mod context;
mod current;
mod line;
mod list;
mod remedies;
mod remedy;
mod setup_button;
mod words;

pub use assistant::SetupAssistant;
pub use context::use_is_setup;
pub use setup_button::SetupButton;
