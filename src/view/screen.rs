//! All that the views show, as one value: told by the core after every input, and handed to the views when it is another.

use denwa_core::doctor::Finding;
use denwa_core::notice::Notice;
use denwa_core::project::{CardView, DialView, Stage, StatusView};
use denwa_core::{Language, Page, Panel};

/// What is on the screen.
#[derive(Clone, PartialEq, Eq)]
pub struct Screen {
    /// The language.
    pub language: Language,
    /// The page that is shown.
    pub page: Page,
    /// Where the panel as a whole stands.
    pub stage: Stage,
    /// The status chip.
    pub status: StatusView,
    /// What must be read.
    pub notices: Vec<Notice>,
    /// The dial bar.
    pub dial: DialView,
    /// The calls, in the order they are shown.
    pub cards: Vec<CardView>,
    /// What the doctor found, while that is shown.
    pub findings: Vec<Finding>,
}

impl Screen {
    /// What the panel wants shown.
    pub fn of(panel: &Panel) -> Self {
        Self {
            language: panel.language(),
            page: panel.page(),
            stage: panel.stage(),
            status: panel.status(),
            notices: panel.notices(),
            dial: panel.dial(),
            findings: if panel.page() == Page::Doctor { panel.findings() } else { Vec::new() },
            cards: panel.call_ids().iter().filter_map(|id| panel.card(id)).collect(),
        }
    }
}
