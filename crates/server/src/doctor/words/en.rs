//! English.

use super::{Words, list};
use crate::{
    config::SiteFault,
    doctor::{
        facts::ConnectionFault,
        finding::{Finding, Purpose, WriteClass},
    },
};

#[expect(clippy::too_many_lines, reason = "a sentence for each finding, in the order of the report")]
pub(super) fn words(finding: &Finding) -> Words {
    match finding {
        Finding::BadConfiguration { text } => {
            Words::new(text.trim(), "Correct this in the configuration file; the other checks come after it.")
        }
        Finding::Site(fault) => site(fault),
        Finding::Suspicious(warning) => Words::new(warning.to_string(), ""),
        Finding::BadKey { text } => {
            Words::new(text, "Correct `token_certificate_file` or `token_key_file`; `serve` does not start without it.")
        }
        Finding::NoKeys => Words::new(
            "no organisation, or no certificate to check its tokens with, is configured",
            "Set [[organisations]] and `token_certificate_file`, unless the command line of `serve` gives them.",
        ),
        Finding::NoOrigins => Words::new(
            "`allowed_origins` is empty: no panel can connect",
            "Add the origin of the panel's page, unless the command line of `serve` gives it.",
        ),
        Finding::NoAgents => {
            Words::new("there are no agents: nobody can sign in", "Add [[agents]] with `login` and `extension`.")
        }
        Finding::SimulatedPbx => Words::new("the PBX is the simulated one; there is nothing to connect to", ""),
        Finding::Connection { address, user, fault } => connection(address, user, fault),
        Finding::NoReadSystem => Words::new(
            "Asterisk did not report `FullyBooted`: the user may not read events of the class `system`, or Asterisk is still starting",
            "manager.conf: add `system` to the user's `read =`, then `manager reload`. The server does not work without it.",
        ),
        Finding::NoReadCall => Words::new(
            "no event of the class `call` arrives: the server would see no calls",
            "manager.conf: add `call` to the user's `read =`, then `manager reload`.",
        ),
        Finding::NoWrite { class, purposes } => {
            let class = class_name(*class);
            let purposes = purposes.iter().map(|purpose| purpose_name(*purpose)).collect::<Vec<_>>().join("; ");
            Words::new(
                format!("the user may not send actions of the class `{class}`; without it there is no: {purposes}"),
                format!("manager.conf: add `{class}` to the user's `write =`, then `manager reload`."),
            )
        }
        Finding::ExcessRights { classes } => {
            let classes = list(&classes.iter().map(ToString::to_string).collect::<Vec<_>>(), ", ");
            Words::new(
                format!("the user has rights that the server does not need: {classes}"),
                "Take them away in manager.conf: `read = system,call,agent`, `write = system,call,agent,originate,reporting` are enough.",
            )
        }
        Finding::VariablesRefused => Words::new(
            "`channelvars` of manager.conf cannot be read (that takes `write = system`)",
            "Check by hand that it contains CALLERID(num-pres), CONNECTEDLINE(num-pres) and the variable with the number dialled.",
        ),
        Finding::NoVariable { name } => Words::new(
            format!("`{name}` is not in `channelvars`: withheld numbers would be shown like any other"),
            format!("manager.conf, [general]: add `{name}` to `channelvars`, then `manager reload`."),
        ),
        Finding::NoLineVariable { names } => Words::new(
            format!(
                "none of the variables {} is in `channelvars`: the line of a call is known only if the trunk delivers the number as the extension",
                list(names, ", ")
            ),
            format!(
                "manager.conf, [general]: add the variable in which your dialplan keeps the number dialled to `channelvars` (FreePBX: FROM_DID), and name it in [pbx] line_variables if it is not {}.",
                list(names, ", ")
            ),
        ),
        Finding::NoDataVariable { name } => Words::new(
            format!("`{name}` is not in `channelvars`: panels do not show its value"),
            format!(
                "manager.conf, [general]: add `{name}` to `channelvars`, then `manager reload`; or remove it from [[pbx.data]]."
            ),
        ),
        Finding::NoParkingLot { lot } => Words::new(
            format!("Asterisk has no parking lot `{lot}`: calls cannot be parked from the panel"),
            "res_parking.conf: define it; or name another in [pbx.park] lot.",
        ),
        Finding::HeaderFunction { name } => Words::new(
            format!(
                "`channelvars` contains `{name}`, which Asterisk would evaluate for every event and cannot for other channels"
            ),
            "Keep the header in a variable instead: in the trunk's context `Set(__DENWA_TO=${PJSIP_HEADER(read,To)})`, and DENWA_TO in `channelvars` and [pbx] line_variables.",
        ),
        Finding::NoTimestamps => Words::new(
            "events have no timestamps: times are those of arrival, and events that overtake each other are taken in the wrong order",
            "manager.conf, [general]: `timestampevents = yes`, then `manager reload`.",
        ),
        Finding::UnknownEndpoint { login, endpoint, similar } => {
            let remedy = match similar.as_slice() {
                [] => "Correct the agent's `extension` or `endpoints`, or the pattern [pbx] endpoint; or create the endpoint on the PBX.".to_owned(),
                similar => format!("Is it one of these? Then in [[agents]] of `{login}`: endpoints = [{}]", quoted(similar)),
            };
            Words::new(
                format!(
                    "Asterisk has no endpoint `{endpoint}` (agent `{login}`): this agent gets no calls on the panel"
                ),
                remedy,
            )
        }
        Finding::UnseenDevice { login, endpoint } => Words::new(
            format!("Asterisk has not mentioned `{endpoint}` (agent `{login}`); whether it exists is not known"),
            "Check the name with the PBX: it is what stands before the last hyphen in the names of the phone's channels (`core show channels`).",
        ),
        Finding::EndpointsRefused => Words::new(
            "the list of PJSIP endpoints may not be read, so endpoints were not checked",
            "manager.conf: add `system` to the user's `write =`.",
        ),
        Finding::UnmatchedMembers { pattern, queues, logins } => Words::new(
            format!(
                "agents are members of queues with an interface like `{pattern}`, which the configuration does not have (queues {}; agents {}): their pauses would not be seen",
                list(queues, ", "),
                list(logins, ", ")
            ),
            format!("[pbx]: queue_interface = \"{pattern}\" (or a list, if there are several kinds)"),
        ),
        Finding::ExternalQueue { queue } => Words::new(
            format!("the queue's number `{queue}` counts as an outside number"),
            format!("internal_numbers: add \"{queue}\" or a pattern that matches it."),
        ),
        Finding::ExternalParking { first, last, patterns } => Words::new(
            format!("the parking spaces `{first}` to `{last}` count as outside numbers"),
            format!("internal_numbers: add {}.", quoted(patterns)),
        ),
        Finding::NoContext { key, context } => Words::new(
            format!("the dialplan has no context `{context}` ({key})"),
            "Name a context that exists (FreePBX: `from-internal` for dialling), or create it in extensions.conf and `dialplan reload`.",
        ),
        Finding::NoHoldExtension { context, extension } => Words::new(
            format!("the hold context `{context}` has no extension `{extension}`"),
            "Create it as docs/asterisk.en.md shows, then `dialplan reload`.",
        ),
        Finding::DialplanRefused => Words::new(
            "the dialplan may not be read, so contexts were not checked (that takes `write = reporting`)",
            "",
        ),
        Finding::NoHold => Words::new("[pbx.hold] is not set: the hold button says that holding is not configured", ""),
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn site(fault: &SiteFault) -> Words {
    // The server says the same when it refuses to start.
    Words::new(fault.to_string(), "Correct this in the configuration file; `serve` does not start with it.")
}

fn class_name(class: WriteClass) -> &'static str {
    match class {
        WriteClass::System => "system",
        WriteClass::Call => "call",
        WriteClass::Agent => "agent",
        WriteClass::Originate => "originate",
    }
}

fn purpose_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ExistingCalls => "calls that exist when the server connects",
        Purpose::Contacts => "phones' registrations from the start (their devices' states must do)",
        Purpose::Filters => "filters against unneeded events",
        Purpose::Answer => "answer button",
        Purpose::Hold => "hold button",
        Purpose::HangUp => "hang-up and decline buttons",
        Purpose::Pause => "pausing in queues",
        Purpose::Dial => "dialling from the panel",
    }
}

