//! What the agent's view says.

use crate::rig::*;
use denwa_core::UserAction;
use denwa_core::host::{Found, LayoutPop, PageKind};
use denwa_core::view_model::{LineTone, PopView};
use denwa_core::{HostError, HostReply};
use denwa_protocol::{AttachedRecord, Cause};

/// Answers every search with a page of that kind that the softphone layout wants opened, for nobody.
fn layout_page(rig: &mut Rig, kind: PageKind) {
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let layout_pop = Some(LayoutPop { kind, data: "page".to_owned() });
        rig.answer(id, Ok(HostReply::Found(Found { records: vec![], layout_pop })));
    }
}

fn pop(rig: &Rig) -> PopView {
    rig.card().pop.expect("a line about the page")
}

#[test]
fn a_status_counts_from_the_end_of_the_last_call() {
    let mut rig = Rig::live();
    rig.pass_live(60_000);
    let before = rig.panel.status().since.unwrap();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.pass_live(10_000);
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert!(before < rig.now);
    assert_eq!(rig.panel.status().since, Some(rig.now));
    let end = rig.now;
    rig.found(vec![]);
    rig.save_log("00T1");
    rig.done();
    rig.user(UserAction::Dismiss { call: "c1".to_owned() });
    assert!(rig.panel.call_ids().is_empty());
    assert_eq!(rig.panel.status().since, Some(end), "also once the card is put away");
}

#[test]
fn a_screen_reader_is_told_who_calls_and_how_the_call_goes_on() {
    let mut rig = Rig::live();
    let says = |rig: &Rig| {
        let screen = rig.panel.screen();
        (screen.announcement, screen.progress)
    };
    assert_eq!(says(&rig), (String::new(), String::new()));
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    let name = hanako().name;
    let (incoming, progress) = says(&rig);
    assert!(incoming.contains(&name) && progress.is_empty(), "{incoming} {progress}");
    let call = answered(&rig, &call);
    rig.call(&call);
    assert_eq!(says(&rig), (String::new(), format!("On a call, {name}")));
    let second = ringing(&rig, "c2", "0399990001");
    rig.call(&second);
    let (incoming, progress) = says(&rig);
    assert!(incoming.contains("03-9999-0001"), "{incoming}");
    assert_eq!(progress, format!("On a call, {name}"), "not repeated");
    rig.call(&ended(&rig, &second, Cause::Missed));
    assert_eq!(says(&rig).1, format!("On a call, {name}"));
    rig.pass_live(1_000);
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(says(&rig).1, format!("Ended Inbound · Answered, {name}"), "it ended last");
}

#[test]
fn the_words_name_the_kind_of_page_that_opened() {
    for (kind, words) in [
        (PageKind::Record, "Record opened"),
        (PageKind::NewRecord, "New-record page opened"),
        (PageKind::List, "Page opened"),
        (PageKind::Search, "Search page opened"),
        (PageKind::Other, "Page opened"),
    ] {
        let mut rig = Rig::live();
        let call = ringing(&rig, "c1", "0699990000");
        rig.call(&call);
        layout_page(&mut rig, kind);
        rig.call(&answered(&rig, &call));
        assert_eq!(pop(&rig).text, "Opening the page…");
        assert_eq!(rig.popped().len(), 1);
        assert_eq!((pop(&rig).text, pop(&rig).tone), (words, LineTone::Success));
    }
}

#[test]
fn a_page_that_did_not_open_is_named_too() {
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0699990000"));
    layout_page(&mut rig, PageKind::List);
    let (id, _) = rig.ask(is_pop);
    rig.answer(id, Err(HostError::TimedOut));
    assert_eq!((pop(&rig).text, pop(&rig).tone), ("The page could not be opened", LineTone::Warning));
}

#[test]
fn a_call_dialled_from_a_record_says_so() {
    let mut rig = Rig::live();
    let mut call = prompting(&rig, "c1", "0312345678");
    let record = "003000000000001AAA".to_owned();
    call.record = Some(AttachedRecord { record_id: record.clone(), name: Some("Hanako Yamada".to_owned()) });
    rig.call(&call);
    let line = PopView { text: "Dialled from this record", tone: LineTone::Plain, record: Some(record) };
    assert_eq!(rig.card().pop, Some(line.clone()));
    rig.call(&ended(&rig, &call, Cause::NoAnswer));
    assert_eq!(rig.card().pop, Some(line), "no line without words once the call is over");
}
