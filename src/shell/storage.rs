//! Drafts, choices, the keys of shortcuts and the browser's own random name in the browser's storage, which may be blocked: then nothing is kept.

use denwa_core::edits::KeptDrafts;
use denwa_core::kept_call::KeptCall;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

use crate::json;

/// The storage, unless the browser blocks it.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Keeps a text, or forgets it where there is none. A full or blocked storage keeps nothing.
fn put(key: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
}

/// Keeps drafts, or forgets them where there are none. They are still on the screen.
pub fn store(key: &str, drafts: &KeptDrafts) {
    let text = if drafts.is_empty() { None } else { json::to_text(drafts).ok() };
    put(key, text.as_deref());
}

/// The drafts that are kept, if they can be read.
pub fn load(key: &str) -> Option<KeptDrafts> {
    let text = storage()?.get_item(key).ok()??;
    json::from_text(&text).ok()
}

/// Keeps the draft of a call's log, or forgets it where there is none. The event server keeps the call too.
pub fn keep(key: &str, draft: Option<&KeptCall>) {
    let text = draft.and_then(|draft| json::to_text(draft).ok());
    put(key, text.as_deref());
}

/// The drafts of calls under all keys that begin so, as far as they can be read.
pub fn load_all(prefix: &str) -> Vec<KeptCall> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect();
    let keys = keys.iter().filter(|key| key.starts_with(prefix));
    keys.filter_map(|key| json::from_text(&storage.get_item(key).ok()??).ok()).collect()
}

/// Keeps what the agent has chosen, or forgets it where that is nothing.
pub fn keep_chosen<T: Serialize + Default + PartialEq>(key: &str, chosen: &T) {
    let text = if *chosen == T::default() { None } else { json::to_text(chosen).ok() };
    put(key, text.as_deref());
}

/// What the agent has chosen, if it can be read.
pub fn load_chosen<T: DeserializeOwned + Default>(key: &str) -> T {
    let text = storage().and_then(|storage| storage.get_item(key).ok().flatten());
    text.and_then(|text| json::from_text(&text).ok()).unwrap_or_default()
}

/// A random name of the browser, the same for all pages of this origin; none where the browser keeps nothing. It is about nobody.
pub fn browser() -> Option<String> {
    const KEY: &str = "denwa:browser";
    let storage = storage()?;
    let kept = storage.get_item(KEY).ok().flatten();
    kept.or_else(|| {
        let name = super::page::instance();
        storage.set_item(KEY, &name).ok()?;
        Some(name)
    })
}

/// Whether the browser keeps anything for this page.
pub fn works() -> bool {
    const KEY: &str = "denwa";
    storage().is_some_and(|storage| {
        storage.set_item(KEY, KEY).is_ok()
            && storage.get_item(KEY).ok().flatten().is_some()
            && storage.remove_item(KEY).is_ok()
    })
}
