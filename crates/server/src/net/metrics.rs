//! Figures for Prometheus. None has anybody's name, number or address.

use super::gate::SocketCounts;
use crate::store::StoreHealth;
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use std::sync::atomic::AtomicU64;

/// A label with the reason of a refusal or the like.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Reason {
    /// As in the protocol.
    pub reason: &'static str,
}

/// A label with the state of sockets.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SocketState {
    state: &'static str,
}

/// The server's figures.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Sign-ins that were refused.
    pub refusals: Family<Reason, Counter>,
    /// Sign-ins with a good token; the hub may still refuse them.
    pub sign_ins: Counter,
    /// Commands that reached the hub.
    pub commands: Counter,
    /// Commands that were answered without being done: too many, or malformed.
    pub refused_commands: Family<Reason, Counter>,
    /// Sessions that the server has ended.
    pub ended_sessions: Family<Reason, Counter>,
    /// From the PBX's event to the write to a panel's socket.
    pub event_delay: Histogram,
    /// How long the store takes to keep a group of changes, before any message about them is sent.
    pub store_commit: Histogram,
    /// Bytes received from sockets.
    pub received_bytes: Counter,
    /// Lost links to the PBX.
    pub pbx_lost: Counter,
    sockets: Family<SocketState, Gauge>,
    evicted: Gauge,
    panels: Gauge,
    calls: Gauge,
    unlogged_calls: Gauge,
    is_pbx_up: Gauge,
    is_store_on: Gauge,
    is_store_well: Gauge,
    store_failures: Gauge,
    is_clock_steady: Gauge,
    hub_queue: Gauge,
    start_time: Gauge<f64, AtomicU64>,
}

/// Figures that are read when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// Sockets at the gate.
    pub sockets: SocketCounts,
    /// Signed-in panels.
    pub panels: usize,
    /// Live calls, as agents see them.
    pub calls: usize,
    /// Ended calls of which no panel has reported a log.
    pub unlogged_calls: usize,
    /// Whether the PBX is up.
    pub is_pbx_up: bool,
    /// The store.
    pub store: &'a StoreHealth,
    /// Whether the system clock has not jumped.
    pub is_clock_steady: bool,
    /// Messages that wait for the hub.
    pub hub_queue: usize,
}

impl Metrics {
    /// Makes figures that are all zero. `started_at` is in milliseconds since the Unix epoch.
    #[must_use]
    pub fn new(started_at: u64) -> Self {
        let mut registry = Registry::with_prefix("denwa");
        let metrics = Self {
            refusals: Family::default(),
            sign_ins: Counter::default(),
            commands: Counter::default(),
            refused_commands: Family::default(),
            ended_sessions: Family::default(),
            // From 0.5 ms to 8 s.
            event_delay: Histogram::new(exponential_buckets(0.000_5, 2.0, 15)),
            // From 0.1 ms to 1.6 s: a commit that takes a second counts as failed.
            store_commit: Histogram::new(exponential_buckets(0.000_1, 2.0, 15)),
            received_bytes: Counter::default(),
            pbx_lost: Counter::default(),
            sockets: Family::default(),
            evicted: Gauge::default(),
            panels: Gauge::default(),
            calls: Gauge::default(),
            unlogged_calls: Gauge::default(),
            is_pbx_up: Gauge::default(),
            is_store_on: Gauge::default(),
            is_store_well: Gauge::default(),
            store_failures: Gauge::default(),
            is_clock_steady: Gauge::default(),
            hub_queue: Gauge::default(),
            start_time: Gauge::default(),
            registry: Registry::default(),
        };
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit into a float")]
        metrics.start_time.set(started_at as f64 / 1000.0);
        registry.register("refusals", "Refused sign-ins", metrics.refusals.clone());
        registry.register("sign_ins", "Successful sign-ins", metrics.sign_ins.clone());
        registry.register("commands", "Commands that reached the hub", metrics.commands.clone());
        registry.register("refused_commands", "Commands answered without being done", metrics.refused_commands.clone());
        registry.register("ended_sessions", "Sessions ended by the server", metrics.ended_sessions.clone());
        let help = "From the PBX's event to the write to a panel's socket";
        registry.register_with_unit("event_delay", help, Unit::Seconds, metrics.event_delay.clone());
        let help = "How long the store takes to keep a group of changes";
        registry.register_with_unit("store_commit", help, Unit::Seconds, metrics.store_commit.clone());
        let help = "Received from sockets";
        registry.register_with_unit("received", help, Unit::Bytes, metrics.received_bytes.clone());
        registry.register("pbx_lost", "Lost links to the PBX", metrics.pbx_lost.clone());
        registry.register("sockets", "Open sockets", metrics.sockets.clone());
        registry.register("evicted_sockets", "Sockets that had to go before they signed in", metrics.evicted.clone());
        registry.register("panels", "Signed-in panels", metrics.panels.clone());
        registry.register("calls", "Live calls, as agents see them", metrics.calls.clone());
        registry.register("unlogged_calls", "Ended calls without a reported log", metrics.unlogged_calls.clone());
        registry.register("pbx_up", "1 while the link to the PBX is up", metrics.is_pbx_up.clone());
        registry.register("store_on", "1 if there is a store", metrics.is_store_on.clone());
        let help = "How often the store began to fail";
        registry.register("store_failures", help, metrics.store_failures.clone());
        registry.register("store_well", "0 while the store cannot keep anything", metrics.is_store_well.clone());
        registry.register("clock_steady", "0 while the system clock has jumped", metrics.is_clock_steady.clone());
        registry.register("hub_queue", "Messages that wait for the hub", metrics.hub_queue.clone());
        let help = "When the server started, since 1970";
        registry.register_with_unit("start_time", help, Unit::Seconds, metrics.start_time.clone());
        Self { registry, ..metrics }
    }

    /// Returns all figures as text.
    #[must_use]
    pub fn encode(&self, now: Snapshot<'_>) -> String {
        let sockets = |state| self.sockets.get_or_create(&SocketState { state }).clone();
        set(&sockets("unsigned"), now.sockets.unsigned);
        set(&sockets("signedIn"), now.sockets.signed_in);
        set(&self.evicted, usize::try_from(now.sockets.evicted).unwrap_or(usize::MAX));
        set(&self.panels, now.panels);
        set(&self.calls, now.calls);
        set(&self.unlogged_calls, now.unlogged_calls);
        set(&self.is_pbx_up, usize::from(now.is_pbx_up));
        set(&self.is_store_on, usize::from(now.store.is_on));
        set(&self.is_store_well, usize::from(now.store.failure.is_none()));
        set(&self.store_failures, usize::try_from(now.store.failures).unwrap_or(usize::MAX));
        set(&self.is_clock_steady, usize::from(now.is_clock_steady));
        set(&self.hub_queue, now.hub_queue);
        let mut text = String::new();
        if let Err(error) = text::encode(&mut text, &self.registry) {
            tracing::error!("cannot write the figures: {error}");
        }
        text
    }
}

fn set(gauge: &Gauge, value: usize) {
    gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
}
