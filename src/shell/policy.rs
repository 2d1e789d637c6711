//! What the browser, and the page around a frame, allow this page.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::Window;

/// Whether this page stands in a frame of another page.
pub fn is_framed(window: &Window) -> bool {
    let parent = window.parent().ok().flatten();
    parent.is_some_and(|parent| !Object::is(&parent, window))
}

/// Whether the permissions policy lets this page use a feature; none where the browser does not say.
pub fn allows(window: &Window, feature: &str) -> Option<bool> {
    // Chromium's own, and in no standard: so web-sys has no binding.
    let document = window.document()?;
    let policy = Reflect::get(&document, &"featurePolicy".into()).ok()?;
    let allows: Function = Reflect::get(&policy, &"allowsFeature".into()).ok()?.dyn_into().ok()?;
    allows.call1(&policy, &feature.into()).ok()?.as_bool()
}

/// Whether the agent has pressed something in this page since it was loaded; none where the browser does not say.
pub fn has_been_pressed(window: &Window) -> Option<bool> {
    let activation: Object = Reflect::get(&window.navigator(), &"userActivation".into()).ok()?.dyn_into().ok()?;
    Reflect::get(&activation, &"hasBeenActive".into()).ok()?.as_bool()
}
