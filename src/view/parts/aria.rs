//! Flags of ARIA attributes.

/// The value of an `aria-*` attribute that is a flag: Leptos would leave out the attribute for `false`.
#[must_use]
pub fn aria(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
