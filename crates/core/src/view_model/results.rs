//! Results to choose from once a call is over (通話結果), and pages of other sites about it.

use crate::call::{Card, LinkKind, Log};
use crate::panel::Panel;
use crate::text::Msg;

/// A result to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultView {
    /// As the administrator worded it.
    pub label: String,
    /// The agent chose it.
    pub is_chosen: bool,
}

/// A page for a tab of the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// Its address.
    pub url: String,
    /// What it is.
    pub word: &'static str,
}

impl Panel {
    pub(super) fn result_views(&self, card: &Card) -> Vec<ResultView> {
        if card.call.ended.is_none() || matches!(card.log, Log::NotLogged | Log::Elsewhere) {
            return Vec::new();
        }
        let is_chosen = |label: &str| card.wrap_up.result.value().map(String::as_str) == Some(label);
        let labels = self.settings().results();
        labels.map(|label| ResultView { label: label.to_owned(), is_chosen: is_chosen(label) }).collect()
    }

    /// Pages of other sites, then the recording.
    pub(super) fn link_views(&self, card: &Card) -> Vec<LinkView> {
        let language = self.context.language;
        let word = |kind| match kind {
            LinkKind::Page => Msg::OpenPage,
            LinkKind::Recording => Msg::Recording,
        };
        let links = card.links(&self.context).into_iter();
        links.map(|link| LinkView { word: word(link.kind).t(language), url: link.url }).collect()
    }
}
