//! Each fact that is not as it should be is a finding, and nothing else is.

use super::{ACTIONS, SITE, examine, good_pbx, names};
use denwa_server::doctor::{
    facts::{Context, Listing},
    finding::{Finding, Purpose, Severity, WriteClass},
};
use std::collections::BTreeMap;

#[test]
fn a_fitting_pbx_is_fine() {
    assert_eq!(examine(SITE, good_pbx()), []);
}

#[test]
fn rights_are_named_with_what_they_are_for() {
    let without = |missing: &[&str]| {
        let mut pbx = good_pbx();
        pbx.actions = ACTIONS.iter().filter(|action| !missing.contains(action)).map(ToString::to_string).collect();
        examine(SITE, pbx)
    };
    let no_write = |class, purposes: &[Purpose]| Finding::NoWrite { class, purposes: purposes.to_vec() };
    let system = no_write(WriteClass::System, &[Purpose::ExistingCalls, Purpose::Contacts, Purpose::Filters]);
    assert_eq!(without(&["Filter", "CoreShowChannels"]), [system]);
    // `reporting` lists channels, too.
    assert_eq!(without(&["Filter"]), [no_write(WriteClass::System, &[Purpose::Contacts, Purpose::Filters])]);
    assert_eq!(without(&["Redirect", "Bridge"]), [no_write(WriteClass::Call, &[Purpose::Hold])]);
    let call = no_write(WriteClass::Call, &[Purpose::HangUp, Purpose::Hold]);
    assert_eq!(without(&["Redirect", "Bridge", "Hangup"]), [call]);
    assert_eq!(without(&["QueuePause"]), [no_write(WriteClass::Agent, &[Purpose::Pause])]);
    assert_eq!(without(&["QueuePause", "QueueStatus"]), [], "there are no queues to pause in");
    assert_eq!(without(&["Originate"]), [no_write(WriteClass::Originate, &[Purpose::Dial])]);
    let mut pbx = good_pbx();
    (pbx.reads_system, pbx.reads_call) = (false, Some(false));
    assert_eq!(examine(SITE, pbx), [Finding::NoReadSystem, Finding::NoReadCall]);
    let mut pbx = good_pbx();
    pbx.actions.extend(["Command".to_owned(), "UpdateConfig".to_owned()]);
    let findings = examine(SITE, pbx);
    assert_eq!(findings, [Finding::ExcessRights { classes: vec!["command", "config"] }]);
    assert_eq!(findings[0].severity(), Severity::Note);
}

#[test]
fn variables_are_named() {
    let with = |variables: &[&str]| {
        let mut pbx = good_pbx();
        pbx.channel_variables = Listing::Known(names(variables));
        examine(SITE, pbx)
    };
    let missing = |name: &str| Finding::NoVariable { name: name.to_owned() };
    assert_eq!(with(&["CONNECTEDLINE(num-pres)", "DNIS"]), [missing("CALLERID(num-pres)")]);
    let line = Finding::NoLineVariable { names: names(&["FROM_DID", "DID", "DNIS"]) };
    assert_eq!(with(&[]), [missing("CALLERID(num-pres)"), missing("CONNECTEDLINE(num-pres)"), line]);
    let header = "PJSIP_HEADER(read,To)";
    let findings = with(&["CALLERID(num-pres)", "CONNECTEDLINE(num-pres)", "DID", header]);
    assert_eq!(findings, [Finding::HeaderFunction { name: header.to_owned() }]);
    let mut pbx = good_pbx();
    (pbx.channel_variables, pbx.has_timestamps) = (Listing::Refused, None);
    assert_eq!(examine(SITE, pbx), [Finding::VariablesRefused]);
    let mut pbx = good_pbx();
    pbx.has_timestamps = Some(false);
    assert_eq!(examine(SITE, pbx), [Finding::NoTimestamps]);
    // Where every line has a context or an extension, no variable is needed.
    let mut pbx = good_pbx();
    pbx.channel_variables = Listing::Known(names(&["CALLERID(num-pres)", "CONNECTEDLINE(num-pres)"]));
    assert_eq!(examine(&SITE.replace("{ number = \"0312345000\" }, ", ""), pbx), []);
}

#[test]
fn unknown_endpoints_are_named_with_what_they_might_be() {
    let mut pbx = good_pbx();
    let endpoints = [("PJSIP/2001-desk", true), ("PJSIP/1001", true), ("PJSIP/carrier", true)];
    pbx.endpoints = Listing::Known(endpoints.map(|(name, there)| (name.to_owned(), there)).into());
    let devices = [("SIP/2001", "NOT_INUSE"), ("SIP/12001", "NOT_INUSE"), ("IAX2/1001", "INVALID")];
    pbx.devices = Listing::Known(devices.map(|(name, state)| (name.to_owned(), state.to_owned())).into());
    let unknown = |login: &str, endpoint: &str, similar: &[&str]| Finding::UnknownEndpoint {
        login: login.to_owned(),
        endpoint: endpoint.to_owned(),
        similar: names(similar),
    };
    let expected = [unknown("sato", "PJSIP/2001", &["PJSIP/2001-desk", "SIP/2001"]), unknown("ito", "IAX2/1001", &[])];
    assert_eq!(examine(SITE, pbx), expected);
    let mut pbx = good_pbx();
    pbx.devices = Listing::Known(BTreeMap::new());
    let unseen = Finding::UnseenDevice { login: "ito".to_owned(), endpoint: "IAX2/1001".to_owned() };
    assert_eq!(examine(SITE, pbx), [unseen]);
    let mut pbx = good_pbx();
    pbx.endpoints = Listing::Refused;
    assert_eq!(examine(SITE, pbx), [Finding::EndpointsRefused]);
}

