//! Values of the page by their names. What is not there is `undefined`; a binding for each would weigh many times this.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    /// The window: `valueOf` gives what it is called on. To ask for the value itself takes 600 bytes.
    #[wasm_bindgen(js_namespace = window, js_name = valueOf)]
    pub fn window() -> Window;
}

/// A member of a value.
pub fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// What stands at the end of that way, from the window on.
pub fn at(way: &[&str]) -> JsValue {
    let mut value = JsValue::from(window());
    for name in way {
        value = member(&value, name);
    }
    value
}

/// A value that stands in the program as JSON.
pub fn of_json(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or_default()
}
