//! A list of settings: its rows, a page of them at a time, and how rows are added.

use denwa_core::settings::List;
use denwa_core::text::say;
use denwa_core::text::settings::Expected;
use leptos::prelude::*;

use super::add_row::AddRow;
use super::context::ListContext;
use super::filter::Filter;
use super::head::Head;
use super::line::Line;
use super::log_field::LogField;
use super::pager::Pager;
use super::row::Row;
use crate::view::settings::context::use_settings;

/// A list.
#[component]
pub fn ListEditor(list: List) -> impl IntoView {
    let settings = use_settings();
    let context = ListContext::new(list);
    provide_context(context);
    let language = settings.language;
    let is_editable = context.memo(|view| view.is_editable);
    let is_unsaved = context.memo(|view| view.is_unsaved);
    let reason = context.memo(|view| view.refusal.map(|refusal| refusal.reason));
    let refused_name = context.memo(|view| view.refused_name.clone());
    let words = move || {
        let words = reason.get()?.words(Expected::Rows(list), language.get());
        let name = refused_name.get();
        Some(if name.is_empty() { words } else { say::settings::about_name(language.get(), &name, &words) })
    };
    let object = list.row().object;
    let row = move |place: usize| match list {
        List::Lines => view! { <Line place /> }.into_any(),
        List::LogFields => view! { <LogField place /> }.into_any(),
        _ => view! { <Row place /> }.into_any(),
    };
    view! {
        <section
            class="dw-field"
            aria-labelledby=context.label_id()
            data-list=object
            data-unsaved=move || is_unsaved.get()
        >
            <Head />
            <p class="dw-field__help" id=context.help_id()>{move || list.help(language.get())}</p>
            <p class="dw-field__wrong" role="status" hidden=move || reason.with(Option::is_none)>{words}</p>
            <Filter />
            <fieldset class="dw-rows" aria-labelledby=context.label_id() disabled=move || !is_editable.get()>
                <For each=move || context.shown.get() key=|place| *place children=row />
            </fieldset>
            <Pager />
            <AddRow />
        </section>
    }
    .into_any()
}
