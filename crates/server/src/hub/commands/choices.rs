//! The agent's choices for a call's log: person, related record, result, follow-up task, no log; and the person that was found.

use super::valid;
use crate::{
    hub::Hub,
    store::change::{Origin, Origins},
};
use denwa_protocol::{AttachedRecord, Call, CommandError, FollowUp};

impl Hub {
    pub(super) fn set_record(
        &mut self,
        agent: usize,
        id: &str,
        record: Option<AttachedRecord>,
    ) -> Result<(), CommandError> {
        check(record.as_ref(), valid::is_record)?;
        self.chosen(agent, id, |origins| &mut origins.record)?;
        self.change_call(agent, id, |call| call.record = record)
    }

    /// Keeps the record that a panel has found for a call that is over, unless one is attached.
    pub(super) fn report_record(&mut self, agent: usize, id: &str, record: AttachedRecord) -> Result<(), CommandError> {
        check(Some(&record), valid::is_record)?;
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        if entry.call.ended.is_none() {
            return Err(CommandError::WrongState);
        }
        if entry.call.record.is_none() {
            entry.origins.record = Origin::Found;
            return self.change_call(agent, id, |call| call.record = Some(record));
        }
        Ok(())
    }

    pub(super) fn set_related(
        &mut self,
        agent: usize,
        id: &str,
        related: Option<AttachedRecord>,
    ) -> Result<(), CommandError> {
        check(related.as_ref(), valid::is_record)?;
        self.chosen(agent, id, |origins| &mut origins.related)?;
        self.change_call(agent, id, |call| call.related = related)
    }

    pub(super) fn set_follow_up(
        &mut self,
        agent: usize,
        id: &str,
        follow_up: Option<FollowUp>,
    ) -> Result<(), CommandError> {
        check(follow_up.as_ref(), valid::is_follow_up)?;
        self.change_call(agent, id, |call| call.follow_up = follow_up)
    }

    pub(super) fn set_not_logged(
        &mut self,
        agent: usize,
        id: &str,
        reason: Option<String>,
    ) -> Result<(), CommandError> {
        check(reason.as_ref(), |reason| valid::is_label(reason))?;
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        if entry.call.not_logged.is_some() != reason.is_some() {
            // It decides whether there is a log at all.
            entry.is_log_settled = false;
        }
        self.change_call(agent, id, |call| call.not_logged = reason)
    }

    pub(super) fn set_result(&mut self, agent: usize, id: &str, result: Option<String>) -> Result<(), CommandError> {
        check(result.as_ref(), |result| valid::is_label(result))?;
        self.change_call(agent, id, |call| call.result = result)
    }

    /// Notes that the agent herself has chosen a record: no colleague's choice replaces it.
    fn chosen(
        &mut self,
        agent: usize,
        id: &str,
        origin: impl FnOnce(&mut Origins) -> &mut Origin,
    ) -> Result<(), CommandError> {
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        if std::mem::replace(origin(&mut entry.origins), Origin::Agent) != Origin::Agent {
            self.keep_call(agent, id);
        }
        Ok(())
    }

    /// Changes a call, and publishes it if that makes a difference.
    fn change_call(&mut self, agent: usize, id: &str, change: impl FnOnce(&mut Call)) -> Result<(), CommandError> {
        let entry = self.agents[agent].calls.get_mut(id).ok_or(CommandError::NoSuchCall)?;
        let before = entry.call.clone();
        change(&mut entry.call);
        if entry.call != before {
            entry.outdate_log();
            self.publish_call(agent, id, self.now.wall);
        }
        Ok(())
    }
}

fn check<T>(choice: Option<&T>, is_valid: impl FnOnce(&T) -> bool) -> Result<(), CommandError> {
    if choice.is_none_or(is_valid) { Ok(()) } else { Err(CommandError::BadRequest) }
}
