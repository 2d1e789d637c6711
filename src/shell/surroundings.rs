//! What the browser tells of the page, for the doctor.

use denwa_core::cut::{first_of, split_at};
use denwa_core::host::{Grant, Surroundings};
use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::js::{at, member, of_json};
use super::settled::settled;
use super::{browser, settled};

#[wasm_bindgen]
extern "C" {
    type Permissions;
    #[wasm_bindgen(catch, method)]
    fn query(this: &Permissions, what: &JsValue) -> Result<JsValue, JsValue>;
}

/// Looks around.
pub fn look(then: impl FnOnce(Surroundings) + 'static) {
    let asked = Array::new();
    let permissions: Permissions = at(&["navigator", "permissions"]).unchecked_into();
    for what in [r#"{"name":"clipboard-write"}"#, r#"{"name":"notifications"}"#, r#"{"name":"local-network-access"}"#] {
        // A browser that knows no such permission throws: it does not ask for one.
        asked.push(&permissions.query(&of_json(what)).unwrap_or_default());
    }
    settled(
        &asked,
        Box::new(move |ends| {
            let text = |object, member| at(&[object, member]).as_string().unwrap_or_default();
            then(Surroundings {
                address: text("location", "origin") + &text("location", "pathname"),
                browser: name(&text("navigator", "userAgent")),
                storage: browser::store(KEY, Some(KEY)) && browser::load(KEY).is_some() && browser::store(KEY, None),
                clipboard: if browser::may_copy() == Some(false) { Grant::Denied } else { grant(&ends, 0) },
                notifications: grant(&ends, 1),
                local_network: grant(&ends, 2),
                ..Surroundings::default()
            });
        }),
    );
}

/// What is kept for a moment, to see whether anything can be.
const KEY: &str = "denwa";

fn grant(ends: &Array, at: u32) -> Grant {
    match member(&settled::value(ends, at), "state").as_string().as_deref() {
        Some("granted") => Grant::Granted,
        Some("prompt") => Grant::Prompt,
        Some("denied") => Grant::Denied,
        _ => Grant::Unknown,
    }
}

/// The browser's name and version in what it says of itself.
fn name(agent: &str) -> String {
    let found = ["Edg/", "Firefox/", "Chrome/", "Version/"].iter().find_map(|name| {
        let version = split_at(agent, name)?.1;
        Some([&name[..name.len() - 1], " ", &version[..first_of(version, b" .")]].concat())
    });
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn browsers_are_told_apart() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        assert_eq!(name(chrome), "Chrome 156");
        assert_eq!(name(&format!("{chrome} Edg/156.0.1.2")), "Edg 156");
        assert_eq!(name("Mozilla/5.0 (X11; rv:150.0) Gecko/20100101 Firefox/150.0"), "Firefox 150");
        assert_eq!(name("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/20.1 Safari/605.1.15"), "Version 20");
        assert_eq!(name(""), "");
    }
}
