//! The org package's Apex class (docs/apex.md): the envelope of its requests and answers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use denwa_core::HostError;
use denwa_core::host::StartFault;
use denwa_core::package::Method;
use opencti::{Apex, ApexValue, Call, CallError, Deadline, OpenCti};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::errors;
use crate::json::{self, JsonError};

/// The package's class.
const CLASS: &str = "DenwaSoftphone";
/// The version of the interface.
const VERSION: u32 = 1;

/// A request with its version.
#[derive(Serialize)]
struct Envelope<'a, T> {
    v: u32,
    #[serde(flatten)]
    request: &'a T,
}

/// The members of an answer that say whether it is a refusal.
#[derive(Debug, Deserialize)]
struct Verdict {
    #[serde(default)]
    v: u32,
    error: Option<String>,
    detail: Option<String>,
}

/// Calls a method and reads its answer.
pub async fn call<M: Method>(cti: &OpenCti, request: &M, deadline: Deadline) -> Result<M::Answer, HostError> {
    let call = ask(cti, request, deadline).map_err(|error| refused(error.to_string()))?;
    read(call.await)
}

/// Calls a method. Its answer is for [`read`].
pub fn ask<M: Method>(cti: &OpenCti, request: &M, deadline: Deadline) -> Result<Call<ApexValue>, JsonError> {
    let json = json::to_text(&Envelope { v: VERSION, request })?;
    Ok(send(cti, M::NAME, &json, deadline))
}

fn send(cti: &OpenCti, method: &str, json: &str, deadline: Deadline) -> Call<ApexValue> {
    // Nobody outside of Salesforce knows whether the host decodes percent signs: base64url has none, so it arrives either way.
    let parameter = URL_SAFE_NO_PAD.encode(json);
    cti.run_apex(&Apex::new(CLASS, method).param("request", &parameter), deadline)
}

/// Reads the answer of a method.
pub fn read<A: DeserializeOwned>(answer: Result<ApexValue, CallError>) -> Result<A, HostError> {
    json::from_value(open_envelope(answer)?).map_err(|_| HostError::BadAnswer)
}

/// Takes an answer out of its envelope, unless it is a refusal.
fn open_envelope(answer: Result<ApexValue, CallError>) -> Result<JsValue, HostError> {
    let text = answer.map_err(of_call)?.into_text().ok_or(HostError::BadAnswer)?;
    let answer = json::parse(&text, json::MAX_BYTES).map_err(|_| HostError::BadAnswer)?;
    json::from_value::<Verdict>(answer.clone()).map_err(|_| HostError::BadAnswer)?.check()?;
    Ok(answer)
}

fn of_call(error: CallError) -> HostError {
    match error {
        CallError::Host(errors) if errors.iter().any(errors::is_class_missing) => {
            HostError::Start(StartFault::NoPackage.with_detail(errors::words(&errors)))
        }
        error => errors::of_call(error),
    }
}

fn refused(detail: String) -> HostError {
    HostError::Refused { transient: errors::passes(&detail), detail }
}

impl Verdict {
    /// Why the package refused, if it did.
    fn check(self) -> Result<(), HostError> {
        if self.v != VERSION {
            return Err(HostError::BadAnswer);
        }
        match self.error.as_deref() {
            // An answer to `saveSettings` says by these why nothing was saved.
            None | Some("conflict" | "refused" | "locked") => Ok(()),
            Some("noPermission") => Err(HostError::Start(StartFault::NoPermission.without_detail())),
            Some("noLogin") => Err(HostError::Start(StartFault::NoLogin.without_detail())),
            Some("noKey") => Err(HostError::Start(StartFault::NoKey.without_detail())),
            Some(kind) => Err(refused(self.detail.unwrap_or_else(|| kind.to_owned()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn check(answer: Value) -> Result<(), HostError> {
        serde_json::from_value::<Verdict>(answer).map_err(|_| HostError::BadAnswer)?.check()
    }

    #[test]
    fn each_refusal_has_its_kind() {
        assert_eq!(check(json!({"v": 1})), Ok(()));
        assert_eq!(check(json!({"v": 1, "error": null})), Ok(()));
        for not_saved in ["conflict", "refused", "locked"] {
            assert_eq!(check(json!({"v": 1, "error": not_saved})), Ok(()), "{not_saved} is an answer");
        }
        for bad in [json!({"v": 2}), json!({}), json!([]), json!("v"), json!({"v": "1"}), Value::Null] {
            assert_eq!(check(bad.clone()), Err(HostError::BadAnswer), "{bad}");
        }
        for (kind, fault) in
            [("noPermission", StartFault::NoPermission), ("noLogin", StartFault::NoLogin), ("noKey", StartFault::NoKey)]
        {
            assert_eq!(check(json!({"v": 1, "error": kind})), Err(HostError::Start(fault.without_detail())));
        }
        let refused = |transient, detail: &str| Err(HostError::Refused { transient, detail: detail.to_owned() });
        assert_eq!(check(json!({"v": 1, "error": "badRequest"})), refused(false, "badRequest"));
        let failed = |detail: &str| check(json!({"v": 1, "error": "failed", "detail": detail}));
        assert_eq!(failed("結果は必須です"), refused(false, "結果は必須です"));
        let locked = "UNABLE_TO_LOCK_ROW: unable to obtain exclusive access";
        assert_eq!(failed(locked), refused(true, locked));
    }
}
