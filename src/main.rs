//! Mounts the panel's [`App`] in the page.

use denwa_panel::app::App;
use leptos::prelude::document;

fn main() {
    // The outline that stood in the page until the panel was loaded.
    if let Some(outline) = document().get_element_by_id("panel") {
        outline.remove();
    }
    leptos::mount::mount_to_body(App);
}
