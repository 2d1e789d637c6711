//! A notice.

use denwa_core::view_model::{Gravity, NoticeView};
use leptos::prelude::*;

use super::count_down::CountDown;
use super::notice_actions::NoticeActions;
use crate::view::parts::{Icon, IconName};

/// A notice: what happened, what happens next, and what the agent can do.
#[component]
pub fn Notice(
    /// The notice.
    notice: Memo<NoticeView>,
) -> impl IntoView {
    let gravity = Memo::new(move |_| notice.with(|notice| notice.gravity));
    let detail = Memo::new(move |_| notice.with(|notice| notice.detail.clone()));
    let again_at = Memo::new(move |_| notice.with(|notice| notice.again_at));
    view! {
        <div class=move || format!("dw-notice dw-notice--{}", gravity_name(gravity.get()))>
            <Icon name=move || gravity_icon(gravity.get()) />
            <p class="dw-notice__text">{move || notice.with(|notice| notice.text.clone())}</p>
            <Show when=move || detail.with(Option::is_some)>
                <p class="dw-notice__detail">{detail}</p>
            </Show>
            <Show when=move || again_at.get().is_some()>
                <CountDown again_at />
            </Show>
            <NoticeActions notice />
        </div>
    }
    .into_any()
}

fn gravity_name(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Info => "info",
        Gravity::Warning => "warning",
        Gravity::Error => "error",
    }
}

fn gravity_icon(gravity: Gravity) -> IconName {
    match gravity {
        Gravity::Info => IconName::Info,
        Gravity::Warning => IconName::Warning,
        Gravity::Error => IconName::Error,
    }
}
