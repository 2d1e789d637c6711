//! Fault injection: phases in which things break, with calm between them.

use crate::{
    event::SimEvent,
    server::{Moment, PlannedKill},
    site,
    world::World,
};
use std::collections::BTreeMap;

/// A network with longer delays counts as broken, in milliseconds.
const SLOW_MS: u64 = 500;

/// The state of the fault injection.
#[derive(Debug, Default)]
pub struct Injection {
    /// Whether things break just now.
    pub is_active: bool,
    /// When that changes.
    changes_at: u64,
    /// Whether it has been stopped for good.
    is_over: bool,
    /// How often each thing has broken.
    pub faults: BTreeMap<&'static str, u32>,
}

impl Injection {
    fn count(&mut self, fault: &'static str) {
        *self.faults.entry(fault).or_default() += 1;
    }
}

impl World {
    /// Injects a fault if it is time for one, and plans the next.
    pub fn on_fault(&mut self) {
        if self.injection.is_over || !self.plan.has_faults {
            return;
        }
        if self.injection.changes_at <= self.now {
            self.injection.is_active = !self.injection.is_active;
            let most = if self.injection.is_active { 240_000 } else { 120_000 };
            self.injection.changes_at = self.now + self.random.between(40_000, most);
        }
        if self.injection.is_active {
            self.inject();
        }
        // A message takes longer than the server waits for a panel's sign of life: two panels may open a page.
        if self.net.delay.1 > SLOW_MS {
            (0..site::AGENTS.len()).for_each(|agent| self.note_trouble(agent));
        }
        let next = self.now + self.random.between(500, 15_000);
        self.queue.add(next, SimEvent::Fault);
    }

    /// Stops the fault injection. What is broken stays so until [`World::play`] restores it.
    pub fn stop_injection(&mut self) {
        self.injection.is_over = true;
        self.injection.is_active = false;
        self.server.planned_kill = None;
        self.net.delay = (1, 30);
    }

    fn inject(&mut self) {
        match self.random.below(100) {
            0..12 => self.plan_kill(),
            12..20 => {
                self.injection.count("link to the PBX lost");
                let down = self.random.between(50, 12_000);
                self.lose_link(down);
            }
            20..23 => {
                self.injection.count("PBX restarted");
                self.restart_pbx();
            }
            23..50 => self.cut_some_socket(),
            50..62 => {
                let tab = self.some_tab();
                self.injection.count("page loaded anew");
                self.reload_tab(tab);
            }
            62..70 => {
                let tab = self.some_tab();
                self.injection.count("tab closed");
                self.close_tab(tab);
                let at = self.now + self.random.between(2_000, 90_000);
                self.queue.add(at, SimEvent::TabOpens(tab));
            }
            70..82 => {
                let tab = self.some_tab();
                if self.tabs[tab].panel.is_some() {
                    self.injection.count("tab asleep");
                    let pause = self.random.between(500, 45_000);
                    self.put_to_sleep(tab, pause);
                }
            }
            82..90 => {
                self.injection.count("server's clock set");
                let hours = i64::try_from(self.random.below(7_200_000)).unwrap_or_default() - 3_600_000;
                self.server.clock_error = if self.random.percent(40) { 0 } else { hours };
            }
            _ => {
                self.injection.count("network slow or quick");
                self.net.delay = if self.random.percent(50) { (1, 30) } else { (50, 2_500) };
            }
        }
    }

    fn plan_kill(&mut self) {
        self.injection.count("server killed");
        let down_ms = self.random.between(100, 20_000);
        let moment = match self.random.below(3) {
            0 => Moment::BeforeCommit,
            1 => Moment::AfterCommit,
            _ => Moment::Midway,
        };
        self.server.planned_kill = Some(PlannedKill { inputs: self.random.below(60), moment, down_ms });
    }

    fn cut_some_socket(&mut self) {
        let open = (0..self.tabs.len()).filter_map(|tab| self.tabs[tab].connection);
        let open: Vec<_> = open.filter(|id| !self.net.connections[*id].is_cut).collect();
        if let Some(id) = self.random.pick(&open).copied() {
            let (panel_learns, server_learns) = (self.random.percent(60), self.random.percent(60));
            let is_half_open = !panel_learns || !server_learns;
            self.injection.count(if is_half_open { "socket half open" } else { "socket cut" });
            self.cut(id, panel_learns, server_learns);
        }
    }

    fn some_tab(&mut self) -> usize {
        let tabs = self.tabs.len() as u64;
        usize::try_from(self.random.below(tabs)).unwrap_or_default()
    }
}