#[test]
fn members_that_do_not_match_give_the_pattern() {
    let mut pbx = good_pbx();
    let members = ["Local/2001@agents/n", "Local/1001@agents/n", "SIP/9009", "Local/12001@agents/n"];
    pbx.queues = Listing::Known(BTreeMap::from([("501".to_owned(), names(&members)), ("502".to_owned(), Vec::new())]));
    let unmatched = Finding::UnmatchedMembers {
        pattern: "Local/{extension}@agents/n".to_owned(),
        queues: names(&["501"]),
        logins: names(&["ito", "sato"]),
    };
    assert_eq!(examine(SITE, pbx.clone()), [unmatched]);
    let site = SITE.replace("[pbx]\n", "[pbx]\nqueue_interface = \"Local/{extension}@agents/n\"\n");
    assert_eq!(examine(&site, pbx), []);
}

#[test]
fn the_pbxs_own_numbers_are_internal() {
    let mut pbx = good_pbx();
    pbx.queues = Listing::Known(["501", "601", "support"].map(|queue| (queue.to_owned(), Vec::new())).into());
    pbx.parking = Listing::Known(BTreeMap::from([("default".to_owned(), ("71".to_owned(), "79".to_owned()))]));
    let queue = Finding::ExternalQueue { queue: "601".to_owned() };
    let parking =
        Finding::ExternalParking { first: "71".to_owned(), last: "79".to_owned(), patterns: names(&["7[1-9]"]) };
    assert_eq!(examine(SITE, pbx), [queue, parking]);
}

#[test]
fn contexts_must_exist() {
    let mut pbx = good_pbx();
    pbx.contexts.insert("from-internal".to_owned(), Context::Missing);
    pbx.contexts.insert("from-trunk-osaka".to_owned(), Context::Missing);
    pbx.contexts.insert("denwa-hold".to_owned(), Context::There(names(&["agent"])));
    let missing = |key, context: &str| Finding::NoContext { key, context: context.to_owned() };
    let hold = Finding::NoHoldExtension { context: "denwa-hold".to_owned(), extension: "remote".to_owned() };
    let expected =
        [missing("[pbx] dial_context", "from-internal"), missing("[[lines]] contexts", "from-trunk-osaka"), hold];
    assert_eq!(examine(SITE, pbx), expected);
    let mut pbx = good_pbx();
    pbx.contexts.values_mut().for_each(|context| *context = Context::Refused);
    assert_eq!(examine(SITE, pbx), [Finding::DialplanRefused]);
    let site = SITE.replace("[pbx.hold]\ncontext = \"denwa-hold\"\n", "");
    assert_eq!(examine(&site, good_pbx()), [Finding::NoHold]);
}

#[test]
fn what_panels_do_with_calls_needs_its_contexts_lot_and_variables() {
    let site = SITE.to_owned()
        + r#"
[pbx.consult]
context = "denwa-consult"
[pbx.transfer]
context = "denwa-transfer"
[pbx.conference]
context = "denwa-conference"
[pbx.park]
lot = "north"
context = "from-parking"
[[pbx.data]]
label = "Member"
variable = "DENWA_MEMBER"
"#;
    let mut pbx = good_pbx();
    let contexts = ["denwa-consult", "denwa-transfer", "denwa-conference", "from-parking"];
    pbx.contexts.extend(contexts.map(|context| (context.to_owned(), Context::Missing)));
    let keys = ["[pbx.consult] context", "[pbx.transfer] context", "[pbx.conference] context", "[pbx.park] context"];
    let missing = keys.into_iter().zip(contexts);
    let missing = missing.map(|(key, context)| Finding::NoContext { key, context: context.to_owned() });
    let expected: Vec<Finding> = [Finding::NoDataVariable { name: "DENWA_MEMBER".to_owned() }]
        .into_iter()
        .chain(missing)
        .chain([Finding::NoParkingLot { lot: "north".to_owned() }])
        .collect();
    assert_eq!(examine(&site, pbx), expected);
}

#[test]
fn the_configuration_is_judged_by_itself() {
    let site = SITE
        .replace("allowed_origins = [\"https://panel.example\"]", "")
        .replace("token_key_file = \"key\"", "")
        .replace("\"50x\"", "\"50x\", \"5[01]x\"");
    let findings = examine(&site, good_pbx());
    assert!(matches!(findings[..], [Finding::Suspicious(_), Finding::NoOrigins, Finding::NoKeys]), "{findings:?}");
    assert!(findings.iter().all(|finding| finding.severity() == Severity::Should));
}
