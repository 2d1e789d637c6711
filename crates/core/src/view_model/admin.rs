//! What the administrator's pages show.

use super::{DoctorView, SettingsView, SetupView};
use crate::admin::Admin;
use crate::crossing::Page;
use crate::text::Language;
use std::sync::Arc;

/// Everything that the pages show.
#[derive(Clone, Debug, PartialEq)]
pub struct AdminScreen {
    /// The language of every word.
    pub language: Language,
    /// The configuration view, while it is open.
    pub settings: Option<Arc<SettingsView>>,
    /// The setup assistant, while it is shown in place of the settings.
    pub setup: Option<Arc<SetupView>>,
    /// The doctor, while it is open.
    pub doctor: Option<Arc<DoctorView>>,
}

impl Admin {
    /// Everything that the pages show.
    #[must_use]
    pub fn screen(&self) -> AdminScreen {
        AdminScreen {
            language: self.panel.language,
            settings: (self.page == Page::Settings).then(|| Arc::new(self.settings_view())),
            setup: self.setup_view().map(Arc::new),
            doctor: (self.page == Page::Doctor).then(|| Arc::new(self.doctor_view())),
        }
    }
}
