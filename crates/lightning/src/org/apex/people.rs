//! `people`: profiles and active users by a part of their name, or users by their user names. For administrators.

use super::{Answer, Context, bad, refuse};
use crate::org::users::{PROFILES, User};
use serde_json::{Value, json};

/// The most profiles and users found by a part of their name.
const MOST: usize = 50;
/// The most user names in a request.
const MOST_NAMES: usize = 2_000;

/// Runs the method.
pub fn run(request: &Value, context: &Context) -> Answer {
    if !context.may_administer() {
        return Err(refuse("noPermission"));
    }
    let wanted: Option<Vec<String>> = request["usernames"]
        .as_array()
        .map(|names| names.iter().filter_map(|n| Some(n.as_str()?.to_lowercase())).collect());
    let find = request["find"].as_str().map(str::to_lowercase);
    if wanted.is_none() && find.is_none() {
        return Err(bad("neither find nor usernames was given"));
    }
    if wanted.as_ref().is_some_and(|names| names.len() > MOST_NAMES) {
        return Err(bad("too many user names"));
    }
    let most = if wanted.is_some() { MOST_NAMES } else { MOST };
    let holds = |text: &str| find.as_ref().is_some_and(|find| text.to_lowercase().contains(find));
    let profiles = PROFILES.iter().filter(|p| wanted.is_none() && holds(p.name)).take(MOST);
    let profiles: Vec<Value> = profiles.map(|p| json!({ "id": p.id(), "name": p.name })).collect();

    let chosen = |user: &&User| match &wanted {
        Some(names) => names.contains(&user.username().to_lowercase()),
        None => holds(&user.name()) || holds(&user.username()),
    };
    let mut users: Vec<&User> = context.org.users.all.iter().filter(|u| u.active).filter(chosen).collect();
    users.sort_by_key(|u| u.name());
    let login = |user: &User| context.org.settings.login(user);
    let user = |user: &User| {
        json!({ "id": user.id(), "name": user.name(), "username": user.username(), "profile": user.profile.name,
                "login": login(user) })
    };
    Ok(json!({ "profiles": profiles, "users": users.into_iter().take(most).map(user).collect::<Vec<_>>() }))
}
