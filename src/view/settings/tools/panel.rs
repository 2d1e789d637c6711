//! The administrator's tools.

use leptos::prelude::*;

use super::files::Files;
use super::history::History;
use super::logins::Logins;

/// The tools.
#[component]
pub fn Tools() -> impl IntoView {
    view! {
        <div>
            <Files />
            <Logins />
            <History />
        </div>
    }
    .into_any()
}
