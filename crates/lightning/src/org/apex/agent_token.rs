//! `agentToken`: the running user's telephony token. Also what keeps the Salesforce session alive.

use super::{Answer, Context, refuse};
use crate::org::token;
use serde_json::{Value, json};

/// Runs it.
pub fn run(request: &Value, context: &Context) -> Answer {
    let mut answer = token(context)?;
    if request.is_null() {
        // What the panel of 0.1 has nowhere else.
        answer["language"] = context.language.into();
        answer["timeZone"] = super::TIME_ZONE.into();
    }
    Ok(answer)
}

/// The token, its login and when it expires; or why there is none.
///
/// # Errors
/// `noPermission`, `noLogin`, `noKey`.
pub fn token(context: &Context) -> Answer {
    if !context.may_phone() {
        return Err(refuse("noPermission"));
    }
    let login = context.login().ok_or_else(|| refuse("noLogin"))?;
    let key = context.key().ok_or_else(|| refuse("noKey"))?;
    let now_s = context.now_ms / 1_000;
    let token = token::sign(&context.user.id(), &login, key, now_s).map_err(|e| super::failed(&e.to_string()))?;
    Ok(json!({ "token": token, "login": login, "expires": (now_s + token::LIFE_S) * 1_000 }))
}
