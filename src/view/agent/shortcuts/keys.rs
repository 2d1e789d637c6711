//! The keys of a shortcut, beside what it does.

use denwa_core::shortcuts::Shortcut;
use leptos::prelude::*;

use crate::app::use_screen;

/// The keys of a shortcut.
#[derive(Clone, Copy)]
pub struct ShortcutKeys {
    /// For an `aria-keyshortcuts` attribute; none if it has none.
    pub aria: Memo<Option<String>>,
    /// As keyboards name them; none if it has none.
    pub label: Memo<Option<String>>,
}

/// The keys of a shortcut; none for a button that has no shortcut.
#[must_use]
pub fn use_shortcut_keys(shortcut: Signal<Option<Shortcut>>) -> ShortcutKeys {
    let screen = use_screen();
    let aria = Memo::new(move |_| screen.with(|screen| screen.shortcuts.aria_keys(shortcut.get()?)));
    let label = Memo::new(move |_| screen.with(|screen| screen.shortcuts.keys(shortcut.get()?)));
    ShortcutKeys { aria, label }
}

/// The keys of a shortcut, in sight. A screen reader hears them from the button's `aria-keyshortcuts`.
#[component]
pub fn Keys(
    /// The keys.
    keys: ShortcutKeys,
) -> impl IntoView {
    let label = keys.label;
    view! {
        <Show when=move || label.with(Option::is_some)>
            <kbd class="dw-kbd" aria-hidden="true">{label}</kbd>
        </Show>
    }
    .into_any()
}
