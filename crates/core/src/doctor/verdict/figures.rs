//! Clocks, response times, versions.

use crate::doctor::{Facts, Finding, Seen, State};
use crate::text::doctor::Diagnosis;
use denwa_protocol::VERSION;

/// A clock may be off so far, in milliseconds: less is the way of the answer.
const CLOCK_MS: u64 = 30_000;
/// From here on tokens are refused, in milliseconds.
const CLOCK_BAD_MS: u64 = 300_000;
/// The host may take so long for a light question, in milliseconds.
const HOST_MS: u64 = 1_000;
/// The event server may take so long to answer the sign-in, in milliseconds.
const SERVER_MS: u64 = 500;

pub(super) fn clock(found: Finding, facts: &Facts<'_>) -> Finding {
    let (org, server) = (facts.org_ahead, facts.server_ahead);
    if org.is_none() && server.is_none() {
        let is_running = facts.answers.health.is_running();
        return found.with_state(if is_running { State::Running } else { State::Unknown });
    }
    let off = |ahead: Option<i64>| ahead.map_or(0, i64::unsigned_abs);
    let found = match (org, server) {
        // Two that agree are right, and this machine is wrong.
        (Some(a), Some(b)) if off(org) >= CLOCK_MS && a.abs_diff(b) < CLOCK_MS => found.warning(Diagnosis::Clock),
        _ if off(org) >= CLOCK_MS => found.warning(Diagnosis::ClockOrg),
        _ if off(server) >= CLOCK_MS => found.warning(Diagnosis::ClockServer),
        _ => found,
    };
    let is_bad = off(org).max(off(server)) >= CLOCK_BAD_MS;
    let found = if is_bad { found.with_state(State::Error) } else { found };
    found.see_some(org.map(Seen::OrgClock)).see_some(server.map(Seen::ServerClock))
}

pub(super) fn latency(found: Finding, facts: &Facts<'_>) -> Finding {
    let host = facts.answers.host_ms.answer().copied();
    let server = facts.server_ms;
    let found = match (host, server) {
        _ if facts.answers.host_ms.is_running() => return found.with_state(State::Running),
        (None, None) => found.with_state(State::Unknown),
        (Some(took), _) if took > HOST_MS => found.warning(Diagnosis::LatencyHost),
        (_, Some(took)) if took > SERVER_MS => found.warning(Diagnosis::LatencyServer),
        _ => found,
    };
    found.see_some(host.map(Seen::HostTime)).see_some(server.map(Seen::ServerTime))
}

pub(super) fn versions(found: Finding, facts: &Facts<'_>) -> Finding {
    let panel = env!("CARGO_PKG_VERSION");
    let health = facts.answers.health.answer();
    let booted = facts.boot.map_or("", |boot| boot.package);
    let package = health.map_or(booted, |health| &health.package);
    let found = if facts.server.is_some_and(|server| server.protocol != VERSION) {
        found.error(Diagnosis::Protocol)
    } else if !package.is_empty() && release_line(package) != release_line(panel) {
        found.warning(Diagnosis::Package)
    } else {
        found
    };
    let browser = facts.answers.surroundings.answer();
    found
        .see(Seen::PanelVersion(panel))
        .see(Seen::PackageVersion(package.to_owned()))
        .see_some(facts.server.map(|server| Seen::Protocol(server.protocol)))
        .see_some(facts.server.map(|server| Seen::ServerVersion(server.version.clone())))
        .see_some(facts.server.map(|server| Seen::Pbx(server.pbx.clone())))
        .see(Seen::LibraryVersion(facts.library.to_owned()))
        .see_some(health.map(|health| Seen::OrgApi(health.api_version.clone())))
        .see_some(browser.map(|seen| Seen::Browser(seen.browser.clone())))
}

/// Major and minor: releases of one line fit.
fn release_line(version: &str) -> (&str, &str) {
    let mut parts = version.split('.');
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}
