//! What came with a call (画面転送): from whom, what colleagues did with it before, and what an IVR asked.

use denwa_core::text::Msg;
use denwa_core::view_model::{BroughtView, CardView, DataView, EarlierView};
use leptos::prelude::*;

use crate::app::use_language;
use crate::view::parts::ByPlace;

/// What came with a call. Texts from outside are only ever set as text.
#[component]
pub fn Brought(
    /// The call.
    card: Memo<CardView>,
) -> impl IntoView {
    let language = use_language();
    let brought = Memo::new(move |_| card.with(|card| card.brought.clone()));
    let from = move || brought.with(|brought| brought.from.clone());
    let earlier = Memo::new(move |_| brought.with(|brought| brought.earlier.clone()));
    let data = Memo::new(move |_| brought.with(|brought| brought.data.clone()));
    view! {
        <Show when=move || brought.with(|brought| *brought != BroughtView::default())>
            <section class="dw-part dw-brought" aria-label=move || Msg::EarlierParts.t(language.get())>
                <Show when=move || from().is_some()>
                    <p class="dw-part__top">{from}</p>
                </Show>
                <ByPlace items=earlier let:part>
                    <Earlier part />
                </ByPlace>
                <Show when=move || !data.with(Vec::is_empty)>
                    <dl class="dw-data" aria-label=move || Msg::CallDataTitle.t(language.get())>
                        <ByPlace items=data let:one>
                            <Datum one />
                        </ByPlace>
                    </dl>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

/// What a colleague did with the call.
#[component]
fn Earlier(
    /// What she did.
    part: Memo<EarlierView>,
) -> impl IntoView {
    view! {
        <div>
            <p>{move || part.with(|part| part.title.clone())}</p>
            <Show when=move || part.with(|part| !part.note.is_empty())>
                <p class="dw-quote">{move || part.with(|part| part.note.clone())}</p>
            </Show>
        </div>
    }
    .into_any()
}

/// A value.
#[component]
fn Datum(
    /// The value.
    one: Memo<DataView>,
) -> impl IntoView {
    view! {
        <dt>{move || one.with(|one| one.label.clone())}</dt>
        <dd>{move || one.with(|one| one.value.clone())}</dd>
    }
    .into_any()
}
