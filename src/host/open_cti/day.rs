//! The calendar day of a time.

use js_sys::{Date, Function, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

/// The day as `YYYY-MM-DD` of a time in milliseconds since the Unix epoch. The browser's own time zone is used if it does not know
/// `time_zone`.
pub fn of(at: u64, time_zone: &str) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this age are exact")]
    let date = Date::new(&JsValue::from_f64(at as f64));
    in_zone(&date, Some(time_zone)).or_else(|| in_zone(&date, None))
}

fn in_zone(date: &Date, time_zone: Option<&str>) -> Option<String> {
    let options = Object::new();
    if let Some(zone) = time_zone {
        Reflect::set(&options, &"timeZone".into(), &zone.into()).ok()?;
    }
    // js-sys' own binding does not catch the error at an unknown time zone.
    let format: Function = Reflect::get(date, &"toLocaleDateString".into()).ok()?.dyn_into().ok()?;
    // Sweden writes dates as ISO 8601 does.
    format.call2(date, &"sv-SE".into(), &options).ok()?.as_string().filter(|day| is_day(day))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2] && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn only_iso_days_are_days() {
        assert!(is_day("2026-11-22"));
        for wrong in ["", "22.11.2026", "2026-11-2", "2026-11-22 ", "２０２６-11-22", "2026-1a-22"] {
            assert!(!is_day(wrong), "{wrong}");
        }
    }
}
