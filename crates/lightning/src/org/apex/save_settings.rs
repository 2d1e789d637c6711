//! `saveSettings`: saves changes of fields, lists and locks, all or none. Checks, in this order, permission, values, locks, whether the stored
//! values are those that the panel saw, and whether another user has a login.

use super::check::{self, Target};
use super::{Answer, Context, Refusal, bad, failed, logins, names, refuse};
use crate::org::settings::{Change, ListRow, Owner, Settings};
use denwa_core::settings::{Key, Level};
use serde_json::{Map, Value, json};

/// Runs the method.
pub fn run(request: &Value, context: &mut Context) -> Answer {
    context.need_either()?;
    let changes = request["changes"].as_array().ok_or_else(|| bad("changes are needed"))?;
    if changes.iter().any(|change| !change.is_object()) {
        return Err(bad("a change is no object"));
    }
    if !context.may_administer() && !changes.iter().all(|change| is_own(change, context)) {
        return Err(refuse("noPermission"));
    }
    let read: Vec<Result<Target, &str>> = changes.iter().map(|c| check::target(c, &context.org.users)).collect();
    faults("refused", read.iter().enumerate().filter_map(|(i, r)| Some((i, *r.as_ref().err()?))))?;
    let targets: Vec<Target> = read.into_iter().filter_map(Result::ok).collect();
    let unusable = unusable(changes, &targets, context);
    if !unusable.is_empty() {
        return Err(Refusal(json!({ "error": "refused", "faults": unusable })));
    }
    if !context.may_administer() {
        let locked = |target: &Target| match target {
            Target::Field(_, key) => !key.has_lock() || context.org.settings.is_locked(*key),
            Target::List(..) | Target::Lock(_) => true,
        };
        faults("locked", targets.iter().enumerate().filter(|(_, t)| locked(t)).map(|(i, _)| (i, "locked")))?;
    }
    let settings = &context.org.settings;
    let stands = |(change, target): (usize, &Target)| {
        let theirs = current(settings, target);
        if same(&theirs, &tidied(&changes[change]["from"], target)) {
            return None;
        }
        let (level, id, field) = place(target);
        let last = settings.last_change(level, id, field);
        let (by, at) = last.map_or((None, settings.edited_at), |c| (Some(c.by.as_str()), c.at));
        Some(json!({ "change": change, "theirs": theirs, "by": by, "at": at }))
    };
    let conflicts: Vec<Value> = targets.iter().enumerate().filter_map(stands).collect();
    if conflicts.is_empty() {
        let taken = logins::taken(changes, &targets, context);
        if !taken.is_empty() {
            return Err(Refusal(json!({ "error": "refused", "faults": taken })));
        }
        let before = context.org.settings.clone();
        for (change, target) in changes.iter().zip(&targets) {
            write(context, target, &tidied(&change["to"], target));
        }
        if context.org.access.settings_limit.is_some_and(|limit| context.org.settings.bytes() > limit) {
            context.org.settings = before;
            return Err(failed("STORAGE_LIMIT_EXCEEDED: storage limit exceeded"));
        }
    }
    let settings = context.settings(&Owner::of_user(context.org.users.organisation, &context.user));
    if conflicts.is_empty() {
        Ok(json!({ "settings": settings }))
    } else {
        Err(Refusal(json!({ "error": "conflict", "conflicts": conflicts, "settings": settings })))
    }
}

/// The names of objects and fields that the org does not have, one for each change. A log field is there if any of the log targets has it.
fn unusable(changes: &[Value], targets: &[Target], context: &Context) -> Vec<Value> {
    let access = &context.org.access;
    let log_targets = context.log_targets(changes);
    let searched = context.searched_objects(changes);
    let first = |change: &Value, target: &Target| match target {
        Target::Field(_, Key::LogTarget) => {
            let name = change["to"].as_str().filter(|name| !name.is_empty())?;
            names::of_log_target(access, name)
        }
        Target::Field(_, Key::PhoneticField) => {
            let name = change["to"].as_str().filter(|name| !name.is_empty())?;
            names::of_phonetic_field(access, name, &searched)
        }
        Target::List(_, list) => change["to"].as_array().into_iter().flatten().find_map(|row| {
            let row = row.as_object()?;
            let faults = log_targets.iter().map(|target| names::of_row(access, *list, row, target));
            faults.min_by_key(Vec::len)?.into_iter().next()
        }),
        Target::Field(..) | Target::Lock(_) => None,
    };
    let faults = changes.iter().zip(targets).enumerate();
    let fault = |(at, (change, target)): (usize, (&Value, &Target))| {
        let fault = first(change, target)?;
        Some(json!({ "change": at, "reason": fault.reason, "name": fault.name }))
    };
    faults.filter_map(fault).collect()
}

