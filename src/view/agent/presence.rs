//! Whether a colleague can take a call.

use denwa_core::view_model::{PresenceView, Tone};
use leptos::prelude::*;

use crate::view::parts::Time;

/// Whether a colleague can take a call: a word, since when, and a dot of its colour. Nothing of somebody whose presence is not known.
#[component]
pub fn Presence(
    /// The presence.
    presence: Memo<Option<PresenceView>>,
) -> impl IntoView {
    let class = move || {
        let tone = presence.with(|presence| presence.as_ref().map(|presence| tone_name(presence.tone)));
        format!("dw-presence dw-status--{}", tone.unwrap_or_default())
    };
    let since = Signal::derive(move || presence.with(|presence| presence.as_ref()?.since));
    view! {
        <Show when=move || presence.with(Option::is_some)>
            <span class=class>
                <span class="dw-status__dot"></span>
                {move || presence.get().map(|presence| presence.word)}
                <Time since />
            </span>
        </Show>
    }
    .into_any()
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Ready => "ready",
        Tone::Busy => "busy",
        Tone::Away => "away",
        Tone::Work => "work",
        Tone::Off => "off",
    }
}
