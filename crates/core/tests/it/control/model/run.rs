//! The panel and the server beside each other.

use super::step::{How, Step, action};
use super::world::World;
use super::wrap_up;
use crate::control::*;
use crate::rig::*;
use denwa_core::{HostReply, Input, SocketEvent};
use denwa_protocol::{AttachedRecord, Command, ConnectionState};
use std::collections::BTreeMap;

/// The panel and the server, and which card each command was pressed on.
pub struct Run {
    pub rig: Rig,
    pub world: World,
    /// Commands that the server has and that have no answer.
    pub open: Vec<(String, Command)>,
    /// By command: the card it was pressed on, and when.
    pub pressed: BTreeMap<String, (String, u64)>,
    /// Cards on which a command failed or was given up.
    pub failed: Vec<String>,
    /// By call: the related record that the agent chose last.
    pub related: BTreeMap<String, Option<AttachedRecord>>,
    /// How often something was added to a call.
    pub added: u32,
    pub seen: usize,
}

impl Run {
    pub fn take(&mut self, step: &Step) {
        match step {
            Step::Ask { what, call } => {
                let call = self.world.id(*call);
                self.rig.user(action(*what, &call));
                self.collect(&call);
            }
            Step::Add { what, call } => self.add(*what, *call),
            Step::AddElsewhere { call } => {
                self.added += 1;
                let id = self.world.id(*call);
                let call = self.world.find(&id).map(|call| wrap_up::by_another_panel(call, self.added));
                let changed = call.map(|call| self.world.put([call])).unwrap_or_default();
                self.tell(&changed);
            }
            Step::Serve { pick, how } if !self.open.is_empty() => {
                let place = usize::from(*pick) % self.open.len();
                let (id, command) = self.open.remove(place);
                self.serve(&id, &command, *how);
            }
            Step::Serve { .. } => {}
            Step::Ring => {
                let changed = self.world.ring(&self.rig);
                self.tell(&changed);
            }
            Step::Remote { call, answers } => {
                let id = self.world.id(*call);
                let changed = self.world.remote(&self.rig, &id, *answers);
                self.tell(&changed);
            }
            Step::Again { call } => {
                let id = self.world.id(*call);
                let changed: Vec<_> = self.world.find(&id).cloned().into_iter().collect();
                self.tell(&changed);
            }
            Step::Pass(milliseconds) => self.pass(*milliseconds),
            Step::Reconnect => {
                self.rig.input(Input::Socket(SocketEvent::Closed));
                self.wait_for_connection();
                self.rig.input(Input::Socket(SocketEvent::Opened));
                self.rig.message(ServerMessage::Ready);
                self.settle_host();
                // What was asked again has the same ID: the server answers it once more, or has done it already. What the agent added is
                // sent anew.
                self.open.retain(|(_, command)| !wrap_up::is_one(command));
                let from = self.seen_commands();
                let again = self.rig.commands().into_iter().skip(from);
                self.open.extend(again.filter(|(_, command)| wrap_up::is_one(command)));
                self.seen = self.rig.sent.len();
            }
        }
        self.collect("");
        self.check();
    }

    fn serve(&mut self, id: &str, command: &Command, how: How) {
        let (changed, is_possible) = match how {
            How::Refuse | How::Lost => (Vec::new(), false),
            _ => self.world.run(&self.rig, command),
        };
        let outcome = match (how, is_possible) {
            (How::Refuse, _) => Some(CommandError::Refused),
            (_, true) => None,
            (_, false) => Some(wrap_up::error(command)),
        };
        if matches!(how, How::AnswerFirst) {
            self.answer(id, outcome);
        }
        self.tell(&changed);
        self.tell_parked();
        if matches!(how, How::EventsFirst | How::Refuse) {
            self.answer(id, outcome);
        }
    }

