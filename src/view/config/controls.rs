//! The controls that settings share: a text field, a box to tick, a choice of few, a choice of many.

use core::cell::RefCell;
use std::rc::Rc;

use crate::view::el::{El, button, el, watch};
use crate::view::{Ui, dom};

/// Reads something for the screen.
pub type Get = Rc<dyn Fn() -> String>;
/// Takes what was typed or chosen.
pub type Put = Rc<dyn Fn(String)>;
/// The words for a value.
pub type Words = Rc<dyn Fn(&str) -> String>;

/// A text field. What is typed goes out as it is and comes back the same, so that an input method is never disturbed.
pub fn input(id: &str, get: Get, put: Put) -> El {
    let field = el("input", "dw-input").attr("id", id).attr("autocomplete", "off").attr("spellcheck", "false");
    let shown = field.clone();
    watch(move || {
        let text = get();
        if shown.value() != text {
            shown.set_value(&text);
        }
    });
    let typed = field.clone();
    field.on("input", move |_| put(typed.value()))
}

/// Buttons that put a placeholder where the cursor is.
pub fn placeholders(field: &El, names: &'static [&'static str], put: &Put) -> El {
    let one = |name: &&'static str| {
        let text = ["{", name, "}"].concat();
        let (field, put) = (field.clone(), Rc::clone(put));
        button("dw-chip").text(&text).press(move || {
            field.insert_text(&text);
            put(field.value());
            dom::focus(&field);
        })
    };
    el("div", "dw-chips").with(&names.iter().map(one).collect::<Vec<_>>())
}

/// A box to tick.
pub fn tick(id: &str, get: Box<dyn Fn() -> bool>, put: Box<dyn Fn(bool)>) -> El {
    let field = el("input", "dw-tick").attr("type", "checkbox").attr("id", id);
    let shown = field.clone();
    watch(move || shown.set_checked(get()));
    let ticked = field.clone();
    field.on("change", move |_| put(ticked.checked()))
}

/// A choice of few, all in sight: values, and the words for a value.
pub fn radios(name: &str, values: &[&'static str], word: &Words, get: &Get, put: &Put) -> El {
    let one = |value: &&'static str| {
        let value = *value;
        let field = el("input", "dw-radio__dot").attr("type", "radio").attr("name", name).attr("value", value);
        let (shown, get, put, word) = (field.clone(), Rc::clone(get), Rc::clone(put), Rc::clone(word));
        watch(move || shown.set_checked(get() == value));
        el("label", "dw-radio")
            .with(&[field.on("change", move |_| put(value.to_owned())), el("span", "").text_of(move || word(value))])
    };
    el("div", "dw-radios").attr("role", "radiogroup").with(&values.iter().map(one).collect::<Vec<_>>())
}

/// A choice of many.
pub fn select(id: &str, values: &[&'static str], word: &Words, get: Get, put: Put) -> El {
    let one = |value: &&'static str| {
        let (value, word) = (*value, Rc::clone(word));
        el("option", "").attr("value", value).text_of(move || word(value))
    };
    let field = el("select", "dw-input").attr("id", id).with(&values.iter().map(one).collect::<Vec<_>>());
    let shown = field.clone();
    watch(move || shown.set_value(&get()));
    let chosen = field.clone();
    field.on("change", move |_| put(chosen.value()))
}

/// What a text field offers to choose from: value and words.
pub fn offers(id: &str, offers: Box<dyn Fn() -> Vec<(String, String)>>) -> El {
    let list = el("datalist", "").attr("id", id);
    let (into, shown) = (list.clone(), RefCell::new(Vec::new()));
    watch(move || {
        let offers = offers();
        if *shown.borrow() == offers {
            return;
        }
        into.set_text_content(None);
        for (value, word) in &offers {
            let option = el("option", "").attr("value", value).text(word);
            let _ = into.append_child(&option);
        }
        shown.replace(offers);
    });
    list
}

/// A button with a word that is asked for by its key.
pub fn small(ui: Ui, key: &'static str, press: impl Fn() + 'static) -> El {
    button("dw-action dw-action--small").says_key(ui, key).press(press)
}
