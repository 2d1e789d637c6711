//! Judges the facts: what is wrong with the configuration, the rights and the names on both sides. Pure.

use super::{
    facts::{Context, Facts, Listing, PbxFacts},
    finding::{Finding, Purpose, WriteClass},
};
use crate::{
    config::{Agent, Config},
    pbx::asterisk::config::AsteriskConfig,
};
use std::collections::{BTreeMap, BTreeSet};

/// The variables without which withheld numbers would be shown.
const PRESENTATIONS: [&str; 2] = ["CALLERID(num-pres)", "CONNECTEDLINE(num-pres)"];

/// Judges the configuration by itself.
#[must_use]
pub fn examine_config(config: &Config) -> Vec<Finding> {
    let mut findings: Vec<Finding> = config.warnings().into_iter().map(Finding::Suspicious).collect();
    if config.agents.is_empty() {
        findings.push(Finding::NoAgents);
    }
    if config.allowed_origins.is_empty() {
        findings.push(Finding::NoOrigins);
    }
    let shared = !config.token_certificate_file.is_empty() || config.token_key_file.is_some();
    let has_key = |organisation: &crate::config::Organisation| {
        shared || !organisation.token_certificate_file.is_empty() || organisation.token_key_file.is_some()
    };
    if config.organisations.is_empty() || !config.organisations.iter().all(has_key) {
        findings.push(Finding::NoKeys);
    }
    findings
}

/// Judges the facts about the PBX.
#[must_use]
pub fn examine_pbx(config: &Config, asterisk: &AsteriskConfig, facts: &Facts) -> Vec<Finding> {
    let pbx = match &facts.pbx {
        Ok(pbx) => pbx,
        Err(fault) => {
            let (address, user) = (facts.address.clone(), asterisk.user.clone());
            return vec![Finding::Connection { address, user, fault: fault.clone() }];
        }
    };
    let mut findings = rights(config, asterisk, pbx);
    findings.extend(variables(config, asterisk, pbx));
    findings.extend(phones(config, asterisk, pbx));
    findings.extend(members(config, asterisk, pbx));
    findings.extend(numbers(config, pbx));
    findings.extend(dialplan(config, asterisk, pbx));
    if let (Some(park), Some(lots)) = (&asterisk.park, pbx.parking.known())
        && !lots.contains_key(&park.lot)
    {
        findings.push(Finding::NoParkingLot { lot: park.lot.clone() });
    }
    findings
}

fn rights(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts) -> Vec<Finding> {
    let may = |action: &str| pbx.actions.contains(action);
    let mut findings = Vec::new();
    if !pbx.reads_system {
        findings.push(Finding::NoReadSystem);
    }
    if pbx.reads_call == Some(false) {
        findings.push(Finding::NoReadCall);
    }
    let mut require = |class, purposes: Vec<(bool, Purpose)>| {
        let purposes = purposes.into_iter().filter(|(is_needed, _)| *is_needed).map(|(_, purpose)| purpose).collect();
        findings.push(Finding::NoWrite { class, purposes });
    };
    if !may("Filter") {
        let has_pjsip =
            config.agents.iter().flat_map(|agent| asterisk.endpoints_of(agent)).any(|e| e.starts_with("PJSIP/"));
        require(
            WriteClass::System,
            vec![
                (!may("CoreShowChannels"), Purpose::ExistingCalls),
                (has_pjsip, Purpose::Contacts),
                (!asterisk.answers_on_notify.is_empty(), Purpose::Answer),
                (true, Purpose::Filters),
            ],
        );
    }
    if !may("Redirect") {
        let hold = asterisk.hold.is_some();
        require(WriteClass::Call, vec![(!may("Hangup"), Purpose::HangUp), (hold, Purpose::Hold)]);
    }
    // Without queues there is no such action.
    if !may("QueuePause") && may("QueueStatus") {
        require(WriteClass::Agent, vec![(true, Purpose::Pause)]);
    }
    if !may("Originate") {
        require(WriteClass::Originate, vec![(true, Purpose::Dial)]);
    }
    findings.retain(|finding| !matches!(finding, Finding::NoWrite { purposes, .. } if purposes.is_empty()));
    let excess = [("Command", "command"), ("UpdateConfig", "config")];
    let classes: Vec<_> = excess.into_iter().filter(|(action, _)| may(action)).map(|(_, class)| class).collect();
    if !classes.is_empty() {
        findings.push(Finding::ExcessRights { classes });
    }
    findings
}

