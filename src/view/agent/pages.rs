//! The page that is open beside the calls.

use denwa_core::Page;
use leptos::prelude::*;

use crate::app::use_screen;
use crate::view::doctor::DoctorPage;
use crate::view::settings::SettingsPage;

/// The page that is open beside the calls.
#[component]
pub fn Pages() -> impl IntoView {
    let screen = use_screen();
    let page = Memo::new(move |_| screen.with(|screen| screen.page));
    move || match page.get() {
        Page::Calls => None,
        Page::Settings => Some(view! { <div class="dw-pages"><SettingsPage /></div> }.into_any()),
        Page::Doctor => Some(view! { <div class="dw-pages"><DoctorPage /></div> }.into_any()),
    }
}
