//! What a run has shown.

use std::{collections::BTreeMap, fmt};

/// How many findings are printed.
const MOST_PRINTED: usize = 60;

/// The report of a run, or of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The run's seed; of several runs the last.
    pub seed: u64,
    /// How much was played.
    pub figures: Figures,
    /// How often each thing was broken.
    pub faults: BTreeMap<String, u64>,
    /// What does not balance.
    pub findings: Vec<Finding>,
}

/// How much was played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Calls that were made.
    pub calls: u64,
    /// Agents' parts in them.
    pub parts: u64,
    /// Parts that began and ended while there was no link between server and PBX.
    pub unseen_parts: u64,
    /// Tasks.
    pub tasks: u64,
    /// How often a panel asked for a Task to be written.
    pub log_requests: u64,
    /// Pages that opened.
    pub pages: u64,
    /// Pages that opened twice or not at all while something around the agent was broken: a panel that cannot be reached, a slow network,
    /// a killed server. These are no findings.
    pub excused_pages: u64,
    /// Starts of the server.
    pub starts: u64,
    /// Sockets that were opened.
    pub connections: u64,
    /// Everything that happened: messages, reports, requests, answers, timers.
    pub happened: u64,
}

/// Something that does not balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of imbalance.
    pub kind: Kind,
    /// The agent's part in the call; empty if it is about none.
    pub part: String,
    /// What is wrong, in words.
    pub words: String,
}

/// The kinds of imbalance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page or a Task is missing.
    Lost,
    /// A page opened twice, a Task is there twice, or there is one that should not be; a number was dialled twice.
    Doubled,
    /// A page or a Task is about somebody else.
    WrongRecord,
    /// Something goes on for ever.
    Stuck,
    /// A Task, or the server, says something else than the agent said last. This is counted, and not at zero yet: a request for a log that
    /// Salesforce executes late overwrites a correction, and what an agent says in a panel that is lost before it has told anybody is lost.
    Changed,
}

/// The balance while it is made.
#[derive(Debug, Default)]
pub(crate) struct Balance {
    pub(crate) findings: Vec<Finding>,
    /// Pages that opened twice or not at all while something around the agent was broken.
    pub(crate) excused_pages: u64,
}

impl Balance {
    pub(crate) fn find(&mut self, kind: Kind, part: &str, words: String) {
        self.findings.push(Finding { kind, part: part.to_owned(), words });
    }
}

impl Report {
    /// Whether the books balance: nothing is lost, doubled, on the wrong record or stuck.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.findings.iter().all(|finding| finding.kind == Kind::Changed)
    }

    /// Returns how many findings of a kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.findings.iter().filter(|finding| finding.kind == kind).count()
    }

    /// Adds the report of another run.
    pub fn add(&mut self, other: Self) {
        let Self { seed, figures, faults, findings } = other;
        self.seed = seed;
        self.figures.add(figures);
        for (fault, count) in faults {
            *self.faults.entry(fault).or_default() += count;
        }
        let named = |finding: Finding| Finding { words: format!("seed {seed}: {}", finding.words), ..finding };
        self.findings.extend(findings.into_iter().map(named));
    }
}

impl Figures {
    fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.parts += other.parts;
        self.unseen_parts += other.unseen_parts;
        self.tasks += other.tasks;
        self.log_requests += other.log_requests;
        self.pages += other.pages;
        self.excused_pages += other.excused_pages;
        self.starts += other.starts;
        self.connections += other.connections;
        self.happened += other.happened;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures { calls, parts, unseen_parts, tasks, log_requests, .. } = self.figures;
        let Figures { pages, excused_pages, starts, connections, happened, .. } = self.figures;
        writeln!(
            f,
            "calls {calls}, agents' parts in them {parts} (of which the server could learn nothing: {unseen_parts})"
        )?;
        writeln!(
            f,
            "Tasks {tasks}, asked for {log_requests} times; pages opened {pages}, twice or not at all while something was broken {excused_pages}"
        )?;
        writeln!(f, "starts of the server {starts}, sockets {connections}, events of all kinds {happened}")?;
        let faults: Vec<_> = self.faults.iter().map(|(fault, count)| format!("{fault} {count}")).collect();
        writeln!(f, "broken: {}", faults.join(", "))?;
        writeln!(
            f,
            "balance: {} lost, {} doubled, {} on the wrong record, {} stuck, {} changed",
            self.count(Kind::Lost),
            self.count(Kind::Doubled),
            self.count(Kind::WrongRecord),
            self.count(Kind::Stuck),
            self.count(Kind::Changed)
        )?;
        // Words that differ come last.
        let (changed, others): (Vec<_>, Vec<_>) =
            self.findings.iter().partition(|finding| finding.kind == Kind::Changed);
        for Finding { kind, part, words } in others.into_iter().chain(changed).take(MOST_PRINTED) {
            writeln!(f, "  {kind:?} {part}: {words}")?;
        }
        match self.findings.len().checked_sub(MOST_PRINTED) {
            Some(more) if more > 0 => writeln!(f, "  and {more} more"),
            _ => Ok(()),
        }
    }
}
