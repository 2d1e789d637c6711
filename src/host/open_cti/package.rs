//! What the core asks of the org package: for each request a method, what it is told, and how its answer is read.

use denwa_core::host::{Boot, Subject};
use denwa_core::settings::RawSettings;
use denwa_core::{HostReply, HostRequest};
use opencti::Request;

use super::{OpenCtiHost, Read, apex, day, task};

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

    pub fn of(boot: &Boot) -> Self {
        let login = match &boot.token {
            Some(Ok(token)) => token.login.clone(),
            _ => String::new(),
        };
        Self { zone: boot.user.time_zone.clone(), login }
    }
}

impl OpenCtiHost {
    /// What the package is asked.
    pub fn package_question(&self, request: &HostRequest) -> Option<(Request, Read)> {
        Some(match request {
            HostRequest::Package(method, request) => {
                (apex::call(method, request), |answer| Some(HostReply::Package(answer.clone())))
            }
            HostRequest::Boot => (boot(), |answer| apex::boot::read(answer).map(HostReply::Boot)),
            HostRequest::AgentToken => (apex::call("agentToken", &apex::request().end()), |answer| {
                apex::boot::token(answer).map(HostReply::Token)
            }),
            HostRequest::Settings(subject) => {
                let request = apex::request();
                let request = match subject {
                    Subject::Me => request,
                    Subject::Profile(id) => request.text("profile", id),
                    Subject::User(id) => request.text("user", id),
                };
                (apex::call("settings", &request.end()), |answer| {
                    Some(HostReply::Settings(RawSettings::of(answer.get("settings")).into()))
                })
            }
            HostRequest::RecordSearch(search) => (apex::call("search", &apex::search::write(search).end()), |answer| {
                Some(HostReply::Found(apex::search::read(answer)))
            }),
            HostRequest::Health => (apex::call("health", &apex::request().end()), |answer| {
                Some(HostReply::Health(Box::new(apex::health::read(answer))))
            }),
            HostRequest::SaveLog(log) => {
                let user = self.user.borrow();
                let day = day::of(log.began_at, user.zone());
                let fields = task::fields(log, day.as_deref());
                (apex::call("saveLog", &apex::log::write(log, &user.login, &fields).end()), |answer| {
                    answer.maybe("id").map(HostReply::Saved)
                })
            }
            _ => return None,
        })
    }
}

/// Asks the package who this is, what is set, and for the token.
pub fn boot() -> Request {
    apex::call("boot", &apex::request().text("panel", env!("CARGO_PKG_VERSION")).end())
}
