//! Loading the library: each of its silent failures, in a page of its own.

use opencti::{
    AddressError, CallCenterSettings, CallError, Deadline, EnvironmentError, Frame, InitError, Library, LoadOptions,
    OpenCti, PageFacts, Place, Silence, Version, load,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{AMPLE, Fake, Page, Quiet, SHORT, answers, success};

const HOST: &str = "http://127.0.0.1:8420";
const SEARCH: &str = "?mode=Lightning&isdtp=vw&sfdcIframeOrigin=http:%2F%2F127.0.0.1:8420&clc=0";
const PANEL: &str = "http://127.0.0.1:8421";
const LIBRARY: &str = "http://127.0.0.1:8421/support/api/66.0/lightning/opencti_min.js";
const SETTINGS: &str =
    r#"{"/denwa/eventServerUrl":"ws://127.0.0.1:8422/telephony","/denwa/eventServerUrl/sortOrder":"0.0"}"#;

fn frame(search: &str) -> Frame<'_> {
    Frame { search, hash: "", origin: PANEL, framed: true, parent_origin: None }
}

fn options() -> LoadOptions<'static> {
    LoadOptions { script: AMPLE, answer: AMPLE, ..LoadOptions::default() }
}

fn working() -> Fake {
    let fake = Fake::new();
    fake.tell("getCallCenterSettings", &answers(&success(SETTINGS)));
    fake
}

/// A page whose library address answers the fake's library and then runs `more`.
fn page_with(fake: &Fake, more: &str) -> Page {
    let page = Page::new();
    let offered = page.offer(fake);
    page.serve(&format!("window.sforce = window.sforce || {{}}; sforce.opencti = parent.fakes[{offered}]; {more}"));
    page
}

async fn try_load(page: &Page, options: LoadOptions<'_>) -> Result<(OpenCti, CallCenterSettings), InitError> {
    load(&page.document(), &frame(SEARCH), &options).await
}

async fn fault(page: &Page, options: LoadOptions<'_>) -> InitError {
    try_load(page, options).await.err().unwrap()
}

#[wasm_bindgen_test]
async fn a_library_that_works_gives_the_settings() {
    let fake = working();
    let page = page_with(&fake, "");
    let quiet = Quiet::new();
    let window = page.document().default_view().unwrap();
    assert!(OpenCti::loaded(&window).is_none());
    let (cti, settings) = try_load(&page, options()).await.unwrap();
    assert_eq!(cti.refresh_view(AMPLE).await, Ok(()));
    assert!(OpenCti::loaded(&window).is_some(), "for a second program in the page");
    assert_eq!(quiet.stop(), 0, "nothing is written to the console");
    assert_eq!(settings.item("denwa", "eventServerUrl"), Some("ws://127.0.0.1:8422/telephony"));
    assert_eq!(page.asked(), [LIBRARY]);
    assert_eq!(fake.called("getCallCenterSettings"), "[{}]", "one round trip");
    page.close();
}

#[wasm_bindgen_test]
async fn a_library_that_is_there_is_not_loaded_again() {
    let fake = working();
    let page = page_with(&fake, "");
    try_load(&page, options()).await.unwrap();
    try_load(&page, options()).await.unwrap();
    assert_eq!(page.asked().len(), 1);
    page.close();
}

#[wasm_bindgen_test]
async fn nothing_is_loaded_into_a_wrong_page() {
    let page = Page::new();
    let wrong = "?mode=Lightning&sfdcIFrameOrigin=http://127.0.0.1:8420";
    let error = load(&page.document(), &frame(wrong), &options()).await.err().unwrap();
    let (expected, found) = ("sfdcIframeOrigin", "sfdcIFrameOrigin".to_owned());
    assert_eq!(error, InitError::Environment(EnvironmentError::MisspeltParameter { expected, found }));
    let elsewhere = Frame { parent_origin: Some("https://acme.lightning.force.com"), ..frame(SEARCH) };
    let error = load(&page.document(), &elsewhere, &options()).await.err().unwrap();
    assert!(matches!(error, InitError::Environment(EnvironmentError::WrongOrigin { .. })));
    let error = fault(&page, LoadOptions { base: Some("https://evil.example"), ..options() }).await;
    assert_eq!(error, InitError::Address(AddressError::BaseNotAllowed("https://evil.example".to_owned())));
    assert!(page.asked().is_empty());
    page.close();
}

