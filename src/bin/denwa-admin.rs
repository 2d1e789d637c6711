//! Mounts the administrator's pages where the panel keeps a place for them. The panel asks static/boot.js to load this program when a page
//! is opened for the first time.

use denwa_panel::admin::AdminApp;
use denwa_panel::view::parts::PAGES;
use leptos::prelude::document;
use wasm_bindgen::JsCast;

fn main() {
    if let Some(place) = document().get_element_by_id(PAGES) {
        // What an earlier program left there, which broke off.
        place.set_text_content(None);
        leptos::mount::mount_to(place.unchecked_into(), AdminApp).forget();
    }
}
