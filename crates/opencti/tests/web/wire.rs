//! The bindings through a real `postMessage`: everything is cloned, and comes when it comes.

use core::cell::RefCell;
use std::rc::Rc;

use opencti::{CallError, OpenCti, SaveLog};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{AMPLE, SHORT, Wire, wire};

/// Messages keep their order: what was sent before is answered when this is.
async fn settle(cti: &OpenCti) {
    cti.refresh_view(AMPLE).await.unwrap();
}

#[wasm_bindgen_test]
async fn there_and_back() {
    let (wire, cti) = wire(false).await;
    let settings = r#"{"response":{"success":true,"returnValue":{"/denwa/libraryVersion":"66.0"},"errors":null}}"#;
    wire.tell("getCallCenterSettings", settings);
    let answer = cti.call_center_settings(AMPLE).await.unwrap();
    assert_eq!(answer.item("denwa", "libraryVersion"), Some("66.0"));
    done(&wire);
}

#[wasm_bindgen_test]
async fn silence_lateness_and_repetition() {
    let (wire, cti) = wire(false).await;
    wire.tell("saveLog", r#"{"silent":true}"#);
    assert_eq!(cti.save_log(&SaveLog::create("Task"), SHORT).await, Err(CallError::TimedOut));
    wire.tell("saveLog", r#"{"keep":true,"response":{"success":true,"returnValue":"00T1x00000AbCdEFGH"}}"#);
    let heard = Rc::new(RefCell::new(Vec::new()));
    let late = Rc::clone(&heard);
    let call = cti.save_log(&SaveLog::create("Task"), SHORT).when_late(move |result| late.borrow_mut().push(result));
    assert_eq!(call.await, Err(CallError::TimedOut));
    wire.release();
    settle(&cti).await;
    assert_eq!(*heard.borrow(), [Ok(Some("00T1x00000AbCdEFGH".to_owned()))]);
    wire.tell("screenPop", r#"{"times":3}"#);
    let pop = opencti::ScreenPop::ObjectHome { object: "Account".into() };
    assert_eq!(cti.screen_pop(&pop, AMPLE).await, Ok(()));
    settle(&cti).await;
    done(&wire);
}

#[wasm_bindgen_test]
async fn what_cannot_be_cloned_is_an_error() {
    let (wire, cti) = wire(false).await;
    let message = js_sys::Object::new();
    let function = wasm_bindgen::prelude::Closure::<dyn Fn()>::new(|| ()).into_js_value();
    js_sys::Reflect::set(&message, &"f".into(), &function).unwrap();
    let Err(CallError::Threw(text)) = cti.publish("Denwa__c", &message, AMPLE).await else { panic!("sent") };
    assert!(text.starts_with("DataCloneError"), "{text}");
    settle(&cti).await;
    done(&wire);
}

#[wasm_bindgen_test]
async fn events_come_and_answers_to_registrations_do_not() {
    for legacy in [false, true] {
        let (wire, cti) = wire(legacy).await;
        // Version 43 has no flags: what answers a registration reaches the listener.
        wire.tell("onClickToDial", if legacy { r#"{"legacy":true}"# } else { "{}" });
        let heard = Rc::new(RefCell::new(Vec::new()));
        let log = Rc::clone(&heard);
        let _subscription = cti.on_click_to_dial(move |click| log.borrow_mut().push(click.number)).unwrap();
        wire.fire("onClickToDial", r#"{"number":"03-1234-5678"}"#);
        settle(&cti).await;
        assert_eq!(*heard.borrow(), ["03-1234-5678"], "legacy: {legacy}");
        done(&wire);
    }
}

fn done(wire: &Wire) {
    assert_eq!(wire.thrown(), "", "nothing is thrown into the library");
    wire.close();
}
