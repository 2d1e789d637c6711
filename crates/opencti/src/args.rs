//! The arguments of a call: plain data only, because they are cloned into another page.

use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

use crate::js;

/// A value of a record's field, or of a flow's variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// Text; dates too, as `YYYY-MM-DD`.
    Text(&'a str),
    /// A whole number.
    Integer(i32),
    /// A check box.
    Flag(bool),
    /// No value: empties the field.
    Null,
}

impl FieldValue<'_> {
    fn to_js(self) -> JsValue {
        match self {
            Self::Text(text) => JsValue::from_str(text),
            Self::Integer(number) => JsValue::from(number),
            Self::Flag(flag) => JsValue::from_bool(flag),
            Self::Null => JsValue::NULL,
        }
    }
}

impl<'a> From<&'a str> for FieldValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for FieldValue<'_> {
    fn from(number: i32) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for FieldValue<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// Field API names and their values, in their order.
pub type Fields<'a> = Vec<(&'a str, FieldValue<'a>)>;

/// An input variable for a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowArg<'a> {
    /// The name of an input variable of the flow; others are ignored.
    pub name: &'a str,
    /// Its type, as the Metadata API names those of flow variables: `String`, `SObject`…
    pub kind: &'a str,
    /// Its value.
    pub value: FieldValue<'a>,
}

/// An argument object in the making.
#[derive(Debug)]
pub(crate) struct Args(Object);

impl Args {
    pub(crate) fn new() -> Self {
        Self(Object::new())
    }

    pub(crate) fn value(self, key: &str, value: &JsValue) -> Self {
        js::set(&self.0, key, value);
        self
    }

    pub(crate) fn text(self, key: &str, text: &str) -> Self {
        self.value(key, &JsValue::from_str(text))
    }

    pub(crate) fn fields(self, fields: &[(&str, FieldValue<'_>)]) -> Self {
        fields.iter().fold(self, |args, (name, value)| args.value(name, &value.to_js()))
    }

    /// Sets `key` to an object of those fields; not at all when there are none.
    pub(crate) fn object(self, key: &str, fields: &[(&str, FieldValue<'_>)]) -> Self {
        if fields.is_empty() { self } else { self.value(key, &Self::new().fields(fields).into()) }
    }

    /// Sets `flowArgs`; not at all when there are none.
    pub(crate) fn flow(self, flow_args: &[FlowArg<'_>]) -> Self {
        if flow_args.is_empty() {
            return self;
        }
        let array = Array::new();
        for arg in flow_args {
            array.push(
                &Self::new().text("name", arg.name).text("type", arg.kind).value("value", &arg.value.to_js()).into(),
            );
        }
        self.value("flowArgs", &array)
    }
}

impl From<Args> for JsValue {
    fn from(args: Args) -> Self {
        args.0.into()
    }
}
