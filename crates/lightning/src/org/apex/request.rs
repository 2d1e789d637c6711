//! The text of a request.
//!
//! The panel sends base64url of the JSON, because no host changes its characters. Panels before that sent the JSON itself, percent-encoded,
//! which arrives decoded from one host and as it was from another.

use super::{Answer, bad, form};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// The request, if it is one of version 1.
pub fn read(text: Option<&str>) -> Answer {
    let json = text.and_then(json_of);
    let request = json.and_then(|json| serde_json::from_str::<Value>(&json).ok());
    request.filter(|request| request.is_object() && request["v"] == 1).ok_or_else(|| bad("no request of version 1"))
}

fn json_of(text: &str) -> Option<String> {
    if text.starts_with('{') {
        return Some(text.to_owned());
    }
    if text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%7b")) {
        return form::decode(text);
    }
    String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn all_forms_say_the_same() {
        for text in ["eyJ2IjoxLCJxIjoi6Zu7In0", r#"{"v":1,"q":"電"}"#, "%7b%22v%22%3A1%2C%22q%22%3A%22%E9%9B%BB%22%7D"]
        {
            assert_eq!(read(Some(text)).unwrap(), json!({ "v": 1, "q": "電" }), "{text}");
        }
    }

    #[test]
    fn anything_else_is_a_bad_request() {
        for text in ["", "eyJ2IjoxfQ==", "eyJ2I joxfQ", "eyJ2IjoyfQ", "gICA", "{", "%7B%zz", "電", "eyJ2IjoxfQeyJ2I"] {
            assert_eq!(read(Some(text)).unwrap_err().0["error"], "badRequest", "{text}");
        }
        assert_eq!(read(None).unwrap_err().0["error"], "badRequest");
    }
}
