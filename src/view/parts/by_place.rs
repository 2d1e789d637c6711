//! Components for the items of a list, kept by their place.

use leptos::prelude::*;

/// A component for each item of a list that has no keys. The component of a place stays while the list has that place, so that a button
/// keeps the focus, and nothing moves under a finger, when the items change.
#[component]
pub fn ByPlace<T, F, V>(
    /// The items.
    items: Memo<Vec<T>>,
    /// Makes the component of a place from its item.
    children: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(Memo<T>) -> V + Clone + Send + 'static,
    V: IntoView + 'static,
{
    let places = Memo::new(move |_| items.with(Vec::len));
    let children = move |place: usize| {
        let first = items.with_untracked(|items| items.get(place).cloned())?;
        // The item of a place that has just gone stays what it was.
        let item = Memo::new(move |last: Option<&T>| {
            let item = items.with(|items| items.get(place).cloned());
            item.or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        Some(children(item).into_any())
    };
    view! { <For each=move || 0..places.get() key=|place| *place children /> }.into_any()
}
