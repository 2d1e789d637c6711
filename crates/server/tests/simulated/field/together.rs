//! Consultations at the phone, transfers that come back, two calls at once.

use super::{Field, check};
use denwa_server::pbx::simulated::{
    config::Features,
    model::{ActBody, Action},
};

impl Field {
    /// The agent connects the other sides of her two calls and leaves.
    fn connect(&mut self, extension: &str) {
        let live = self.0.live().into_iter().filter(|(owner, _)| owner == extension).map(|(_, call)| call);
        let (held, active): (Vec<_>, Vec<_>) = live.partition(|call| call.held_at.is_some());
        let body = ActBody { with: Some(held[0].id.clone()), ..ActBody::default() };
        self.0.act_with(&active[0].id, Action::TransferTo, &body).unwrap();
    }

    /// A customer is answered at 2001.
    fn talk(&mut self, from: &str) -> String {
        let c = self.customer("0312345001", from);
        self.wait(1.0);
        self.answer(&c, "2001");
        c
    }
}

#[test]
fn a_transfer_comes_back() {
    check("g06_transfer_comes_back", |w| {
        for (from, declines, answers) in
            [("0312345670", true, true), ("0312345671", false, true), ("0312345672", true, false)]
        {
            let c = w.talk(from);
            w.wait(2.0);
            w.send(&c, Action::Transfer, "2001", "1002");
            if declines {
                w.wait(1.0);
                w.decline(&c, "1002");
                w.wait(1.0);
            } else {
                w.wait(6.0);
            }
            if answers {
                w.answer(&c, "2001");
                w.wait(2.0);
            }
            w.end(&c);
        }
        let c = w.talk("0312345673");
        w.wait(2.0);
        w.send(&c, Action::Transfer, "2001", "1002");
        w.wait(1.0);
        w.answer(&c, "1002");
        w.wait(2.0);
        w.end(&c);
    });
}

#[test]
fn consulting_by_phone() {
    check("g08_consulting_by_phone", |w| {
        let c = w.talk("0312345670");
        w.wait(2.0);
        w.at(&c, Action::Hold, "2001");
        let asked = w.dial("2001", "600");
        w.wait(0.7);
        w.answer(&asked, "1001");
        w.wait(2.0);
        w.connect("2001");
        w.wait(3.0);
        w.end(&c);
        let c = w.talk("0312345671");
        w.wait(2.0);
        w.at(&c, Action::Hold, "2001");
        w.dial("2001", "09012340009");
        w.wait(2.9);
        w.connect("2001");
        w.wait(3.0);
        w.end(&c);
        let c = w.talk("0312345673");
        w.wait(1.0);
        w.at(&c, Action::Hold, "2001");
        let asked = w.dial("2001", "1002");
        w.wait(0.7);
        w.answer(&asked, "1002");
        w.wait(2.0);
        w.end(&c);
        w.at(&asked, Action::AgentHangup, "2001");
    });
}

#[test]
fn two_calls_at_once() {
    check("g14_two_calls_at_once", |w| {
        for extension in ["2001", "1001", "1002"] {
            w.0.machine.set_features(extension, Features::default(), w.0.now).unwrap();
        }
        let first = w.talk("0312345670");
        let second = w.customer("0312345001", "0312345670");
        w.wait(2.0);
        w.at(&first, Action::Hold, "2001");
        w.answer(&second, "2001");
        w.wait(2.0);
        w.end(&second);
        w.at(&first, Action::Retrieve, "2001");
        w.wait(2.0);
        w.end(&first);
        let third = w.customer("0312345000", "0312345671");
        w.wait(0.5);
        let fourth = w.customer("0312345000", "0312345672");
        w.wait(1.0);
        w.answer(&fourth, "1001");
        w.wait(2.0);
        w.answer(&third, "2001");
        w.wait(2.0);
        w.outside(&third, Action::RemoteHangup);
        w.end(&fourth);
    });
}
