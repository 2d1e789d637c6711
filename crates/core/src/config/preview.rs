//! What an incoming call would look like: a call that is none goes through the card and the projection of real ones, with what is typed.

use crate::card::Card;
use crate::panel::Panel;
use crate::project::CardView;
use crate::rehearsal;
use crate::text::Language;
use crate::who::{NotSearched, Who};
use denwa_protocol::{Capabilities, Capability, Number};

/// How the caller of a preview fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    /// One record matches.
    One,
    /// None matches.
    Nobody,
    /// Several match.
    Several,
    /// The number is withheld.
    Withheld,
}

impl Panel {
    /// What an incoming call would look like with what is set and typed in the configuration view.
    #[must_use]
    pub fn config_preview(&self, preview: Preview, language: Language) -> CardView {
        let mut scratch = Panel::default();
        scratch.language = language;
        scratch.lines.clone_from(&self.lines);
        scratch.merged.settings = self.config_settings();
        scratch.capabilities = able();
        let line = self.lines.first().map(|line| line.number.clone());
        let mut call = rehearsal::call(0, line, language);
        call.remote.name = None;
        let who = match preview {
            Preview::One => Who::pretended(&[name(language)]),
            Preview::Nobody => Who::pretended(&[]),
            Preview::Several => Who::pretended(&[name(language), other(language)]),
            Preview::Withheld => {
                call.remote.number = Number::Withheld;
                Who::NotSearched(NotSearched::Withheld)
            }
        };
        let mut view = scratch.card_view(&Card::pretended(call, who));
        for button in &mut view.buttons {
            button.disabled = None;
        }
        view
    }
}

fn name(language: Language) -> &'static str {
    if language == Language::Ja { "山田 花子" } else { "Hanako Yamada" }
}

fn other(language: Language) -> &'static str {
    if language == Language::Ja { "山田 太郎" } else { "Taro Yamada" }
}

fn able() -> Capabilities {
    let yes = Capability::Available;
    Capabilities { answer: yes, decline: yes, hold: yes, hang_up: yes, ..Capabilities::default() }
}
