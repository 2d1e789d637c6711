//! The doctor's page as a whole.

use denwa_core::AdminAction;
use denwa_core::text::{DoctorMsg, Msg};
use leptos::prelude::*;

use super::copy::CopyForSupport;
use super::group::CheckGroup;
use super::summary::Summary;
use crate::admin::{use_admin_dispatch, use_admin_screen};
use crate::view::close_page::ClosePage;
use crate::view::parts::{ByPlace, SmallButton, aria, use_language};

/// The page.
#[component]
pub fn DoctorPage() -> impl IntoView {
    let language = use_language();
    let dispatch = use_admin_dispatch();
    let screen = use_admin_screen();
    let view = Memo::new(move |_| screen.with(|screen| screen.doctor.clone()));
    let groups =
        Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.groups.clone()).unwrap_or_default()));
    let is_running = Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(|view| view.is_running)));
    let again = Signal::derive(move || DoctorMsg::CheckAgain.t(language.get()));
    view! {
        <section class="dw-page" aria-label=move || Msg::Doctor.t(language.get())>
            <header class="dw-page__head">
                <h2 class="dw-page__title">{move || Msg::Doctor.t(language.get())}</h2>
                <ClosePage opener="page-doctor" />
            </header>
            <div class="dw-doctor" aria-busy=move || aria(is_running.get())>
                <Summary view />
                <div class="dw-doctor__tools">
                    <SmallButton word=again on_click=move |_| dispatch(AdminAction::CheckAgain) />
                    <CopyForSupport />
                </div>
                <ByPlace items=groups children=|group| view! { <CheckGroup group /> }.into_any() />
            </div>
        </section>
    }
    .into_any()
}
