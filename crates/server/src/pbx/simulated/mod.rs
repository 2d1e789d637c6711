//! The built-in PBX: phones, lines and queues that exist only here, driven by panels and by HTTP.
//!
//! [`machine`] decides, with time as an argument; this file gives it a clock and connects it to the hub; [`http`] lets people and tests
//! act as phones and callers; [`load`] makes calls by the hundred.

pub mod call;
pub mod config;
pub mod http;
pub mod load;
pub mod machine;
pub mod model;

use super::{Done, Pbx, PbxCommand, PbxEvent, Stamped};
use crate::{
    clock,
    config::{Config, PbxConfig},
};
use denwa_protocol::{Capabilities, Capability, CommandError};
use load::{LoadOrder, LoadReport, Loader};
use machine::Machine;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// What is asked of the simulation itself, past the panels.
pub type Ask = Box<dyn FnOnce(&mut Simulation, u64) + Send>;

/// A handle on the running simulation.
#[derive(Clone)]
pub struct Control(mpsc::Sender<Ask>);

impl Control {
    /// Has the simulation do something, and returns what came of it; none when it has stopped.
    pub async fn ask<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Simulation, u64) -> T + Send + 'static,
    ) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        let ask: Ask = Box::new(move |simulation, now| {
            // Who no longer waits for the answer does not need it.
            let _ = reply.send(act(simulation, now));
        });
        self.0.send(ask).await.ok()?;
        answer.await.ok()
    }
}

/// The machine and, while it runs, the load on it.
#[derive(Debug)]
pub struct Simulation {
    /// The PBX.
    pub machine: Machine,
    loader: Option<Loader>,
    report: LoadReport,
}

impl Simulation {
    /// Starts a load, in place of the one before.
    ///
    /// # Errors
    /// Says what is wrong with the order.
    pub fn start_load(&mut self, order: LoadOrder, now: u64) -> Result<(), String> {
        self.loader = Some(Loader::new(order, self.machine.extensions(), now)?);
        self.report = LoadReport { running: true, ..LoadReport::default() };
        Ok(())
    }

    /// How far the load is.
    #[must_use]
    pub fn load_report(&self) -> LoadReport {
        self.report
    }

    fn run(&mut self, now: u64) {
        self.machine.tick(now);
        if let Some(loader) = &mut self.loader {
            loader.run(&mut self.machine, now);
            if loader.is_done() {
                self.loader = None;
                self.report.running = false;
            }
        }
    }

    fn deadline(&self) -> Option<u64> {
        let load = self.loader.as_ref().and_then(Loader::deadline);
        [self.machine.deadline(), load].into_iter().flatten().min()
    }

    /// Marks an event of a load with the moment it leaves the PBX, so that the other end can tell how long it took.
    fn stamp(&mut self, event: &mut PbxEvent) {
        if let PbxEvent::Call { call, .. } = event
            && call.queue.as_deref() == Some(load::QUEUE)
        {
            call.remote.name = Some(clock::micros().to_string());
            self.report.events += 1;
            self.report.calls += u64::from(call.ended.is_some());
        }
    }
}

/// Starts the simulated PBX.
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "every PBX is started in the same way")]
pub fn start(config: Arc<Config>) -> Pbx {
    start_with_control(&config).0
}

/// Starts the simulated PBX, with a handle to drive it.
#[must_use]
pub fn start_with_control(config: &Config) -> (Pbx, Control) {
    let (commands, commands_in) = mpsc::channel(256);
    let (events_out, events) = mpsc::channel(1024);
    let (control, control_in) = mpsc::channel(64);
    let settings = match &config.pbx {
        PbxConfig::Simulated(settings) => settings.clone(),
        PbxConfig::Asterisk(_) => config::SimulatedConfig::default(),
    };
    let machine = Machine::new(config, &settings, &clock::random_name());
    let simulation = Simulation { machine, loader: None, report: LoadReport::default() };
    tokio::spawn(drive(simulation, commands_in, control_in, events_out));
    (Pbx { commands, events, capabilities }, Control(control))
}

/// The simulated phones understand everything.
#[must_use]
pub fn capabilities(_: &Config, _: &str) -> Capabilities {
    let yes = Capability::Available;
    Capabilities { answer: yes, decline: yes, hold: yes, hang_up: yes, dial: yes, agent_state: yes }
}

async fn drive(
    mut simulation: Simulation,
    mut commands: mpsc::Receiver<PbxCommand>,
    mut control: mpsc::Receiver<Ask>,
    events: mpsc::Sender<Stamped>,
) {
    loop {
        let now = clock::millis();
        simulation.run(now);
        while let Some(mut event) = simulation.machine.take_event() {
            simulation.stamp(&mut event);
            if events.send(Stamped { at: now, event }).await.is_err() {
                return;
            }
        }
        let sleep = simulation.deadline().map_or(3_600_000, |at| at.saturating_sub(clock::millis()));
        tokio::select! {
            command = commands.recv() => match command {
                Some(command) => answer(&mut simulation, command),
                None => return,
            },
            ask = control.recv() => if let Some(ask) = ask { ask(&mut simulation, clock::millis()) },
            () = tokio::time::sleep(std::time::Duration::from_millis(sleep)) => {}
        }
    }
}

fn answer(simulation: &mut Simulation, PbxCommand { extension, request, reply }: PbxCommand) {
    let result: Result<Done, CommandError> = simulation.machine.request(&extension, request, clock::millis());
    // The hub may have given up waiting.
    let _ = reply.send(result);
}
