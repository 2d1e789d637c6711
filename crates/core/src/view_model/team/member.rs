//! A member of a supervisor's team.

use super::TeamCallView;
use crate::Now;
use crate::panel::Panel;
use crate::text::Msg;
use crate::view_model::PresenceView;
use denwa_protocol::{ChosenMode, Command, Presence, TeamMember};

/// A member of a supervisor's team.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamMemberView {
    /// Her extension.
    pub extension: String,
    /// Her name, or the extension.
    pub name: String,
    /// Her status.
    pub presence: PresenceView,
    /// Since when, by the panel's clock.
    pub since: Now,
    /// What else is to be known of her: that no panel of hers is open. Empty if nothing is.
    pub note: &'static str,
    /// Her live calls.
    pub calls: Vec<TeamCallView>,
    /// Her mode is being set.
    pub is_busy: bool,
}

/// A mode that a member can be set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModeChoice {
    /// In words.
    pub word: String,
    /// The mode.
    pub mode: ChosenMode,
}

impl Panel {
    pub(super) fn team_member_view(&self, member: &TeamMember) -> TeamMemberView {
        let TeamMember { agent, signed_in, state, phone, activity, calls } = member;
        let presence = Presence {
            mode: state.mode,
            reason: state.reason.clone(),
            phone: *phone,
            activity: *activity,
            other_work: state.other_work,
            since: None,
        };
        let name = agent.label();
        let is_set =
            |command: &Command| matches!(command, Command::SetModeOf { agent: of, .. } if *of == agent.extension);
        // A call goes before the mode, as in the word.
        let since = calls.iter().map(|call| call.answered_at.unwrap_or(call.began_at)).min();
        TeamMemberView {
            extension: agent.extension.clone(),
            name: name.to_owned(),
            presence: self.presence_view(&presence),
            since: self.context.local(since.unwrap_or(state.since)),
            note: if *signed_in { "" } else { Msg::NoPanelOpen.t(self.context.language) },
            calls: calls.iter().map(|call| self.team_call_view(agent, call)).collect(),
            is_busy: self.team.errand.command().is_some_and(is_set),
        }
    }

    /// The modes that a member can be set to, with the reasons that the server knows.
    pub(super) fn mode_choices(&self) -> Vec<ModeChoice> {
        let choice = |mode: ChosenMode| {
            let word = self.words_of_mode(mode.mode, mode.reason.as_deref()).to_owned();
            ModeChoice { word, mode }
        };
        self.choosable_modes().map(choice).collect()
    }
}
