//! The field for the number that a call is sent to, or that is consulted.

use denwa_core::text::Msg;
use denwa_core::view_model::{ControlView, TargetAction, TargetView};
use denwa_core::{CallControl, LookupPlace, Target, UserAction};
use denwa_protocol::{AttachedRecord, Service};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::Opened;
use crate::app::{use_dispatch, use_language};
use crate::view::agent::Lookup;
use crate::view::parts::{ByPlace, aria, focus::give_focus};

/// The element ID of the field. One card is large at a time, and only a large one has the field.
const FIELD: &str = "target-number";
/// The element ID of what is said about the number.
const HELP: &str = "target-help";

/// The field for a number, in which somebody is looked up by name, and what can be done with it. Enter does the first; the field stays open
/// until that is done.
#[component]
pub fn TargetField(
    /// The call's ID.
    call: String,
    /// What can be done with it.
    control: Memo<ControlView>,
    /// Closes the field.
    on_close: Callback<()>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let field = NodeRef::<html::Input>::new();
    let target = Memo::new(move |last: Option<&TargetView>| {
        let target = control.with(|control| control.target.clone());
        target.or_else(|| last.cloned()).unwrap_or_else(empty)
    });
    let actions = Memo::new(move |_| target.with(|target| target.actions.clone()));
    let question = Memo::new(move |_| target.with(|target| target.question.clone()));
    let error = Memo::new(move |_| target.with(|target| target.error.clone()));
    let id = Opened::Target.id(&call);
    let text = RwSignal::new(String::new());
    // The record of whom the agent chose, until she types something else.
    let chosen = RwSignal::new(None::<AttachedRecord>);
    let ask = {
        let call = call.clone();
        move |control| dispatch(UserAction::Control { call: call.clone(), control })
    };
    let send = {
        let ask = ask.clone();
        move |service: Service| {
            let (text, record) = (text.get_untracked(), chosen.get_untracked());
            ask(CallControl::SendTo { service, text, record });
        }
    };
    let send_first = {
        let send = send.clone();
        move |_: String| {
            if let Some(first) = actions.with_untracked(|actions| actions.first().map(|action| action.service)) {
                send(first);
            }
        }
    };
    // Whom the agent chose stands in the field: she says what is done with the call.
    let choose = {
        let ask = ask.clone();
        move |target: Target| {
            text.set(target.number);
            chosen.set(target.record);
            ask(CallControl::EditTarget);
        }
    };
    let close_by_key = {
        let ask = ask.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                ask(CallControl::EditTarget);
                on_close.run(());
            }
        }
    };
    close_when_done(target, on_close);
    Effect::new(move || give_focus(field.get().as_ref()));
    let label = move || {
        let is_deflect = actions.with(|actions| actions.iter().any(|action| action.service == Service::Deflect));
        if is_deflect { Msg::DeflectNumber } else { Msg::TargetNumber }.t(language.get())
    };
    let edit = {
        let ask = ask.clone();
        move |()| {
            chosen.set(None);
            ask(CallControl::EditTarget);
        }
    };
    let (confirm, refuse) = (ask.clone(), ask);
    view! {
        <div id=id.clone() class="dw-target" role="group" aria-label=label on:keydown=close_by_key>
            <Lookup
                id=FIELD
                place=LookupPlace::Target(call)
                label=Signal::derive(label)
                text
                field
                described_by=HELP
                is_invalid=Signal::derive(move || error.with(Option::is_some))
                on_edit=edit
                on_choose=choose
                on_enter=send_first
            />
            <p id=HELP class="dw-dial__help dw-dial__help--error" role="status">{error}</p>
            <Show when=move || question.with(Option::is_some)>
                <EmergencyTarget question on_confirm=confirm.clone() on_refuse=refuse.clone() />
            </Show>
            <TargetActions actions on_send=send on_close />
        </div>
    }
    .into_any()
}

/// What can be done with the number.
#[component]
fn TargetActions(
    /// What can be done.
    actions: Memo<Vec<TargetAction>>,
    /// Does it.
    #[prop(into)]
    on_send: Callback<Service>,
    /// Closes the field.
    on_close: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let button = move |action: Memo<TargetAction>| {
        view! {
            <button
                type="button"
                class="dw-action"
                aria-busy=move || aria(action.with(|action| action.is_busy))
                on:click=move |_| on_send.run(action.with_untracked(|action| action.service))
            >
                {move || action.with(|action| action.word)}
            </button>
        }
    };
    view! {
        <div class="dw-target__actions">
            <ByPlace items=actions children=button />
            <button type="button" class="dw-action" on:click=move |_| on_close.run(())>
                {move || Msg::Cancel.t(language.get())}
            </button>
        </div>
    }
    .into_any()
}

/// Whether an emergency number is to be dialled.
#[component]
fn EmergencyTarget<F>(
    /// The question.
    question: Memo<Option<String>>,
    /// Dials.
    on_confirm: F,
    /// Does not dial.
    on_refuse: F,
) -> impl IntoView
where
    F: Fn(CallControl) + Clone + 'static,
{
    let language = use_language();
    let refuse = NodeRef::<html::Button>::new();
    Effect::new(move || give_focus(refuse.get().as_ref()));
    view! {
        <div class="dw-confirm" role="alertdialog" aria-live="assertive" aria-label=move || question.get()>
            <p class="dw-confirm__text">{question}</p>
            <button
                type="button"
                class="dw-action dw-action--main"
                on:click=move |_| on_confirm(CallControl::ConfirmTarget)
            >
                {move || Msg::DialNow.t(language.get())}
            </button>
            <button type="button" class="dw-action" node_ref=refuse on:click=move |_| on_refuse(CallControl::EditTarget)>
                {move || Msg::Cancel.t(language.get())}
            </button>
        </div>
    }
    .into_any()
}

/// A number that was not used stays, to be mended.
fn close_when_done(target: Memo<TargetView>, on_close: Callback<()>) {
    Effect::new(move |was_busy: Option<bool>| {
        let (is_busy, has_failed) = target.with(|target| (target.is_busy, target.has_failed));
        if was_busy == Some(true) && !is_busy && !has_failed {
            on_close.run(());
        }
        is_busy
    });
}

fn empty() -> TargetView {
    TargetView { actions: Vec::new(), is_busy: false, has_failed: false, error: None, question: None }
}