#[wasm_bindgen_test]
async fn a_script_may_not_load() {
    let page = Page::new();
    page.serve("");
    assert_eq!(fault(&page, options()).await, InitError::ScriptFailed { url: LIBRARY.to_owned() });
    assert_eq!(page.scripts(), 0);
    page.close();
}

#[wasm_bindgen_test]
async fn a_script_may_never_come() {
    let page = Page::new();
    let error = fault(&page, LoadOptions { script: SHORT, ..options() }).await;
    assert_eq!(error, InitError::ScriptTimedOut { url: LIBRARY.to_owned() });
    page.close();
}

#[wasm_bindgen_test]
async fn a_login_page_may_come_as_the_script() {
    let page = Page::new();
    page.serve("<!DOCTYPE html><html><head><script>location = '/?ec=302';</script></head></html>");
    assert_eq!(fault(&page, options()).await, InitError::NotTheLibrary { url: LIBRARY.to_owned() });
    assert_eq!(page.scripts(), 0);
    // And a script of another kind, which does run.
    page.serve("window.sforce = {};");
    assert_eq!(fault(&page, options()).await, InitError::NotTheLibrary { url: LIBRARY.to_owned() });
    page.close();
}

#[wasm_bindgen_test]
async fn a_library_may_refuse_in_silence_and_be_loaded_again() {
    let fake = working();
    let text =
        "Failed to initialize Open CTI. Ensure that it is loaded from the right frame with correct URL parameters";
    let page = page_with(&fake, &format!("throw '{text}';"));
    let InitError::Refused { text: Some(heard) } = fault(&page, options()).await else { panic!("not refused") };
    assert!(heard.contains(text), "{heard}");
    page.serve(&format!("sforce.opencti = parent.fakes[{}];", page.offer(&fake)));
    assert!(try_load(&page, options()).await.is_ok());
    assert_eq!(page.asked().len(), 2);
    page.close();
}

