//! Allowances of agents and organisations. They outlive connections: a panel that connects again gets no new allowance,
//! and all panels of an agent share the agent's. Pure: time is an argument.

use super::lock;
use crate::{bucket::Bucket, clock::Steady, config::Limits};
use denwa_protocol::Command;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// How many idle allowances are kept before the full ones are forgotten.
const MAX_KEPT: usize = 10_000;

/// Who shares an allowance.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Owner {
    /// Organisation and login.
    Agent(String, String),
    Organisation(String),
}

/// What an owner may still spend.
#[derive(Debug)]
struct Purse {
    commands: Bucket,
    dials: Bucket,
    reads: Bucket,
    bytes: Bucket,
    /// Sign-ins; organisations have no limit on them.
    sign_ins: Option<Bucket>,
}

impl Purse {
    fn is_full(&mut self, now: Steady) -> bool {
        self.commands.is_full(now)
            && self.dials.is_full(now)
            && self.reads.is_full(now)
            && self.bytes.is_full(now)
            && self.sign_ins.as_mut().is_none_or(|sign_ins| sign_ins.is_full(now))
    }
}

/// All allowances.
#[derive(Debug)]
pub struct Allowances {
    limits: Limits,
    purses: HashMap<Owner, Arc<Mutex<Purse>>>,
}

/// The allowances that a session spends: its agent's and its organisation's.
#[derive(Clone, Debug)]
pub struct Spender {
    agent: Arc<Mutex<Purse>>,
    organisation: Arc<Mutex<Purse>>,
}

impl Allowances {
    /// Makes full allowances.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, purses: HashMap::new() }
    }

    /// Takes a sign-in from the agent's allowance.
    ///
    /// # Errors
    /// Returns how long the agent has to wait, in milliseconds: there were too many sign-ins, or too many bytes.
    pub fn sign_in(&mut self, organisation: &str, login: &str, now: Steady) -> Result<Spender, u64> {
        let limits = self.limits.clone();
        let agent = self.purse(Owner::Agent(organisation.to_owned(), login.to_owned()), now, || Purse {
            commands: Bucket::per_second(limits.agent_command_burst, limits.agent_commands_per_second, now),
            dials: Bucket::per_minute(limits.agent_dial_burst, limits.agent_dials_per_minute, now),
            reads: Bucket::per_second(limits.agent_read_burst, limits.agent_reads_per_second, now),
            bytes: Bucket::per_second(limits.agent_byte_burst, limits.agent_bytes_per_second, now),
            sign_ins: Some(Bucket::per_minute(limits.agent_sign_in_burst, limits.agent_sign_ins_per_minute, now)),
        });
        let organisation = self.purse(Owner::Organisation(organisation.to_owned()), now, || Purse {
            commands: Bucket::per_second(
                limits.organisation_command_burst,
                limits.organisation_commands_per_second,
                now,
            ),
            dials: Bucket::per_minute(limits.organisation_dial_burst, limits.organisation_dials_per_minute, now),
            reads: Bucket::per_second(limits.organisation_read_burst, limits.organisation_reads_per_second, now),
            bytes: Bucket::per_second(limits.organisation_byte_burst, limits.organisation_bytes_per_second, now),
            sign_ins: None,
        });
        let mut purse = lock(&agent);
        let wait_for_bytes = purse.bytes.wait_for(1, now);
        let sign_ins = purse.sign_ins.as_mut();
        let wait = sign_ins.map_or(0, |sign_ins| sign_ins.take_one(now));
        drop(purse);
        match wait.max(wait_for_bytes) {
            0 => Ok(Spender { agent, organisation }),
            wait => Err(wait),
        }
    }

    fn purse(&mut self, owner: Owner, now: Steady, make: impl FnOnce() -> Purse) -> Arc<Mutex<Purse>> {
        if self.purses.len() >= MAX_KEPT && !self.purses.contains_key(&owner) {
            self.purses.retain(|_, purse| Arc::strong_count(purse) > 1 || !lock(purse).is_full(now));
        }
        self.purses.entry(owner).or_insert_with(|| Arc::new(Mutex::new(make()))).clone()
    }
}

impl Spender {
    /// Counts received bytes. If the allowance is used up, commands are refused until it has refilled, and so are new
    /// sign-ins of the agent.
    pub fn count_bytes(&self, bytes: u64, now: Steady) {
        for purse in [&self.agent, &self.organisation] {
            lock(purse).bytes.drain(bytes, now);
        }
    }

    /// Whether bytes are left of the allowances.
    pub fn has_bytes(&self, now: Steady) -> bool {
        [&self.agent, &self.organisation].into_iter().all(|purse| lock(purse).bytes.has(1, now))
    }

    /// Takes a question from the allowances and returns true, or takes nothing and returns false.
    pub fn take_read(&self, now: Steady) -> bool {
        // The agent's lock is always taken first.
        let (mut agent, mut organisation) = (lock(&self.agent), lock(&self.organisation));
        let is_allowed =
            [&mut agent, &mut organisation].iter_mut().all(|purse| purse.bytes.has(1, now) && purse.reads.has(1, now));
        is_allowed && agent.reads.take(1, now) && organisation.reads.take(1, now)
    }

