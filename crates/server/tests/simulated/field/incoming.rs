//! Ring groups, queues, follow-me, two phones.

use super::check;
use denwa_server::pbx::simulated::{config::Features, model::Action};

#[test]
fn ring_groups() {
    check("f01_ring_group", |w| {
        let c = w.customer("0312345000", "0312345678");
        w.wait(1.0);
        w.answer(&c, "1001");
        w.wait(3.5);
        w.end(&c);
        let c = w.customer("0312345000", "0667891234");
        w.wait(2.0);
        w.answer(&c, "2001");
        w.wait(2.5);
        w.at(&c, Action::AgentHangup, "2001");
    });
    check("f02_ring_group_unanswered", |w| {
        let c = w.customer("0312345000", "0312345678");
        w.wait(3.0);
        w.end(&c);
        let c = w.customer("0312345000", "09011112222");
        w.wait(1.0);
        w.decline(&c, "1002");
        w.wait(13.0);
        let colleague = w.dial("2002", "1001");
        w.answer(&colleague, "1001");
        w.wait(1.0);
        let c = w.customer("0312345000", "09011113333");
        w.wait(1.0);
        w.decline(&c, "1002");
        w.wait(1.0);
        w.answer(&c, "2001");
        w.wait(2.5);
        w.at(&c, Action::AgentHangup, "2001");
        w.wait(1.0);
        w.at(&colleague, Action::AgentHangup, "2002");
    });
    check("f03_hunt_group", |w| {
        let c = w.customer("0312345010", "0312345678");
        w.wait(5.0);
        w.decline(&c, "1002");
        w.wait(1.0);
        w.answer(&c, "2001");
        w.wait(2.5);
        w.at(&c, Action::AgentHangup, "2001");
        let c = w.customer("0312345010", "09011112222");
        w.wait(6.0);
        w.end(&c);
    });
}

#[test]
fn follow_me() {
    check("f04_follow_me", |w| {
        w.follow_me("2002", "09012340009", false);
        for stage in 0..4 {
            let c = w.customer("0312345002", &format!("031234567{stage}"));
            w.wait(1.5);
            match stage {
                0 => w.outside(&c, Action::RemoteAnswer),
                1 => w.answer(&c, "2002"),
                2 => {}
                _ => {
                    w.decline(&c, "2002");
                    w.wait(1.0);
                    w.outside(&c, Action::RemoteAnswer);
                }
            }
            w.wait(if stage == 0 { 3.5 } else { 2.5 });
            w.end(&c);
        }
    });
    check("f05_follow_me_confirmed", |w| {
        w.follow_me("2002", "09012340009", true);
        for stage in 0..3 {
            let c = w.customer("0312345002", &format!("031234567{stage}"));
            w.wait(1.0);
            w.outside(&c, Action::RemoteAnswer);
            w.wait(1.5);
            match stage {
                0 => w.outside(&c, Action::RemoteConfirm),
                1 => w.answer(&c, "2002"),
                _ => {}
            }
            w.wait(if stage == 0 { 3.5 } else { 2.5 });
            w.end(&c);
        }
    });
}

#[test]
fn queues() {
    check("f06_queue_ring_all", |w| {
        w.follow_me("1002", "09012340009", false);
        for stage in 0..4 {
            let c = w.customer("0120000000", &format!("031234567{stage}"));
            w.wait(1.5);
            match stage {
                0 => w.answer(&c, "1001"),
                1 => w.outside(&c, Action::RemoteAnswer),
                2 => {}
                _ => {
                    w.decline(&c, "2001");
                    w.wait(1.0);
                    w.answer(&c, "1002");
                }
            }
            w.wait(if stage == 0 { 3.5 } else { 2.5 });
            w.end(&c);
        }
    });
    check("f07_queue_one_by_one", |w| {
        let c = w.customer("0120000002", "0312345678");
        w.wait(7.0);
        w.answer(&c, "2002");
        w.wait(3.5);
        w.at(&c, Action::AgentHangup, "2002");
        let c = w.customer("0120000002", "0667891234");
        w.wait(1.0);
        w.decline(&c, "1003");
        w.wait(2.0);
        w.answer(&c, "2001");
        w.wait(2.5);
        w.end(&c);
        let c = w.customer("0120000002", "09011112222");
        w.wait(8.0);
        w.end(&c);
    });
    check("f08_queue_overflow", |w| {
        let c = w.customer("0120000003", "0312345678");
        w.wait(7.5);
        w.answer(&c, "2001");
        w.wait(3.5);
        w.end(&c);
        let c = w.customer("0120000003", "0667891234");
        w.wait(1.0);
        w.answer(&c, "1003");
        w.wait(2.5);
        w.at(&c, Action::AgentHangup, "1003");
        let c = w.customer("0120000003", "09011112222");
        w.wait(8.0);
        w.end(&c);
    });
    check("f09_ivr", |w| {
        let c = w.through_menu("0398760000", "0312345678", "501");
        w.wait(1.0);
        w.answer(&c, "2001");
        w.wait(3.5);
        w.at(&c, Action::AgentHangup, "2001");
        let c = w.through_menu("0398760000", "0667891234", "1003");
        w.wait(1.0);
        w.answer(&c, "1003");
        w.wait(2.5);
        w.end(&c);
        let c = w.through_menu("0398760000", "09011113333", "600");
        w.wait(4.0);
        w.end(&c);
    });
}

#[test]
fn two_phones() {
    check("f11_two_phones", |w| {
        w.features("2001", Features { phones: 2, ..Features::default() });
        for stage in 0..5 {
            let line = if stage > 2 { "0312345000" } else { "0312345001" };
            let c = w.customer(line, &format!("031234567{stage}"));
            w.wait(1.5);
            match stage {
                0 => w.at_phone(&c, Action::Answer, "2001", 2),
                1 => {}
                2 => {
                    w.at_phone(&c, Action::Reject, "2001", 1);
                    w.wait(1.0);
                    w.at_phone(&c, Action::Answer, "2001", 2);
                }
                3 => w.at_phone(&c, Action::Answer, "2001", 1),
                _ => w.answer(&c, "1002"),
            }
            w.wait(if stage == 0 { 3.5 } else { 2.5 });
            w.end(&c);
        }
        let c = w.0.place(r#"{"kind":"outbound","from":"2001","phone":2,"to":"0312345678"}"#).unwrap();
        w.outside(&c, Action::Ring);
        w.wait(1.0);
        w.outside(&c, Action::RemoteAnswer);
        w.wait(2.5);
        w.at_phone(&c, Action::AgentHangup, "2001", 2);
    });
}
