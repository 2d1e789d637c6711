//! The package's Omni-Channel component: the code by which it decides what follows what, and its words, from the package's own files.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const HELPER: &str = include_str!("../../../salesforce/omni/main/default/aura/denwaOmni/denwaOmniHelper.js");
const ENGLISH: &str = include_str!("../../../salesforce/main/default/labels/CustomLabels.labels-meta.xml");
const JAPANESE: &str = include_str!("../../../salesforce/ja/main/default/translations/ja.translation-meta.xml");

/// One of the files.
pub async fn file(Path(name): Path<String>) -> Response {
    match name.as_str() {
        // An expression in Aura, a module here.
        "denwaOmniHelper.js" => served("text/javascript", format!("export default {HELPER}")),
        "labels.en.xml" => served("text/xml", ENGLISH.to_owned()),
        "labels.ja.xml" => served("text/xml", JAPANESE.to_owned()),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn served(kind: &str, text: String) -> Response {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text).into_response()
}
