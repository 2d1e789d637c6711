//! The menu of the status chip, walked through by the arrow keys.

use denwa_core::text::Msg;
use denwa_core::view_model::StatusView;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::status_item::StatusItem;
use crate::app::use_language;
use crate::view::parts::{ByPlace, focus::give_focus, roving::rove};

/// Where the focus begins in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuStart {
    /// On the current status.
    Current,
    /// On the last status.
    Last,
}

/// The menu of the status chip, walked through by the arrow keys.
#[component]
pub fn StatusMenu(
    /// The status.
    status: Memo<StatusView>,
    /// The menu.
    menu: NodeRef<html::Div>,
    /// The chip, which gets the focus back.
    chip: NodeRef<html::Button>,
    /// Closes the menu, and says where the focus begins.
    start: RwSignal<Option<MenuStart>>,
) -> impl IntoView {
    let language = use_language();
    let choices = Memo::new(move |_| status.with(|status| status.choices.clone()));
    let close = move || {
        give_focus(chip.get_untracked().as_ref());
        start.set(None);
    };
    Effect::new(move || {
        if let (Some(menu), Some(start)) = (menu.get(), start.get()) {
            let current = choices.with_untracked(|choices| choices.iter().position(|choice| choice.is_current));
            let item = match start {
                MenuStart::Current => menu.children().item(u32::try_from(current.unwrap_or(0)).unwrap_or(0)),
                MenuStart::Last => menu.last_element_child(),
            };
            give_focus(item.as_ref());
        }
    });
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            close();
        }
        "Tab" => start.set(None),
        _ => rove(&event),
    };
    view! {
        <div
            id="status-menu"
            class="dw-menu"
            role="menu"
            aria-label=move || status.with(change_word).t(language.get())
            node_ref=menu
            on:keydown=key
        >
            <ByPlace items=choices let:choice>
                <StatusItem choice on_close=close />
            </ByPlace>
        </div>
    }
    .into_any()
}

/// What the menu is for: a status now, or after the calls that go on.
pub fn change_word(status: &StatusView) -> Msg {
    if status.is_for_later { Msg::ChangeNextStatus } else { Msg::ChangeStatus }
}
