//! A line of a card below its buttons.

use denwa_core::view_model::LineTone;
use leptos::prelude::*;

use crate::view::parts::{Icon, IconName};

/// A line of a card: a picture, words that are read aloud when they change, and perhaps an action. No line without words or action.
#[component]
pub fn Line(
    /// Its words.
    #[prop(into)]
    words: Signal<Option<String>>,
    /// How grave the message is.
    #[prop(into, default = Signal::stored(LineTone::Plain))]
    tone: Signal<LineTone>,
    /// Its picture.
    #[prop(into)]
    icon: Signal<IconName>,
    /// Whether it is there also without words, for its action.
    #[prop(into, default = Signal::stored(false))]
    is_kept: Signal<bool>,
    /// An action.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| is_kept.get() || words.with(Option::is_some));
    view! {
        <Show when=move || is_shown.get()>
            <div class=move || format!("dw-line {}", tone_class(tone.get()))>
                <Icon name=icon />
                <span class="dw-line__text" role="status">{words}</span>
                {children.clone().map(|children| children())}
            </div>
        </Show>
    }
    .into_any()
}

fn tone_class(tone: LineTone) -> &'static str {
    match tone {
        LineTone::Plain => "",
        LineTone::Success => "dw-line--success",
        LineTone::Warning => "dw-line--warning",
        LineTone::Error => "dw-line--error",
    }
}
