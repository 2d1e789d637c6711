//! Every part of a call against the Tasks.

use super::Part;
use crate::{
    org::Task,
    report::{Balance, Kind},
    site,
    world::World,
};
use denwa_protocol::{Call, Cause, Direction, Number};
use std::collections::{BTreeMap, BTreeSet};

/// The Tasks by user and call.
type Tasks<'a> = BTreeMap<(String, &'a str), Vec<&'a Task>>;

impl World {
    pub(super) fn balance_logs(&self, balance: &mut Balance) {
        let mut tasks = Tasks::new();
        for task in self.org.tasks.values() {
            tasks.entry((task.user.clone(), &task.call)).or_default().push(task);
        }
        for (id, part) in &self.books.parts {
            let own = tasks.remove(&(site::user_of(part.agent), id.as_str())).unwrap_or_default();
            self.balance_part(id, part, &own, balance);
        }
        for ((user, call), _) in tasks {
            balance.find(Kind::WrongRecord, call, format!("{user} has a Task of a call that was not hers"));
        }
        self.balance_missed(balance);
    }

    fn balance_part(&self, id: &str, part: &Part, tasks: &[&Task], balance: &mut Balance) {
        let Some(kept) = &part.kept else {
            if !part.is_unseen {
                balance.find(Kind::Lost, id, "the server never learned of it".to_owned());
            }
            return;
        };
        let Some(ended) = kept.ended else {
            return balance.find(Kind::Stuck, id, "the server does not know that it is over".to_owned());
        };
        if !part.is_unseen {
            compare(id, &part.view, kept, balance);
        }
        let is_due = is_logged(kept, ended.cause);
        match (is_due, tasks.len()) {
            (true, 0) if part.wishes.is_put_away => {}
            (true, 0) => balance.find(Kind::Lost, id, format!("no Task ({:?})", ended.cause)),
            (_, 2..) => balance.find(Kind::Doubled, id, format!("{} Tasks ({:?})", tasks.len(), ended.cause)),
            // A call that seemed missed was logged; the words of its log are corrected.
            (false, 1) if part.was_missed && ended.cause == Cause::AnsweredElsewhere => {}
            (false, 1) if kept.not_logged.is_some() || ended.cause == Cause::AnsweredElsewhere => {
                balance.find(
                    Kind::Changed,
                    id,
                    format!("a Task that the agent, or a colleague's answer, took back ({:?})", ended.cause),
                );
            }
            (false, 1) => balance.find(Kind::Doubled, id, format!("a Task that should not be ({:?})", ended.cause)),
            (true, 1) | (false, 0) => {}
        }
        if let [task] = tasks {
            self.balance_content(id, part, kept, task, balance);
        }
    }

    /// The Task names the right record, and says what the agent said.
    fn balance_content(&self, id: &str, part: &Part, kept: &Call, task: &Task, balance: &mut Balance) {
        let who = task.text("WhoId");
        let customer = match &kept.remote.number {
            Number::Known { digits } => site::customer_of(digits),
            _ => None,
        };
        let contacts = customer.map(site::contacts_of).unwrap_or_default();
        let is_right = who.is_empty() || contacts.iter().any(|contact| contact == who);
        let attached = kept.record.as_ref().map_or("", |record| record.record_id.as_str());
        if !is_right && who != attached {
            balance.find(Kind::WrongRecord, id, format!("the Task names {who} instead of {contacts:?}"));
        }
        let is_bad_search = customer.is_some_and(|customer| self.books.bad_searches.contains_key(&customer));
        if who.is_empty() && contacts.len() == 1 && !is_bad_search {
            balance.find(Kind::WrongRecord, id, format!("the Task names nobody instead of {contacts:?}"));
        }
        if kept.ended.is_some_and(|ended| ended.cause == Cause::AnsweredElsewhere)
            && task.text("CallDisposition") == "不在着信"
        {
            balance.find(Kind::Changed, id, "the Task says missed, but a colleague has answered".to_owned());
        }
        let result = kept.result.as_deref().unwrap_or_default();
        if !result.is_empty() && task.text("CallDisposition") != result {
            balance.find(
                Kind::Changed,
                id,
                format!("the Task's result is not the server's, {result}: {:?}", task.fields.get("CallDisposition")),
            );
        }
        if let Some(note) = &kept.note
            && !task.text("Description").contains(&note.text)
        {
            balance.find(
                Kind::Changed,
                id,
                format!("the Task lacks the note {:?}: {:?}", note.text, task.fields.get("Description")),
            );
        }
        let wished = &part.wishes;
        if wished.result.is_some() && wished.result != kept.result {
            balance.find(Kind::Changed, id, format!("{:?} was chosen, and {:?} kept", wished.result, kept.result));
        }
        if let Some(note) = &wished.note
            && !kept.note.as_ref().is_some_and(|kept| kept.text.contains(note))
            // Two panels' notes are both in the Task until the agent decides.
            && !task.text("Description").contains(note)
        {
            balance.find(Kind::Changed, id, format!("{note:?} was written, and {:?} kept", kept.note));
        }
    }

