//! Points in time as people read them.

use denwa_core::Language;
use js_sys::{Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A time, in milliseconds since the Unix epoch, by the clocks of a time zone such as `Asia/Tokyo`; by this machine's where the browser does
/// not know the zone.
#[must_use]
pub fn local_time(at: u64, time_zone: &str, language: Language) -> String {
    in_zone(at, Some(time_zone), language).or_else(|| in_zone(at, None, language)).unwrap_or_default()
}

/// `toLocaleString` of a date, which throws where the browser does not know the time zone.
fn in_zone(at: u64, time_zone: Option<&str>, language: Language) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact")]
    let date = Date::new(&JsValue::from_f64(at as f64));
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).ok();
    set("dateStyle", "medium")?;
    set("timeStyle", "short")?;
    if let Some(time_zone) = time_zone {
        set("timeZone", time_zone)?;
    }
    let format = Reflect::get(&date, &"toLocaleString".into()).ok()?.dyn_into::<Function>().ok()?;
    format.call2(&date, &language.tag().into(), &options).ok()?.as_string()
}
