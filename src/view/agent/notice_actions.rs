//! What the agent can do about a notice.

use denwa_core::text::Msg;
use denwa_core::view_model::{Gravity, NoticeView};
use denwa_core::{Page, UserAction};
use leptos::prelude::*;

use crate::app::{use_dispatch, use_language, use_screen};
use crate::view::parts::SmallButton;

/// What the agent can do about a notice.
#[component]
pub fn NoticeActions(
    /// The notice.
    notice: Memo<NoticeView>,
) -> impl IntoView {
    let screen = use_screen();
    let dispatch = use_dispatch();
    let language = use_language();
    let can_try_again = Memo::new(move |_| notice.with(|notice| notice.can_try_again));
    let can_take_over = Memo::new(move |_| notice.with(|notice| notice.can_take_over));
    let can_export_logs = Memo::new(move |_| notice.with(|notice| notice.can_export_logs));
    // What is wrong in full, and how to mend it: also where nothing else works.
    let offers_doctor = Memo::new(move |_| {
        notice.with(|notice| notice.gravity == Gravity::Error) && screen.with(|screen| screen.page != Page::Doctor)
    });
    view! {
        <Show when=move || can_try_again.get() || can_take_over.get() || can_export_logs.get() || offers_doctor.get()>
            <div class="dw-notice__actions">
                <Show when=move || can_take_over.get()>
                    <SmallButton
                        word=move || Msg::TakeOver.t(language.get())
                        on_click=move |_| dispatch(UserAction::TakeOver)
                    />
                </Show>
                <Show when=move || can_try_again.get()>
                    <SmallButton
                        word=move || Msg::TryAgain.t(language.get())
                        on_click=move |_| dispatch(UserAction::TryAgain)
                    />
                </Show>
                <Show when=move || can_export_logs.get()>
                    <SmallButton
                        word=move || Msg::ExportLogs.t(language.get())
                        on_click=move |_| dispatch(UserAction::ExportLogs)
                    />
                </Show>
                <Show when=move || offers_doctor.get()>
                    <SmallButton
                        word=move || Msg::Doctor.t(language.get())
                        on_click=move |_| dispatch(UserAction::Show(Page::Doctor))
                    />
                </Show>
            </div>
        </Show>
    }
    .into_any()
}
