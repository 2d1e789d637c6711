//! `health`: the state of the org, for the doctor.

use super::Context;
use super::names::of_log_target;
use crate::org::access::CLOSED_STATUS;
use crate::org::settings::Owner;
use serde_json::{Map, Value, json};

/// The version of the Apex classes.
const API_VERSION: &str = "68.0";

/// Runs the method.
pub fn run(context: &Context) -> Value {
    let mut answer = json!({
        "package": context.package(), "apiVersion": API_VERSION, "now": context.now_ms,
        "permissions": context.permissions(),
        "callCentre": null, "key": null, "login": null, "sandboxUserName": null, "taskStatus": null, "objects": {}, "settingsBytes": null,
    });
    if context.need_either().is_ok() {
        let centre = &context.org.call_center;
        if context.user.assigned && context.faults.assigned {
            answer["callCentre"] = json!({
                "name": centre.general("reqDisplayName"), "adapterUrl": context.adapter_url,
            });
        }
        answer["key"] = context.key().is_some().into();
        answer["login"] = context.login().into();
        let is_mapped = context.org.settings.login(&context.user).is_some();
        answer["sandboxUserName"] = (context.faults.sandbox && !is_mapped).into();
        let wanted = stored(context, "Log_Status__c");
        answer["taskStatus"] = context.org.access.task_status(wanted.as_deref().unwrap_or(CLOSED_STATUS)).into();
        answer["objects"] = objects(context).into();
        answer["settingsBytes"] = context.org.settings.bytes().into();
    }
    answer
}

/// The running user's value of a setting, of the lowest level that has one.
fn stored(context: &Context, field: &str) -> Option<String> {
    let set = |owner: &Owner| context.org.settings.value(&owner.id, field).as_str().map(str::to_owned);
    Owner::of_user(context.org.users.organisation, &context.user)
        .iter()
        .rev()
        .find_map(set)
        .filter(|value| !value.is_empty())
}

/// The objects that logs are written to, and whether the user may create their records.
fn objects(context: &Context) -> Map<String, Value> {
    let (user, org) = (&context.user, &context.org);
    let target = stored(context, "Log_Target__c").filter(|name| of_log_target(&org.access, name).is_none());
    let names = ["Task".to_owned(), "Denwa_Call_Log__c".to_owned()].into_iter().chain(target);
    let creatable = |name: &str| org.access.object(user, name).is_ok_and(|o| org.access.may_write(user, o, None));
    names.map(|name| (name.clone(), creatable(&name).into())).collect()
}
