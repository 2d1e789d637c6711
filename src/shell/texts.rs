//! The words of the configuration view and the doctor: one file a language, fetched when they are needed, so that what an agent needs
//! first does not wait for them. Their addresses stand in the page, because they carry hashes.

use core::cell::RefCell;

use denwa_core::Language;
use js_sys::{JsString, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::page::document;

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

/// The words of one language.
#[derive(Clone, PartialEq)]
pub enum Texts {
    /// Not asked for, or on their way.
    Awaited,
    /// There.
    There(JsValue),
    /// They did not come.
    Missing,
}

impl Texts {
    /// A word by its key; empty while there is none.
    pub fn get(&self, key: &str) -> String {
        let Self::There(all) = self else { return String::new() };
        let text = Reflect::get(all, &JsValue::from_str(key)).ok();
        text.and_then(|text| text.dyn_into::<JsString>().ok()).map(String::from).unwrap_or_default()
    }
}

thread_local! {
    static ASKED: RefCell<[bool; 2]> = const { RefCell::new([false; 2]) };
}

/// Fetches the words of a language unless they are there or on their way, and hands them over when they come, or when they do not.
pub fn want(language: Language, take: impl Fn(Language, Texts) + 'static) {
    let at = language as usize;
    if ASKED.with_borrow_mut(|asked| core::mem::replace(&mut asked[at], true)) {
        return;
    }
    spawn_local(async move {
        let texts = read(language).await.map_or(Texts::Missing, Texts::There);
        if texts == Texts::Missing {
            // They may be asked for again.
            ASKED.with_borrow_mut(|asked| asked[at] = false);
        }
        take(language, texts);
    });
}

async fn read(language: Language) -> Option<JsValue> {
    let name = ["data-text-", language.tag()].concat();
    let address = document()?.document_element()?.get_attribute(&name)?;
    let response: Response = JsFuture::from(fetch(&address)).await.ok()?.unchecked_into();
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.json()).await.ok().filter(JsValue::is_object)
}
