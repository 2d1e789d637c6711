//! `settings`: the running user's stored settings; for administrators also those of any user or profile.

use super::{Answer, Context, bad, refuse};
use crate::org::settings::Owner;
use crate::org::users::profile_by_id;
use serde_json::{Value, json};

/// Runs the method.
pub fn run(request: &Value, context: &Context) -> Answer {
    context.need_either()?;
    let (user, profile) = (&request["user"], &request["profile"]);
    let own = user.is_null() && profile.is_null();
    if !own && !context.may_administer() {
        return Err(refuse("noPermission"));
    }
    let id = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let organisation = context.org.users.organisation;
    let levels = if !user.is_null() {
        context.org.users.by_id(&id(user)).map(|user| Owner::of_user(organisation, user))
    } else if !profile.is_null() {
        profile_by_id(&id(profile)).map(|profile| Owner::of_profile(organisation, profile))
    } else {
        Some(Owner::of_user(organisation, &context.user))
    };
    let levels = levels.ok_or_else(|| bad("there is no such user or profile"))?;
    Ok(json!({ "settings": context.settings(&levels) }))
}
