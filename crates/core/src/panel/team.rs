//! What a supervisor does about her team, and what the event server says of it.

use super::Panel;
use crate::desk::DeskTab;
use crate::effects::Effects;
use crate::input::TeamAction;
use crate::settings::MonitoringShown;
use denwa_protocol::{Command, MonitorMode, Monitoring};

impl Panel {
    pub(super) fn on_team(&mut self, action: TeamAction, effects: &mut Effects) {
        if let TeamAction::Find(text) = action {
            self.team.find = text;
            return;
        }
        if !self.context.server.supervises {
            return;
        }
        let is_live = self.session.is_live();
        match action {
            TeamAction::Monitor { agent, call, mode } => {
                let shown = self.shows_monitoring(mode);
                self.team.monitor(Command::Monitor { agent, call, mode, shown }, is_live, effects);
            }
            TeamAction::StopMonitoring => self.team.stop_monitoring(is_live, effects),
            TeamAction::SetMode { agent, mode, why } => self.team.set_mode(agent, mode, &why, is_live, effects),
            TeamAction::LowerHand { agent, call } => self.team.lower_hand(agent, call, is_live, effects),
            TeamAction::Find(_) => {}
        }
    }

    /// Whether the agent sees that the supervisor takes part in her call (モニタリングの表示).
    fn shows_monitoring(&self, mode: MonitorMode) -> bool {
        match self.settings().monitoring_shown() {
            MonitoringShown::Never => false,
            MonitoringShown::Spoken => mode != MonitorMode::Listen,
            MonitoringShown::Always => true,
        }
    }

    /// Whether the team is to be watched.
    pub(super) fn is_team_wanted(&self) -> bool {
        self.tab == DeskTab::Team && self.context.server.supervises
    }

    pub(super) fn on_monitoring(&mut self, monitoring: Option<Monitoring>) {
        self.team.on_monitoring(monitoring.as_ref());
        self.context.server.monitoring = monitoring;
    }

    /// Whether the agent is a supervisor may have changed.
    pub(super) fn on_supervises(&mut self, was_monitoring: bool, effects: &mut Effects) {
        if self.context.server.supervises {
            self.team.was_cut_off = false;
            return;
        }
        self.context.server.hands.clear();
        self.context.server.monitoring = None;
        if self.tab == DeskTab::Team {
            self.show_tab(DeskTab::Calls, effects);
        }
        self.team.end(was_monitoring);
    }
}
