//! JSON: a text made into values by the browser, and text as it is written.

pub use denwa_core::config::Json;
use denwa_core::config::json::{write_comma, write_member, write_name, write_text};
use denwa_core::cut::digits;
use js_sys::JSON;
use wasm_bindgen::{JsCast, JsValue};

/// A text as JSON, if it is.
pub fn parse(text: &str) -> Option<Json> {
    JSON::parse(text).ok().map(|value| read(&value))
}

fn read(value: &JsValue) -> Json {
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else if let Some(flag) = value.as_bool() {
        Json::Bool(flag)
    } else if js_sys::Array::is_array(value) {
        let items: &js_sys::Array = value.unchecked_ref();
        let mut array = Vec::new();
        for at in 0..items.length() {
            array.push(read(&items.get(at)));
        }
        Json::Array(array)
    } else if value.is_object() {
        let entries = js_sys::Object::entries(value.unchecked_ref());
        let mut members = Vec::new();
        for at in 0..entries.length() {
            let entry: js_sys::Array = entries.get(at).unchecked_into();
            members.push((entry.get(0).as_string().unwrap_or_default(), read(&entry.get(1))));
        }
        Json::Object(members)
    } else {
        Json::Null
    }
}

/// A text, a number or a truth as text; nothing for anything else, and for the empty text.
pub fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) if !text.is_empty() => Some(text.clone()),
        Json::Bool(flag) => Some(truth(*flag).to_owned()),
        Json::Number(value) => Some(number(*value)),
        _ => None,
    }
}

/// Writes a value as JSON.
pub fn write(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Text(text) => write_text(text, out),
        Json::Bool(_) | Json::Number(_) => out.push_str(&scalar(value).unwrap_or_default()),
        Json::Array(items) => {
            out.push('[');
            for item in items {
                write_comma(out);
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (name, value) in members {
                write_name(name, out);
                write(value, out);
            }
            out.push('}');
        }
    }
}

pub fn truth(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// A number as JSON. What is no whole number is the browser's to write: the code for that is large.
pub fn number(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "compared with what it came from")]
    let whole = number as i32;
    if f64::from(whole).to_bits() == number.to_bits() {
        return [if whole < 0 { "-" } else { "" }, &digits(whole.unsigned_abs().into())].concat();
    }
    JSON::stringify(&number.into()).ok().and_then(|text| text.as_string()).unwrap_or_else(|| "null".to_owned())
}

/// A JSON object in the making. Derived writing takes far more code.
pub struct Object(String);

impl Object {
    pub fn new() -> Self {
        Self("{".to_owned())
    }

    /// A value that is JSON already.
    pub fn raw(mut self, key: &str, json: &str) -> Self {
        write_name(key, &mut self.0);
        self.0.push_str(json);
        self
    }

    pub fn text(mut self, key: &str, text: &str) -> Self {
        write_member(key, text, &mut self.0);
        self
    }

    /// A text, or nothing at all.
    pub fn maybe(self, key: &str, text: Option<&String>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A JSON array in the making.
pub struct Array(String);

impl Array {
    pub fn new() -> Self {
        Self("[".to_owned())
    }

    /// An item that is JSON already.
    pub fn raw(&mut self, json: &str) {
        write_comma(&mut self.0);
        self.0.push_str(json);
    }

    pub fn text(&mut self, text: &str) {
        write_comma(&mut self.0);
        write_text(text, &mut self.0);
    }

    pub fn end(mut self) -> String {
        self.0.push(']');
        self.0
    }
}

/// A JSON array of texts.
pub fn texts(items: &[String]) -> String {
    let mut array = Array::new();
    for item in items {
        array.text(item);
    }
    array.end()
}

/// The value that `serde_json` reads out of such a text.
#[cfg(test)]
pub fn of(value: &serde_json::Value) -> Json {
    use serde_json::Value;
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(number) => Json::Number(number.as_f64().unwrap_or_default()),
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) => Json::Array(items.iter().map(of).collect()),
        Value::Object(members) => Json::Object(members.iter().map(|(name, value)| (name.clone(), of(value))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_is_written_reads_as_it_was() {
        let hard = "\u{0}\t\n\"\\/電話😀\u{2028}";
        let object =
            Object::new().text("a\"", hard).maybe("b", None).raw("c", "7").raw("d", &texts(&["x".into(), hard.into()]));
        let read: Value = serde_json::from_str(&object.end()).expect("JSON");
        assert_eq!(read, json!({"a\"": hard, "c": 7, "d": ["x", hard]}));
        assert_eq!(Object::new().end(), "{}");
        assert_eq!(texts(&[]), "[]");
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        let value = of(&json!({"text": "x", "no": null, "yes": true, "list": [1, "a"], "more": 1e300, "part": 0.5}));
        assert_eq!(
            (value.word("text"), value.word("no"), value.word("list")),
            ("x".into(), String::new(), String::new())
        );
        assert!(value.is("yes") && !value.is("text") && !value.is("nothing"));
        assert_eq!((value.list("list").len(), value.list("text").len()), (2, 0));
        assert_eq!(value.list("list")[0].whole(), Some(1));
        assert_eq!(
            (value.get("more").whole(), value.get("part").whole(), value.get("text").whole()),
            (None, None, None)
        );
    }
}
