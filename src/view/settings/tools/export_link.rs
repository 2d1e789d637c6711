//! The link that exports all settings.

use denwa_core::text::SettingsMsg;
use js_sys::Array;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use wasm_bindgen::{JsCast, JsValue};

use crate::json;
use crate::shell::admin;
use crate::view::settings::context::use_settings;

/// A link that downloads the file. The file is made when the link is followed.
#[component]
pub fn ExportLink() -> impl IntoView {
    let settings = use_settings();
    let address = StoredValue::new(None::<String>);
    let forget = move || {
        if let Some(Some(address)) = address.try_update_value(Option::take) {
            // The browser refuses only what is no address.
            Url::revoke_object_url(&address).ok();
        }
    };
    let make = move |event: MouseEvent| {
        forget();
        let link = event.current_target().and_then(|target| target.dyn_into::<HtmlAnchorElement>().ok());
        let file = admin::read(denwa_core::Admin::settings_file);
        let made = json::to_text(&file).ok().and_then(|text| blob_address(&text).ok());
        match (link, made) {
            (Some(link), Some(made)) => {
                link.set_href(&made);
                address.set_value(Some(made));
            }
            _ => event.prevent_default(),
        }
    };
    on_cleanup(forget);
    view! {
        <a class="dw-action dw-action--small" href="#" download="denwa-settings.json" on:click=make>
            {move || SettingsMsg::Export.t(settings.language.get())}
        </a>
    }
    .into_any()
}

/// The address of a file with that text.
fn blob_address(text: &str) -> Result<String, JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &properties)?;
    Url::create_object_url_with_blob(&blob)
}
