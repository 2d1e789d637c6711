//! JSON: a value as it is read, the browser's own and in the tests that of another library; and text as it is written.

use denwa_core::config::write_text;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The largest number that is exact everywhere.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// A JSON value.
pub trait Json: Sized {
    /// The value under a key; none for `null` and for what is not there, or no object.
    fn get(&self, key: &str) -> Option<Self>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// A whole number.
    fn number(&self) -> Option<u64>;
    /// Any number.
    fn float(&self) -> Option<f64>;
    /// `true` or `false`.
    fn flag(&self) -> Option<bool>;
    /// The items of an array.
    fn items(&self) -> Option<Vec<Self>>;
    /// The keys of an object.
    fn keys(&self) -> Vec<String>;
    /// Whether it is an object.
    fn is_object(&self) -> bool;

    /// The text under a key; empty where there is none.
    fn word(&self, key: &str) -> String {
        self.get(key).and_then(|value| value.text()).unwrap_or_default()
    }

    /// Whether it is `true` under a key.
    fn is(&self, key: &str) -> bool {
        self.get(key).and_then(|value| value.flag()) == Some(true)
    }

    /// The items of the array under a key; none where there is none.
    fn list(&self, key: &str) -> Vec<Self> {
        self.get(key).and_then(|value| value.items()).unwrap_or_default()
    }
}

impl Json for JsValue {
    fn get(&self, key: &str) -> Option<Self> {
        let value = Reflect::get(self, &JsValue::from_str(key)).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<u64> {
        let number = self.as_f64().filter(|number| (0.0..=MAX_SAFE).contains(number) && number.fract() == 0.0)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number in the range")]
        Some(number as u64)
    }

    fn float(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn items(&self) -> Option<Vec<Self>> {
        Array::is_array(self).then(|| Array::from(self).iter().collect())
    }

    fn keys(&self) -> Vec<String> {
        if !Json::is_object(self) {
            return Vec::new();
        }
        js_sys::Object::keys(self.unchecked_ref::<js_sys::Object>()).iter().filter_map(|key| key.as_string()).collect()
    }

    fn is_object(&self) -> bool {
        self.is_object() && !Array::is_array(self)
    }
}

/// A JSON object in the making. Derived writing takes far more code.
pub struct Object(String);

impl Object {
    pub fn new() -> Self {
        Self("{".to_owned())
    }

    fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        write_text(key, &mut self.0);
        self.0.push(':');
    }

    /// A value that is JSON already.
    pub fn raw(mut self, key: &str, json: &str) -> Self {
        self.key(key);
        self.0.push_str(json);
        self
    }

    pub fn text(mut self, key: &str, text: &str) -> Self {
        self.key(key);
        write_text(text, &mut self.0);
        self
    }

    /// A text, or nothing at all.
    pub fn maybe(self, key: &str, text: Option<&String>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    pub fn number(self, key: &str, number: u64) -> Self {
        self.raw(key, &number.to_string())
    }

    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A JSON array.
pub fn array(items: impl IntoIterator<Item = String>) -> String {
    let mut out = "[".to_owned();
    for item in items {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&item);
    }
    out.push(']');
    out
}

/// A JSON text.
pub fn text(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    impl Json for Value {
        fn get(&self, key: &str) -> Option<Self> {
            self.as_object()?.get(key).filter(|value| !value.is_null()).cloned()
        }

        fn text(&self) -> Option<String> {
            self.as_str().map(str::to_owned)
        }

        fn number(&self) -> Option<u64> {
            self.as_u64()
        }

        fn float(&self) -> Option<f64> {
            self.as_f64()
        }

        fn flag(&self) -> Option<bool> {
            self.as_bool()
        }

        fn items(&self) -> Option<Vec<Self>> {
            self.as_array().cloned()
        }

        fn keys(&self) -> Vec<String> {
            self.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default()
        }

        fn is_object(&self) -> bool {
            Value::is_object(self)
        }
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        let hard = "\u{0}\t\n\"\\/電話😀\u{2028}";
        let object =
            Object::new().text("a\"", hard).maybe("b", None).number("c", 7).raw("d", &array([text("x"), text(hard)]));
        let read: Value = serde_json::from_str(&object.end()).expect("JSON");
        assert_eq!(read, serde_json::json!({"a\"": hard, "c": 7, "d": ["x", hard]}));
        assert_eq!(Object::new().end(), "{}");
        assert_eq!(array([]), "[]");
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        let value: Value = serde_json::json!({"text": "x", "no": null, "yes": true, "list": [1, "a"]});
        assert_eq!(
            (value.word("text"), value.word("no"), value.word("list")),
            ("x".into(), String::new(), String::new())
        );
        assert!(value.is("yes") && !value.is("text") && !value.is("nothing"));
        assert_eq!((value.list("list").len(), value.list("text").len()), (2, 0));
    }
}
