//! Edits of the custom settings by hand, as on Salesforce's Manage page, without any check; and of the object and field permissions.

use super::Shared;
use crate::org::access::Access;
use crate::org::clock;
use crate::org::settings::{ListRow, Owner, Settings};
use crate::org::users::{PROFILES, Profile, User, Users};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use denwa_core::settings::schema::{ColumnKind, LISTS, ROWS};
use denwa_core::settings::{Kind, Level};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// `GET /org/settings`: all settings, the possible owners of rows, and the fields.
pub async fn stored(State(state): Shared) -> Json<Value> {
    let org = state.org();
    let owner = |o: &Owner, key: &str| json!({ "key": key, "level": o.level.code(), "id": o.id, "name": o.name });
    let owners: Vec<Value> = [owner(&Owner::organisation(org.users.organisation), "organisation")]
        .into_iter()
        .chain(PROFILES.iter().map(|p| owner(&Owner::profile(p), &format!("profile:{}", p.key))))
        .chain(org.users.all.iter().map(|u| owner(&Owner::user(u), &format!("user:{}", u.key))))
        .collect();
    let settings = &org.settings;
    let lists: Vec<Value> = settings
        .lists
        .iter()
        .map(|row| json!({ "list": row.list, "owner": row.owner, "order": row.order, "values": row.values }))
        .collect();
    let number = |kind: Kind| matches!(kind, Kind::Whole(_) | Kind::WholeOrNone(_));
    let fields: Vec<Value> = ROWS
        .iter()
        .map(|row| json!({ "field": row.field, "number": number(row.kind), "length": row.kind.field_length() }))
        .collect();
    let columns = |columns: &[denwa_core::settings::schema::Column]| -> Vec<Value> {
        let is_number = |kind| matches!(kind, ColumnKind::Of(kind) if number(kind));
        columns.iter().map(|c| json!({ "field": c.field, "number": is_number(c.kind) })).collect()
    };
    let objects: Vec<Value> =
        LISTS.iter().map(|list| json!({ "list": list.object, "columns": columns(list.columns) })).collect();
    Json(json!({
        "owners": owners, "rows": settings.rows, "lists": lists, "locks": settings.locks, "changes": settings.changes,
        "schema": { "fields": fields, "lists": objects },
    }))
}

/// An edit by hand. An owner is `organisation`, `profile:KEY`, `user:KEY`, or an ID.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Edit {
    /// Fields by owner. `null` empties a field; `null` in place of the fields deletes the row.
    levels: BTreeMap<String, Option<Map<String, Value>>>,
    /// All rows of a list: `{"owner", "order"?, …fields}`.
    lists: BTreeMap<String, Vec<Map<String, Value>>>,
    /// Locks by field; `null` restores the table's default.
    locks: BTreeMap<String, Option<bool>>,
}

/// `PATCH /org/settings`: leaves unnamed values as they are.
pub async fn edit(State(state): Shared, Json(edit): Json<Edit>) -> Response {
    let mut org = state.org();
    match edited(&org.settings, &org.users, edit) {
        Ok(settings) => {
            org.settings = Settings { edited_at: clock::now_ms(), ..settings };
            StatusCode::NO_CONTENT.into_response()
        }
        Err(owner) => (StatusCode::UNPROCESSABLE_ENTITY, format!("{owner}: no such owner")).into_response(),
    }
}

/// The settings after an edit. The error is the name of an unknown owner.
fn edited(settings: &Settings, users: &Users, edit: Edit) -> Result<Settings, String> {
    let mut settings = settings.clone();
    for (name, fields) in edit.levels {
        let id = owner(users, &name).ok_or(name)?;
        match fields {
            None => {
                settings.rows.remove(&id);
            }
            Some(fields) => {
                let row = settings.rows.entry(id).or_default();
                row.extend(fields);
                row.retain(|_, value| !value.is_null());
            }
        }
    }
    for (list, rows) in edit.lists {
        settings.lists.retain(|row| row.list != list);
        for mut values in rows {
            let name = values.remove("owner").and_then(|o| o.as_str().map(str::to_owned));
            let name = name.unwrap_or_else(|| Level::Organisation.code().to_owned());
            let order = values.remove("order").and_then(|o| o.as_f64());
            let owner = owner(users, &name).ok_or(name)?;
            values.retain(|_, value| !value.is_null());
            settings.lists.push(ListRow { list: list.clone(), owner, order, values });
        }
    }
    for (field, locked) in edit.locks {
        match locked {
            None => settings.locks.remove(&field),
            Some(locked) => settings.locks.insert(field, locked),
        };
    }
    Ok(settings)
}

/// The ID of an owner.
fn owner(users: &Users, name: &str) -> Option<String> {
    match name.split_once(':') {
        Some(("profile", key)) => PROFILES.iter().find(|p| p.key == key).map(Profile::id),
        Some(("user", key)) => users.find(key).map(User::id),
        _ if name == Level::Organisation.code() => Some(users.organisation.id.to_owned()),
        _ => Owner::find(users, name).map(|owner| owner.id),
    }
}

/// `GET /org/access`.
pub async fn access(State(state): Shared) -> Json<Access> {
    Json(state.org().access.clone())
}

/// `PUT /org/access`: replaces deletions and permissions.
pub async fn set_access(State(state): Shared, Json(access): Json<Access>) -> StatusCode {
    state.org().access = access;
    StatusCode::NO_CONTENT
}
