//! The team of a supervisor (チーム): raised hands, queues, members with their calls, and her own part in a call.

mod call;
mod hands;
mod member;
mod monitoring;
mod queues;

pub use call::{MonitorButton, TeamCallView};
pub use hands::{HandNewsView, HandRow};
pub use member::{ModeChoice, TeamMemberView};
pub use monitoring::MonitoringView;
pub use queues::QueueRow;

use super::commands::{command_error, errand_error};
use crate::panel::Panel;
use crate::team::Watching;
use crate::text::Msg;
use denwa_protocol::{Command, TeamMember};

/// The team of a supervisor.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamView {
    /// Hands that are up, the earliest first.
    pub hands: Vec<HandRow>,
    /// The queues, by name.
    pub queues: Vec<QueueRow>,
    /// The text that members are narrowed down by.
    pub find: String,
    /// The members, by their extensions.
    pub members: Vec<TeamMemberView>,
    /// The modes that a member can be set to.
    pub modes: Vec<ModeChoice>,
    /// What is said if there are no members.
    pub status: Option<&'static str>,
    /// Why the last thing that was asked did not work.
    pub error: Option<String>,
}

impl Panel {
    pub(super) fn team_view(&self) -> TeamView {
        let language = self.context.language;
        let find = self.team.find.trim().to_lowercase();
        let is_found = |member: &&TeamMember| {
            let name = member.agent.name.as_deref().unwrap_or_default().to_lowercase();
            name.contains(&find) || member.agent.extension.contains(&find)
        };
        let members: Vec<_> = self.team.members.values().filter(is_found).collect();
        let status = match self.team.watching {
            _ if !members.is_empty() => None,
            _ if !find.is_empty() && !self.team.members.is_empty() => Some(Msg::TeamNothingFound),
            Watching::Off => Some(Msg::TeamOffline),
            Watching::Asked => Some(Msg::TeamReading),
            Watching::Shown => Some(Msg::TeamEmpty),
        };
        TeamView {
            hands: self.hand_rows(),
            queues: self.queue_rows(),
            find: self.team.find.clone(),
            members: members.into_iter().map(|member| self.team_member_view(member)).collect(),
            modes: self.mode_choices(),
            status: status.map(|message| message.t(language)),
            error: command_error(&self.team.monitor, language)
                .or_else(|| errand_error(&self.team.errand, errand_word, language)),
        }
    }
}

/// What is asked about a member: her mode, or her hand.
fn errand_word(command: &Command) -> Msg {
    if matches!(command, Command::SetModeOf { .. }) { Msg::ChangeStatus } else { Msg::LowerHand }
}
