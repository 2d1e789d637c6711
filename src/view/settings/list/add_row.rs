//! How rows are added to a list.

use denwa_core::settings::{Kind, List};
use denwa_core::text::SettingsMsg;
use leptos::prelude::*;

use super::add_box::AddBox;
use super::add_empty::AddEmpty;
use super::context::ListContext;

/// What adds a row, where the user may change the list and there is room.
#[component]
pub fn AddRow() -> impl IntoView {
    let context: ListContext = expect_context();
    let can_add = context.memo(|view| view.is_editable && view.has_room);
    let control = move || match context.list {
        List::Lines => view! { <AddBox label=SettingsMsg::LineToAdd kind=Kind::Number /> }.into_any(),
        List::Targets => view! { <AddBox label=SettingsMsg::TargetToAdd kind=Kind::Object /> }.into_any(),
        List::Results | List::Statuses | List::HarassmentScript | List::HarassmentOutcomes => {
            view! { <AddEmpty /> }.into_any()
        }
        // Every part of a call has its row already.
        List::LogFields => ().into_any(),
    };
    view! { <Show when=move || can_add.get()>{control()}</Show> }.into_any()
}
