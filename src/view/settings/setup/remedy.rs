//! A place where something can be mended: a setting, or a page of Salesforce's Setup.

use denwa_core::admin_io::SetupCommand;
use denwa_core::doctor::{Remedy, SetupPage};
use denwa_core::settings::{Group, Key, Level};
use denwa_core::text::say;
use leptos::prelude::*;

use super::context::{SetupContext, use_setup};
use crate::view::parts::focus::give_focus;
use crate::view::parts::use_language;
use crate::view::settings::context::{SettingsContext, use_settings};
use crate::view::settings::tab::Tab;

/// A button that goes to the setting, or a link that opens the page of Setup in a tab of its own.
#[component]
pub fn RemedyLink(remedy: Memo<Remedy>) -> impl IntoView {
    let setup = use_setup();
    let settings = use_settings();
    let language = use_language();
    let link = move || match remedy.get() {
        Remedy::Setting(key, level) => {
            let name = move || say::setup::go_to_setting(language.get(), key.label(language.get()));
            let go = move |_| go_to(Destination { group: key.row().group, level, key: Some(key) }, settings, setup);
            view! { <button type="button" class="dw-link" on:click=go>{name}</button> }.into_any()
        }
        Remedy::List(list, level) => {
            let name = move || say::setup::go_to_setting(language.get(), list.label(language.get()));
            let go = move |_| go_to(Destination { group: list.row().group, level, key: None }, settings, setup);
            view! { <button type="button" class="dw-link" on:click=go>{name}</button> }.into_any()
        }
        Remedy::Setup(page) => view! { <SetupLink page /> }.into_any(),
    };
    view! { <p>{link}</p> }.into_any()
}

/// The link to a page of Setup; none while the address of Salesforce is unknown.
#[component]
fn SetupLink(page: SetupPage) -> impl IntoView {
    let language = use_language();
    let salesforce = use_setup().memo(|view| view.salesforce.clone());
    view! {
        <a
            class="dw-link"
            target="_blank"
            rel="noopener"
            href=move || format!("{}{}", salesforce.get(), page.path())
            hidden=move || salesforce.with(String::is_empty)
        >
            {move || say::setup::open_setup_page(language.get(), page.text())}
        </a>
    }
    .into_any()
}

/// Where something is set.
#[derive(Clone, Copy)]
struct Destination {
    group: Group,
    level: Level,
    /// The setting; none for a list.
    key: Option<Key>,
}

/// Leaves the assistant for a setting, which gets the focus, or for a group with the list that is meant.
fn go_to(to: Destination, settings: SettingsContext, setup: SetupContext) {
    settings.search.set(String::new());
    settings.tab.set(Tab::Group(to.group));
    setup.run(SetupCommand::LeaveFor(to.level));
    let selector = match to.key {
        Some(key) => format!("input#{code}, #{code} input", code = key.code()),
        None => "#config-panel".to_owned(),
    };
    // The group is shown with the next frame.
    request_animation_frame(move || {
        give_focus(document().query_selector(&selector).ok().flatten().as_ref());
    });
}
