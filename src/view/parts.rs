//! Small pieces that several views share.

use denwa_core::Now;
use denwa_core::text::say;
use leptos::prelude::*;

use super::Ui;

/// An icon, by its name in the design system. It says nothing that a word beside it does not.
pub fn icon(ui: Ui, name: &str) -> AnyView {
    let href = format!("{}#{name}", ui.icons);
    view! { <svg class="dw-icon" aria-hidden="true"><use href=href></use></svg> }.into_any()
}

/// A running time, in tabular digits. It is not read aloud: it would be every second.
pub fn timer(ui: Ui, since: Signal<Option<Now>>) -> AnyView {
    let words = move || match since.get() {
        Some(since) => say::duration(ui.now.get().saturating_sub(since)),
        None => String::new(),
    };
    view! { <span class="dw-time" aria-hidden="true">{words}</span> }.into_any()
}

/// An icon that changes.
pub fn icon_of(ui: Ui, name: Signal<&'static str>) -> AnyView {
    let href = move || format!("{}#{}", ui.icons, name.get());
    view! { <svg class="dw-icon" aria-hidden="true"><use href=href></use></svg> }.into_any()
}
