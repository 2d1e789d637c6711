//! What can be done with an active and a held call together.

use denwa_core::view_model::ControlView;
use leptos::prelude::*;

use super::Opened;
use super::tiles::Tiles;

/// What can be done with an active and a held call together, and who is held.
#[component]
pub fn Pair(
    /// The active call's ID.
    call: String,
    /// What can be done with it.
    control: Memo<ControlView>,
    /// What is open in the card.
    opened: RwSignal<Option<Opened>>,
) -> impl IntoView {
    let words = Memo::new(move |_| control.with(|control| control.pair.as_ref().map(|pair| pair.words.clone())));
    let tiles = Memo::new(move |_| {
        control.with(|control| control.pair.as_ref().map(|pair| pair.tiles.clone()).unwrap_or_default())
    });
    view! {
        <Show when=move || words.with(Option::is_some)>
            <div class="dw-pair">
                <p class="dw-pair__words">{words}</p>
                <Tiles call=call.clone() tiles opened label=Signal::derive(move || words.get().unwrap_or_default()) />
            </div>
        </Show>
    }
    .into_any()
}