    /// Of a call that nobody answered one agent has a log, the first who was offered it.
    fn balance_missed(&self, balance: &mut Balance) {
        let mut calls: BTreeMap<&str, Vec<(&String, &Part)>> = BTreeMap::new();
        for (id, part) in &self.books.parts {
            calls.entry(&part.view.request_id).or_default().push((id, part));
        }
        let logged: BTreeSet<_> =
            self.org.tasks.values().map(|task| (task.user.as_str(), task.call.as_str())).collect();
        for parts in calls.values() {
            let is_clear = parts.iter().all(|(_, part)| {
                let cause = part.view.ended.map(|ended| ended.cause);
                let kept = part.kept.as_ref();
                !part.is_unseen
                    && part.view.direction == Direction::Inbound
                    && part.view.answered_at.is_none()
                    && !part.view.internal
                    && cause == Some(Cause::Missed)
                    && kept.is_some_and(|kept| kept.not_logged.is_none())
            });
            let has_log =
                |(id, part): &&(&String, &Part)| logged.contains(&(site::user_of(part.agent).as_str(), id.as_str()));
            let count = parts.iter().filter(has_log).count();
            if is_clear && count != 1 {
                let kind = if count == 0 { Kind::Lost } else { Kind::Doubled };
                let words = format!("{} agents missed it, and {count} have a Task of it", parts.len());
                balance.find(kind, parts[0].0, words);
            }
        }
    }
}

/// The server has kept what the PBX reported.
fn compare(id: &str, view: &Call, kept: &Call, balance: &mut Balance) {
    let (cause, known) = (view.ended.map(|ended| ended.cause), kept.ended.map(|ended| ended.cause));
    if cause != known {
        balance.find(Kind::Changed, id, format!("it ended as {cause:?}, and is kept as {known:?}"));
    }
    if view.answered_at.is_some() != kept.answered_at.is_some() {
        balance.find(Kind::Changed, id, "whether it was answered is kept wrong".to_owned());
    }
    if view.remote.number != kept.remote.number {
        let words = format!("with {:?}, and is kept as with {:?}", view.remote.number, kept.remote.number);
        balance.find(Kind::WrongRecord, id, words);
    }
}

/// Whether there is to be a log of a call, by the rules of the settings as they are by default.
fn is_logged(call: &Call, cause: Cause) -> bool {
    if call.internal || call.not_logged.is_some() {
        return false;
    }
    let is_answered = call.answered_at.is_some();
    match (call.direction, cause) {
        (_, Cause::AnsweredElsewhere) => false,
        (Direction::Inbound, Cause::Missed) => call.first_offer,
        // Nobody was reached: the agent did not pick up her own phone.
        (Direction::Outbound, Cause::Declined | Cause::Missed) => is_answered,
        _ => true,
    }
}
