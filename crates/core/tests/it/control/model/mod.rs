//! Random commands and events, with a model of the server beside the panel: no stuck call, no command without an outcome, no state on the
//! wrong call, nothing that the agent added on another call or its log.

mod world;
mod wrap_up;

use super::*;
use denwa_core::view_model::{CardView, PhaseView};
use denwa_core::{HostReply, Input, SocketEvent};
use denwa_protocol::{AttachedRecord, Command, ConnectionState, Recording};
use proptest::prelude::*;
use std::collections::BTreeMap;
use world::World;

#[derive(Clone, Debug)]
enum Step {
    /// The agent asks for something of a call.
    Ask { what: u8, call: u8 },
    /// The agent adds something to a call.
    Add { what: u8, call: u8 },
    /// Another of her panels does.
    AddElsewhere { call: u8 },
    /// The server takes one of the commands it has, and does it or not.
    Serve { pick: u8, how: How },
    /// Somebody calls.
    Ring,
    /// The other side of a call does something: answers, or hangs up.
    Remote { call: u8, answers: bool },
    /// An event comes again.
    Again { call: u8 },
    /// Time passes, in milliseconds.
    Pass(u64),
    /// The connection breaks and comes back.
    Reconnect,
}

#[derive(Clone, Copy, Debug)]
enum How {
    /// The events come before the answer.
    EventsFirst,
    /// The answer comes before the events.
    AnswerFirst,
    /// It is refused.
    Refuse,
    /// It is done, but nobody says so.
    Silent,
    /// Nothing comes of it, and nobody says so.
    Lost,
}

fn step() -> impl Strategy<Value = Step> {
    let how = prop::sample::select(vec![
        How::EventsFirst,
        How::EventsFirst,
        How::AnswerFirst,
        How::AnswerFirst,
        How::Refuse,
        How::Silent,
        How::Lost,
    ]);
    prop_oneof![
        8 => (0u8..20, 0u8..6).prop_map(|(what, call)| Step::Ask { what, call }),
        5 => (0u8..wrap_up::KINDS, 0u8..4).prop_map(|(what, call)| Step::Add { what, call }),
        1 => (0u8..4).prop_map(|call| Step::AddElsewhere { call }),
        8 => (any::<u8>(), how).prop_map(|(pick, how)| Step::Serve { pick, how }),
        2 => Just(Step::Ring),
        2 => (0u8..6, any::<bool>()).prop_map(|(call, answers)| Step::Remote { call, answers }),
        1 => (0u8..6).prop_map(|call| Step::Again { call }),
        2 => (0u64..9_000).prop_map(Step::Pass),
        1 => Just(Step::Reconnect),
    ]
}

fn action(what: u8, call: &str) -> UserAction {
    let service = |service| UserAction::Command { call: call.to_owned(), service };
    let control = |control| UserAction::Control { call: call.to_owned(), control };
    let to = |service, text: &str| control(CallControl::SendTo { service, text: text.to_owned(), record: None });
    match what {
        0 => service(Service::Answer),
        1 => service(Service::Decline),
        2 => service(Service::Hold),
        3 => service(Service::Retrieve),
        4 => service(Service::HangUp),
        5 => service(Service::Park),
        6 => service(Service::Alternate),
        7 => service(Service::Reconnect),
        8 => service(Service::Transfer),
        9 => service(Service::Conference),
        10 => service(Service::PickUp),
        11 => to(Service::Consult, "2002"),
        12 => to(Service::SingleStepTransfer, "2003"),
        13 => to(Service::Deflect, "2004"),
        14 => control(CallControl::SetMute(true)),
        15 => control(CallControl::SetMute(false)),
        16 => control(CallControl::SetRecording(Recording::On)),
        17 => control(CallControl::SendTones("12345678901234567890".to_owned())),
        18 => control(CallControl::DropParty { party: "p1".to_owned() }),
        _ => UserAction::Dial("03-9999-9999".to_owned()),
    }
}

