//! What the core asks of the org package: for each request a method, what it is told, and how its answer is read.

use core::mem::take;

use denwa_core::start::BOOT;
use denwa_core::{HostReply, HostRequest};
use opencti::Request;

use super::{Read, apex};

/// What the package is asked.
pub fn question(request: &HostRequest) -> Option<(Request, Read)> {
    Some(match request {
        HostRequest::Package(method, request) => {
            (apex::call(method, request), |answer| Some(HostReply::Package(take(answer))))
        }
        HostRequest::RecordSearch(search) => (apex::call("search", &apex::search::write(search).end()), |answer| {
            Some(HostReply::Found(apex::search::read(answer)))
        }),
        HostRequest::SaveLog(log) => (apex::call("saveLog", &apex::log::write(log).end()), |answer| {
            answer.maybe("id").filter(|id| !id.is_empty()).map(HostReply::Saved)
        }),
        _ => return None,
    })
}

/// Asks the package who this is, what is set, and for the token.
pub fn boot() -> Request {
    apex::call("boot", BOOT)
}
