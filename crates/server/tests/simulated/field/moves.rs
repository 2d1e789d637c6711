//! Pick-up, transfers, forwards, parking.

use super::{Field, check};
use denwa_server::pbx::simulated::{config::Features, model::Action};

#[test]
fn pick_up() {
    check("f10_pickup", |w| {
        let c = w.customer("0312345002", "0312345678");
        w.wait(1.5);
        assert_eq!(w.dial("2001", "*8"), c);
        w.wait(3.0);
        w.end(&c);
        let c = w.customer("0312345003", "0667891234");
        w.wait(1.5);
        assert_eq!(w.dial("1001", "**1003"), c);
        w.wait(2.0);
        w.at(&c, Action::AgentHangup, "1001");
        let c = w.dial("1002", "2002");
        w.wait(1.5);
        assert_eq!(w.dial("2001", "**2002"), c);
        w.wait(2.0);
        w.at(&c, Action::AgentHangup, "2001");
    });
}

#[test]
fn blind_transfers() {
    check("f13_blind_transfer", |w| {
        w.follow_me("2002", "09012340009", false);
        let talk = |w: &mut Field, line: &str, from: &str| {
            let c = w.customer(line, from);
            w.wait(1.0);
            w.answer(&c, "2001");
            w.wait(if line == "0312345000" { 3.0 } else { 2.3 });
            c
        };
        let c = talk(w, "0312345001", "0312345678");
        w.send(&c, Action::Transfer, "2001", "2002");
        w.wait(1.0);
        w.answer(&c, "2002");
        w.wait(2.3);
        w.at(&c, Action::AgentHangup, "2002");
        let c = talk(w, "0312345000", "0667891234");
        w.send(&c, Action::Transfer, "2001", "1002");
        w.wait(1.0);
        w.answer(&c, "1002");
        w.wait(2.5);
        w.end(&c);
        let c = talk(w, "0312345001", "09011112222");
        w.send(&c, Action::Transfer, "2001", "601");
        w.wait(5.0);
        w.answer(&c, "1002");
        w.wait(2.3);
        w.at(&c, Action::AgentHangup, "1002");
        let c = talk(w, "0312345001", "09011113333");
        w.send(&c, Action::Transfer, "2001", "2002");
        w.wait(1.0);
        w.outside(&c, Action::RemoteAnswer);
        w.wait(2.3);
        w.end(&c);
    });
}

#[test]
fn forwards() {
    check("f14_forwards", |w| {
        w.features("2001", Features { forward_always: Some("2002".to_owned()), ..Features::default() });
        let c = w.customer("0312345001", "0312345678");
        w.wait(1.0);
        w.answer(&c, "2002");
        w.wait(3.5);
        w.end(&c);
        w.features("2001", Features::default());
        let c = w.customer("0312345001", "0667891234");
        w.wait(1.5);
        w.send(&c, Action::Forward, "2001", "1003");
        w.wait(1.0);
        w.answer(&c, "1003");
        w.wait(2.5);
        w.at(&c, Action::AgentHangup, "1003");
        w.code("2001", "*721003");
        let c = w.customer("0312345001", "09011112222");
        w.wait(1.0);
        w.answer(&c, "1003");
        w.wait(2.5);
        w.end(&c);
        w.code("2001", "*7209012340003");
        let c = w.customer("0312345001", "09011113333");
        w.wait(0.5);
        w.outside(&c, Action::RemoteAnswer);
        w.wait(2.5);
        w.end(&c);
        w.code("2001", "*73");
        assert_eq!(w.0.machine.plan().extensions[3].features.forward_always, None);
    });
}

#[test]
fn parking() {
    check("f17_parking", |w| {
        let parked = |w: &mut Field, from: &str| {
            let c = w.customer("0312345001", from);
            w.wait(1.0);
            w.answer(&c, "2001");
            w.wait(2.3);
            w.send(&c, Action::Transfer, "2001", "70");
            assert_eq!(w.0.machine.list()[0].parked.as_deref(), Some("71"));
            w.wait(1.0);
            c
        };
        let c = parked(w, "0312345678");
        assert_eq!(w.dial("1002", "71"), c);
        w.wait(2.0);
        w.at(&c, Action::AgentHangup, "1002");
        let c = parked(w, "0667891234");
        w.wait(8.0);
        w.answer(&c, "2001");
        w.wait(2.3);
        w.at(&c, Action::AgentHangup, "2001");
        let c = parked(w, "09011112222");
        w.end(&c);
    });
}
