//! The elements and events of the page, in bindings that do not catch and do not ask for classes: nothing here throws, and both take code
//! for every call.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

#[wasm_bindgen]
extern "C" {
    /// An element.
    #[wasm_bindgen(extends = Element, js_name = Element)]
    #[derive(Clone)]
    pub type El;
    /// Elements in their order.
    pub type Nodes;
    /// Something that happened.
    #[wasm_bindgen(js_name = Event)]
    pub type Event;

    /// The element of that ID.
    #[wasm_bindgen(js_namespace = document, js_name = getElementById)]
    pub fn by_id(id: &str) -> Option<El>;
    /// The first element that matches.
    #[wasm_bindgen(js_namespace = document, js_name = querySelector)]
    pub fn query(selector: &str) -> Option<El>;
    /// Does something before the page is painted for the next time.
    #[wasm_bindgen(js_name = requestAnimationFrame)]
    pub fn next_frame(act: &JsValue);
    /// Does something as soon as what is being done is done.
    #[wasm_bindgen(js_name = queueMicrotask)]
    pub fn after_this(act: &JsValue);

    #[wasm_bindgen(method, getter)]
    pub fn content(this: &El) -> El;
    #[wasm_bindgen(method, getter, js_name = firstElementChild)]
    pub fn first(this: &El) -> Option<El>;
    #[wasm_bindgen(method, getter, js_name = lastElementChild)]
    pub fn last(this: &El) -> Option<El>;
    #[wasm_bindgen(method, getter, js_name = nextElementSibling)]
    pub fn next(this: &El) -> Option<El>;
    #[wasm_bindgen(method, getter, js_name = previousElementSibling)]
    pub fn previous(this: &El) -> Option<El>;
    #[wasm_bindgen(method, js_name = cloneNode)]
    pub fn copy(this: &El, deep: bool) -> El;
    #[wasm_bindgen(method, js_name = querySelector)]
    pub fn find(this: &El, selector: &str) -> Option<El>;
    #[wasm_bindgen(method)]
    pub fn closest(this: &El, selector: &str) -> Option<El>;
    #[wasm_bindgen(method, js_name = querySelectorAll)]
    pub fn all(this: &El, selector: &str) -> Nodes;
    #[wasm_bindgen(method)]
    pub fn item(this: &Nodes, at: u32) -> Option<El>;
    #[wasm_bindgen(method, js_name = getAttributeNames)]
    pub fn names(this: &El) -> js_sys::Array;
    #[wasm_bindgen(method, js_name = getAttribute)]
    pub fn read(this: &El, name: &str) -> Option<String>;
    #[wasm_bindgen(method, js_name = setAttribute)]
    pub fn put(this: &El, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = removeAttribute)]
    pub fn take(this: &El, name: &str);
    #[wasm_bindgen(method, js_name = replaceWith)]
    pub fn replace(this: &El, other: &El);
    #[wasm_bindgen(method, js_name = insertBefore)]
    pub fn insert(this: &El, child: &El, before: Option<&Node>);
    #[wasm_bindgen(method, js_name = addEventListener)]
    pub fn listen(this: &El, event: &str, listener: &JsValue);
    /// Gives it the focus.
    #[wasm_bindgen(method)]
    pub fn focus(this: &El);
    /// What stands in a field.
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &El) -> String;
    /// Puts a text into a field.
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &El, value: &str);
    /// Whether a box is ticked.
    #[wasm_bindgen(method, getter)]
    pub fn checked(this: &El) -> bool;
    #[wasm_bindgen(method, setter)]
    pub fn set_checked(this: &El, checked: bool);
    /// Puts a text where the cursor is.
    #[wasm_bindgen(method, js_name = setRangeText)]
    pub fn insert_text(this: &El, text: &str);

    /// The element that listens.
    #[wasm_bindgen(method, getter, js_name = currentTarget)]
    pub fn element(this: &Event) -> El;
    /// Where the focus goes.
    #[wasm_bindgen(method, getter, js_name = relatedTarget)]
    pub fn related(this: &Event) -> Option<El>;
    /// The key that was pressed; none where a browser fills a field in by itself.
    #[wasm_bindgen(method, getter)]
    pub fn key(this: &Event) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = isComposing)]
    pub fn is_composing(this: &Event) -> bool;
    #[wasm_bindgen(method, getter, js_name = keyCode)]
    pub fn key_code(this: &Event) -> u32;
    /// Which of several clicks it is.
    #[wasm_bindgen(method, getter)]
    pub fn detail(this: &Event) -> u32;
    /// It does nothing else.
    #[wasm_bindgen(method, js_name = preventDefault)]
    pub fn prevent_default(this: &Event);
}
