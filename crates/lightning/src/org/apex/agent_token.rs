//! `agentToken`: the running user's telephony token. Also what keeps the Salesforce session alive.

use super::{Answer, Context, refuse};
use crate::org::token;
use serde_json::json;

/// Runs it.
pub fn run(context: &Context) -> Answer {
    let mut answer = token(context)?;
    // What the panel of 0.1 has nowhere else.
    answer["language"] = context.language.into();
    answer["timeZone"] = super::TIME_ZONE.into();
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
    let Some(login) = context.login() else { return Err(refuse("noLogin")) };
    let Some(key) = context.token_key.filter(|_| context.faults.signing_key) else { return Err(refuse("noKey")) };
    let now_s = context.now_ms / 1_000;
    let token = token::sign(&context.user.id(), login, key, now_s).map_err(|e| super::failed(&e.to_string()))?;
    Ok(json!({ "token": token, "login": login, "expires": (now_s + token::LIFE_S) * 1_000 }))
}
