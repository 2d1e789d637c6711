//! The words of the configuration view and the doctor: one file, fetched when they are needed, so that what an agent needs first does not
//! wait for them. Both languages stand in it, because two files would weigh an eighth more. Its address stands in the page,
//! because it carries a hash.

use core::cell::{Cell, RefCell};

use denwa_core::Language;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::page::document;
use super::settled::{settled, value};

#[wasm_bindgen]
extern "C" {
    type Response;
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str) -> Promise;
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
    /// All keys, as many words in Japanese, as many in English.
    static TEXTS: RefCell<(Texts, JsValue)> = const { RefCell::new((Texts::Awaited, JsValue::UNDEFINED)) };
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// How it stands with the words.
pub fn state() -> Texts {
    TEXTS.with_borrow(|texts| texts.0)
}

/// A word by its key; empty while there is none.
pub fn word(language: Language, key: &str) -> String {
    TEXTS.with_borrow(|texts| {
        let Some(list) = texts.1.dyn_ref::<Array>() else { return String::new() };
        let at = list.index_of(&key.into(), 0);
        let words = list.length() / 3;
        // Without the key, far beyond the end.
        list.get(at.cast_unsigned().saturating_add(words * (1 + language as u32))).as_string().unwrap_or_default()
    })
}

/// Fetches the words unless they are there or on their way, and tells when they come, or when they do not.
pub fn want(tell: Box<dyn Fn()>) {
    if ASKED.replace(true) {
        return;
    }
    read(Box::new(move |words| {
        let texts = if words.is_object() { Texts::There } else { Texts::Missing };
        // What did not come may be asked for again.
        ASKED.set(texts == Texts::There);
        TEXTS.set((texts, words));
        tell();
    }));
}

/// Reads the file; `undefined` where it cannot be had.
fn read(then: Box<dyn FnOnce(JsValue)>) {
    let page = document().and_then(|document| document.document_element());
    let address = page.and_then(|page| page.get_attribute("data-words"));
    let Some(address) = address else { return then(JsValue::UNDEFINED) };
    settled(
        &Array::of1(&fetch(&address)),
        Box::new(move |ends| {
            let response = value(&ends, 0);
            if !response.is_object() {
                return then(response);
            }
            settled(
                &Array::of1(&response.unchecked_into::<Response>().json()),
                Box::new(move |ends| then(value(&ends, 0))),
            );
        }),
    );
}
