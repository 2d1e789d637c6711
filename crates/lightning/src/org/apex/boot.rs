//! `boot`: everything that a panel needs at its start.

use super::{Context, agent_token};
use crate::org::settings::Owner;
use serde_json::{Value, json};

/// Runs the method.
pub fn run(context: &Context) -> Value {
    let (user, organisation) = (&context.user, context.org.users.organisation);
    let settings = if context.may_phone() {
        context.settings(&Owner::of_user(organisation, user))
    } else {
        json!({ "revision": "none", "levels": [], "lists": [], "locks": {} })
    };
    json!({
        "package": context.package(),
        "user": {
            "id": user.id(), "name": user.name(), "username": user.username(),
            "profileId": user.profile.id(), "profile": user.profile.name,
            "language": context.language, "locale": context.locale(), "timeZone": super::TIME_ZONE,
        },
        "organisation": { "id": organisation.id, "name": organisation.name, "sandbox": context.faults.sandbox },
        "permissions": context.permissions(),
        "settings": settings,
        "token": agent_token::token(context).unwrap_or_else(|refusal| refusal.0),
    })
}
