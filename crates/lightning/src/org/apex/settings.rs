//! `settings`: the running user's settings as they stand; for administrators those of any user or profile.

use super::{Answer, Context, refuse};
use crate::org::settings::Subject;
use crate::org::users;
use serde_json::{Value, json};

/// Runs it.
pub fn run(request: &Value, context: &Context) -> Answer {
    if !context.may_phone() && !context.may_administer() {
        return Err(refuse("noPermission"));
    }
    let (user, profile) = (request.get("user"), request.get("profile"));
    if (user.is_some() || profile.is_some()) && !context.may_administer() {
        return Err(refuse("noPermission"));
    }
    let subject = match (user, profile) {
        (Some(id), _) => id.as_str().and_then(users::by_id).map(Subject::User),
        (None, Some(id)) => id.as_str().and_then(users::profile_by_id).map(Subject::Profile),
        (None, None) => Some(Subject::User(context.user)),
    };
    let subject = subject.ok_or_else(|| refuse("badRequest"))?;
    Ok(json!({ "settings": context.org.settings.of(subject) }))
}
