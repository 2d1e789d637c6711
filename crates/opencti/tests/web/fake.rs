//! The fakes of `fake.js`, and what tests have in common.

use js_sys::{JSON, Promise};
use opencti::{Deadline, OpenCti};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Window};

#[wasm_bindgen(module = "/tests/web/fake.js")]
extern "C" {
    pub type Fake;
    #[wasm_bindgen(constructor)]
    pub fn new() -> Fake;
    #[wasm_bindgen(method, getter)]
    pub fn library(this: &Fake) -> JsValue;
    #[wasm_bindgen(method)]
    pub fn tell(this: &Fake, method: &str, how: &str);
    #[wasm_bindgen(method)]
    pub fn called(this: &Fake, method: &str) -> String;
    #[wasm_bindgen(method)]
    pub fn answer(this: &Fake, method: &str, response: Option<&str>) -> Option<String>;
    #[wasm_bindgen(method)]
    pub fn fire(this: &Fake, method: &str, payload: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    pub fn registrations(this: &Fake, method: &str) -> u32;
    #[wasm_bindgen(method)]
    pub fn remove(this: &Fake, method: &str);

    pub type Page;
    #[wasm_bindgen(constructor)]
    pub fn new() -> Page;
    #[wasm_bindgen(method, getter)]
    pub fn window(this: &Page) -> Window;
    #[wasm_bindgen(method, getter)]
    pub fn document(this: &Page) -> Document;
    #[wasm_bindgen(method, getter)]
    pub fn asked(this: &Page) -> Vec<String>;
    #[wasm_bindgen(method)]
    pub fn serve(this: &Page, source: &str);
    #[wasm_bindgen(method)]
    pub fn offer(this: &Page, fake: &Fake) -> u32;
    #[wasm_bindgen(method)]
    pub fn scripts(this: &Page) -> u32;
    #[wasm_bindgen(method)]
    pub fn refer(this: &Page, referrer: &str);
    #[wasm_bindgen(method)]
    pub fn close(this: &Page);

    pub type Wire;
    #[wasm_bindgen(constructor)]
    pub fn new(legacy: bool) -> Wire;
    #[wasm_bindgen(method, getter)]
    pub fn library(this: &Wire) -> JsValue;
    #[wasm_bindgen(method, getter)]
    pub fn ready(this: &Wire) -> Promise;
    #[wasm_bindgen(method)]
    pub fn tell(this: &Wire, method: &str, how: &str);
    #[wasm_bindgen(method)]
    pub fn fire(this: &Wire, method: &str, payload: &str);
    #[wasm_bindgen(method)]
    pub fn release(this: &Wire);
    #[wasm_bindgen(method)]
    pub fn thrown(this: &Wire) -> String;
    #[wasm_bindgen(method)]
    pub fn close(this: &Wire);

    pub type Quiet;
    #[wasm_bindgen(constructor)]
    pub fn new() -> Quiet;
    #[wasm_bindgen(method)]
    pub fn stop(this: &Quiet) -> u32;
}

/// Longer than anything here takes: reaching it is a failure.
pub const AMPLE: Deadline = Deadline::seconds(20);
/// For what is meant to run out.
pub const SHORT: Deadline = Deadline::milliseconds(5);

/// A successful response with this value.
pub fn success(value: &str) -> String {
    format!(r#"{{"success":true,"returnValue":{value},"errors":null}}"#)
}

/// The behaviour "answers this, later".
pub fn answers(response: &str) -> String {
    format!(r#"{{"answers":[{response}]}}"#)
}

/// A fake whose `method` answers successfully with `value`.
pub fn fake_with(method: &str, value: &str) -> (Fake, OpenCti) {
    let fake = Fake::new();
    fake.tell(method, &answers(&success(value)));
    let cti = OpenCti::attach(&fake.library());
    (fake, cti)
}

/// A fake that answers everything successfully with null.
pub fn fake() -> (Fake, OpenCti) {
    let fake = Fake::new();
    let cti = OpenCti::attach(&fake.library());
    (fake, cti)
}

/// A wire whose host is up.
pub async fn wire(legacy: bool) -> (Wire, OpenCti) {
    let wire = Wire::new(legacy);
    JsFuture::from(wire.ready()).await.unwrap();
    let cti = OpenCti::attach(&wire.library());
    (wire, cti)
}

/// Compares JSON texts by what they say, whatever the order of keys.
pub fn assert_json(actual: &str, expected: &str) {
    let text = |json: &str| String::from(JSON::stringify(&sorted(&JSON::parse(json).unwrap())).unwrap());
    assert_eq!(text(actual), text(expected));
}

fn sorted(value: &JsValue) -> JsValue {
    if js_sys::Array::is_array(value) {
        let array = js_sys::Array::new();
        for item in js_sys::Array::from(value).iter() {
            array.push(&sorted(&item));
        }
        return array.into();
    }
    if !value.is_object() {
        return value.clone();
    }
    let object = js_sys::Object::new();
    let mut keys: Vec<String> =
        js_sys::Reflect::own_keys(value).unwrap().iter().filter_map(|key| key.as_string()).collect();
    keys.sort();
    for key in keys {
        let field = js_sys::Reflect::get(value, &key.as_str().into()).unwrap();
        js_sys::Reflect::set(&object, &key.into(), &sorted(&field)).unwrap();
    }
    object.into()
}
