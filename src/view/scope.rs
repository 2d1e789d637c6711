//! What a part of the page knows: its own values and those around it; and what the expressions of a template give there.

use core::cell::RefCell;
use std::rc::Rc;

use denwa_core::Language;
use denwa_core::cut::{find, parts, pieces, split_at, without_end};
use leptos::prelude::{ArcTrigger, Notify, Track};

use super::clock;
use super::value::Value;
use crate::shell::texts;

/// The values of a part of the page, in what is around it.
#[derive(Clone)]
pub struct Scope(Rc<Held>);

struct Held {
    value: RefCell<Value>,
    changed: ArcTrigger,
    around: Option<Scope>,
}

impl Scope {
    /// A part with its values.
    pub fn new(value: Value, around: Option<Scope>) -> Self {
        Self(Rc::new(Held { value: RefCell::new(value), changed: ArcTrigger::new(), around }))
    }

    /// New values. Whoever read the old ones reads again, if they are others.
    pub fn set(&self, value: Value) {
        if *self.0.value.borrow() != value {
            self.0.value.replace(value);
            self.0.changed.notify();
        }
    }

    /// A value by its name: this part's, or that of what is around it.
    pub fn get(&self, name: &str) -> Value {
        self.0.changed.track();
        match (self.0.value.borrow().get(name), &self.0.around) {
            (Some(own), _) => own,
            (None, Some(around)) => around.get(name),
            (None, None) => Value::None,
        }
    }

    /// A text by its name.
    pub fn text(&self, name: &str) -> String {
        self.get(name).text().as_ref().to_owned()
    }

    /// A count by its name.
    pub fn number(&self, name: &str) -> u64 {
        if let Value::Number(number) = self.get(name) { number } else { 0 }
    }

    /// A place among others.
    pub fn place(&self) -> usize {
        usize::try_from(self.number("place")).unwrap_or_default()
    }

    /// Whether something is so.
    pub fn is(&self, name: &str) -> bool {
        self.get(name).is()
    }

    /// The present language.
    pub fn language(&self) -> Language {
        Language::from_tag(&self.get("language").text())
    }

    /// What an expression gives:
    ///
    /// - `name`: a value; `!name`: whether it is nothing; `!!name`: whether it is something;
    /// - `=JA⏎EN`: a text in the present language;
    /// - `&a !b`: whether not all of these hold;
    /// - `<name`, `>name`: the time since then; the time until then, in words;
    /// - `@key`, `@key(a, b)`: a word of `static/text`, with values in the places of its `{…}`;
    /// - anything with `{name}`, `{name?is so:is not}` or `{@name}`, the word whose key a value is, in it: a text with values in it.
    pub fn eval(&self, expression: &str) -> Value {
        let rest = expression.get(1..).unwrap_or_default();
        match expression.as_bytes().first() {
            Some(b'!') => Value::Flag(!self.eval(rest).is()),
            Some(b'=') => {
                let (ja, en) = split_at(rest, "\n").unwrap_or_default();
                Value::Text(if self.language() == Language::Ja { ja } else { en }.into())
            }
            Some(b'@') => Value::Text(self.word(rest).into()),
            Some(b'&') => Value::Flag(!pieces(rest, b" ").all(|term| self.eval(term).is())),
            Some(how @ (b'<' | b'>')) => clock::words(*how == b'<', &self.get(rest), self.language()),
            _ if find(expression, "{").is_some() => {
                Value::Text(without_end(&self.filled(expression), |byte| byte == b' ').into())
            }
            _ => self.get(expression),
        }
    }

    fn word(&self, expression: &str) -> String {
        let (key, names) = split_at(expression, "(").unwrap_or((expression, ""));
        let mut names = parts(names, b", )");
        let text = said(self.language(), &self.filled(key));
        // Braces in a word that nothing is put into are its own: a help that names `{ANI}`.
        fill(&text, &mut |_, out| names.next().map(|name| out.push_str(&self.get(name).text())).is_some())
    }

    /// A text with values in the places of `{name}`, and with one of two texts in that of `{name?is so:is not}`.
    pub fn filled(&self, text: &str) -> String {
        fill(text, &mut |name, out| {
            match (split_at(name, "?"), name.strip_prefix('@')) {
                (Some((name, cases)), _) => {
                    let (so, not) = split_at(cases, ":").unwrap_or((cases, ""));
                    out.push_str(if self.is(name) { so } else { not });
                }
                (_, Some(key)) => out.push_str(&said(self.language(), &self.get(key).text())),
                _ => out.push_str(&self.get(name).text()),
            }
            true
        })
    }
}

/// A word of `static/text`; empty until the words are there.
pub fn word(language: Language, key: &str) -> String {
    super::words::track();
    texts::word(language, key)
}

/// A word with something in it: values take the places of `{…}`, in their order.
pub fn word_with(language: Language, key: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    fill(&word(language, key), &mut |_, out| values.next().map(|value| out.push_str(value)).is_some())
}

/// A word by its key, with what goes into it behind `|`.
pub fn said(language: Language, what: &str) -> String {
    let mut parts = pieces(what, b"|");
    let text = word(language, parts.next().unwrap_or_default());
    fill(&text, &mut |_, out| parts.next().map(|part| out.push_str(part)).is_some())
}

/// A text with something in the place of each `{name}`, until there is nothing more to put; what a value brings along is not looked at
/// again.
fn fill(text: &str, put: &mut dyn FnMut(&str, &mut String) -> bool) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, behind)) = split_at(rest, "{") {
        let Some((name, after)) = split_at(behind, "}") else { break };
        filled.push_str(before);
        if !put(name, &mut filled) {
            rest = &rest[before.len()..];
            break;
        }
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_take_the_places_in_their_order() {
        let fill = |text, values: &[&str]| {
            let mut values = values.iter();
            fill(text, &mut |_, out| values.next().map(|value| out.push_str(value)).is_some())
        };
        assert_eq!(fill("「{size}」で{seconds}秒", &["大", "30"]), "「大」で30秒");
        assert_eq!(fill("{count} saved", &["{x}"]), "{x} saved");
        assert_eq!(fill("{a} of {b}", &["1"]), "1 of {b}");
        assert_eq!(fill("none", &["a"]), "none");
    }
}
