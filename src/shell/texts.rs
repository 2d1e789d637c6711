//! The words of the configuration view and the doctor: one file, fetched when they are needed, so that what an agent needs first does not
//! wait for them. Both languages stand side by side in it, because two files would weigh an eighth more. Its address stands in the page,
//! because it carries a hash.

use core::cell::{Cell, RefCell};

use denwa_core::Language;
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page::document;
use super::spawn;

#[wasm_bindgen]
extern "C" {
    type Response;
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str) -> Promise;
    #[wasm_bindgen(method, getter)]
    fn ok(this: &Response) -> bool;
    #[wasm_bindgen(method)]
    fn json(this: &Response) -> Promise;
}

/// How it stands with the words.
#[derive(Clone, Copy, PartialEq)]
pub enum Texts {
    /// Not asked for, or on their way.
    Awaited,
    /// There.
    There,
    /// They did not come.
    Missing,
}

thread_local! {
    /// The texts of each key, in the order of [`Language`].
    static TEXTS: RefCell<(Texts, JsValue)> = const { RefCell::new((Texts::Awaited, JsValue::UNDEFINED)) };
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// How it stands with the words.
pub fn state() -> Texts {
    TEXTS.with_borrow(|texts| texts.0)
}

/// A word by its key; empty while there is none.
pub fn word(language: Language, key: &str) -> String {
    let under = |of: &JsValue, key: JsValue| Reflect::get(of, &key).unwrap_or_default();
    let both = TEXTS.with_borrow(|texts| under(&texts.1, JsValue::from_str(key)));
    under(&both, JsValue::from_f64(f64::from(language as u8))).as_string().unwrap_or_default()
}

/// Fetches the words unless they are there or on their way, and tells when they come, or when they do not.
pub fn want(tell: Box<dyn Fn()>) {
    if ASKED.replace(true) {
        return;
    }
    spawn(Box::pin(async move {
        let texts = match read().await {
            Some(all) => (Texts::There, all),
            None => (Texts::Missing, JsValue::UNDEFINED),
        };
        // What did not come may be asked for again.
        ASKED.set(texts.0 == Texts::There);
        TEXTS.set(texts);
        tell();
    }));
}

async fn read() -> Option<JsValue> {
    let address = document()?.document_element()?.get_attribute("data-words")?;
    let response: Response = JsFuture::from(fetch(&address)).await.ok()?.unchecked_into();
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.json()).await.ok().filter(JsValue::is_object)
}
