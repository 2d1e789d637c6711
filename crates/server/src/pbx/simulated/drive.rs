//! Runs the simulation on the server's clock, and connects it to the hub.

use super::{Job, Simulation, faults::Faults};
use crate::{
    clock::Clock,
    pbx::{Done, PbxCommand, Stamped},
};
use denwa_protocol::CommandError;
use std::time::Duration;
use tokio::sync::mpsc;

pub(super) async fn drive(
    mut simulation: Simulation,
    clock: Clock,
    mut commands: mpsc::Receiver<PbxCommand>,
    mut jobs: mpsc::Receiver<Job>,
    events: mpsc::Sender<Stamped>,
) {
    // The machine uses one number for timers and stamps: it runs on a scale that never jumps.
    let time = || clock.scale_micros() / 1000;
    loop {
        let now = time();
        simulation.run(now);
        let mut emitted = Vec::new();
        while let Some(mut event) = simulation.machine.take_event() {
            simulation.stamp(&mut event);
            emitted.push(event);
        }
        for event in simulation.faults.distort(emitted) {
            if events.send(Stamped { at: now, event }.on_wall_time(&clock)).await.is_err() {
                return;
            }
        }
        let sleep = simulation.deadline().map_or(3_600_000, |at| at.saturating_sub(time()));
        tokio::select! {
            command = commands.recv() => match command {
                Some(command) => answer(&mut simulation, command, time()),
                None => return,
            },
            job = jobs.recv() => if let Some(job) = job { job(&mut simulation, time()) },
            () = tokio::time::sleep(Duration::from_millis(sleep)) => {}
        }
    }
}

fn answer(simulation: &mut Simulation, PbxCommand { extension, request, reply }: PbxCommand, now: u64) {
    let Faults { refuses, answers_after_ms, .. } = simulation.faults;
    let result: Result<Done, CommandError> =
        if refuses { Err(CommandError::Refused) } else { simulation.machine.request(&extension, request, now) };
    // An error means that the hub no longer waits for the answer.
    if answers_after_ms == 0 {
        let _ = reply.send(result);
        return;
    }
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(answers_after_ms)).await;
        let _ = reply.send(result);
    });
}
