//! The team that a supervisor watches (チーム): its members and their calls, and what she asks about them.
//!
//! The server tells about the team only while it is shown: `Off` → `Asked` (the list is shown on a live connection) → `Shown` (the first
//! members have come). All three are left by showing another list, and when the right to supervise ends.

use crate::effects::Effects;
use crate::errand::Errand;
use crate::pending::Pending;
use crate::tidy::shortened;
use denwa_protocol::{ChosenMode, ClientMessage, Command, Monitoring, Service, TeamHand, TeamMember};
use std::collections::BTreeMap;

/// The team.
#[derive(Clone, Debug, Default)]
pub struct Team {
    /// How far the list has come.
    pub watching: Watching,
    /// The members, by their extensions.
    pub members: BTreeMap<String, TeamMember>,
    /// Only members whose name or extension has this text are shown.
    pub find: String,
    /// Taking part in a call: beginning, changing how, leaving.
    pub monitor: Pending,
    /// A member's mode that is being set, or a hand that is being taken down.
    pub errand: Errand,
    /// The right to supervise ended while she took part in a call.
    pub was_cut_off: bool,
}

/// How far the list has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Watching {
    /// Not asked for.
    #[default]
    Off,
    /// Asked for; nothing has come.
    Asked,
    /// Its members are known.
    Shown,
}

impl Team {
    /// The list is shown, or no longer.
    pub(crate) fn watch(&mut self, is_wanted: bool, is_live: bool, effects: &mut Effects) {
        let is_watching = self.watching != Watching::Off;
        if is_live && is_wanted != is_watching {
            effects.send(ClientMessage::WatchTeam { watch: is_wanted });
        }
        if !is_wanted {
            self.members.clear();
            self.watching = Watching::Off;
        } else if is_live && !is_watching {
            self.watching = Watching::Asked;
        }
    }

    /// A new connection is live: the server has forgotten what was watched. The members stay in sight until they come again.
    pub(crate) fn on_live(&mut self, is_wanted: bool, effects: &mut Effects) {
        self.watching = Watching::Off;
        self.watch(is_wanted, true, effects);
        self.monitor.repeat(effects);
        self.errand.repeat(effects);
    }

    /// Members are new or have changed.
    pub(crate) fn on_members(&mut self, members: Vec<TeamMember>, anew: bool) {
        if self.watching == Watching::Off {
            return;
        }
        self.watching = Watching::Shown;
        if anew {
            self.members.clear();
        }
        self.members.extend(members.into_iter().map(|member| (member.agent.extension.clone(), member)));
    }

    /// Take part in a call, or take part in another way: the command says how.
    pub(crate) fn monitor(&mut self, command: Command, is_live: bool, effects: &mut Effects) {
        self.was_cut_off = false;
        self.errand.forgive();
        if is_live {
            // The supervisor's own phone rings before the PBX answers.
            self.monitor.ask_slow(command, effects);
        } else {
            self.monitor.fail_offline(Service::Monitor);
        }
    }

    /// Leave the call.
    pub(crate) fn stop_monitoring(&mut self, is_live: bool, effects: &mut Effects) {
        self.errand.forgive();
        if is_live {
            self.monitor.ask(Command::StopMonitoring, effects);
        } else {
            self.monitor.fail_offline(Service::Monitor);
        }
    }

    /// The supervisor's own part in a call began, changed or ended.
    pub(crate) fn on_monitoring(&mut self, monitoring: Option<&Monitoring>) {
        let is_fulfilled = match (self.monitor.command(), monitoring) {
            (Some(Command::Monitor { call, mode, .. }), Some(now)) => now.call == *call && now.mode == *mode,
            (Some(Command::Monitor { .. }), None) => false,
            (Some(_), now) => now.is_none(),
            (None, _) => true,
        };
        if is_fulfilled {
            self.monitor.settle();
        }
    }

    /// Set a member's mode. Without a reason nothing is set.
    pub(crate) fn set_mode(
        &mut self,
        agent: String,
        mode: ChosenMode,
        why: &str,
        is_live: bool,
        effects: &mut Effects,
    ) {
        let why = shortened(why);
        if !why.is_empty() {
            self.run(Command::SetModeOf { agent, mode, why }, is_live, effects);
        }
    }

    /// Take a member's hand down.
    pub(crate) fn lower_hand(&mut self, agent: String, call: String, is_live: bool, effects: &mut Effects) {
        self.run(Command::LowerHandOf { agent, call }, is_live, effects);
    }

    fn run(&mut self, errand: Command, is_live: bool, effects: &mut Effects) {
        self.monitor.forgive();
        self.errand.ask_if_live(errand, is_live, effects);
    }

    /// The hands that are up have changed: one that was to be taken down may be.
    pub(crate) fn settle_hand(&mut self, hands: &[TeamHand]) {
        if let Some(Command::LowerHandOf { agent, call }) = self.errand.command()
            && !hands.iter().any(|hand| hand.agent.extension == *agent && hand.call == *call)
        {
            self.errand.settle();
        }
    }

    /// The right to supervise has ended.
    pub(crate) fn end(&mut self, was_monitoring: bool) {
        *self = Self { was_cut_off: was_monitoring, ..Self::default() };
    }
}
