//! Files that are chosen and files that are saved.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::shell::settled::{self, settled};
use crate::view::el::El;

#[wasm_bindgen]
extern "C" {
    type Chooser;
    #[wasm_bindgen(method, getter)]
    fn files(this: &Chooser) -> JsValue;
    type File;
    #[wasm_bindgen(method, js_name = arrayBuffer)]
    fn bytes(this: &File) -> JsValue;
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
    let read = move |ends: Array| {
        let bytes = settled::value(&ends, 0);
        if bytes.is_undefined() {
            return;
        }
        // The same file may be chosen again.
        field.set_value("");
        let strict = Object::new();
        let _ = js_sys::Reflect::set(&strict, &"fatal".into(), &true.into());
        let text = TextDecoder::new("utf-8", &strict).decode(&bytes);
        let text = text.or_else(|_| TextDecoder::new("shift_jis", &JsValue::UNDEFINED).decode(&bytes));
        take(text.unwrap_or_default());
    };
    settled(&Array::of1(&file.unchecked_into::<File>().bytes()), Box::new(read));
}

/// The address of a file with that text, for a link that saves it.
pub fn address(text: &str) -> String {
    ["data:application/json;charset=utf-8,", &String::from(js_sys::encode_uri_component(text))].concat()
}
