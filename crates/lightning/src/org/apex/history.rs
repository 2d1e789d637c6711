//! `history`: who changed which setting, the newest first. For administrators.

use super::{Answer, Context, refuse};
use serde_json::{Value, json};

/// The most changes in an answer.
const MOST: u64 = 200;

/// Runs the method.
pub fn run(request: &Value, context: &Context) -> Answer {
    if !context.may_administer() {
        return Err(refuse("noPermission"));
    }
    let field = request["field"].as_str();
    let limit = usize::try_from(request["limit"].as_u64().unwrap_or(50).clamp(1, MOST)).unwrap_or(1);
    let of_it = |field: &str, other: &str| field.eq_ignore_ascii_case(other);
    let changes = context.org.settings.changes.iter().rev();
    let told: Vec<_> = changes.filter(|c| field.is_none_or(|field| of_it(field, &c.field))).take(limit).collect();
    Ok(json!({ "changes": told }))
}
