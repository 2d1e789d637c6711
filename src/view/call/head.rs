//! The top of a card: what the call does, since when, on which line, and, biggest of all, who it is.

use denwa_core::project::CardView;

use super::Call;
use crate::view::el::{El, el};
use crate::view::timer;

/// The ID of the element with the name begins so.
pub const NAME: &str = "who-";

/// State, timer, line and number of matches; then the name.
pub fn head(call: Call) -> [El; 2] {
    let since = move || call.read(|view| view.since).flatten();
    [
        el("header", "dw-card__top").with(&[
            el("span", "dw-card__state").text_of(move || call.text(|view| &view.title)),
            timer(call.ui, since).shown(move || since().is_some()),
            el("span", "dw-time")
                .shown(move || call.is(|view| view.talked.is_some()))
                .text_of(move || call.text(|view| view.talked.as_deref().unwrap_or_default())),
            el("span", "dw-card__line").text_of(move || call.text(|view| &view.line)),
            el("span", "")
                .attr("role", "status")
                .class_of(move || call.name(badge))
                .shown(move || !call.is(|view| view.count.is_empty()))
                .text_of(move || call.text(|view| &view.count)),
        ]),
        el("div", "dw-who").with(&[
            el("h2", "")
                .attr("id", &call.element_id(NAME))
                .class_of(move || call.name(name))
                .text_of(move || call.text(|view| &view.headline)),
            el("p", "dw-who__about").text_of(move || call.text(|view| &view.about)),
            el("p", "dw-who__number").text_of(move || call.text(|view| &view.number)),
        ]),
    ]
}

fn badge(view: &CardView) -> &'static str {
    if view.matches.is_empty() { "dw-badge" } else { "dw-badge dw-badge--several" }
}

fn name(view: &CardView) -> &'static str {
    match (&view.record, view.matches.is_empty()) {
        (None, false) => "dw-who__name dw-who__name--unsure",
        _ if is_long(&view.headline) => "dw-who__name dw-who__name--long",
        _ => "dw-who__name",
    }
}

/// Whether a name needs two lines: 14 wide or 24 narrow characters fit in one.
fn is_long(name: &str) -> bool {
    name.chars().map(|c| if c < '\u{2e80}' { 7 } else { 12 }).sum::<u32>() > 168
}

#[cfg(test)]
mod tests {
    use super::is_long;

    #[test]
    fn what_fits_in_one_line() {
        assert!(!is_long("山田 花子"));
        assert!(!is_long(&"漢".repeat(14)));
        assert!(is_long(&"漢".repeat(15)));
        assert!(!is_long(&"n".repeat(24)));
        assert!(is_long("Burlington Textiles Corp of America"));
    }
}
