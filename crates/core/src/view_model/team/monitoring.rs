//! A supervisor's own part in an agent's call.

use crate::Now;
use crate::panel::Panel;
use crate::text::{Msg, say};
use crate::view_model::MonitorButton;
use crate::view_model::commands::command_error;
use denwa_protocol::{Command, ConnectionState};

/// A supervisor's own part in an agent's call, in sight on every list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitoringView {
    /// How she takes part, and in whose call.
    pub words: String,
    /// What to do next, where that is not plain.
    pub hint: Option<&'static str>,
    /// Since when, by the panel's clock.
    pub since: Now,
    /// The agent's extension.
    pub agent: String,
    /// The call.
    pub call: String,
    /// The other ways to take part.
    pub modes: Vec<MonitorButton>,
    /// She is leaving.
    pub is_leaving: bool,
    /// Why the last change did not work.
    pub error: Option<String>,
}

impl Panel {
    pub(in crate::view_model) fn monitoring_view(&self) -> Option<MonitoringView> {
        let own = self.context.server.monitoring.as_ref()?;
        let language = self.context.language;
        let is_ringing = own.state == ConnectionState::Alerting;
        let asked = match self.team.monitor.command() {
            Some(Command::Monitor { mode, .. }) => Some(*mode),
            _ => None,
        };
        let offline = (!self.session.is_live()).then(|| Msg::UnavailableOffline.t(language));
        let early = is_ringing.then(|| Msg::UnavailableNow.t(language));
        Some(MonitoringView {
            words: say::monitoring(language, own.mode, own.agent.label()),
            hint: is_ringing.then(|| Msg::MonitorRinging.t(language)),
            since: self.context.local(own.since),
            agent: own.agent.extension.clone(),
            call: own.call.clone(),
            modes: MonitorButton::all(&own.agent, Some(own.mode), asked, offline.or(early), language),
            is_leaving: matches!(self.team.monitor.command(), Some(Command::StopMonitoring)),
            error: command_error(&self.team.monitor, language),
        })
    }
}
