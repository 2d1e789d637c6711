//! The Asterisk part of the configuration. Agents and internal numbers are in the server's general configuration.

use crate::config::{Agent, read_one_or_more};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// How to reach Asterisk, and the names used in its dialplan. `{extension}` in a value stands for the agent's
/// extension.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsteriskConfig {
    /// Address of the Manager Interface, `host:port`. The environment variable `DENWA_AMI` overrides it.
    #[serde(default = "default_ami")]
    pub ami: String,
    /// Encrypts the connection (`tlsenable` in manager.conf, usually on port 5039).
    #[serde(default)]
    pub tls: Option<AmiTls>,
    /// The Manager Interface user, who needs `read = system,call,agent` and
    /// `write = system,call,agent,originate,reporting`.
    #[serde(default = "default_user")]
    pub user: String,
    /// File with the user's secret, one line. A relative path starts at the folder of the configuration file. The
    /// environment variable `DENWA_AMI_SECRET` overrides it. The secret is never sent: the login is a challenge.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// The endpoint of an agent's phone: the beginning of its channel names. An agent's own `endpoints` replace it.
    #[serde(default = "default_endpoint")]
    pub endpoint: String,
    /// The interface, or the interfaces, with which an agent is a member of queues. Default: the agent's endpoints, and
    /// `Local/{extension}@from-queue/n` as `FreePBX` has it. An agent's own `queue_interfaces` replace it.
    #[serde(default, deserialize_with = "read_one_or_more")]
    pub queue_interface: Vec<String>,
    /// The dialplan context for numbers dialled from the panel.
    #[serde(default = "default_context")]
    pub dial_context: String,
    /// The number presented to the other side of calls dialled from the panel. Default: the agent's extension.
    #[serde(default)]
    pub presented_number: Option<String>,
    /// Where both sides wait while a call is held from the panel. Without it the panel's hold button says that holding
    /// is not configured.
    #[serde(default)]
    pub hold: Option<HoldConfig>,
    /// Where an agent's channel dials a colleague while the first party waits. Needs `hold`.
    #[serde(default)]
    pub consult: Option<ConsultConfig>,
    /// Where a caller dials the number of a blind transfer and comes back if nobody answers. Without it the caller goes
    /// to the number in `dial_context`, and is gone if nobody answers there.
    #[serde(default)]
    pub transfer: Option<TransferConfig>,
    /// The conference rooms of the panels. Needs `consult`.
    #[serde(default)]
    pub conference: Option<ConferenceConfig>,
    /// The parking lot of the panels.
    #[serde(default)]
    pub park: Option<ParkConfig>,
    /// Where supervisors' phones listen in on agents' calls. Without it nobody can.
    #[serde(default)]
    pub monitor: Option<MonitorConfig>,
    /// The recordings that panels start.
    #[serde(default)]
    pub record: Option<RecordConfig>,
    /// Channel variables whose values panels show with a call. They must be listed in `channelvars` of manager.conf.
    #[serde(default)]
    pub data: Vec<DataConfig>,
    /// Extensions whose phones answer on a `NOTIFY` with `Event: talk`. All other agents answer on the phone itself.
    #[serde(default)]
    pub answers_on_notify: Vec<String>,
    /// Caller numbers that mean "withheld"; upper and lower case are the same.
    #[serde(default = "default_withheld")]
    pub withheld: Vec<String>,
    /// Caller numbers that mean "unknown". Words and zeros always do.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// Channel variables in which the dialplan keeps the number that a caller from outside dialled, in any form, or the
    /// SIP header that contains it (`<sip:0312345000@carrier>`). They must be listed in `channelvars` of manager.conf.
    /// Without them, the first extension of the caller's channel is that number.
    #[serde(default = "default_line_variables")]
    pub line_variables: Vec<String>,
    /// The channel variable in which the dialplan puts the Salesforce ID of a call's record. It must be listed in
    /// `channelvars` of manager.conf.
    #[serde(default = "default_record_variable")]
    pub record_variable: String,
    /// The pause reason for after-call work.
    #[serde(default = "default_work")]
    pub pause_after_call_work: String,
    /// The pause reason for signed-off agents, who are paused because static queue members cannot leave.
    #[serde(default = "default_off")]
    pub pause_logged_off: String,
    /// The pause reason for agents who are ready, but occupied by work of another channel.
    #[serde(default = "default_other_work")]
    pub pause_other_work: String,
}

/// TLS to the Manager Interface.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmiTls {
    /// PEM file with the certificates that are trusted: Asterisk's own, or its issuer's. No others are. A relative path
    /// starts at the folder of the configuration file.
    pub ca_file: PathBuf,
    /// The name in Asterisk's certificate. Default: the host of `ami`.
    #[serde(default)]
    pub server_name: Option<String>,
}

/// The dialplan extensions of a held call.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldConfig {
    /// The context of both extensions.
    pub context: String,
    /// The extension at which the agent's channel waits in silence.
    #[serde(default = "default_hold_agent")]
    pub agent: String,
    /// The extension at which the other side hears music.
    #[serde(default = "default_hold_remote")]
    pub remote: String,
}

