//! Random commands and events, with a model of the server beside the panel: no stuck call, no command without an outcome, no state on the
//! wrong call, nothing that the agent added on another call or its log.

mod check;
mod run;
mod step;
mod world;
mod wrap_up;

use crate::control::*;
use proptest::prelude::*;
use run::Run;
use std::collections::BTreeMap;
use step::step;
use world::World;

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
