//! Calls whose answers nobody reads for the caller, and events as they come.

use core::cell::RefCell;
use std::rc::Rc;

use opencti::{Request, Unanswered};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{AMPLE, SHORT, answers, assert_json, fake};

type Heard = Rc<RefCell<Vec<Result<Option<String>, Unanswered>>>>;

fn hear(heard: &Heard) -> Box<dyn FnOnce(opencti::Outcome)> {
    let heard = Rc::clone(heard);
    Box::new(move |outcome| heard.borrow_mut().push(outcome.map(|answer| answer.to_json())))
}

#[wasm_bindgen_test]
async fn an_answer_can_be_taken_as_it_came() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    fake.tell("screenPop", &answers(r#"{"success":false,"errors":["No."]}"#));
    let found = r#"{"type":"search","params":{"searchString":"0312345678"},"more":[1]}"#;
    cti.ask(Request::pop_found(found), AMPLE, hear(&heard));
    cti.refresh_view(AMPLE).await.unwrap();
    assert_json(&fake.called("screenPop"), &format!("[{found}]"));
    assert_eq!(heard.take(), [Ok(Some(r#"{"success":false,"errors":["No."]}"#.to_owned()))]);
    for wrong in ["", "null", "[]", "{}", r#"{"type":""}"#] {
        cti.ask(Request::pop_found(wrong), AMPLE, hear(&heard));
        assert!(matches!(heard.take()[..], [Err(Unanswered::BadArgument(_))]), "{wrong}");
    }
    assert_json(&fake.called("screenPop"), &format!("[{found}]"));
}

#[wasm_bindgen_test]
async fn without_an_answer_it_says_why() {
    let (fake, cti) = fake();
    let heard = Heard::default();
    fake.tell("getSoftphoneLayout", r#"{"at":"hand"}"#);
    let silent = cti.begin(Request::softphone_layout(), AMPLE);
    silent.within(SHORT);
    silent.then(hear(&heard));
    fake.tell("runApex", r#"{"throws":"Not now."}"#);
    cti.ask(Request::apex("C", "m", &[]), AMPLE, hear(&heard));
    fake.remove("saveLog");
    cti.ask(Request::save_log(opencti::LogTarget::Create("Task"), &[]), AMPLE, hear(&heard));
    let told = [Err(Unanswered::Threw("Not now.".to_owned())), Err(Unanswered::NotAvailable("saveLog"))];
    assert_eq!(heard.take(), told, "at once");
    assert!(cti.softphone_layout(SHORT).await.is_err());
    assert_eq!(heard.take(), [Err(Unanswered::TimedOut)]);
}

thread_local! {
    static EVENTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

#[wasm_bindgen_test]
async fn events_come_as_they_are_in_a_task_of_their_own() {
    let (fake, cti) = fake();
    let listen = |event| cti.hear(event, |event| EVENTS.with_borrow_mut(|events| events.extend(event.to_json())));
    listen("onClickToDial").unwrap();
    assert_eq!(fake.fire("onClickToDial", r#"{"number":"1"}"#), None);
    assert_eq!(fake.fire("onClickToDial", r#"{"success":true}"#), None);
    assert_eq!(EVENTS.take(), Vec::<String>::new(), "the library is not to meet with what comes of it");
    cti.refresh_view(AMPLE).await.unwrap();
    assert_eq!(EVENTS.take(), [r#"{"number":"1"}"#]);
    fake.remove("onNavigationChange");
    assert_eq!(listen("onNavigationChange"), Err(Unanswered::NotAvailable("onNavigationChange")));
}