#[wasm_bindgen_test]
async fn of_a_script_from_elsewhere_only_an_error_is_told() {
    let failing = "window.dispatchEvent(new ErrorEvent('error', {message: 'Script error.'}));";
    // It may have been any script's: a host that answers proves that it was not the library's.
    let page = page_with(&working(), failing);
    assert!(try_load(&page, options()).await.is_ok());
    page.close();
    let silent = Fake::new();
    silent.tell("getCallCenterSettings", r#"{"at":"hand"}"#);
    let page = page_with(&silent, failing);
    for attempt in 1..=2 {
        let error = fault(&page, LoadOptions { answer: SHORT, ..options() }).await;
        assert_eq!(error, InitError::Refused { text: None });
        assert_eq!(page.asked().len(), attempt);
    }
    page.close();
}

#[wasm_bindgen_test]
async fn another_scripts_error_is_none_of_the_librarys() {
    let fake = working();
    let page = page_with(
        &fake,
        "window.dispatchEvent(new ErrorEvent('error', {message: 'ReferenceError: x', filename: 'https://x.example/x.js'}));",
    );
    assert!(try_load(&page, options()).await.is_ok());
    page.close();
}

#[wasm_bindgen_test]
async fn a_host_may_never_answer() {
    let fake = Fake::new();
    fake.tell("getCallCenterSettings", r#"{"at":"hand"}"#);
    let page = page_with(&fake, "");
    let short = LoadOptions { answer: SHORT, ..options() };
    let stated = HOST.to_owned();
    page.refer("");
    assert_eq!(fault(&page, short).await, InitError::HostSilent(Silence::Unknown { stated: stated.clone() }));
    let confirmed = Frame { parent_origin: Some(HOST), ..frame(SEARCH) };
    let error = load(&page.document(), &confirmed, &short).await.err().unwrap();
    assert_eq!(error, InitError::HostSilent(Silence::HostIsThere));
    page.close();
    let page = page_with(&fake, "");
    page.refer("http://127.0.0.1:9999/lightning/page");
    let referrer = "http://127.0.0.1:9999".to_owned();
    assert_eq!(fault(&page, short).await, InitError::HostSilent(Silence::OriginDoubtful { stated, referrer }));
    page.close();
}

#[wasm_bindgen_test]
async fn a_host_may_answer_an_error() {
    let fake = Fake::new();
    fake.tell(
        "getCallCenterSettings",
        &answers(r#"{"success":false,"returnValue":null,"errors":["No call centre."]}"#),
    );
    let page = page_with(&fake, "");
    let InitError::Call(CallError::Host(errors)) = fault(&page, options()).await else { panic!("no error") };
    assert_eq!(errors[0].description, "No call centre.");
    fake.tell("getCallCenterSettings", &answers(&success("null")));
    assert_eq!(fault(&page, options()).await, InitError::Call(CallError::BadAnswer("returnValue")));
    fake.remove("getCallCenterSettings");
    assert_eq!(fault(&page, options()).await, InitError::Call(CallError::NotAvailable("getCallCenterSettings")));
    page.close();
}

#[wasm_bindgen_test]
async fn a_host_that_is_starting_is_asked_again() {
    let fake = Fake::new();
    let starting = r#"{"success":false,"errors":[{"code":"SOFTPHONE_CONTAINER_ERROR","description":"Not yet."}]}"#;
    fake.tell("getCallCenterSettings", &answers(starting));
    let page = page_with(&fake, "");
    let InitError::Call(CallError::Host(errors)) =
        fault(&page, LoadOptions { answer: Deadline::milliseconds(600), ..options() }).await
    else {
        panic!("no error")
    };
    assert_eq!(errors[0].code, opencti::ErrorCode::SoftphoneContainer);
    assert_eq!(fake.called("getCallCenterSettings"), "[{},{},{}]");
    page.close();
}

#[wasm_bindgen_test]
async fn other_calls_go_out_while_the_host_answers_the_first() {
    let fake = working();
    fake.tell("refreshView", r#"{"at":"hand"}"#);
    let page = page_with(&fake, "");
    let place = Place::find(&frame(SEARCH), Version::DEFAULT, None).unwrap();
    let library = Library::load(&page.document(), &place, AMPLE).await.unwrap();
    assert_eq!(library.address().url(), LIBRARY);
    assert_eq!(fake.called("getCallCenterSettings"), "[]");
    let settings = library.connect(AMPLE);
    assert_eq!(fake.called("getCallCenterSettings"), "[{}]", "the request has left before it is polled");
    let ahead = library.cti().refresh_view(SHORT);
    assert_eq!(fake.called("refreshView"), "[{}]");
    settings.await.unwrap();
    assert_eq!(fake.answer("refreshView", Some(&success("null"))), None);
    assert_eq!(ahead.within(AMPLE).await, Ok(()));
    page.close();
}

#[wasm_bindgen_test]
async fn a_base_that_has_no_library_gives_way_to_the_implied_one() {
    let page = Page::new();
    page.serve("");
    let search = format!("{SEARCH}&opencti-base=https://acme.my.salesforce.com");
    let error = load(&page.document(), &frame(&search), &options()).await.err().unwrap();
    let typed = "https://acme.my.salesforce.com/support/api/66.0/lightning/opencti_min.js";
    assert_eq!(error, InitError::ScriptFailed { url: typed.to_owned() }, "the address that was asked for is reported");
    assert_eq!(page.asked(), [typed, LIBRARY]);
    page.close();
}

#[wasm_bindgen_test]
fn the_browser_is_asked_for_the_facts() {
    let page = Page::new();
    let facts = PageFacts::of(&page.window());
    let own = web_sys::window().unwrap().location().origin().unwrap();
    assert!(facts.frame().framed);
    assert_eq!(facts.frame().parent_origin, Some(own.as_str()));
    let top = PageFacts::of(&web_sys::window().unwrap().top().unwrap().unwrap());
    assert!(!top.frame().framed);
    assert_eq!(top.frame().origin, own);
    page.close();
}
