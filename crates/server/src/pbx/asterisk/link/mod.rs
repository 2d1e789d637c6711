//! The connection to a running Asterisk.

use crate::{
    config::{Config, PbxConfig},
    pbx::Pbx,
};
use denwa_protocol::{Capabilities, Capability, UnavailableReason};
use std::sync::Arc;

/// What an Asterisk can do for an extension, by the configuration.
#[must_use]
pub fn capabilities(config: &Config, extension: &str) -> Capabilities {
    let PbxConfig::Asterisk(asterisk) = &config.pbx else { return Capabilities::default() };
    let unless = |there: bool, reason| if there { Capability::Available } else { Capability::Unavailable { reason } };
    Capabilities {
        answer: unless(
            asterisk.answers_on_notify.iter().any(|answers| answers == extension),
            UnavailableReason::NotSupportedByPhone,
        ),
        decline: Capability::Available,
        hold: unless(asterisk.hold.is_some(), UnavailableReason::NotConfigured),
        hang_up: Capability::Available,
        dial: Capability::Available,
        agent_state: Capability::Available,
    }
}

/// Connects and stays connected.
#[must_use]
pub fn start(_config: Arc<Config>) -> Pbx {
    todo!()
}
