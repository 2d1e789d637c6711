//! The day of a time, in the user's own time zone.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// A date whose formatting may throw: at a time zone this browser does not know.
    #[wasm_bindgen(extends = Object, js_name = Date)]
    type Day;

    #[wasm_bindgen(method, catch, js_name = toLocaleDateString)]
    fn in_words(this: &Day, locale: &str, options: &JsValue) -> Result<String, JsValue>;
}

/// `YYYY-MM-DD` of a time in milliseconds since the Unix epoch. Where this browser does not know the time zone its own counts.
pub fn of(at: u64, time_zone: &str) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this age are exact")]
    let date: Day = Date::new(&JsValue::from_f64(at as f64)).unchecked_into();
    [Some(time_zone), None].iter().find_map(|zone| {
        let options = Object::new();
        if let Some(zone) = zone {
            let _ = Reflect::set(&options, &"timeZone".into(), &(*zone).into());
        }
        // Sweden writes dates as ISO 8601 does.
        date.in_words("sv-SE", &options).ok().filter(|day| is_day(day))
    })
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}
