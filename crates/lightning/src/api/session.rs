//! The start of a tab of the host page.

use super::Shared;
use super::who::Who;
use axum::Json;
use axum::extract::{Query, State};
use serde_json::{Value, json};
use std::time::UNIX_EPOCH;

/// `GET /org/session`: the user and the softphone's address.
pub async fn session(State(state): Shared, Query(who): Query<Who>) -> Json<Value> {
    let adapter = state.adapter_url();
    let exchange = match &state.options.sim_control {
        Some(base) => state.client.finds_exchange(base).await,
        None => false,
    };
    let org = state.org();
    let user = who.user(&org);
    Json(json!({
        "orgId": org.users.organisation.id,
        "user": { "key": user.key, "id": user.id(), "last": user.last, "first": user.first, "extension": user.extension,
                  "assigned": user.assigned },
        "users": org.users.all.iter().map(|u| json!({ "key": u.key, "id": u.id(), "last": u.last, "first": u.first,
                                              "extension": u.extension })).collect::<Vec<_>>(),
        "language": who.language(),
        "adapterUrl": adapter,
        "callCenter": {
            "label": org.call_center.general("reqDisplayName"),
            "height": org.call_center.number("reqSoftphoneHeight"),
            "width": org.call_center.number("reqSoftphoneWidth"),
            "standbyUrl": org.call_center.general("reqStandbyUrl"),
            "timeoutMs": org.call_center.number("reqTimeout"),
        },
        "exchange": exchange,
        "reloadPanel": state.options.reload_panel,
    }))
}

/// `GET /org/panel-build`: when the panel's page was written, in milliseconds since 1970; `null` if there is no page.
pub async fn panel_build(State(state): Shared) -> Json<Option<u64>> {
    let page = std::fs::metadata(state.options.panel_dist.join("index.html"));
    let written = page.and_then(|page| page.modified()).ok();
    let since = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Json(since.and_then(|since| u64::try_from(since.as_millis()).ok()))
}
