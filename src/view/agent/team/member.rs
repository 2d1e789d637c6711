//! A member of a supervisor's team.

use denwa_core::text::{Msg, say};
use denwa_core::view_model::{ModeChoice, TeamMemberView};
use leptos::prelude::*;

use super::member_call::MemberCall;
use super::set_status::SetStatus;
use crate::app::use_language;
use crate::view::agent::presence::Presence;
use crate::view::parts::{ByPlace, Time, aria};

/// A member: her status since when, her calls, and the form that sets her status.
#[component]
pub fn Member(
    /// The member.
    member: Memo<TeamMemberView>,
    /// The modes that she can be set to.
    modes: Memo<Vec<ModeChoice>>,
    /// The member whose status is being chosen.
    chosen: RwSignal<Option<String>>,
) -> impl IntoView {
    let language = use_language();
    let extension = Memo::new(move |_| member.with(|member| member.extension.clone()));
    let presence = Memo::new(move |_| member.with(|member| Some(member.presence.clone())));
    let calls = Memo::new(move |_| member.with(|member| member.calls.clone()));
    let is_open = Memo::new(move |_| chosen.with(|chosen| chosen.as_ref() == Some(&*extension.read())));
    let toggle = move |_| chosen.set((!is_open.get_untracked()).then(|| extension.get_untracked()));
    view! {
        <li class="dw-item">
            <div class="dw-item__text">
                <span class="dw-item__name">{move || member.with(|member| member.name.clone())}</span>
                <span class="dw-item__about">
                    <span class="dw-number">{extension}</span>
                    {move || member.with(|member| member.note)}
                </span>
            </div>
            <Presence presence />
            <Time since=Signal::derive(move || Some(member.with(|member| member.since))) />
            <button
                type="button"
                class="dw-action dw-action--small dw-item__act"
                data-rove="true"
                aria-label=move || member.with(|member| say::set_status_of(language.get(), &member.name))
                aria-expanded=move || aria(is_open.get())
                aria-busy=move || aria(member.with(|member| member.is_busy))
                on:click=toggle
            >
                {move || Msg::Change.t(language.get())}
            </button>
            <ByPlace items=calls let:call>
                <MemberCall extension call />
            </ByPlace>
            <Show when=move || is_open.get()>
                <SetStatus member modes on_close=Callback::new(move |()| chosen.set(None)) />
            </Show>
        </li>
    }
    .into_any()
}
