//! The built-in simulated PBX, controlled by panels and over HTTP.
//!
//! [`machine`] is a pure state machine with time as an argument. `drive` runs it on the server's clock and connects it
//! to the hub. [`http`] lets people and tests act as phones and callers. [`load`] generates the calls of the load test.

pub mod call;
pub mod config;
pub mod dial_plan;
mod drive;
pub mod error;
pub mod faults;
pub mod http;
pub mod listed;
pub mod load;
pub mod machine;
pub mod model;

use super::{Pbx, PbxEvent};
use crate::{
    clock::{self, Clock},
    config::{Config, PbxConfig},
};
use denwa_protocol::{Capabilities, Capability};
use faults::Faults;
use load::{LoadOrder, LoadReport, Loader};
use machine::Machine;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// A function to run on the simulation's task; it gets the time in milliseconds.
type Job = Box<dyn FnOnce(&mut Simulation, u64) + Send>;

/// A handle for controlling the running simulation.
#[derive(Clone)]
pub struct Control(mpsc::Sender<Job>);

impl Control {
    /// Runs a function on the simulation's task and returns its result; `None` if the simulation has stopped.
    pub async fn run<T: Send + 'static>(
        &self,
        function: impl FnOnce(&mut Simulation, u64) -> T + Send + 'static,
    ) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |simulation, now| {
            // An error means that nobody waits for the result any more.
            let _ = reply.send(function(simulation, now));
        });
        self.0.send(job).await.ok()?;
        answer.await.ok()
    }
}

/// The PBX and the load on it.
#[derive(Debug)]
pub struct Simulation {
    /// The PBX.
    pub machine: Machine,
    /// How the PBX misbehaves.
    pub faults: Faults,
    loader: Option<Loader>,
    report: LoadReport,
}

impl Simulation {
    /// Starts a load; a running load ends.
    ///
    /// # Errors
    /// Says what is wrong with the order.
    pub fn start_load(&mut self, order: LoadOrder, now: u64) -> Result<(), String> {
        self.loader = Some(Loader::new(order, self.machine.extensions(), now)?);
        self.report = LoadReport { running: true, ..LoadReport::default() };
        Ok(())
    }

    /// Returns the progress of the load.
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

    /// Puts the present time into an event of a load, so that the receiving panel can measure the delay.
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
#[expect(clippy::needless_pass_by_value, reason = "`start` has the same signature for every PBX")]
pub fn start(config: Arc<Config>) -> Pbx {
    start_with_control(&config, &Clock::system()).0
}

/// Starts the simulated PBX, and returns it with a handle for controlling it.
#[must_use]
pub fn start_with_control(config: &Config, clock: &Clock) -> (Pbx, Control) {
    let (commands, command_receiver) = mpsc::channel(256);
    let (event_sender, events) = mpsc::channel(1024);
    let (control, jobs) = mpsc::channel(64);
    let settings = match &config.pbx {
        PbxConfig::Simulated(settings) => settings.clone(),
        PbxConfig::Asterisk(_) => config::SimulatedConfig::default(),
    };
    let machine = Machine::new(config, &settings, &clock::random_name());
    let simulation = Simulation { machine, faults: Faults::default(), loader: None, report: LoadReport::default() };
    tokio::spawn(drive::drive(simulation, clock.clone(), command_receiver, jobs, event_sender));
    (Pbx { commands, events, capabilities }, Control(control))
}

/// Returns all services: the simulated phones support everything.
#[must_use]
pub fn capabilities(_: &Config, _: &str) -> Capabilities {
    let available = Capability::Available;
    Capabilities {
        answer: available,
        decline: available,
        hold: available,
        hang_up: available,
        dial: available,
        agent_state: available,
        send_tones: available,
        deflect: available,
        single_step_transfer: available,
        consult: available,
        conference: available,
        park: available,
        pick_up: available,
        mute: available,
        record: available,
        pause_recording: available,
        monitor: available,
    }
}