    fn answer(&mut self, id: &str, outcome: Option<CommandError>) {
        if outcome.is_some()
            && let Some((card, _)) = self.pressed.get(id)
        {
            self.failed.push(card.clone());
        }
        self.pressed.remove(id);
        answer(&mut self.rig, id, outcome);
        self.collect_more(id);
    }

    fn tell(&mut self, changed: &[Call]) {
        for call in changed {
            self.rig.call(call);
            self.settle_host();
        }
    }

    fn tell_parked(&mut self) {
        let parked = self.world.parked.clone();
        self.rig.event(Event::Parked { parked });
    }

    /// Salesforce answers at once and knows nobody; logs are saved.
    fn settle_host(&mut self) {
        self.rig.found(vec![]);
        while self.rig.is_asked(is_log) {
            let (id, log) = self.rig.logged();
            wrap_up::check_log(&log, self.rig.panel.card(&log.call_id).as_ref());
            self.rig.answer(id, Ok(HostReply::LogSaved { id: format!("00T{}", log.call_id), kept: vec![] }));
        }
    }

    fn add(&mut self, what: u8, call: u8) {
        self.added += 1;
        let id = self.world.id(call);
        let action = wrap_up::action(what, &id, self.added);
        if let UserAction::SetRelated { related, .. } = &action {
            self.related.insert(id, related.clone());
        }
        self.rig.user(action);
        self.settle_host();
    }

    /// The commands that were sent since the last time; those about logs are nobody's here.
    fn collect(&mut self, card: &str) {
        let sent: Vec<_> = self.rig.commands();
        let from = self.seen_commands();
        for (id, command) in sent.into_iter().skip(from) {
            self.mark(id, command, card);
        }
        self.seen = self.rig.sent.len();
    }

    /// A piece of tones that follows another belongs to the same card.
    fn collect_more(&mut self, _after: &str) {
        let from = self.seen_commands();
        for (id, command) in self.rig.commands().into_iter().skip(from) {
            let card = command.call().unwrap_or_default().to_owned();
            self.mark(id, command, &card);
        }
        self.seen = self.rig.sent.len();
    }

    fn mark(&mut self, id: String, command: Command, card: &str) {
        if wrap_up::is_one(&command) {
            self.open.push((id, command));
            return;
        }
        if command.service().is_none() {
            return;
        }
        if let Some(call) = command.call() {
            let known = self.world.find(call).expect("a command is about a call that there is");
            assert!(known.ended.is_none(), "{command:?} is about a call that is over");
        }
        if let Command::Alternate(pair)
        | Command::Reconnect(pair)
        | Command::Transfer(pair)
        | Command::Conference(pair) = &command
        {
            assert_ne!(pair.held, pair.active);
            assert_eq!(self.world.find(&pair.held).expect("the held call").state, ConnectionState::Held);
            assert_ne!(self.world.find(&pair.active).expect("the active call").state, ConnectionState::Held);
        }
        self.pressed.insert(id.clone(), (card.to_owned(), self.rig.now));
        self.open.push((id, command));
    }

    fn seen_commands(&self) -> usize {
        let is_command =
            |message: &&denwa_protocol::ClientMessage| matches!(message, denwa_protocol::ClientMessage::Command { .. });
        self.rig.sent[..self.seen].iter().filter(is_command).count()
    }

    fn pass(&mut self, milliseconds: u64) {
        self.rig.pass(milliseconds);
        self.rig.message(ServerMessage::Ping { at: 0 });
        self.settle_host();
        self.note_late();
    }

    /// It connects again by itself, ever more rarely.
    fn wait_for_connection(&mut self) {
        let before = self.rig.connects.len();
        for _ in 0..100 {
            if self.rig.connects.len() > before {
                return self.note_late();
            }
            self.rig.pass(1_000);
        }
        panic!("it does not connect again");
    }

    /// Commands that the panel may have given up.
    fn note_late(&mut self) {
        let now = self.rig.now;
        for (card, since) in self.pressed.values() {
            if since + 6_000 <= now {
                self.failed.push(card.clone());
            }
        }
    }
}
