//! `agentToken`: the running user's telephony token. The call also keeps the Salesforce session alive.

use super::{Answer, Context, refuse};
use crate::org::token;
use serde_json::json;

/// Runs the method.
pub fn run(context: &Context) -> Answer {
    token(context)
}

/// The token, its login and its expiry, or the reason why there is none.
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
    let token = token::sign(context.org.users.organisation, &context.user, &login, key, now_s)
        .map_err(|e| super::failed(&e.to_string()))?;
    let (issued, expires) = (now_s * 1_000, (now_s + token::LIFE_S) * 1_000);
    Ok(json!({ "token": token, "login": login, "issued": issued, "expires": expires }))
}
