//! What can become of a call, whatever the method.

use core::cell::RefCell;
use std::rc::Rc;

use opencti::{CallError, CtiError, Deadline, ErrorCode, OpenCti, SaveLog};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{AMPLE, SHORT, answers, fake, fake_with, success};

#[wasm_bindgen_test]
async fn an_answer_is_a_result() {
    let (_fake, cti) = fake_with("isSoftphonePanelVisible", r#"{"visible":true}"#);
    assert_eq!(cti.is_panel_visible(AMPLE).await, Ok(true));
}

#[wasm_bindgen_test]
async fn an_answer_within_the_call_itself_is_one_too() {
    let (fake, cti) = fake();
    fake.tell("refreshView", r#"{"at":"once","answers":[{"success":true}]}"#);
    assert_eq!(cti.refresh_view(AMPLE).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_call_is_made_before_it_is_polled() {
    let (fake, cti) = fake();
    let call = cti.refresh_view(AMPLE);
    assert_eq!(fake.called("refreshView"), "[{}]");
    drop(call);
    assert_eq!(fake.answer("refreshView", Some(&success("null"))), None, "a forgotten callback must not throw");
}

#[wasm_bindgen_test]
async fn no_answer_is_a_time_out() {
    let (fake, cti) = fake();
    fake.tell("saveLog", r#"{"at":"hand"}"#);
    let error = cti.save_log(&SaveLog::create("Task"), SHORT).await.unwrap_err();
    assert_eq!(error, CallError::TimedOut);
    assert!(error.outcome_unknown());
}

#[wasm_bindgen_test]
async fn a_call_made_ahead_is_waited_for_from_when_it_is_wanted() {
    let ((fake, cti), (other_fake, other)) = (fake(), crate::fake::fake());
    fake.tell("refreshView", r#"{"at":"hand"}"#);
    other_fake.tell("refreshView", r#"{"at":"hand"}"#);
    let longer = cti.refresh_view(SHORT).within(AMPLE);
    assert_eq!(other.refresh_view(AMPLE).within(SHORT).await, Err(CallError::TimedOut));
    // The first one's own deadline is over by now.
    assert_eq!(fake.answer("refreshView", Some(&success("null"))), None);
    assert_eq!(longer.await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_late_answer_is_heard_once_if_wanted() {
    let (fake, cti) = fake();
    fake.tell("saveLog", r#"{"at":"hand"}"#);
    let heard = Rc::new(RefCell::new(Vec::new()));
    let late = Rc::clone(&heard);
    let call = cti.save_log(&SaveLog::create("Task"), SHORT).when_late(move |result| late.borrow_mut().push(result));
    assert_eq!(call.await, Err(CallError::TimedOut));
    for _ in 0..2 {
        assert_eq!(fake.answer("saveLog", Some(&success(r#""00T1x00000AbCdEFGH""#))), None);
    }
    cti.refresh_view(AMPLE).await.unwrap();
    assert_eq!(*heard.borrow(), [Ok(Some("00T1x00000AbCdEFGH".to_owned()))]);
}

#[wasm_bindgen_test]
async fn a_late_answer_nobody_wants_does_nothing() {
    let (fake, cti) = fake();
    fake.tell("refreshView", r#"{"at":"hand"}"#);
    assert_eq!(cti.refresh_view(SHORT).await, Err(CallError::TimedOut));
    assert_eq!(fake.answer("refreshView", Some(&success("null"))), None);
    assert_eq!(fake.answer("refreshView", None), None);
}

#[wasm_bindgen_test]
async fn in_time_the_late_ear_stays_deaf() {
    let (fake, cti) = fake();
    let heard = Rc::new(RefCell::new(0));
    let late = Rc::clone(&heard);
    assert_eq!(cti.refresh_view(AMPLE).when_late(move |_| *late.borrow_mut() += 1).await, Ok(()));
    assert_eq!(fake.answer("refreshView", Some(&success("null"))), None);
    let _ = cti.is_panel_visible(AMPLE).await;
    assert_eq!(*heard.borrow(), 0);
}

#[wasm_bindgen_test]
async fn the_first_of_two_answers_counts() {
    let (fake, cti) = fake();
    let (yes, no) = (success(r#"{"visible":true}"#), r#"{"success":false}"#);
    fake.tell("isSoftphonePanelVisible", &format!(r#"{{"answers":[{yes},{no}]}}"#));
    assert_eq!(cti.is_panel_visible(AMPLE).await, Ok(true));
    assert_eq!(fake.answer("isSoftphonePanelVisible", Some(no)), None);
}

#[wasm_bindgen_test]
async fn only_success_tells_the_truth() {
    let (fake, cti) = fake();
    // As some samples of the guide have it.
    fake.tell("refreshView", &answers(r#"{"result":true,"returnValue":true}"#));
    assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::BadAnswer("success")));
    fake.tell("refreshView", &answers(r#"{"success":"false"}"#));
    assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::BadAnswer("success")));
    fake.tell("refreshView", &answers(r#"{"success":true,"errors":[{"code":"GENERIC_ERROR"}]}"#));
    assert_eq!(cti.refresh_view(AMPLE).await, Ok(()));
    fake.tell("refreshView", &answers(r#"{"success":false,"returnValue":{"visible":true}}"#));
    assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::Host(Vec::new())));
    for nonsense in ["null", "1", r#""yes""#, "[]"] {
        fake.tell("refreshView", &answers(nonsense));
        assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::BadAnswer("success")), "{nonsense}");
    }
}

#[wasm_bindgen_test]
async fn errors_come_in_many_shapes() {
    let (fake, cti) = fake();
    let text = |description: &str| CtiError {
        code: ErrorCode::Other,
        raw_code: String::new(),
        description: description.to_owned(),
        messages: Vec::new(),
        details: None,
    };
    let coded = |messages: &[&str], details: Option<&str>| CtiError {
        code: ErrorCode::Generic,
        raw_code: "GENERIC_ERROR".to_owned(),
        description: "Bad.".to_owned(),
        messages: messages.iter().map(ToString::to_string).collect(),
        details: details.map(str::to_owned),
    };
    let cases = [
        (r#""errors":["No.","Nor this."]"#, vec![text("No."), text("Nor this.")]),
        (r#""error":["No."]"#, vec![text("No.")]),
        (r#""errors":null,"error":"No.""#, vec![text("No.")]),
        (r#""error":{"code":"GENERIC_ERROR","description":"Bad."}"#, vec![coded(&[], None)]),
        (
            r#""errors":[{"code":"GENERIC_ERROR","description":"Bad.","details":[{"message":"Subject?"},"Who?",7]}]"#,
            vec![coded(&["Subject?", "Who?"], Some(r#"[{"message":"Subject?"},"Who?",7]"#))],
        ),
        (
            r#""errors":[{"code":"GENERIC_ERROR","description":"Bad.","details":{"message":"Subject?"}}]"#,
            vec![coded(&["Subject?"], Some(r#"{"message":"Subject?"}"#))],
        ),
        (
            r#""errors":[null,{"code":"GENERIC_ERROR","description":"Bad.","details":"Why?"}]"#,
            vec![coded(&["Why?"], Some(r#""Why?""#))],
        ),
        (r#""errors":7"#, Vec::new()),
    ];
    for (errors, expected) in cases {
        fake.tell("refreshView", &answers(&format!(r#"{{"success":false,{errors}}}"#)));
        assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::Host(expected)), "{errors}");
    }
}

#[wasm_bindgen_test]
async fn what_the_library_throws_is_an_error() {
    let (fake, cti) = fake();
    fake.tell("refreshView", r#"{"throws":"Missing the required argument."}"#);
    assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::Threw("Missing the required argument.".to_owned())));
    fake.tell("refreshView", r#"{"throwsError":"Cannot convert undefined"}"#);
    let expected = "TypeError: Cannot convert undefined".to_owned();
    assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::Threw(expected)));
    fake.tell("refreshView", r#"{"throws":null}"#);
    assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::Threw("null".to_owned())));
}

#[wasm_bindgen_test]
async fn a_method_may_be_missing() {
    let (fake, cti) = fake();
    fake.remove("refreshView");
    fake.remove("hvs");
    assert_eq!(cti.refresh_view(AMPLE).await, Err(CallError::NotAvailable("refreshView")));
    let error = cti.on_work_start(drop).err();
    assert_eq!(error, Some(CallError::NotAvailable("hvs.onWorkStart")));
    assert_eq!(OpenCti::attach(&JsValue::NULL).refresh_view(AMPLE).await, Err(CallError::NotAvailable("refreshView")));
}

#[wasm_bindgen_test]
async fn a_thousand_calls_do_not_mix() {
    let (fake, cti) = fake();
    fake.tell("runApex", r#"{"at":"hand"}"#);
    fake.tell("isSoftphonePanelVisible", &answers(&success(r#"{"visible":false}"#)));
    let silent: Vec<_> = (0..500).map(|_| cti.run_apex(&opencti::Apex::new("C", "m"), SHORT)).collect();
    let answered: Vec<_> = (0..500).map(|_| cti.is_panel_visible(AMPLE)).collect();
    for call in answered {
        assert_eq!(call.await, Ok(false));
    }
    for call in silent {
        assert_eq!(call.await, Err(CallError::TimedOut));
    }
}

#[wasm_bindgen_test]
async fn a_deadline_longer_than_a_timer_is_not_none() {
    let (_fake, cti) = fake();
    assert_eq!(cti.refresh_view(Deadline::seconds(u32::MAX)).await, Ok(()));
}
