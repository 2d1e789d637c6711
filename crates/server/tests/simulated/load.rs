//! The load has as many events as ordered, evenly spread, and every call ends.

use crate::bench::START;
use denwa_protocol::Cause;
use denwa_server::{
    config::Config,
    pbx::{
        PbxEvent,
        simulated::{
            config::SimulatedConfig,
            load::{LoadOrder, Loader},
            machine::Machine,
        },
    },
};
use std::{collections::BTreeMap, fmt::Write};

fn machine(agents: u32) -> Machine {
    let mut text = "pbx = { kind = \"simulated\" }\n".to_owned();
    for i in 1..=agents {
        write!(text, "[[agents]]\nlogin = \"load{i}\"\nextension = \"{}\"\n", 1000 + i).unwrap();
    }
    Machine::new(&Config::parse(&text).unwrap(), &SimulatedConfig::default(), "boot")
}

#[test]
fn every_call_has_its_events_and_its_end() {
    let mut machine = machine(40);
    while machine.take_event().is_some() {}
    let order = LoadOrder { calls: 10, rate: 5, seconds: 12, call_seconds: 3 };
    let mut loader = Loader::new(order, machine.extensions(), START).unwrap();
    let mut events: BTreeMap<String, Vec<(u64, Option<Cause>)>> = BTreeMap::new();
    let mut per_agent: BTreeMap<String, usize> = BTreeMap::new();
    while !loader.is_done() {
        let now = loader.deadline().unwrap();
        loader.run(&mut machine, now);
        let mut at_once = 0;
        while let Some(event) = machine.take_event() {
            let PbxEvent::Call { extension, call } = event else { panic!("only calls: {event:?}") };
            at_once += 1;
            *per_agent.entry(extension).or_default() += 1;
            events.entry(call.id).or_default().push((now, call.ended.map(|ended| ended.cause)));
        }
        assert!(at_once <= 1, "spread evenly");
    }
    assert_eq!(events.len(), 40);
    assert_eq!(per_agent.len(), 40, "every agent had a turn");
    for events in events.values() {
        assert_eq!(events.len(), 15);
        assert!(events.windows(2).all(|pair| pair[1].0 - pair[0].0 == 200));
        assert_eq!(events[14].1, Some(Cause::Normal));
        assert!(events[..14].iter().all(|(_, cause)| cause.is_none()));
    }
    assert!(machine.list().is_empty());
}

#[test]
fn an_impossible_order_is_refused() {
    let good = LoadOrder { calls: 1, rate: 5, seconds: 1, call_seconds: 1 };
    let bad = [
        LoadOrder { calls: 0, ..good },
        LoadOrder { calls: 2, ..good },
        LoadOrder { rate: 0, ..good },
        LoadOrder { rate: 1001, ..good },
        LoadOrder { seconds: 0, ..good },
        LoadOrder { call_seconds: 0, ..good },
    ];
    let machine = machine(3);
    assert!(Loader::new(good, machine.extensions(), START).is_ok());
    for order in bad {
        assert!(Loader::new(order, machine.extensions(), START).is_err(), "{order:?}");
    }
}
