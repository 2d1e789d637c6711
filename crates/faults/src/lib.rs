//! Plays calls through Denwa's panels, event server and simulated PBX in one process, breaks things on purpose, and holds the books.
//!
//! The panels' core, the hub and the simulated PBX are the product's own. Around them everything is simulated, by a seed: time, the network
//! between panels and server, the link to the PBX, the server's store, the browsers and Salesforce. So a run is the same whenever it is
//! repeated, and takes a moment.
//!
//! - [`plan`] says what is played; `world` is the loop over all events, in the order of time.
//! - `people` call, answer, transfer, park and write notes; `injection` breaks things: it kills the server, cuts the link to the PBX, cuts sockets or
//!   leaves them half open, reloads pages, puts tabs to sleep and sets clocks. Answers of Salesforce are late, lost, or done twice.
//! - `books` hold what the PBX did against what Salesforce has: pages and Tasks. In the end nothing may be lost, doubled, on the wrong
//!   record or stuck ([`report`]).
//! - [`plan::Protection`] takes one of the product's protections out, by a change of what is around it. Then the books must not balance.

mod books;
mod event;
mod host;
mod injection;
mod net;
mod org;
mod pbx;
mod people;
pub mod plan;
mod queue;
mod random;
pub mod report;
mod server;
mod site;
mod store;
mod tab;
mod world;

/// Plays a plan to its end and balances the books.
#[must_use]
pub fn run(plan: &plan::Plan) -> report::Report {
    world::World::new(plan.clone()).play()
}
