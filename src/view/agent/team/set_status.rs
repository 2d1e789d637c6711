//! The form by which a supervisor sets an agent's status.

use denwa_core::text::Msg;
use denwa_core::view_model::{ModeChoice, TeamMemberView};
use denwa_core::{TeamAction, UserAction};
use leptos::html;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language};
use crate::view::parts::SmallButton;
use crate::view::parts::focus::give_focus;
use crate::view::parts::keys::is_enter;

/// The status to set, and why. Without a reason nothing is sent.
#[component]
pub fn SetStatus(
    /// The member.
    member: Memo<TeamMemberView>,
    /// What can be set.
    modes: Memo<Vec<ModeChoice>>,
    /// Closes the form.
    on_close: Callback<()>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let extension = member.with_untracked(|member| member.extension.clone());
    let (mode_id, why_id) = (format!("status-of-{extension}"), format!("why-of-{extension}"));
    let chosen = RwSignal::new(0_usize);
    let choice = NodeRef::<html::Select>::new();
    let why = NodeRef::<html::Input>::new();
    Effect::new(move || give_focus(choice.get().as_ref()));
    let set = Callback::new(move |()| {
        let reason = why.get_untracked().map(|field| field.value()).filter(|text| !text.trim().is_empty());
        let mode = modes.with_untracked(|modes| modes.get(chosen.get_untracked()).map(|choice| choice.mode.clone()));
        match (mode, reason) {
            (Some(mode), Some(reason)) => {
                let action = TeamAction::SetMode { agent: extension.clone(), mode, why: reason };
                dispatch(UserAction::Team(action));
                on_close.run(());
            }
            _ => give_focus(why.get_untracked().as_ref()),
        }
    });
    let option =
        |(place, choice): (usize, ModeChoice)| view! { <option value=place.to_string()>{choice.word}</option> };
    view! {
        <div class="dw-item__more" role="group" aria-label=move || Msg::ChangeStatus.t(language.get())>
            <label for=mode_id.clone()>{move || Msg::NewStatus.t(language.get())}</label>
            <select
                class="dw-input"
                id=mode_id
                node_ref=choice
                on:change:target=move |event| chosen.set(event.target().value().parse().unwrap_or_default())
            >
                {move || modes.get().into_iter().enumerate().map(option).collect_view()}
            </select>
            <label for=why_id.clone()>{move || Msg::StatusWhy.t(language.get())}</label>
            <input
                class="dw-input"
                type="text"
                maxlength="255"
                autocomplete="off"
                required
                id=why_id
                node_ref=why
                on:keydown=move |event| if is_enter(&event) { set.run(()) }
            />
            <SmallButton word=move || Msg::Change.t(language.get()) on_click=move |_| set.run(()) />
            <SmallButton word=move || Msg::Cancel.t(language.get()) on_click=move |_| on_close.run(()) />
        </div>
    }
    .into_any()
}
