//! The form for a message to a colleague.

use denwa_core::text::Msg;
use denwa_core::view_model::{MessageCallView, MessagesView};
use denwa_core::{DeskAction, LookupPlace, Target, UserAction};
use leptos::html;
use leptos::prelude::*;

use super::lookup::Lookup;
use crate::app::{use_dispatch, use_language};
use crate::view::parts::aria;

/// The form for a message to a colleague: to whom, about which call, and the text.
#[component]
pub fn MessageForm(
    /// The messages.
    messages: Memo<Option<MessagesView>>,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let language = use_language();
    let to = RwSignal::new(String::new());
    // Whom the text in the field names, if she was chosen from the list.
    let chosen = RwSignal::new(None::<Target>);
    let text = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let calls = Memo::new(move |_| messages.with(|all| all.as_ref().map_or_else(Vec::new, |all| all.calls.clone())));
    let fault = Memo::new(move |_| messages.with(|all| all.as_ref().and_then(|all| all.fault.clone())));
    let is_sending = Memo::new(move |_| messages.with(|all| all.as_ref().is_some_and(|all| all.is_sending)));
    let choose = move |target: Target| {
        to.set(target.name.clone());
        chosen.set(Some(target));
    };
    let send = move || {
        let typed = to.get_untracked().trim().to_owned();
        let receiver = chosen.get_untracked().filter(|target| target.name == typed);
        let to = receiver.unwrap_or(Target { number: typed, ..Target::default() });
        dispatch(UserAction::Desk(DeskAction::SendMessage { to, text: text.get_untracked() }));
    };
    let about = move |call: String| {
        dispatch(UserAction::Desk(DeskAction::WriteMessage { about: Some(call).filter(|call| !call.is_empty()) }));
    };
    let option = |call: MessageCallView| view! { <option value=call.call selected=call.is_chosen>{call.who}</option> };
    view! {
        <div class="dw-form" role="group" aria-label=move || Msg::NewMessage.t(language.get())>
            <Lookup
                id="message-to"
                place=LookupPlace::Message
                label=move || Msg::MessageTo.t(language.get())
                text=to
                field
                on_choose=choose
                on_enter=move |_| {}
            />
            <label class="dw-form__field">
                <span>{move || Msg::MessageAbout.t(language.get())}</span>
                <select class="dw-input" on:change:target=move |event| about(event.target().value())>
                    <option value="" selected=move || calls.with(|calls| calls.iter().all(|call| !call.is_chosen))>
                        {move || Msg::AboutNoCall.t(language.get())}
                    </option>
                    {move || calls.get().into_iter().map(option).collect_view()}
                </select>
            </label>
            <label class="dw-form__field">
                <span>{move || Msg::MessageText.t(language.get())}</span>
                <textarea
                    class="dw-input dw-form__text"
                    rows="3"
                    prop:value=text
                    on:input:target=move |event| text.set(event.target().value())
                ></textarea>
            </label>
            <p class="dw-list__status dw-list__status--error" role="alert" hidden=move || fault.with(Option::is_none)>
                {fault}
            </p>
            <div class="dw-form__acts">
                <button
                    type="button"
                    class="dw-action dw-action--small"
                    on:click=move |_| dispatch(UserAction::Desk(DeskAction::CancelMessage))
                >
                    {move || Msg::Cancel.t(language.get())}
                </button>
                <button
                    type="button"
                    class="dw-action dw-action--small dw-action--main"
                    aria-busy=move || aria(is_sending.get())
                    on:click=move |_| send()
                >
                    {move || Msg::SendMessage.t(language.get())}
                </button>
            </div>
        </div>
    }
    .into_any()
}
