//! The org's objects, offered by every field that names one.

use denwa_core::view_model::settings::SettingsView;
use leptos::prelude::*;

use super::context::use_settings;
use super::offers::{Offer, Offers};

/// The ID of the offered objects of the org.
pub const OBJECTS: &str = "config-objects";

/// The org's objects, for every field that names one.
#[component]
pub fn ObjectOffers() -> impl IntoView {
    let offers = use_settings().memo(|view: &SettingsView| {
        let offer = |object: &denwa_core::package::describe::ObjectInfo| Offer {
            value: object.name.clone(),
            label: object.label.clone(),
        };
        view.objects.iter().map(offer).collect()
    });
    view! { <Offers id=OBJECTS offers /> }.into_any()
}