fn variables(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts) -> Vec<Finding> {
    let Listing::Known(variables) = &pbx.channel_variables else { return vec![Finding::VariablesRefused] };
    let has = |name: &str| variables.iter().any(|variable| variable == name);
    let mut findings: Vec<Finding> = PRESENTATIONS
        .into_iter()
        .filter(|name| !has(name))
        .map(|name| Finding::NoVariable { name: name.to_owned() })
        .collect();
    // Lines may also be told by extension or context.
    let needs_variable = config.lines.iter().any(|line| line.extensions.is_empty() && line.contexts.is_empty());
    if needs_variable && !asterisk.line_variables.is_empty() && !asterisk.line_variables.iter().any(|name| has(name)) {
        findings.push(Finding::NoLineVariable { names: asterisk.line_variables.clone() });
    }
    let headers = variables.iter().filter(|name| name.starts_with("PJSIP_HEADER(") || name.starts_with("SIP_HEADER("));
    findings.extend(headers.map(|name| Finding::HeaderFunction { name: name.clone() }));
    let missing = asterisk.data.iter().filter(|data| !has(&data.variable));
    findings.extend(missing.map(|data| Finding::NoDataVariable { name: data.variable.clone() }));
    if pbx.has_timestamps == Some(false) {
        findings.push(Finding::NoTimestamps);
    }
    findings
}

/// Returns whether a name contains an extension as a number of its own: `Local/1001@x` contains 1001, but not 100.
fn names_extension(name: &str, extension: &str) -> bool {
    name.match_indices(extension).any(|(at, _)| {
        let is_other = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        is_other(name[..at].chars().next_back()) && is_other(name[at + extension.len()..].chars().next())
    })
}

/// Returns the endpoints and devices that belong to no agent.
#[must_use]
pub fn endpoints_of_nobody(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts) -> BTreeSet<String> {
    let ours: BTreeSet<String> = config.agents.iter().flat_map(|agent| asterisk.endpoints_of(agent)).collect();
    // Devices that are no phones: `Queue:501_avail`, `Custom:DND1001`, `Local/…`.
    let is_phone = |name: &&String| name.contains('/') && !name.contains(':') && !name.starts_with("Local/");
    let endpoints = pbx.endpoints.known().into_iter().flat_map(BTreeMap::keys);
    let devices =
        pbx.devices.known().into_iter().flatten().filter(|(_, state)| *state != "INVALID").map(|(name, _)| name);
    endpoints.chain(devices).filter(is_phone).filter(|name| !ours.contains(*name)).cloned().collect()
}

fn phones(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts) -> Vec<Finding> {
    let nobodys = endpoints_of_nobody(config, asterisk, pbx);
    let mut findings = Vec::new();
    if pbx.endpoints == Listing::Refused {
        findings.push(Finding::EndpointsRefused);
    }
    for agent in &config.agents {
        for endpoint in asterisk.endpoints_of(agent) {
            let login = agent.login.clone();
            match presence(pbx, &endpoint) {
                Presence::Missing => {
                    let similar = nobodys.iter().filter(|name| names_extension(name, &agent.extension));
                    let similar = similar.cloned().collect();
                    findings.push(Finding::UnknownEndpoint { login, endpoint, similar });
                }
                Presence::Unseen => findings.push(Finding::UnseenDevice { login, endpoint }),
                Presence::There { .. } | Presence::Unknown => {}
            }
        }
    }
    findings
}

/// What Asterisk says about an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It exists.
    There {
        /// Whether calls can reach it.
        is_registered: bool,
    },
    /// It does not exist.
    Missing,
    /// Asterisk has not mentioned it, which need not mean that it does not exist.
    Unseen,
    /// Asterisk does not say.
    Unknown,
}

/// Returns what Asterisk says about an endpoint.
#[must_use]
pub fn presence(pbx: &PbxFacts, endpoint: &str) -> Presence {
    let device = pbx.devices.known().and_then(|devices| devices.get(endpoint)).map(String::as_str);
    if endpoint.starts_with("PJSIP/")
        && let Some(endpoints) = pbx.endpoints.known()
    {
        return endpoints
            .get(endpoint)
            .map_or(Presence::Missing, |is_registered| Presence::There { is_registered: *is_registered });
    }
    match device {
        Some("INVALID") => Presence::Missing,
        Some(state) => Presence::There { is_registered: state != "UNAVAILABLE" },
        None if endpoint.starts_with("PJSIP/") || pbx.devices.known().is_none() => Presence::Unknown,
        None => Presence::Unseen,
    }
}

/// Returns the agent who is a member of queues with an interface.
#[must_use]
pub fn member<'a>(config: &'a Config, asterisk: &AsteriskConfig, interface: &str) -> Option<&'a Agent> {
    config.agents.iter().find(|agent| asterisk.interfaces_of(agent).iter().any(|own| own == interface))
}

