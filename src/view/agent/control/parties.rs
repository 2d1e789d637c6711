//! The other sides of a conference.

use denwa_core::text::Msg;
use denwa_core::view_model::{ControlView, PartyView};
use denwa_core::{CallControl, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::aria;

/// The other sides of a conference, each of which can be taken out.
#[component]
pub fn Parties(
    /// The call's ID.
    call: String,
    /// What can be done with it.
    control: Memo<ControlView>,
) -> impl IntoView {
    let language = use_language();
    let parties = Memo::new(move |_| control.with(|control| control.parties.clone()));
    let label_id = format!("parties-{call}");
    let call = StoredValue::new(call);
    view! {
        <Show when=move || parties.with(|parties| !parties.is_empty())>
            <div class="dw-parties">
                <p class="dw-parties__title" id=label_id.clone()>{move || Msg::Parties.t(language.get())}</p>
                <ul aria-labelledby=label_id.clone()>
                    <For each=move || parties.get() key=|party| party.id.clone() let:first>
                        <PartyItem call=call.get_value() parties first />
                    </For>
                </ul>
            </div>
        </Show>
    }
    .into_any()
}

/// Another side of a conference.
#[component]
fn PartyItem(
    /// The call's ID.
    call: String,
    /// Everybody in the conference.
    parties: Memo<Vec<PartyView>>,
    /// The party when it came.
    first: PartyView,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let id = first.id.clone();
    let party = Memo::new(move |last: Option<&PartyView>| {
        let party = parties.with(|parties| parties.iter().find(|party| party.id == first.id).cloned());
        party.unwrap_or_else(|| last.unwrap_or(&first).clone())
    });
    let who = move || party.with(|party| party.who.clone());
    let drop_party = move |_| {
        let control = CallControl::DropParty { party: id.clone() };
        dispatch(UserAction::Control { call: call.clone(), control });
    };
    // Each says whom it takes out.
    let name = move || format!("{} {}", who(), Msg::DropParty.t(language.get()));
    view! {
        <li class="dw-party">
            <span class="dw-party__who">{who}</span>
            <span class="dw-party__state" role="status">{move || party.with(|party| party.state)}</span>
            <button
                type="button"
                class="dw-action dw-action--small"
                aria-label=name
                aria-busy=move || aria(party.with(|party| party.is_busy))
                hidden=move || party.with(|party| !party.can_drop)
                on:click=drop_party
            >
                {move || Msg::DropParty.t(language.get())}
            </button>
        </li>
    }
    .into_any()
}
