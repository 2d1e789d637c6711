//! What the core asks of the org package.

use core::future::ready;
use std::rc::Rc;

use denwa_core::host::Subject;
use denwa_core::{HostError, HostReply, HostRequest};
use opencti::{ApexValue, Call, Deadline, OpenCti};
use wasm_bindgen::JsValue;

use super::{apex, day, task};
use crate::host::{Answer, Host};
use crate::json::Object;

/// Who it is, as the package told at the start.
#[derive(Default)]
pub struct Known {
    zone: String,
    login: String,
}

impl Known {
    /// The user's own time zone.
    pub fn zone(&self) -> Option<&str> {
        Some(self.zone.as_str()).filter(|zone| !zone.is_empty())
    }
}

/// Asks for something. The call is made before this returns.
pub fn ask(host: Rc<Host>, cti: &OpenCti, request: HostRequest, deadline: Deadline) -> Answer {
    let Host::OpenCti(this) = &*host;
    match request {
        HostRequest::Boot => {
            // Asked for already, while the host gave its definition.
            let ahead = this.ahead.take().map(|call| call.within(deadline));
            let call = ahead.unwrap_or_else(|| boot(cti, deadline));
            Box::pin(call.map(move |answer| {
                let boot = apex::boot::read(&apex::answer(answer)?).ok_or(HostError::BadAnswer)?;
                let Host::OpenCti(host) = &*host;
                let login = boot.token.iter().flatten().map(|token| token.login.clone()).next();
                *host.user.borrow_mut() = Known { zone: boot.user.time_zone.clone(), login: login.unwrap_or_default() };
                Ok(HostReply::Boot(Box::new(boot)))
            }))
        }
        HostRequest::AgentToken => package(cti, "agentToken", apex::request(), deadline, |answer| {
            apex::boot::renewed(answer).map(HostReply::Token)
        }),
        HostRequest::Settings(subject) => {
            let request = apex::request();
            let request = match &subject {
                Subject::Me => request,
                Subject::Profile(id) => request.text("profile", id),
                Subject::User(id) => request.text("user", id),
            };
            package(cti, "settings", request, deadline, |answer| {
                Ok(HostReply::Settings(Box::new(apex::settings::read(answer))))
            })
        }
        HostRequest::SaveSettings(changes) => {
            let call = apex::call(cti, "saveSettings", apex::config::save(&changes), deadline);
            Box::pin(call.map(|answer| {
                let answer = apex::config::saved(&apex::any_answer(answer)?)?;
                Ok(HostReply::SettingsSaved(Box::new(answer)))
            }))
        }
        HostRequest::History(key) => package(cti, "history", apex::config::history(key), deadline, |answer| {
            Ok(HostReply::History(apex::config::changes(answer)))
        }),
        HostRequest::People(query) => package(cti, "people", apex::config::find(&query), deadline, |answer| {
            Ok(HostReply::People(apex::config::people(answer)))
        }),
        HostRequest::Describe(object) => {
            let read: Read = if object.is_some() {
                |answer| Ok(HostReply::Fields(apex::config::fields(answer)))
            } else {
                |answer| Ok(HostReply::Objects(apex::config::objects(answer)))
            };
            package(cti, "describe", apex::config::describe(object.as_ref()), deadline, read)
        }
        HostRequest::RecordSearch(search) => package(cti, "search", apex::search::write(&search), deadline, |answer| {
            Ok(HostReply::Found(apex::search::read(answer)))
        }),
        HostRequest::Health => package(cti, "health", apex::request(), deadline, |answer| {
            Ok(HostReply::Health(Box::new(apex::health::read(answer))))
        }),
        HostRequest::SaveLog(log) => {
            let user = this.user.borrow();
            let fields = task::fields(&log, day::of(log.began_at, user.zone()).as_deref());
            package(cti, "saveLog", apex::log::write(&log, &user.login, &fields), deadline, |answer| {
                apex::log::read(answer).map(HostReply::Saved).ok_or(HostError::BadAnswer)
            })
        }
        _ => Box::pin(ready(Err(HostError::NotAvailable))),
    }
}

/// Asks the package who this is, what is set, and for the token.
pub fn boot(cti: &OpenCti, deadline: Deadline) -> Call<ApexValue> {
    apex::call(cti, "boot", apex::request().text("panel", env!("CARGO_PKG_VERSION")), deadline)
}

/// How the answer of the package is read.
type Read = fn(&JsValue) -> Result<HostReply, HostError>;

/// Asks the package for something.
fn package(cti: &OpenCti, method: &str, request: Object, deadline: Deadline, read: Read) -> Answer {
    let call = apex::call(cti, method, request, deadline);
    Box::pin(call.map(move |answer| read(&apex::answer(answer)?)))
}
