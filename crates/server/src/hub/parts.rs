//! Which agents' parts belong to the same whole call, and which whole calls are consultations about others.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// An agent's part in a call: the agent, and [`denwa_protocol::Call::id`].
pub type Part = (usize, Arc<str>);

/// The parts of all whole calls, by [`denwa_protocol::Call::request_id`].
#[derive(Debug, Default)]
pub struct Parts {
    by_request: HashMap<String, Vec<Part>>,
    /// By the whole call of a consultation: the agent who consults, and the whole call that it is about.
    about: HashMap<String, (usize, String)>,
    /// The same the other way round.
    consultations: HashMap<String, BTreeSet<String>>,
}

impl Parts {
    /// Adds a part of a whole call.
    pub fn add(&mut self, request_id: &str, agent: usize, id: Arc<str>) {
        let parts = self.by_request.entry(request_id.to_owned()).or_default();
        if !parts.contains(&(agent, id.clone())) {
            parts.push((agent, id));
            parts.sort();
        }
    }

    /// Notes that an agent's consultation is about another whole call.
    pub fn link(&mut self, consultation: &str, agent: usize, about: &str) {
        if consultation == about {
            return;
        }
        let link = (agent, about.to_owned());
        if self.about.get(consultation) != Some(&link) {
            self.about.insert(consultation.to_owned(), link);
            self.consultations.entry(about.to_owned()).or_default().insert(consultation.to_owned());
        }
    }

    /// Removes a part.
    pub fn remove(&mut self, request_id: &str, agent: usize, id: &str) {
        let Some(parts) = self.by_request.get_mut(request_id) else { return };
        parts.retain(|(other, known)| *other != agent || **known != *id);
        if !parts.is_empty() {
            return;
        }
        self.by_request.remove(request_id);
        if let Some((_, about)) = self.about.remove(request_id)
            && let Some(consultations) = self.consultations.get_mut(&about)
        {
            consultations.remove(request_id);
            if consultations.is_empty() {
                self.consultations.remove(&about);
            }
        }
    }

    /// Whether a whole call has several parts, or anything to do with a consultation.
    pub fn is_shared(&self, request_id: &str) -> bool {
        self.by_request.get(request_id).is_some_and(|parts| parts.len() > 1)
            || self.about.contains_key(request_id)
            || self.consultations.contains_key(request_id)
    }

    /// Returns the parts of a whole call.
    pub fn of<'a>(&'a self, request_id: &str) -> impl Iterator<Item = &'a Part> + use<'a> {
        self.by_request.get(request_id).into_iter().flatten()
    }

    /// Returns a whole call with those that it is about, also at second hand. Consultations by the agent herself do not
    /// count.
    pub fn lineage(&self, request_id: &str, agent: Option<usize>) -> Vec<String> {
        let mut all = vec![request_id.to_owned()];
        while let Some((by, about)) = self.about.get(&all[all.len() - 1]) {
            if Some(*by) == agent || all.contains(about) {
                break;
            }
            all.push(about.clone());
        }
        all
    }

    /// Returns a whole call with the consultations about it, also at second hand.
    pub fn descendants(&self, request_id: &str) -> Vec<String> {
        let (mut all, mut next) = (vec![request_id.to_owned()], 0);
        let mut seen: HashSet<String> = all.iter().cloned().collect();
        while next < all.len() {
            let more = self.consultations.get(&all[next]).into_iter().flatten();
            all.extend(more.filter(|one| seen.insert((*one).clone())).cloned().collect::<Vec<_>>());
            next += 1;
        }
        all
    }
}
