//! A JSON value as the messages are read from it: the browser's own, and in the tests that of another library.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

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
    /// `true` or `false`.
    fn flag(&self) -> Option<bool>;
    /// The items of an array.
    fn items(&self) -> Option<Vec<Self>>;
    /// Whether it is an object.
    fn is_object(&self) -> bool;
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

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn items(&self) -> Option<Vec<Self>> {
        Array::is_array(self).then(|| Array::from(self).iter().collect())
    }

    fn is_object(&self) -> bool {
        self.is_object() && !Array::is_array(self)
    }
}
