//! A button that chooses a file and reads it.

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{File, HtmlInputElement, TextDecoder, TextDecoderOptions};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Chooses a file and hands over its text.
#[component]
pub fn ChosenFile(
    /// The ID of the field.
    id: &'static str,
    /// The ends of names that are offered: `.csv,.txt`.
    accept: &'static str,
    /// The word on the button.
    #[prop(into)]
    word: Signal<&'static str>,
    /// Takes the text.
    #[prop(into)]
    on_text: Callback<String>,
) -> impl IntoView {
    let choose = move |field: HtmlInputElement| {
        let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            // A file that was moved or deleted meanwhile cannot be read: nothing happens, and another can be chosen.
            if let Ok(text) = read(&file).await {
                on_text.run(text);
            }
            // The same file may be chosen again.
            field.set_value("");
        });
    };
    view! {
        <label class="dw-action dw-action--small dw-file">
            <input
                type="file"
                class="slds-assistive-text"
                id=id
                accept=accept
                on:change:target=move |event| choose(event.target())
            />
            <span>{word}</span>
        </label>
    }
    .into_any()
}

/// Reads a text file. What is not UTF-8 is taken for `Shift_JIS`, which Excel writes in Japan.
async fn read(file: &File) -> Result<String, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(file.array_buffer()).await?.into();
    let bytes = Uint8Array::new(&buffer);
    let strict = TextDecoderOptions::new();
    strict.set_fatal(true);
    let utf8 = TextDecoder::new_with_label_and_options("utf-8", &strict)?;
    match utf8.decode_with_js_u8_array(&bytes) {
        Ok(text) => Ok(text),
        Err(_) => TextDecoder::new_with_label("shift_jis")?.decode_with_js_u8_array(&bytes),
    }
}
