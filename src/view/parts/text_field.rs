//! Text fields.

use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use web_sys::{HtmlInputElement, SelectionMode};

/// Keeps a field's value the same as a signal's. It is written only where it differs: writing moves the cursor, and ends a conversion of
/// the input method.
pub fn keep_value(field: NodeRef<Input>, text: impl Fn() -> String + Send + Sync + 'static) {
    Effect::new(move || {
        let text = text();
        if let Some(field) = field.get()
            && field.value() != text
        {
            field.set_value(&text);
        }
    });
}

/// The same for a field of several lines, in which the agent may be converting kana to kanji just now: until she has finished, nothing is
/// written into it. The cursor stays where it was, as far as the new text has that place.
pub fn keep_lines(
    field: NodeRef<Textarea>,
    text: impl Fn() -> String + Send + Sync + 'static,
    is_composing: RwSignal<bool>,
) {
    Effect::new(move || {
        let text = text();
        if let Some(field) = field.get()
            && !is_composing.get()
            && field.value() != text
        {
            let cursor = field.selection_end().ok().flatten();
            field.set_value(&text);
            // The bindings declare errors that a text area never throws.
            let _ = field.set_selection_range(cursor.unwrap_or_default(), cursor.unwrap_or_default());
        }
    });
}

/// Puts a text in place of what is selected in a field, with the cursor behind it. Returns whether the field takes texts.
#[must_use]
pub fn insert_at_cursor(field: &HtmlInputElement, text: &str) -> bool {
    let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or(u32::MAX);
    let start = field.selection_start().ok().flatten().unwrap_or(end);
    let stop = field.selection_end().ok().flatten().unwrap_or(start);
    field.set_range_text_with_start_and_end_and_selection_mode(text, start, stop, SelectionMode::End).is_ok()
}
