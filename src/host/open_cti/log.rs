//! A call log, written through the package.

use denwa_core::host::{Answer, LogRecord};
use denwa_core::package::save_log::LogPiece;
use denwa_core::{HostError, HostReply};
use opencti::{Deadline, OpenCti};

use super::{day, package};

/// Saves a log.
pub async fn save(cti: &OpenCti, log: LogRecord, deadline: Deadline) -> Answer {
    let day = log.day.as_ref().and_then(|day| day::of(day.at, &day.time_zone));
    let saved = package::call(cti, &log.into_request(day), deadline).await?;
    if saved.withdrawn.contains(&LogPiece::Record) {
        return Ok(HostReply::LogWithdrawn);
    }
    let id = saved.id.filter(|id| !id.is_empty()).ok_or(HostError::BadAnswer)?;
    Ok(HostReply::LogSaved { id, kept: saved.kept })
}
