//! Reading and building plain JavaScript values.
//!
//! Everything is late bound: values from the library or the host may have any shape, and a getter may throw. A member that cannot be
//! read counts as missing.

use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property, or `undefined`.
pub(crate) fn get(target: &JsValue, key: &str) -> JsValue {
    if target.is_object() || target.is_function() {
        Reflect::get(target, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
    } else {
        JsValue::UNDEFINED
    }
}

/// Sets a property of an object of our own: this cannot fail.
pub(crate) fn set(target: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(target, &JsValue::from_str(key), value);
}

/// Whether the value is an object, but neither null nor an array nor a function.
pub(crate) fn is_record(value: &JsValue) -> bool {
    value.is_object() && !Array::is_array(value)
}

/// The method of that name, if it is one.
pub(crate) fn function(target: &JsValue, key: &str) -> Option<Function> {
    get(target, key).dyn_into().ok()
}

/// The property names of an object; none for anything else.
pub(crate) fn keys(value: &JsValue) -> Vec<String> {
    if !value.is_object() {
        return Vec::new();
    }
    Object::keys(value.unchecked_ref::<Object>()).iter().filter_map(|key| key.as_string()).collect()
}

/// The items of an array, or the value itself.
pub(crate) fn one_or_many(value: &JsValue) -> Vec<JsValue> {
    if Array::is_array(value) { items(value) } else { vec![value.clone()] }
}

/// The items of an array; none for anything else.
pub(crate) fn items(value: &JsValue) -> Vec<JsValue> {
    if Array::is_array(value) { Array::from(value).iter().collect() } else { Vec::new() }
}

/// A non-empty string member: `null`, a missing member and the empty string are alike.
pub(crate) fn text(target: &JsValue, key: &str) -> Option<String> {
    get(target, key).as_string().filter(|text| !text.is_empty())
}

/// A string or a finite number as text, as JavaScript's `String()` writes it, unless it is empty.
pub(crate) fn scalar(value: &JsValue) -> Option<String> {
    let text = match value.as_f64() {
        Some(number) if number.is_finite() => {
            js_sys::Number::from(number).to_string_with_radix(10).ok()?.as_string()?
        }
        _ => value.as_string()?,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// A string, a finite number or a boolean as text, unless it is empty.
pub(crate) fn shown(value: &JsValue) -> Option<String> {
    scalar(value).or_else(|| value.as_bool().map(|flag| flag.to_string()))
}

/// The value as JSON, unless it has none (`undefined`, a cycle, a function).
pub(crate) fn json(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok()?.as_string()
}

/// The words of a thrown value: the library throws bare strings as well as errors.
pub(crate) fn thrown(value: &JsValue) -> String {
    if let Some(text) = value.as_string() {
        return text;
    }
    let name = text(value, "name").unwrap_or_default();
    match text(value, "message") {
        Some(message) if name.is_empty() => message,
        Some(message) => format!("{name}: {message}"),
        None => json(value).unwrap_or_default(),
    }
}
