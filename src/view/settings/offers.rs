//! Values that a text field offers to choose from.

use leptos::prelude::*;

/// A value that is offered, and what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Offer {
    /// The value that the field takes.
    pub value: String,
    /// Its name for people; may be empty.
    pub label: String,
}

/// The offers of the fields whose `list` is `id`.
#[component]
pub fn Offers(
    /// The ID.
    #[prop(into)]
    id: String,
    /// The offers.
    offers: Memo<Vec<Offer>>,
) -> impl IntoView {
    let options = move || {
        let options = offers.get().into_iter();
        options.map(|offer| view! { <option value=offer.value>{offer.label}</option> }).collect_view()
    };
    view! { <datalist id=id>{options}</datalist> }.into_any()
}
