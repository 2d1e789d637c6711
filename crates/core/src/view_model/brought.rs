//! What came with a call: from whom, what colleagues did with it before (画面転送), and what an IVR asked.

use crate::call::Card;
use crate::text::{Language, say};
use denwa_protocol::{Colleague, EarlierPart};

/// What came with a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BroughtView {
    /// The colleague it came from, in words.
    pub from: Option<String>,
    /// What colleagues did with it before, the earliest first.
    pub earlier: Vec<EarlierView>,
    /// Other values.
    pub data: Vec<DataView>,
}

/// What a colleague did with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierView {
    /// Who, how long, and how it went.
    pub title: String,
    /// Her notes; empty if she made none.
    pub note: String,
}

/// A value that came with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataView {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

pub(super) fn brought_view(card: &Card, language: Language) -> BroughtView {
    let call = &card.call;
    BroughtView {
        from: call.came_from.as_ref().map(|colleague| say::came_from(language, &name_of(colleague))),
        earlier: call.earlier.iter().map(earlier_view).collect(),
        data: call.data.iter().map(|data| DataView { label: data.label.clone(), value: data.value.clone() }).collect(),
    }
}

fn earlier_view(part: &EarlierPart) -> EarlierView {
    let talked = part.answered_at.zip(part.ended_at).map(|(from, to)| say::duration(to.saturating_sub(from)));
    let words = [Some(name_of(&part.by)), talked, part.result.clone()];
    let title = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    EarlierView { title, note: part.note.clone().unwrap_or_default() }
}

/// A colleague's name and extension, as far as they are known.
fn name_of(colleague: &Colleague) -> String {
    match &colleague.name {
        Some(name) if !name.is_empty() => format!("{name} ({})", colleague.extension),
        _ => colleague.extension.clone(),
    }
}
