//! Pages of other sites about a call, and its recording.

use denwa_core::UserAction;
use denwa_core::view_model::{CardView, LinkView};
use leptos::prelude::*;

use crate::app::use_dispatch;
use crate::view::parts::{ByPlace, SmallButton};

/// Pages of other sites about a call, and its recording.
#[component]
pub fn Links(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let links = Memo::new(move |_| card.with(|card| card.links.clone()));
    let button = move |link: Memo<LinkView>| {
        view! {
            <SmallButton
                word=move || link.with(|link| link.word)
                on_click=move |_| dispatch(UserAction::OpenLink { url: link.with_untracked(|link| link.url.clone()) })
            />
        }
    };
    view! {
        <Show when=move || !links.with(Vec::is_empty)>
            <div class="dw-actions">
                <ByPlace items=links children=button />
            </div>
        </Show>
    }
    .into_any()
}
