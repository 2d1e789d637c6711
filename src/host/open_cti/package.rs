//! What the core asks of the org package: for each request a method, what it is told, and how its answer is read.

use denwa_core::host::{Boot, Subject};
use denwa_core::{HostError, HostReply, HostRequest, RequestId};
use opencti::{ApexValue, Call, Deadline, OpenCti};

use super::{OpenCtiHost, apex, day, task};
use crate::host::tell;
use crate::json::{Json, Object};

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

    fn of(boot: &Boot) -> Self {
        let login = match &boot.token {
            Some(Ok(token)) => token.login.clone(),
            _ => String::new(),
        };
        Self { zone: boot.user.time_zone.clone(), login }
    }
}

/// How the answer of the package is read.
type Read = fn(&Json) -> Result<HostReply, HostError>;

impl OpenCtiHost {
    /// Asks for something. The call is made before this returns.
    pub fn ask_package(&'static self, cti: &OpenCti, id: RequestId, request: &HostRequest, deadline: Deadline) {
        // Also what was not saved is an answer to this.
        let reads_refusals = matches!(request, HostRequest::SaveSettings(_));
        // Asked for already, while the host gave its definition.
        let ahead = if let HostRequest::Boot = request { self.ahead.take() } else { None };
        let Some((method, object, read)) = self.question(request) else {
            return tell(id, Err(HostError::NotAvailable));
        };
        let call = match ahead {
            Some(call) => call.within(deadline),
            None => apex::call(cti, method, object, deadline),
        };
        call.then(move |answer| {
            let answer = apex::answer(answer, reads_refusals).and_then(|answer| read(&answer));
            if let Ok(HostReply::Boot(boot)) = &answer {
                self.user.replace(Known::of(boot));
            }
            tell(id, answer);
        });
    }

    fn question(&self, request: &HostRequest) -> Option<(&'static str, Object, Read)> {
        Some(match request {
            HostRequest::Boot => ("boot", boot_request(), |answer| {
                apex::boot::read(answer).map(HostReply::Boot).ok_or(HostError::BadAnswer)
            }),
            HostRequest::AgentToken => {
                ("agentToken", apex::request(), |answer| apex::boot::renewed(answer).map(HostReply::Token))
            }
            HostRequest::Settings(subject) => {
                let request = apex::request();
                let request = match subject {
                    Subject::Me => request,
                    Subject::Profile(id) => request.text("profile", id),
                    Subject::User(id) => request.text("user", id),
                };
                ("settings", request, |answer| Ok(HostReply::Settings(apex::settings::read(answer).into())))
            }
            HostRequest::SaveSettings(changes) => ("saveSettings", apex::config::save(changes), |answer| {
                Ok(HostReply::SettingsSaved(Box::new(apex::config::saved(answer)?)))
            }),
            HostRequest::History(key) => {
                ("history", apex::config::history(*key), |answer| Ok(HostReply::History(apex::config::changes(answer))))
            }
            HostRequest::People(query) => {
                ("people", apex::config::find(query), |answer| Ok(HostReply::People(apex::config::people(answer))))
            }
            HostRequest::Describe(object) => {
                let read: Read = if object.is_some() {
                    |answer| Ok(HostReply::Fields(apex::config::fields(answer)))
                } else {
                    |answer| Ok(HostReply::Objects(apex::config::objects(answer)))
                };
                ("describe", apex::config::describe(object.as_ref()), read)
            }
            HostRequest::RecordSearch(search) => {
                ("search", apex::search::write(search), |answer| Ok(HostReply::Found(apex::search::read(answer))))
            }
            HostRequest::Health => {
                ("health", apex::request(), |answer| Ok(HostReply::Health(Box::new(apex::health::read(answer)))))
            }
            HostRequest::SaveLog(log) => {
                let user = self.user.borrow();
                let fields = task::fields(log, day::of(log.began_at, user.zone()).as_deref());
                ("saveLog", apex::log::write(log, &user.login, &fields), |answer| {
                    apex::log::read(answer).map(HostReply::Saved).ok_or(HostError::BadAnswer)
                })
            }
            _ => return None,
        })
    }
}

/// Asks the package who this is, what is set, and for the token.
pub fn boot(cti: &OpenCti, deadline: Deadline) -> Call<ApexValue> {
    apex::call(cti, "boot", boot_request(), deadline)
}

fn boot_request() -> Object {
    apex::request().text("panel", env!("CARGO_PKG_VERSION"))
}
