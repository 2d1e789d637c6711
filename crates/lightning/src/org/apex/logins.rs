//! Telephony logins: no two active users have the same, for the event server would take them for one agent. Case does not count.

use super::Context;
use super::check::Target;
use crate::org::users::User;
use denwa_core::settings::Key;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The faults of changes that give a user the login of another.
pub fn taken(changes: &[Value], targets: &[Target], context: &Context) -> Vec<Value> {
    let asked: Vec<(usize, &str, &str)> = targets
        .iter()
        .enumerate()
        .filter_map(|(place, target)| match target {
            Target::Field(owner, Key::Login) => {
                Some((place, owner.id.as_str(), changes[place]["to"].as_str().unwrap_or_default()))
            }
            _ => None,
        })
        .collect();
    let mapped: BTreeMap<&str, &str> = asked.iter().map(|(_, user, login)| (*user, *login)).collect();
    // The logins once all changes are stored.
    let login = |user: &User| {
        let stored = || context.org.settings.login(user).unwrap_or_default();
        let login = mapped.get(user.id().as_str()).map_or_else(stored, |login| (*login).to_owned());
        let login = if login.trim().is_empty() { user.username() } else { login };
        login.trim().to_lowercase()
    };
    let users = &context.org.users;
    let fault = |(place, user, _): &(usize, &str, &str)| {
        let wanted = login(users.by_id(user)?);
        let mut others = users.all.iter().filter(|other| other.active && other.id() != *user);
        let holder = others.find(|other| login(other) == wanted)?;
        Some(json!({ "change": place, "reason": "taken", "by": holder.name() }))
    };
    asked.iter().filter_map(fault).collect()
}
