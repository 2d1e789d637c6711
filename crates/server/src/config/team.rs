//! Supervisors and their teams.

use super::Agent;
use serde::Deserialize;

/// A supervisor's team. A supervisor who has none supervises all agents of her organisation. Her tokens must say that she is a
/// supervisor; a team alone does not make her one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The supervisor's login.
    pub supervisor: String,
    /// The agents' logins.
    pub agents: Vec<String>,
    /// The ID of the organisation of all of them; optional if there is only one organisation.
    #[serde(default)]
    pub organisation: Option<String>,
}

impl Team {
    /// Whether a login of this team is this agent's. With one organisation, neither needs to name it.
    #[must_use]
    pub fn means(&self, login: &str, agent: &Agent) -> bool {
        let organisations = self.organisation.as_ref().zip(agent.organisation.as_ref());
        agent.login == login && organisations.is_none_or(|(own, other)| own == other)
    }
}
