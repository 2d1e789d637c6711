//! A line, to tick: whether its calls are linked.

use denwa_core::config::ConfigCommand;
use denwa_core::text::SettingsMsg;
use denwa_core::view_model::settings::RowView;
use leptos::prelude::*;

use super::context::ListContext;
use super::remove_button::RemoveButton;
use crate::view::settings::context::use_settings;
use crate::view::settings::values::level_label;

/// The row of a line.
#[component]
pub fn Line(place: usize) -> impl IntoView {
    let settings = use_settings();
    let context: ListContext = expect_context();
    let language = settings.language;
    let row = context.row(place);
    let is_linked = move || row.with(RowView::is_linked);
    let number = Signal::derive(move || row.with(|row| row.cells.first().cloned().unwrap_or_default()));
    let level = move || row.with(|row| row.level);
    let about = move || {
        row.with(|row| match &row.name {
            Some(name) => name.clone(),
            None if row.is_own_extension => SettingsMsg::OwnExtension.t(language.get()).to_owned(),
            None => String::new(),
        })
    };
    let set_level = settings.memo(|view| view.level);
    let is_of_this_level = move || level() == Some(set_level.get());
    let id = context.cell_id(place, 1);
    view! {
        <div class="dw-row dw-row--line">
            <input
                type="checkbox"
                class="dw-tick"
                id=id.clone()
                aria-describedby=context.help_id()
                prop:checked=is_linked
                on:change:target=move |event| {
                    settings.run(ConfigCommand::LinkLine { row: place, linked: event.target().checked() });
                }
            />
            <label class="dw-row__line" for=id>
                <span class="dw-number">{move || number.get()}</span>
                <span class="dw-row__about">{about}</span>
            </label>
            <span class="dw-badge">{move || level_label(level(), language.get())}</span>
            <RemoveButton place name=number hidden=Signal::derive(move || !is_of_this_level()) />
        </div>
    }
    .into_any()
}
