//! Copies what may be handed to others.

use denwa_core::text::DoctorMsg;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::shell::{admin, clipboard};
use crate::view::parts::SmallButton;
use crate::view::parts::use_language;

/// The button, and whether it worked.
#[component]
pub fn CopyForSupport() -> impl IntoView {
    let language = use_language();
    let outcome = RwSignal::new(None::<DoctorMsg>);
    let copy = move |_| {
        outcome.set(None);
        let at = String::from(js_sys::Date::new_0().to_iso_string());
        let report = admin::read(|admin| admin.doctor_report(&at)).unwrap_or_default();
        // Asked within the click: later the browser might refuse.
        let copied = clipboard::copy(&report);
        spawn_local(async move {
            let is_copied = copied.await;
            outcome.set(Some(if is_copied { DoctorMsg::Copied } else { DoctorMsg::NotCopied }));
        });
    };
    let word = Signal::derive(move || DoctorMsg::Copy.t(language.get()));
    view! {
        <SmallButton word on_click=copy />
        <p class="dw-doctor__note" role="status">
            {move || outcome.get().map(|outcome| outcome.t(language.get()))}
        </p>
    }
    .into_any()
}
