//! The words of the configuration view and the doctor: one file a language, fetched when they are needed, so that what an agent needs
//! first does not wait for them. Their addresses stand in the page, because they carry hashes.

use core::cell::RefCell;

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

/// How it stands with the words of one language.
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
    static TEXTS: RefCell<[(Texts, JsValue); 2]> =
        const { RefCell::new([(Texts::Awaited, JsValue::UNDEFINED), (Texts::Awaited, JsValue::UNDEFINED)]) };
    static ASKED: RefCell<[bool; 2]> = const { RefCell::new([false; 2]) };
}

/// How it stands with a language's words.
pub fn state(language: Language) -> Texts {
    TEXTS.with_borrow(|texts| texts[language as usize].0)
}

/// A word by its key; empty while there is none.
pub fn word(language: Language, key: &str) -> String {
    TEXTS.with_borrow(|texts| {
        let text = Reflect::get(&texts[language as usize].1, &JsValue::from_str(key)).ok();
        text.and_then(|text| text.as_string()).unwrap_or_default()
    })
}

/// Fetches the words of a language unless they are there or on their way, and tells when they come, or when they do not.
pub fn want(language: Language, tell: Box<dyn Fn()>) {
    let at = language as usize;
    if ASKED.with_borrow_mut(|asked| core::mem::replace(&mut asked[at], true)) {
        return;
    }
    spawn(Box::pin(async move {
        let texts = match read(language).await {
            Some(all) => (Texts::There, all),
            None => (Texts::Missing, JsValue::UNDEFINED),
        };
        // What did not come may be asked for again.
        ASKED.with_borrow_mut(|asked| asked[at] = texts.0 == Texts::There);
        TEXTS.with_borrow_mut(|all| all[at] = texts);
        tell();
    }));
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
