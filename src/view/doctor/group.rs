//! A group of checks.

use denwa_core::view_model::doctor::GroupView;
use leptos::prelude::*;

use super::check::Check;
use crate::view::parts::ByPlace;
use crate::view::parts::use_language;

/// The heading of a group, and its checks.
#[component]
pub fn CheckGroup(group: Memo<GroupView>) -> impl IntoView {
    let language = use_language();
    let findings = Memo::new(move |_| group.with(|group| group.checks.clone()));
    view! {
        <section>
            <h3 class="dw-doctor__group">{move || group.with(|group| group.group.text().t(language.get()))}</h3>
            <ul class="dw-checks">
                <ByPlace items=findings children=|finding| view! { <Check finding /> }.into_any() />
            </ul>
        </section>
    }
    .into_any()
}
