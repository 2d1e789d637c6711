//! Files that are chosen and files that are saved.

use denwa_core::config::Json;
use js_sys::{Array, JSON, JsString, Object, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::view::el::El;

#[wasm_bindgen]
extern "C" {
    type Chooser;
    #[wasm_bindgen(method, getter)]
    fn files(this: &Chooser) -> JsValue;
    type File;
    #[wasm_bindgen(method, js_name = arrayBuffer)]
    fn bytes(this: &File) -> Promise;
    type TextDecoder;
    #[wasm_bindgen(constructor)]
    fn new(name: &str, options: &JsValue) -> TextDecoder;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &JsValue) -> Result<String, JsValue>;
}

/// Reads the file that was chosen and hands its text over. What is not UTF-8 is taken for `Shift_JIS`, which Excel writes in Japan.
pub fn chosen(field: &El, take: fn(String)) {
    let files = field.unchecked_ref::<Chooser>().files();
    let Some(file) = js_sys::Reflect::get_u32(&files, 0).ok().filter(JsValue::is_object) else { return };
    let field = field.clone();
    spawn_local(async move {
        let Ok(bytes) = JsFuture::from(file.unchecked_into::<File>().bytes()).await else { return };
        // The same file may be chosen again.
        field.set_value("");
        let strict = Object::new();
        let _ = js_sys::Reflect::set(&strict, &"fatal".into(), &true.into());
        let text = TextDecoder::new("utf-8", &strict).decode(&bytes);
        let text = text.or_else(|_| TextDecoder::new("shift_jis", &JsValue::UNDEFINED).decode(&bytes));
        take(text.unwrap_or_default());
    });
}

/// A text as JSON, if it is.
pub fn json(text: &str) -> Option<Json> {
    JSON::parse(text).ok().map(|value| read(&value))
}

fn read(value: &JsValue) -> Json {
    if let Some(text) = value.dyn_ref::<JsString>() {
        Json::Text(text.into())
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else if let Some(on) = value.as_bool() {
        Json::Bool(on)
    } else if Array::is_array(value) {
        Json::Array(value.unchecked_ref::<Array>().iter().map(|item| read(&item)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let entries = Object::entries(object);
        let member = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), read(&entry.get(1)))
        };
        Json::Object(entries.iter().map(member).collect())
    } else {
        Json::Null
    }
}

/// The address of a file with that text, for a link that saves it.
pub fn address(text: &str) -> String {
    ["data:application/json;charset=utf-8,", &String::from(js_sys::encode_uri_component(text))].concat()
}
