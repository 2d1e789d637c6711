//! Outgoing calls, service codes, click-to-call; and whom a caller shows.

use super::check;
use denwa_server::pbx::simulated::model::Action;

#[test]
fn codes_and_do_not_disturb() {
    check("f15_codes_and_dnd", |w| {
        let mail = w.dial("2001", "*97");
        w.wait(4.5);
        w.at(&mail, Action::AgentHangup, "2001");
        w.code("1002", "*78");
        let c = w.customer("0312345000", "0312345678");
        w.wait(1.0);
        w.answer(&c, "2001");
        w.wait(2.5);
        w.end(&c);
        w.dial("1001", "1002");
        w.wait(3.0);
        w.0.machine.register("1003", None, false, w.0.now).unwrap();
        w.0.place(r#"{"kind":"inbound","line":"0312345003","from":"0667891234","to":"1003"}"#).unwrap_err();
        w.code("1002", "*79");
    });
}

#[test]
fn another_program_dials() {
    check("f16_click_to_call", |w| {
        for stage in 0..4 {
            let click = r#"{"kind":"click","from":"2001","to":"09012345678","ringSeconds":6}"#;
            let c = w.0.place(click).unwrap();
            w.wait(1.0);
            if stage == 1 {
                w.wait(6.0);
                continue;
            }
            w.answer(&c, "2001");
            match stage {
                0 => {
                    w.outside(&c, Action::Ring);
                    w.wait(1.5);
                    w.outside(&c, Action::RemoteAnswer);
                    w.wait(3.5);
                    w.end(&c);
                }
                2 => {
                    w.outside(&c, Action::RemoteBusy);
                    w.wait(3.0);
                }
                _ => {
                    w.outside(&c, Action::Ring);
                    w.wait(1.5);
                    w.at(&c, Action::AgentHangup, "2001");
                }
            }
        }
    });
}

#[test]
fn who_calls() {
    check("f19_who_calls", |w| {
        let withheld = r#"{"kind":"withheld","line":"0312345001","to":"2001"}"#;
        let unknown = r#"{"kind":"inbound","line":"0312345001","to":"2001"}"#;
        let from = |number: &str| format!(r#"{{"kind":"inbound","line":"0312345001","to":"2001","from":"{number}"}}"#);
        let calls =
            [withheld, withheld, withheld, unknown, &from("+81312345678"), &from("0312345678"), unknown, unknown];
        for call in calls {
            let c = w.0.place(call).unwrap();
            w.wait(1.5);
            w.end(&c);
        }
    });
}

#[test]
fn outgoing_calls() {
    check("f20_outbound", |w| {
        let c = w.dial("2001", "09012345678");
        w.outside(&c, Action::RemoteAnswer);
        w.wait(3.5);
        w.at(&c, Action::AgentHangup, "2001");
        let c = w.dial("2001", "0667891234");
        w.outside(&c, Action::RemoteBusy);
        w.wait(3.0);
        let c = w.dial("2001", "0312345678");
        w.wait(0.5);
        w.at(&c, Action::AgentHangup, "2001");
        for action in [Action::RemoteReject, Action::RemoteUnreachable, Action::RemoteUnreachable] {
            let c = w.dial("2001", "0312345678");
            w.outside(&c, action);
            w.wait(3.0);
        }
        let c = w.dial("1001", "1002");
        w.wait(1.0);
        w.answer(&c, "1002");
        w.wait(2.5);
        w.at(&c, Action::AgentHangup, "1001");
        let c = w.dial("2001", "502");
        w.wait(1.0);
        w.answer(&c, "2002");
        w.wait(2.5);
        w.at(&c, Action::AgentHangup, "2001");
    });
}
