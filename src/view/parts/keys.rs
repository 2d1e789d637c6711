//! Keys.

use leptos::ev::KeyboardEvent;

/// The key code of Enter that only ends a conversion of the input method, in browsers that do not say so otherwise.
const PROCESS_KEY: u32 = 229;

/// Whether Enter was pressed, and not only to end a conversion of the input method. Then it does nothing else.
#[must_use]
pub fn is_enter(event: &KeyboardEvent) -> bool {
    let is_enter = event.key() == "Enter" && !event.is_composing() && event.key_code() != PROCESS_KEY;
    if is_enter {
        event.prevent_default();
    }
    is_enter
}
