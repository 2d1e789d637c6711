//! What the agent sees when the panel itself breaks: never a dead page. It is built without the views, which may be what broke.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Document, Element};

use super::page;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}

const TEXTS: [(&str, &str, &str); 2] = [
    ("ja", "パネルに問題が起きました。通話は電話機で続けられます。パネルを読み込み直してください。", "読み込み直す"),
    ("en", "Something in the panel broke. Calls go on, on your phone. Load the panel again.", "Load again"),
];

/// From now on a panic shows a message in place of the panel.
pub fn install() {
    std::panic::set_hook(Box::new(show));
}

fn show(info: &PanicHookInfo<'_>) {
    console_error(&info.to_string());
    if let Some(document) = page::document() {
        let _ = replace(&document);
    }
}

fn replace(document: &Document) -> Option<()> {
    let body = document.body()?;
    let make = |tag: &str, class: &str| -> Option<Element> {
        let element = document.create_element(tag).ok()?;
        element.set_class_name(class);
        Some(element)
    };
    let main = make("main", "dw-panel dw-broken")?;
    main.set_attribute("role", "alert").ok()?;
    main.set_attribute("data-state", "failed").ok()?;
    for (language, message, button) in TEXTS {
        let section = make("section", "dw-notice dw-notice--error")?;
        section.set_attribute("lang", language).ok()?;
        let text = make("p", "dw-notice__text")?;
        text.set_text_content(Some(message));
        let reload = make("button", "dw-action dw-action--main dw-action--small")?;
        reload.set_attribute("type", "button").ok()?;
        reload.set_text_content(Some(button));
        let act = Closure::once_into_js(|| page::reload(None));
        reload.add_event_listener_with_callback("click", act.unchecked_ref()).ok()?;
        section.append_child(&text).ok()?;
        section.append_child(&reload).ok()?;
        main.append_child(&section).ok()?;
    }
    body.set_text_content(None);
    body.append_child(&main).ok()?;
    Some(())
}
