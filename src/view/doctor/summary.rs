//! How many faults the doctor found.

use std::sync::Arc;

use denwa_core::text::{DoctorMsg, say};
use denwa_core::view_model::DoctorView;
use leptos::prelude::*;

use crate::view::parts::use_language;

/// How many faults there are: read aloud when it changes.
#[component]
pub fn Summary(view: Memo<Option<Arc<DoctorView>>>) -> impl IntoView {
    let language = use_language();
    let words = Memo::new(move |_| {
        let language = language.get();
        view.with(|view| match view.as_deref() {
            Some(view) if view.is_running => DoctorMsg::Checking.t(language).to_owned(),
            Some(view) if view.errors + view.warnings > 0 => say::doctor::found(language, view.errors, view.warnings),
            Some(_) => DoctorMsg::AllSound.t(language).to_owned(),
            None => String::new(),
        })
    });
    view! { <p class="dw-doctor__sum" role="status">{move || words.get()}</p> }.into_any()
}
