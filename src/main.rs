//! Mounts the panel's [`App`] in the page; in the tab that asks for notifications only the question.

use denwa_panel::app::App;
use denwa_panel::shell::{notification, page};
use denwa_panel::view::agent::NotificationTab;
use leptos::prelude::*;

fn main() {
    // The outline that stood in the page until the panel was loaded.
    if let Some(outline) = document().get_element_by_id("panel") {
        outline.remove();
    }
    if notification::is_tab_wanted(&page::search()) {
        let language = page::language();
        leptos::mount::mount_to_body(move || view! { <NotificationTab language /> });
    } else {
        leptos::mount::mount_to_body(App);
    }
}
