//! Points in time as people read them.

use denwa_core::Language;
use js_sys::{Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::shell::clock::now;

/// A time, in milliseconds since the Unix epoch, by the clocks of a time zone such as `Asia/Tokyo`; by this machine's where the browser does
/// not know the zone.
#[must_use]
pub fn local_time(at: u64, time_zone: &str, language: Language) -> String {
    format(at, time_zone, language, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// The same in few characters: of today the time alone, of other days the day as well.
#[must_use]
pub fn short_time(at: u64, time_zone: &str, language: Language) -> String {
    let day = |at| format(at, time_zone, language, &[("dateStyle", "short")]);
    let time = [("hour", "numeric"), ("minute", "2-digit")];
    if day(at) == day(now()) {
        format(at, time_zone, language, &time)
    } else {
        let [hour, minute] = time;
        format(at, time_zone, language, &[("month", "numeric"), ("day", "numeric"), hour, minute])
    }
}

fn format(at: u64, time_zone: &str, language: Language, parts: &[(&str, &str)]) -> String {
    let zone = Some(time_zone).filter(|zone| !zone.is_empty());
    in_zone(at, zone, language, parts).or_else(|| in_zone(at, None, language, parts)).unwrap_or_default()
}

/// `toLocaleString` of a date, which throws where the browser does not know the time zone.
fn in_zone(at: u64, time_zone: Option<&str>, language: Language, parts: &[(&str, &str)]) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact")]
    let date = Date::new(&JsValue::from_f64(at as f64));
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).ok();
    for (name, value) in parts {
        set(name, value)?;
    }
    if let Some(time_zone) = time_zone {
        set("timeZone", time_zone)?;
    }
    let format = Reflect::get(&date, &"toLocaleString".into()).ok()?.dyn_into::<Function>().ok()?;
    format.call2(&date, &language.tag().into(), &options).ok()?.as_string()
}