/// Whether a change is of the user's own level.
fn is_own(change: &Value, context: &Context) -> bool {
    let own = change["id"].as_str().and_then(|id| Owner::find(&context.org.users, id));
    change["level"] == Level::User.code()
        && own.is_some_and(|owner| owner.id == context.user.id())
        && change["list"].is_null()
        && change["lock"].is_null()
}

fn faults<'a>(kind: &str, found: impl Iterator<Item = (usize, &'a str)>) -> Result<(), Refusal> {
    let faults: Vec<Value> = found.map(|(change, reason)| json!({ "change": change, "reason": reason })).collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal(json!({ "error": kind, "faults": faults }))) }
}

/// Level, owner and field, as in the history.
fn place(target: &Target) -> (&'static str, &str, &'static str) {
    match target {
        Target::Field(owner, key) => (owner.level.code(), &owner.id, key.row().field),
        Target::List(owner, list) => (owner.level.code(), &owner.id, list.row().object),
        Target::Lock(key) => ("lock", "", key.row().field),
    }
}

/// The stored value.
fn current(settings: &Settings, target: &Target) -> Value {
    match target {
        Target::Field(owner, key) => settings.value(&owner.id, key.row().field),
        Target::List(owner, list) => {
            let rows = settings.list(*list, &owner.id);
            tidied(&rows.iter().map(|row| Value::from(row.values.clone())).collect(), target)
        }
        Target::Lock(key) => settings.is_locked(*key).into(),
    }
}

/// A list's rows with their known columns, without empty texts.
fn tidied(value: &Value, target: &Target) -> Value {
    let empty = |value: &Value| value.is_null() || value.as_str() == Some("");
    match (target, value) {
        (Target::List(_, list), Value::Array(rows)) => {
            let known = |name: &str| list.row().columns.iter().any(|column| column.field == name);
            let row = |row: &Value| -> Value {
                let fields = row.as_object().into_iter().flatten();
                let fields = fields.filter(|(name, value)| known(name) && !empty(value));
                fields.map(|(name, value)| (name.clone(), value.clone())).collect::<Map<_, _>>().into()
            };
            rows.iter().map(row).collect()
        }
        (Target::List(..), _) => json!([]),
        _ if empty(value) => Value::Null,
        _ => value.clone(),
    }
}

/// Whether two values are equal, 30 and 30.0 included.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

/// Stores a change and adds it to the history.
fn write(context: &mut Context, target: &Target, to: &Value) {
    let from = current(&context.org.settings, target);
    let settings = &mut context.org.settings;
    match target {
        Target::Field(owner, key) => {
            let field = key.row().field;
            let row = settings.rows.entry(owner.id.clone()).or_default();
            row.retain(|name, _| !name.eq_ignore_ascii_case(field));
            if !to.is_null() {
                row.insert(field.to_owned(), to.clone());
            }
            // A level without values needs no row.
            settings.rows.retain(|_, row| !row.is_empty());
        }
        Target::List(owner, list) => {
            let object = list.row().object;
            settings.lists.retain(|row| row.owner != owner.id || !row.list.eq_ignore_ascii_case(object));
            for (place, row) in to.as_array().into_iter().flatten().enumerate() {
                settings.lists.push(ListRow {
                    list: object.to_owned(),
                    owner: owner.id.clone(),
                    order: u32::try_from(place).ok().map(f64::from),
                    values: row.as_object().cloned().unwrap_or_default(),
                });
            }
        }
        Target::Lock(key) => {
            settings.locks.retain(|field, _| Key::of_field(field) != Some(*key));
            settings.locks.insert(key.row().field.to_owned(), to.as_bool().unwrap_or(key.row().locked));
        }
    }
    let (level, _, field) = place(target);
    let owner = match target {
        Target::Field(owner, _) | Target::List(owner, _) => Some(owner),
        Target::Lock(_) => None,
    };
    settings.changes.push(Change {
        at: context.now_ms,
        by: context.user.name(),
        level,
        id: owner.map(|o| o.id.clone()),
        name: owner.map(|o| o.name.clone()),
        field: field.to_owned(),
        from,
        to: to.clone(),
    });
}