    /// Takes a command from the allowances and returns true, or takes nothing and returns false.
    pub fn take_command(&self, command: &Command, now: Steady) -> bool {
        let is_dial = dials(command);
        let may = |purse: &mut Purse| {
            purse.bytes.has(1, now) && purse.commands.has(1, now) && (!is_dial || purse.dials.has(1, now))
        };
        // The agent's lock is always taken first.
        let (mut agent, mut organisation) = (lock(&self.agent), lock(&self.organisation));
        let is_allowed = may(&mut agent) && may(&mut organisation);
        if is_allowed {
            for purse in [&mut agent, &mut organisation] {
                purse.commands.take(1, now);
                if is_dial {
                    purse.dials.take(1, now);
                }
            }
        }
        is_allowed
    }
}

/// Whether a command has the PBX call a number of the agent's choice, which may cost money.
fn dials(command: &Command) -> bool {
    matches!(
        command,
        Command::Dial { .. } | Command::Consult { .. } | Command::SingleStepTransfer { .. } | Command::Deflect { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORG: &str = "00D5g0000008OrgEAE";

    fn at(millis: u64) -> Steady {
        Steady::from_millis(millis)
    }

    fn dial() -> Command {
        Command::Dial {
            number: "0312345678".to_owned(),
            record: None,
            extension: None,
            presented: None,
            callback: None,
        }
    }

    #[test]
    fn connecting_again_renews_no_allowance() {
        let limits = Limits { agent_command_burst: 3, agent_commands_per_second: 1, ..Limits::default() };
        let mut allowances = Allowances::new(limits);
        let mut done = 0;
        for _ in 0..10 {
            let spender = allowances.sign_in(ORG, "sato", at(0)).unwrap();
            done += (0..10).filter(|_| spender.take_command(&Command::Unknown, at(0))).count();
        }
        assert_eq!(done, 3);
        let other = allowances.sign_in(ORG, "suzuki", at(0)).unwrap();
        assert!(other.take_command(&Command::Unknown, at(0)), "another agent has an allowance of its own");
    }

    #[test]
    fn dials_have_an_allowance_of_their_own() {
        let limits = Limits { agent_dial_burst: 2, agent_dials_per_minute: 6, ..Limits::default() };
        let spender = Allowances::new(limits).sign_in(ORG, "sato", at(0)).unwrap();
        let dialled = (0..9).filter(|_| spender.take_command(&dial(), at(0))).count();
        assert_eq!(dialled, 2);
        assert!(spender.take_command(&Command::Unknown, at(0)), "other commands still can be done");
        for command in [
            Command::Deflect { call: "c".to_owned(), to: "110".to_owned() },
            Command::SingleStepTransfer { call: "c".to_owned(), to: "110".to_owned() },
        ] {
            assert!(!spender.take_command(&command, at(0)), "{command:?} calls a number, too");
        }
        assert!(spender.take_command(&dial(), at(10_000)));
    }

    #[test]
    fn questions_have_an_allowance_of_their_own() {
        let limits = Limits { agent_read_burst: 3, agent_reads_per_second: 1, ..Limits::default() };
        let mut allowances = Allowances::new(limits);
        let asked = (0..9).filter(|_| allowances.sign_in(ORG, "sato", at(0)).unwrap().take_read(at(0)));
        assert_eq!(asked.count(), 3, "connecting again renews nothing");
        let spender = allowances.sign_in(ORG, "sato", at(0)).unwrap();
        assert!(spender.take_command(&dial(), at(0)), "commands still can be done");
        assert!(spender.take_read(at(1_000)));
    }

    #[test]
    fn an_organisation_shares_an_allowance() {
        let limits = Limits { organisation_dial_burst: 3, organisation_dials_per_minute: 1, ..Limits::default() };
        let mut allowances = Allowances::new(limits);
        let dialled =
            (0..10).filter(|n| allowances.sign_in(ORG, &format!("a{n}"), at(0)).unwrap().take_command(&dial(), at(0)));
        assert_eq!(dialled.count(), 3);
        let foreign = allowances.sign_in("00D5g0000009OrgEAE", "sato", at(0)).unwrap();
        assert!(foreign.take_command(&dial(), at(0)));
    }

    #[test]
    fn bytes_of_all_connections_count() {
        let limits = Limits { agent_byte_burst: 1_000, agent_bytes_per_second: 100, ..Limits::default() };
        let mut allowances = Allowances::new(limits);
        let spender = allowances.sign_in(ORG, "sato", at(0)).unwrap();
        spender.count_bytes(100_000, at(0));
        assert!(!spender.has_bytes(at(0)));
        assert_eq!(allowances.sign_in(ORG, "sato", at(0)).unwrap_err(), 10);
        assert!(spender.has_bytes(at(10)), "it refills");
    }

    #[test]
    fn sign_ins_of_an_agent_are_limited() {
        let limits = Limits { agent_sign_in_burst: 2, agent_sign_ins_per_minute: 60, ..Limits::default() };
        let mut allowances = Allowances::new(limits);
        assert!((0..2).all(|_| allowances.sign_in(ORG, "sato", at(0)).is_ok()));
        assert_eq!(allowances.sign_in(ORG, "sato", at(0)).unwrap_err(), 1_000);
        assert!(allowances.sign_in(ORG, "sato", at(1_000)).is_ok());
    }

    #[test]
    fn idle_allowances_are_forgotten() {
        let mut allowances = Allowances::new(Limits::default());
        for agent in 0..MAX_KEPT * 2 {
            allowances.sign_in(ORG, &format!("a{agent}"), at(agent as u64 * 60_000)).unwrap();
        }
        assert!(allowances.purses.len() <= MAX_KEPT + 1, "{}", allowances.purses.len());
    }
}