/// The panel and the server, and which card each command was pressed on.
struct Run {
    rig: Rig,
    world: World,
    /// Commands that the server has and that have no answer.
    open: Vec<(String, Command)>,
    /// By command: the card it was pressed on, and when.
    pressed: BTreeMap<String, (String, u64)>,
    /// Cards on which a command failed or was given up.
    failed: Vec<String>,
    /// By call: the related record that the agent chose last.
    related: BTreeMap<String, Option<AttachedRecord>>,
    /// How often something was added to a call.
    added: u32,
    seen: usize,
}

impl Run {
    fn take(&mut self, step: &Step) {
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

    /// The screen shows the calls as they are, and nothing on a call that happened to another.
    fn check(&self) {
        for call in &self.world.calls {
            let Some(card) = self.rig.panel.card(&call.id) else {
                assert!(call.ended.is_some(), "{} goes on and has no card", call.id);
                continue;
            };
            assert_eq!(card.phase, phase(call), "{}", call.id);
            wrap_up::check_card(&card, call, self.related.get(&call.id));
            if call.ended.is_none() {
                assert_eq!(card.control.marks.iter().any(|mark| mark.word == "Muted"), call.muted, "{}", call.id);
                assert_eq!(card.control.parties.len(), call.parties.len(), "{}", call.id);
            }
            if is_busy(&card) {
                let is_asked = self.pressed.values().any(|(pressed, _)| *pressed == call.id);
                assert!(is_asked, "{} is busy with what nobody asked of it", call.id);
            }
            if card.error.is_some() {
                assert!(self.failed.contains(&call.id), "{} shows another's failure: {:?}", call.id, card.error);
            }
        }
        let live = self.world.calls.iter().filter(|call| call.ended.is_none()).count();
        let shown = self.rig.panel.screen().cards.iter().filter(|card| card.phase != PhaseView::Ended).count();
        assert_eq!(live, shown);
    }

    /// Whatever was asked has come to an end, in words or in deed.
    fn check_end(&mut self) {
        self.rig.pass_live(13_000);
        let waits_for_tones = |card: &CardView| card.control.tones.as_ref().is_some_and(|tones| tones.is_busy);
        for card in self.rig.panel.screen().cards {
            assert!(!is_busy(&card) && !waits_for_tones(&card), "{} is stuck", card.call);
        }
        assert!(!self.rig.panel.dial().is_dialling);
    }
}

/// Whether anything that was pressed on this card is on its way; what is done with a pair shows on the active card.
fn is_busy(card: &CardView) -> bool {
    let control = &card.control;
    card.buttons.iter().any(|button| button.is_busy)
        || control.tiles.iter().any(|tile| tile.is_busy)
        || control.parties.iter().any(|party| party.is_busy)
        || control.target.as_ref().is_some_and(|target| target.is_busy)
}

fn phase(call: &Call) -> PhaseView {
    use denwa_protocol::Direction;
    match (call.ended, call.state, call.direction) {
        (Some(_), _, _) => PhaseView::Ended,
        (None, ConnectionState::Held, _) => PhaseView::Held,
        (None, ConnectionState::Alerting, Direction::Inbound) => PhaseView::Ringing,
        (None, _, Direction::Outbound) if call.answered_at.is_none() => PhaseView::Dialling,
        _ => PhaseView::Talking,
    }
}

proptest! {
    #[test]
    fn no_call_is_stuck_and_no_command_is_without_an_outcome(steps in prop::collection::vec(step(), 0..70)) {
        let mut run = Run {
            rig: able(),
            world: World::default(),
            open: Vec::new(),
            pressed: BTreeMap::new(),
            failed: Vec::new(),
            related: BTreeMap::new(),
            added: 0,
            seen: 0,
        };
        run.seen = run.rig.sent.len();
        for step in &steps {
            run.take(step);
        }
        run.check_end();
    }
}