fn connection(address: &str, user: &str, fault: &ConnectionFault) -> Words {
    match fault {
        ConnectionFault::NoSecret => Words::new(
            "there is no secret to log in with",
            "[pbx]: set `secret_file` to a file with the user's secret, or set DENWA_AMI_SECRET.",
        ),
        ConnectionFault::SecretUnreadable { path, error } => Words::new(
            format!("the file with the secret cannot be read: {}: {error}", path.display()),
            "Correct `secret_file` (relative paths start at the configuration file's folder) or the file's permissions.",
        ),
        ConnectionFault::BadAddress => Words::new(
            format!("`{address}` is not an address"),
            "[pbx]: write `ami` as host:port, like 192.0.2.10:5038.",
        ),
        ConnectionFault::UnknownHost => Words::new(
            format!("the host of `{address}` is not known"),
            "Correct `ami` in [pbx] (or DENWA_AMI), or the name service; an IP address works too.",
        ),
        ConnectionFault::Refused => Words::new(
            format!("nobody listens at `{address}`"),
            "Is Asterisk running? manager.conf, [general]: `enabled = yes`, `port`, and a `bindaddr` that this machine can reach; then restart Asterisk. Check `ami` in [pbx].",
        ),
        ConnectionFault::TimedOut => Words::new(
            format!("`{address}` does not answer within 5 seconds"),
            "Check the address, and firewalls between this machine and the PBX: TCP to this port must be allowed.",
        ),
        ConnectionFault::Unreachable { error } => Words::new(
            format!("`{address}` cannot be reached: {error}"),
            "Check the address and the network of this machine.",
        ),
        ConnectionFault::Tls { error } => Words::new(
            format!("the connection to `{address}` cannot be encrypted: {error}"),
            "manager.conf, [general]: `tlsenable`, `tlsbindaddr` (usually port 5039), `tlscertfile`. [pbx.tls]: `ca_file` must have Asterisk's certificate or its issuer's, `server_name` the name in it. Without [pbx.tls] the connection is not encrypted.",
        ),
        ConnectionFault::NotAmi => Words::new(
            format!("what answers at `{address}` is not an Asterisk Manager Interface"),
            "Is this the port of the Manager Interface (usually 5038), not of SIP, HTTP or the Manager Interface over TLS?",
        ),
        ConnectionFault::Silent => Words::new(
            format!("`{address}` accepts connections but does not answer within 5 seconds"),
            "Is this the port of the Manager Interface, without TLS? If it is, Asterisk hangs: see its log.",
        ),
        ConnectionFault::Closed => Words::new(
            format!("`{address}` closed the connection"),
            "Asterisk may be stopping, or limit connections: see its log, and manager.conf, [general], `authlimit`.",
        ),
        ConnectionFault::LoginRefused { message } => Words::new(
            format!("Asterisk refuses the login of `{user}` at `{address}`: {message}"),
            format!(
                "Compare `user` and the secret with [{user}] in manager.conf: the name, `secret`, and that `permit` allows this machine's address (`deny` does not win). After a change: `manager reload`. Asterisk's log says which of these it is."
            ),
        ),
    }
}
