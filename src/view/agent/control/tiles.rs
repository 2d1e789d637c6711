//! A row of small buttons.

use denwa_core::text::Msg;
use denwa_core::view_model::TileView;
use leptos::prelude::*;

use super::Opened;
use super::tile::TileButton;
use crate::app::use_language;
use crate::view::parts::{ByPlace, roving::rove_row};

/// A row of small buttons, walked through by the arrow keys. Each keeps its place while the call goes on.
#[component]
pub fn Tiles(
    /// The call's ID.
    call: String,
    /// The buttons.
    tiles: Memo<Vec<TileView>>,
    /// What is open below the row.
    opened: RwSignal<Option<Opened>>,
    /// What the row is called.
    #[prop(optional)]
    label: Option<Signal<String>>,
) -> impl IntoView {
    let language = use_language();
    let stop = RwSignal::new(0_usize);
    let placed = Memo::new(move |_| tiles.with(|tiles| tiles.iter().cloned().enumerate().collect::<Vec<_>>()));
    // The Tab key finds the row also after the button at which it stopped has gone.
    Effect::new(move || {
        let last = tiles.with(Vec::len).saturating_sub(1);
        if stop.get_untracked() > last {
            stop.set(last);
        }
    });
    let label = move || label.map_or_else(|| Msg::MoreServices.t(language.get()).to_owned(), |label| label.get());
    view! {
        <div
            class="dw-tiles"
            role="toolbar"
            aria-label=label
            hidden=move || tiles.with(Vec::is_empty)
            on:keydown=move |event| rove_row(&event)
        >
            <ByPlace items=placed let:tile>
                <TileButton call=call.clone() tile stop opened />
            </ByPlace>
        </div>
    }
    .into_any()
}