/// The dialplan extensions of consultations: every number that an agent may consult is one, and dials the number through
/// `Local/PREFIX…@CONTEXT/n`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultConfig {
    /// The context of all these extensions.
    pub context: String,
    /// What stands before the number in the extension that the Local channel runs.
    #[serde(default = "default_consult_prefix")]
    pub prefix: String,
    /// The extension at which the agent's channel is bridged with the channel in the variable `DENWA_WITH`.
    #[serde(default = "default_consult_with")]
    pub with: String,
}

/// The dialplan extensions of blind transfers: every number is one. Where a caller comes back to is in the variable
/// `DENWA_BACK`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferConfig {
    /// Their context.
    pub context: String,
}

/// The dialplan extensions of conferences: every number of digits is one, a room.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConferenceConfig {
    /// Their context.
    pub context: String,
}

/// Parking.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParkConfig {
    /// The parking lot's name in `res_parking.conf`.
    #[serde(default = "default_lot")]
    pub lot: String,
    /// The context in which a phone dials a parking place to pick the call up. Default: `dial_context`.
    #[serde(default)]
    pub context: Option<String>,
}

/// The dialplan extension at which a supervisor's phone runs `ChanSpy`: on the channel in the variable `DENWA_SPY`, with the
/// options in `DENWA_SPY_AS`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitorConfig {
    /// Its context, in which nothing else runs: after a restart the server hangs up whoever is there.
    pub context: String,
    /// The extension.
    #[serde(default = "default_monitor_extension")]
    pub extension: String,
}

/// Recording.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordConfig {
    /// The file, from Asterisk's folder for recordings on. `{requestId}` stands for the ID of the whole call, `{extension}`
    /// for the agent's extension.
    #[serde(default = "default_recording")]
    pub file: String,
}

/// A value that comes with calls.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataConfig {
    /// What panels call it.
    pub label: String,
    /// The channel variable.
    pub variable: String,
}

impl AsteriskConfig {
    /// Resolves relative paths against a folder.
    pub fn resolve(&mut self, folder: &Path) {
        if let Some(file) = &mut self.secret_file {
            *file = folder.join(&*file);
        }
        if let Some(tls) = &mut self.tls {
            tls.ca_file = folder.join(&tls.ca_file);
        }
    }

    /// Returns the endpoints of an agent's phones; the first is the one that dials for the panel.
    #[must_use]
    pub fn endpoints_of(&self, agent: &Agent) -> Vec<String> {
        let patterns = if agent.endpoints.is_empty() { std::slice::from_ref(&self.endpoint) } else { &agent.endpoints };
        patterns.iter().map(|pattern| pattern.replace("{extension}", &agent.extension)).collect()
    }

    /// Returns the interfaces with which an agent may be a member of queues.
    #[must_use]
    pub fn interfaces_of(&self, agent: &Agent) -> Vec<String> {
        let own = if agent.queue_interfaces.is_empty() { &self.queue_interface } else { &agent.queue_interfaces };
        if own.is_empty() {
            let freepbx = format!("Local/{}@from-queue/n", agent.extension);
            return self.endpoints_of(agent).into_iter().chain([freepbx]).collect();
        }
        own.iter().map(|pattern| pattern.replace("{extension}", &agent.extension)).collect()
    }
}

impl Default for AsteriskConfig {
    fn default() -> Self {
        Self {
            ami: default_ami(),
            tls: None,
            user: default_user(),
            secret_file: None,
            endpoint: default_endpoint(),
            queue_interface: Vec::new(),
            dial_context: default_context(),
            presented_number: None,
            hold: None,
            consult: None,
            transfer: None,
            conference: None,
            park: None,
            monitor: None,
            record: None,
            data: Vec::new(),
            answers_on_notify: Vec::new(),
            withheld: default_withheld(),
            unknown: Vec::new(),
            line_variables: default_line_variables(),
            record_variable: default_record_variable(),
            pause_after_call_work: default_work(),
            pause_logged_off: default_off(),
            pause_other_work: default_other_work(),
        }
    }
}

fn default_ami() -> String {
    "127.0.0.1:5038".to_owned()
}

fn default_user() -> String {
    "denwa".to_owned()
}

fn default_endpoint() -> String {
    "PJSIP/{extension}".to_owned()
}

fn default_context() -> String {
    "internal".to_owned()
}

fn default_withheld() -> Vec<String> {
    ["anonymous", "restricted", "withheld", "private"].map(str::to_owned).to_vec()
}

fn default_line_variables() -> Vec<String> {
    ["FROM_DID", "DID", "DNIS"].map(str::to_owned).to_vec()
}

fn default_record_variable() -> String {
    "DENWA_RECORD".to_owned()
}

fn default_work() -> String {
    "after-call-work".to_owned()
}

fn default_off() -> String {
    "signed-off".to_owned()
}

fn default_other_work() -> String {
    "other-work".to_owned()
}

fn default_monitor_extension() -> String {
    "spy".to_owned()
}

fn default_hold_agent() -> String {
    "agent".to_owned()
}

fn default_hold_remote() -> String {
    "remote".to_owned()
}

fn default_consult_prefix() -> String {
    "to".to_owned()
}

fn default_consult_with() -> String {
    "with".to_owned()
}

fn default_lot() -> String {
    "default".to_owned()
}

fn default_recording() -> String {
    "denwa-{requestId}.wav".to_owned()
}
