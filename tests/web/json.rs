//! JSON by serde over the browser's parser.

use std::collections::BTreeMap;

use denwa_panel::json::{JsonError, MAX_DEPTH, from_text, to_text};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sample {
    text: String,
    whole: u64,
    part: f64,
    maybe: Option<bool>,
    by_name: BTreeMap<String, Vec<i32>>,
}

#[wasm_bindgen_test]
fn a_value_reads_back_as_it_was() {
    let sample = Sample {
        text: "\u{0}\t\n\"\\/電話😀\u{2028}".to_owned(),
        whole: 9_007_199_254_740_991,
        part: 0.5,
        maybe: Some(true),
        by_name: BTreeMap::from([("a\"".to_owned(), vec![-1, 0]), (String::new(), Vec::new())]),
    };
    let text = to_text(&sample).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), serde_json::to_value(&sample).unwrap());
    assert_eq!(from_text::<Sample>(&text), Ok(sample));
}

#[wasm_bindgen_test]
fn missing_and_unknown_members_do_no_harm() {
    assert_eq!(from_text::<Sample>(r#"{"later":[{"x":1}]}"#), Ok(Sample::default()));
    assert_eq!(from_text::<Sample>(&to_text(&Sample::default()).unwrap()), Ok(Sample::default()));
}

#[wasm_bindgen_test]
fn each_error_has_its_kind() {
    for no_json in ["", "{", "{'text':1}", "{}{}", "undefined"] {
        assert_eq!(from_text::<Sample>(no_json), Err(JsonError::NotJson), "{no_json}");
    }
    for other in ["null", "7", r#"{"text":7}"#, r#"{"whole":-1}"#, r#"{"whole":1.5}"#, r#"{"whole":1e300}"#] {
        assert!(matches!(from_text::<Sample>(other), Err(JsonError::Shape(_))), "{other}");
    }
    let deep = |depth| format!(r#"{{"later":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert_eq!(from_text::<Sample>(&deep(MAX_DEPTH - 1)), Ok(Sample::default()));
    assert_eq!(from_text::<Sample>(&deep(MAX_DEPTH)), Err(JsonError::TooDeep));
    assert!(matches!(to_text(&u64::MAX), Err(JsonError::Shape(_))));
}