fn members(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts) -> Vec<Finding> {
    let mut patterns: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for (queue, interfaces) in pbx.queues.known().into_iter().flatten() {
        for interface in interfaces.iter().filter(|interface| member(config, asterisk, interface).is_none()) {
            let Some(agent) = config.agents.iter().find(|agent| names_extension(interface, &agent.extension)) else {
                continue;
            };
            let pattern = interface.replacen(&agent.extension, "{extension}", 1);
            let (queues, logins) = patterns.entry(pattern).or_default();
            queues.insert(queue.clone());
            logins.insert(agent.login.clone());
        }
    }
    let finding = |(pattern, (queues, logins)): (String, (BTreeSet<_>, BTreeSet<_>))| Finding::UnmatchedMembers {
        pattern,
        queues: queues.into_iter().collect(),
        logins: logins.into_iter().collect(),
    };
    patterns.into_iter().map(finding).collect()
}

fn numbers(config: &Config, pbx: &PbxFacts) -> Vec<Finding> {
    let is_number = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    let queues = pbx.queues.known().into_iter().flat_map(BTreeMap::keys);
    let mut findings: Vec<Finding> = queues
        .filter(|queue| is_number(queue) && !config.is_internal(queue))
        .map(|queue| Finding::ExternalQueue { queue: queue.clone() })
        .collect();
    for (first, last) in pbx.parking.known().into_iter().flat_map(BTreeMap::values) {
        let spaces = spaces(first, last);
        if spaces.iter().any(|space| !config.is_internal(space)) {
            let patterns = range_patterns(&spaces);
            findings.push(Finding::ExternalParking { first: first.clone(), last: last.clone(), patterns });
        }
    }
    findings
}

/// Returns the numbers of a parking lot's spaces.
fn spaces(first: &str, last: &str) -> Vec<String> {
    match (first.parse::<u32>(), last.parse::<u32>()) {
        (Ok(from), Ok(to)) if from <= to && to - from < 1000 => {
            (from..=to).map(|space| format!("{space:0width$}", width = first.len())).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns patterns that match consecutive numbers, one for all that differ in their last digit only.
fn range_patterns(numbers: &[String]) -> Vec<String> {
    let mut decades: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for number in numbers {
        let (decade, digit) = number.split_at(number.len().saturating_sub(1));
        decades.entry(decade).or_default().push(digit);
    }
    let pattern = |(decade, digits): (&str, Vec<&str>)| match digits.as_slice() {
        [digit] => format!("{decade}{digit}"),
        ["0", .., "9"] => format!("{decade}x"),
        [first, .., last] => format!("{decade}[{first}-{last}]"),
        [] => String::new(),
    };
    decades.into_iter().map(pattern).collect()
}

fn dialplan(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if pbx.contexts.values().any(|context| *context == Context::Refused) {
        findings.push(Finding::DialplanRefused);
    }
    let is_missing = |context: &String| pbx.contexts.get(context) == Some(&Context::Missing);
    let mut require = |key, context: &String| {
        if is_missing(context) {
            findings.push(Finding::NoContext { key, context: context.clone() });
        }
    };
    require("[pbx] dial_context", &asterisk.dial_context);
    for context in config.lines.iter().flat_map(|line| &line.contexts) {
        require("[[lines]] contexts", context);
    }
    if let Some(consult) = &asterisk.consult {
        require("[pbx.consult] context", &consult.context);
    }
    if let Some(transfer) = &asterisk.transfer {
        require("[pbx.transfer] context", &transfer.context);
    }
    if let Some(conference) = &asterisk.conference {
        require("[pbx.conference] context", &conference.context);
    }
    if let Some(monitor) = &asterisk.monitor {
        require("[pbx.monitor] context", &monitor.context);
    }
    for context in asterisk.park.iter().filter_map(|park| park.context.as_ref()) {
        require("[pbx.park] context", context);
    }
    let Some(hold) = &asterisk.hold else {
        findings.push(Finding::NoHold);
        return findings;
    };
    require("[pbx.hold] context", &hold.context);
    if let Some(Context::There(extensions)) = pbx.contexts.get(&hold.context) {
        for extension in [&hold.agent, &hold.remote].into_iter().filter(|extension| !extensions.contains(*extension)) {
            let (context, extension) = (hold.context.clone(), extension.clone());
            findings.push(Finding::NoHoldExtension { context, extension });
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_found_as_whole_numbers() {
        for name in ["Local/1001@from-queue/n", "SIP/1001", "PJSIP/1001-home", "Agent/1001"] {
            assert!(names_extension(name, "1001"), "{name}");
        }
        for name in ["Local/11001@x", "SIP/10011", "SIP/a1001", "SIP/100"] {
            assert!(!names_extension(name, "1001"), "{name}");
        }
    }

    #[test]
    fn spaces_become_patterns() {
        assert_eq!(range_patterns(&spaces("71", "78")), ["7[1-8]"]);
        assert_eq!(range_patterns(&spaces("698", "711")), ["69[8-9]", "70x", "71[0-1]"]);
        assert_eq!(range_patterns(&spaces("0701", "0701")), ["0701"]);
        assert!(spaces("park1", "park9").is_empty() && spaces("9", "1").is_empty());
    }
}
