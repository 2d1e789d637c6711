//! Text fields.

use leptos::html::Input;
use leptos::prelude::*;

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
