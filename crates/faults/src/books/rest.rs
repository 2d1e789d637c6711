//! Nothing is left of any call: neither at the PBX, nor at the server, nor in a panel.

use crate::{
    report::{Balance, Kind},
    world::World,
};
use denwa_core::view_model::PhaseView;

impl World {
    pub(super) fn balance_rest(&self, balance: &mut Balance) {
        for call in self.pbx.machine.list() {
            balance.find(Kind::Stuck, &call.id, "the PBX still has it".to_owned());
        }
        match &self.server.hub {
            None => balance.find(Kind::Stuck, "", "the server did not come back".to_owned()),
            Some(hub) => {
                let (live, _) = hub.call_counts();
                if live > 0 {
                    balance.find(Kind::Stuck, "", format!("the server has {live} live calls"));
                }
                for (id, part) in &self.books.parts {
                    if !part.is_settled && part.kept.as_ref().is_some_and(|kept| kept.ended.is_some()) {
                        balance.find(Kind::Stuck, id, "its log is not settled at the server".to_owned());
                    }
                }
            }
        }
        for tab in 0..self.tabs.len() {
            self.balance_tab(tab, balance);
        }
    }

    fn balance_tab(&self, tab: usize, balance: &mut Balance) {
        let Some(panel) = self.tabs[tab].panel.as_ref().filter(|panel| panel.is_live()) else {
            return balance.find(Kind::Stuck, "", format!("the panel in tab {tab} is not connected"));
        };
        for card in panel.screen().cards {
            self.trace(&format!("tab {tab} in the end"), &card);
            let id = card.call;
            if card.phase != PhaseView::Ended {
                balance.find(Kind::Stuck, &id, format!("the panel in tab {tab} shows it as {:?}", card.phase));
            }
            if let Some(log) = card.log.filter(|log| log.can_save_again) {
                balance.find(Kind::Stuck, &id, format!("its log in tab {tab}: {}", log.text));
            }
        }
    }
}
