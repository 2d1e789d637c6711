//! What the templates show: plain values, made anew from the state after every input and compared with what was there.
//!
//! Values of one type are the panel's views: a type, a comparison and a closure for each part of the page would weigh several times as
//! much, in WebAssembly.

use std::rc::Rc;

use crate::cut::digits;

/// A value with its name.
pub type Named = (&'static str, Value);

/// A value to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// There is none.
    #[default]
    None,
    /// Whether something is so.
    Flag(bool),
    /// A count, or a time in milliseconds.
    Number(u64),
    /// A text.
    Text(Rc<str>),
    /// Several.
    List(Rc<[Value]>),
    /// Values by their names.
    Map(Rc<[Named]>),
}

impl Value {
    /// Whether it is something: not false, not empty, not missing.
    #[must_use]
    pub fn is(&self) -> bool {
        match self {
            Self::None => false,
            Self::Flag(flag) => *flag,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Number(_) | Self::Map(_) => true,
        }
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> Rc<str> {
        match self {
            Self::Text(text) => Rc::clone(text),
            Self::Number(number) => digits(*number).into(),
            _ => Rc::default(),
        }
    }

    /// The items of a list.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// A value by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value> {
        let Self::Map(named) = self else { return None };
        named.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }
}

/// Values by their names, one after the other.
#[derive(Default)]
pub struct Map(Vec<Named>);

impl Map {
    /// Adds a text.
    pub fn put(&mut self, name: &'static str, text: &str) {
        self.0.push((name, Value::Text(text.into())));
    }

    /// Adds a time, if there is one.
    pub fn time(&mut self, name: &'static str, at: Option<u64>) {
        self.0.push((name, at.map_or(Value::None, Value::Number)));
    }

    /// Adds a text that nobody else wants: it is dropped here, not at each place that made one.
    pub fn text(&mut self, name: &'static str, text: String) {
        self.0.push((name, Value::Text(text.into())));
    }

    /// Adds whether something is so.
    pub fn flag(&mut self, name: &'static str, is: bool) {
        self.0.push((name, Value::Flag(is)));
    }

    /// Adds several, which are moved: values are many, and told anew after every input.
    pub fn list(&mut self, name: &'static str, items: Vec<Value>) {
        self.0.push((name, Value::List(items.into())));
    }

    /// Adds a place or a count.
    pub fn number(&mut self, name: &'static str, number: usize) {
        self.0.push((name, Value::Number(number as u64)));
    }

    /// Whether something that was added is so.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.0.iter().any(|(known, value)| *known == name && value.is())
    }

    /// All that was added.
    #[must_use]
    pub fn done(self) -> Value {
        Value::Map(self.0.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{Map, Value};

    #[test]
    fn values_are_found_by_their_names() {
        let mut map = Map::default();
        map.put("a", "text");
        map.flag("flag", true);
        let value = map.done();
        assert_eq!(value.get("a"), Some(Value::Text("text".into())));
        assert_eq!(value.get("b"), None);
        assert_eq!(value.get("flag"), Some(Value::Flag(true)));
        assert_eq!(Value::None.get("a"), None);
    }

    #[test]
    fn nothing_is_not_so() {
        for nothing in [Value::None, Value::Flag(false), Value::Text("".into()), Value::List(Vec::new().into())] {
            assert!(!nothing.is());
        }
        for something in [Value::Flag(true), Value::Text("0".into()), Value::Number(0)] {
            assert!(something.is());
        }
    }
}
