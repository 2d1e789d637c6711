//! Events: one registration each, subscribers that come, go and fail.

use core::cell::RefCell;
use std::rc::Rc;

use opencti::{CallError, OpenCti, Subscription};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{AMPLE, answers, fake, success};

type Heard = Rc<RefCell<Vec<String>>>;

fn subscribe(cti: &OpenCti, heard: &Heard, name: &'static str) -> Subscription {
    let heard = Rc::clone(heard);
    cti.on_click_to_dial(move |click| heard.borrow_mut().push(format!("{name} {}", click.number))).unwrap()
}

#[wasm_bindgen_test]
fn one_registration_for_any_number_of_subscribers() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    let first = subscribe(&cti, &heard, "a");
    let _second = subscribe(&cti.clone(), &heard, "b");
    // Bindings made anew for the same library share the registration too.
    let _third = subscribe(&OpenCti::attach(&fake.library()), &heard, "c");
    assert_eq!(fake.registrations("onClickToDial"), 1);
    assert_eq!(fake.fire("onClickToDial", r#"{"number":"03-1234-5678"}"#), None);
    assert_eq!(*heard.borrow(), ["a 03-1234-5678", "b 03-1234-5678", "c 03-1234-5678"]);
    heard.borrow_mut().clear();
    drop(first);
    assert_eq!(fake.fire("onClickToDial", r#"{"number":"1"}"#), None);
    assert_eq!(*heard.borrow(), ["b 1", "c 1"]);
}

#[wasm_bindgen_test]
fn a_subscriber_that_throws_harms_nobody() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    let _first = cti.on_click_to_dial(|_| wasm_bindgen::throw_str("the first subscriber's fault")).unwrap();
    let _second = subscribe(&cti, &heard, "b");
    for _ in 0..2 {
        assert_eq!(fake.fire("onClickToDial", r#"{"number":"1"}"#), None);
    }
    assert_eq!(*heard.borrow(), ["b 1", "b 1"]);
}

#[wasm_bindgen_test]
fn a_subscriber_may_leave_and_others_join_while_it_is_called() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    let held: Rc<RefCell<Vec<Subscription>>> = Rc::default();
    let (keep, again, log) = (Rc::clone(&held), cti.clone(), Rc::clone(&heard));
    let subscription = cti
        .on_click_to_dial(move |_| {
            log.borrow_mut().push("leaving".to_owned());
            keep.borrow_mut().clear();
            let joined = subscribe(&again, &log, "joined");
            keep.borrow_mut().push(joined);
        })
        .unwrap();
    held.borrow_mut().push(subscription);
    assert_eq!(fake.fire("onClickToDial", r#"{"number":"1"}"#), None);
    assert_eq!(fake.fire("onClickToDial", r#"{"number":"2"}"#), None);
    assert_eq!(*heard.borrow(), ["leaving", "joined 2"]);
}

#[wasm_bindgen_test]
fn a_failed_registration_can_be_tried_again() {
    let (fake, cti) = fake();
    fake.tell("onClickToDial", r#"{"throws":"Not now."}"#);
    let error = cti.on_click_to_dial(drop).err();
    assert_eq!(error, Some(CallError::Threw("Not now.".to_owned())));
    fake.tell("onClickToDial", "{}");
    let heard = Heard::default();
    let _subscription = subscribe(&cti, &heard, "a");
    assert_eq!(fake.registrations("onClickToDial"), 1);
    fake.fire("onClickToDial", r#"{"number":"1"}"#);
    assert_eq!(*heard.borrow(), ["a 1"]);
}

#[wasm_bindgen_test]
fn clicks_are_read_whatever_their_shape() {
    let (fake, cti) = fake();
    let clicks = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&clicks);
    let _subscription = cti.on_click_to_dial(move |click| heard.borrow_mut().push(click)).unwrap();
    for nonsense in [
        // What version 43 hands to listeners too: the answer to their registration.
        r#"{"success":true,"returnValue":null,"errors":null}"#,
        "null",
        "7",
        r#""03""#,
        "[]",
        "{}",
        r#"{"number":null}"#,
        r#"{"number":""}"#,
        r#"{"number":{}}"#,
    ] {
        assert_eq!(fake.fire("onClickToDial", nonsense), None);
        assert!(clicks.borrow().is_empty(), "{nonsense}");
    }
    fake.fire("onClickToDial", r#"{"number":81312345678,"recordId":"","recordName":null}"#);
    fake.fire(
        "onClickToDial",
        r#"{"number":"(03) 5555-0101;12","recordId":"0011x00000AbCdEFGH","recordName":"山田 花子","objectType":"Account",
            "contactId":"0031x00000AbCdEFGH","personAccount":true,"params":"a,b"}"#,
    );
    let clicks = clicks.borrow();
    assert_eq!(clicks[0].number, "81312345678");
    assert_eq!((clicks[0].record_id.as_deref(), clicks[0].record_name.as_deref()), (None, None));
    assert_eq!(clicks[0].person, opencti::PersonAccount::default());
    assert_eq!(clicks[1].number, "(03) 5555-0101;12");
    assert_eq!(clicks[1].record_name.as_deref(), Some("山田 花子"));
    assert_eq!(clicks[1].person.contact_id.as_deref(), Some("0031x00000AbCdEFGH"));
    assert_eq!(clicks[1].person.is_person_account, Some(true));
    assert_eq!(clicks[1].params.as_deref(), Some("a,b"));
    assert_eq!(clicks.len(), 2);
}

#[wasm_bindgen_test]
fn navigations_and_work_are_events_too() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    let (views, works) = (Rc::clone(&heard), Rc::clone(&heard));
    let _first =
        cti.on_navigation(move |view| views.borrow_mut().push(format!("{:?} {:?}", view.url, view.record_id))).unwrap();
    let _second =
        cti.on_work_start(move |work| works.borrow_mut().push(format!("{} {:?}", work.work_id, work.to))).unwrap();
    fake.fire("onNavigationChange", r#"{"url":"/lightning/o/Case/list","recordId":"","recordName":""}"#);
    for nonsense in ["null", "[]", r#"{"success":true,"returnValue":null,"errors":null}"#] {
        fake.fire("onNavigationChange", nonsense);
    }
    fake.fire(
        "hvs.onWorkStart",
        r#"{"workId":"w1","completeWorkWhen":"TaskSaved","attributes":{"to":"+81312345678"}}"#,
    );
    fake.fire("hvs.onWorkStart", r#"{"attributes":null}"#);
    assert_eq!(*heard.borrow(), [r#"Some("/lightning/o/Case/list") None"#, r#"w1 Some("+81312345678")"#]);
}

#[wasm_bindgen_test]
async fn message_channels() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    fake.tell("subscribe", &answers(r#"{"success":true,"subscription":{}}"#));
    let listen = |name: &'static str| {
        let heard = Rc::clone(&heard);
        cti.subscribe("Denwa__c", move |_message| heard.borrow_mut().push(name.to_owned()), AMPLE)
    };
    let (first, second) = (listen("a").await.unwrap(), listen("b").await.unwrap());
    // A message may well have a field of that name.
    fake.fire("subscribe", r#"{"success":true}"#);
    assert_eq!(*heard.borrow(), ["a", "b"]);
    // The library answers to the last one of a channel only: the first must not wait.
    fake.tell("unsubscribe", r#"{"at":"hand"}"#);
    assert_eq!(first.unsubscribe(AMPLE).await, Ok(()));
    fake.tell("unsubscribe", "{}");
    assert_eq!(second.unsubscribe(AMPLE).await, Ok(()));
    assert_eq!(fake.called("unsubscribe"), r#"[{"subscription":{}},{"subscription":{}}]"#);
    fake.fire("subscribe", "{}");
    assert_eq!(heard.borrow().len(), 2);
}

#[wasm_bindgen_test]
async fn a_channel_subscription_that_failed_stays_deaf() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    let log = Rc::clone(&heard);
    fake.tell("subscribe", r#"{"at":"hand"}"#);
    let subscription = cti.subscribe("Denwa__c", move |_| log.borrow_mut().push("?".to_owned()), crate::fake::SHORT);
    assert_eq!(subscription.await.err(), Some(CallError::TimedOut));
    fake.fire("subscribe", "{}");
    // It came about after all: it is ended.
    assert_eq!(fake.answer("subscribe", Some(r#"{"success":true,"subscription":{}}"#)), None);
    cti.refresh_view(AMPLE).await.unwrap();
    assert_eq!(fake.called("unsubscribe"), r#"[{"subscription":{}}]"#);
    fake.tell("subscribe", &answers(&success("null")));
    let error = cti.subscribe("Denwa__c", drop, AMPLE).await.err();
    assert_eq!(error, Some(CallError::BadAnswer("subscription")));
    assert!(heard.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_dropped_channel_subscription_is_ended() {
    let (fake, cti) = fake();
    fake.tell("subscribe", &answers(r#"{"success":true,"subscription":{}}"#));
    drop(cti.subscribe("Denwa__c", drop, AMPLE).await.unwrap());
    assert_eq!(fake.called("unsubscribe"), r#"[{"subscription":{}}]"#);
}
