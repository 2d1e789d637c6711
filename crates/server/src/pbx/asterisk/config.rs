//! What the server must be told to work with an Asterisk. Who is an agent and what is internal stand in the server's own configuration.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// How to reach the Asterisk, and what its names mean. `{extension}` in a value stands for the agent's extension.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsteriskConfig {
    /// Address of the Manager Interface, `host:port`. The environment variable `DENWA_AMI` wins over it.
    #[serde(default = "default_ami")]
    pub ami: String,
    /// The Manager Interface's user. It needs `read = system,call,agent,dialplan,originate,reporting` and `write = all`
    /// (or system, call, agent, originate, reporting).
    #[serde(default = "default_user")]
    pub user: String,
    /// File with that user's secret, one line. A relative path starts at the folder of the configuration file. The environment variable
    /// `DENWA_AMI_SECRET` wins over it. The secret itself never travels: the login is a challenge.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// The endpoint of an agent's phone, as channel names begin.
    #[serde(default = "default_endpoint")]
    pub endpoint: String,
    /// The interface under which an agent is a member of queues.
    #[serde(default = "default_endpoint")]
    pub queue_interface: String,
    /// Dialplan context in which a number dialled from the panel is looked up.
    #[serde(default = "default_context")]
    pub dial_context: String,
    /// Number presented to the other side of a call dialled from the panel. Without it the agent's extension.
    #[serde(default)]
    pub presented_number: Option<String>,
    /// Where both sides go while a call is held from the panel. Without it holding is offered as not configured.
    #[serde(default)]
    pub hold: Option<HoldConfig>,
    /// Extensions whose phones answer when they receive `NOTIFY` with `Event: talk`. For all others answering is done on the phone.
    #[serde(default)]
    pub answers_on_notify: Vec<String>,
    /// What stands in place of a number when the caller withheld it, in any case of letters.
    #[serde(default = "default_withheld")]
    pub withheld: Vec<String>,
    /// Channel variable in which the dialplan puts the Salesforce ID of the record a call is about; needs to stand in `channelvars` of
    /// manager.conf.
    #[serde(default = "default_record_variable")]
    pub record_variable: String,
    /// Reason under which after-call work is a pause in queues.
    #[serde(default = "default_work")]
    pub pause_after_call_work: String,
    /// Reason under which a signed-off agent is paused in queues, since a static member cannot leave.
    #[serde(default = "default_off")]
    pub pause_logged_off: String,
}

/// The dialplan extensions of a held call.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldConfig {
    /// The context both stand in.
    pub context: String,
    /// The extension at which the agent's own leg waits in silence.
    #[serde(default = "default_hold_agent")]
    pub agent: String,
    /// The extension at which the other side hears music.
    #[serde(default = "default_hold_remote")]
    pub remote: String,
}

impl AsteriskConfig {
    /// Makes relative paths start at a folder.
    pub fn resolve(&mut self, folder: &Path) {
        if let Some(file) = &mut self.secret_file {
            *file = folder.join(&*file);
        }
    }

    /// The endpoint of an extension's phone.
    #[must_use]
    pub fn endpoint_of(&self, extension: &str) -> String {
        self.endpoint.replace("{extension}", extension)
    }

    /// The queue interface of an extension.
    #[must_use]
    pub fn interface_of(&self, extension: &str) -> String {
        self.queue_interface.replace("{extension}", extension)
    }
}

impl Default for AsteriskConfig {
    fn default() -> Self {
        Self {
            ami: default_ami(),
            user: default_user(),
            secret_file: None,
            endpoint: default_endpoint(),
            queue_interface: default_endpoint(),
            dial_context: default_context(),
            presented_number: None,
            hold: None,
            answers_on_notify: Vec::new(),
            withheld: default_withheld(),
            record_variable: default_record_variable(),
            pause_after_call_work: default_work(),
            pause_logged_off: default_off(),
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

fn default_record_variable() -> String {
    "DENWA_RECORD".to_owned()
}

fn default_work() -> String {
    "after-call-work".to_owned()
}

fn default_off() -> String {
    "signed-off".to_owned()
}

fn default_hold_agent() -> String {
    "agent".to_owned()
}

fn default_hold_remote() -> String {
    "remote".to_owned()
}
