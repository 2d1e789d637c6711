//! Salesforce連携.

use crate::rig::*;
use denwa_core::host::{CallType, Found, HostRequest, LayoutPop, PageKind, Pop};
use denwa_core::package::search::SearchRequest;
use denwa_core::view_model::SearchView;
use denwa_core::{HostReply, UserAction};
use denwa_protocol::{Call, Cause, ServerMessage};

const NUMBER: &str = "0312345678";

fn saburo() -> denwa_core::host::FoundRecord {
    record("00Q000000000001AAA", "Lead", "Saburo")
}

#[test]
fn login_that_is_mapped_anew_signs_in_again_once_no_call_is_disturbed() {
    let mut rig = Rig::set(&[("Login", "sato")]);
    let call = answered(&rig, &ringing(&rig, "c1", NUMBER));
    rig.call(&call);
    rig.found(vec![]);
    rig.change(&[("Login", "tanaka")]);
    rig.give_token();
    assert_eq!(rig.connects.len(), 1, "a call goes on");
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.connects.len(), 2, "the token of the new login is there");
}

#[test]
fn sandbox_chooses_the_server_and_says_where_it_disagrees() {
    for (set, in_sandbox, server, disagrees) in [
        ("auto", false, "live", false),
        ("auto", true, "test", false),
        ("on", true, "test", false),
        ("on", false, "test", true),
        ("off", false, "live", false),
        ("off", true, "live", true),
    ] {
        let mut rig = Rig::loaded();
        rig.boot.organisation.sandbox = in_sandbox;
        rig.boot.settings =
            raw(&[("Sandbox", set), ("Event_Server", "wss://live"), ("Event_Server_Sandbox", "wss://test")], &[]);
        rig.initialise();
        rig.boot();
        assert_eq!(rig.connects, [format!("wss://{server}")], "{set} {in_sandbox}");
        let said = rig.panel.notices().iter().any(|notice| notice.text.contains("sandbox setting"));
        assert_eq!(said, disagrees, "{set} {in_sandbox}");
    }
}

#[test]
fn search_inbound_says_when_an_incoming_call_is_searched_for() {
    for (timing, at_ring, at_answer) in [("ringing", true, true), ("answered", false, true), ("manual", false, false)] {
        let mut rig = Rig::set(&[("Search_Inbound", timing)]);
        let call = ringing(&rig, "c1", NUMBER);
        rig.call(&call);
        assert_eq!(rig.is_asked(is_search), at_ring, "{timing}");
        rig.call(&answered(&rig, &call));
        assert_eq!(rig.is_asked(is_search), at_answer, "{timing}");
    }
}

#[test]
fn search_inbound_by_hand_searches_and_opens_when_the_agent_asks() {
    let mut rig = Rig::set(&[("Search_Inbound", "manual")]);
    let call = ringing(&rig, "c1", NUMBER);
    rig.call(&call);
    assert_eq!(rig.card().search, SearchView::CanStart);
    rig.user(UserAction::SearchAgain { call: "c1".to_owned() });
    assert_ne!(rig.card().search, SearchView::CanStart);
    rig.found(vec![hanako()]);
    assert_eq!(rig.popped().len(), 1);

    // Only when the call is over and logged: then the log learns who it was.
    let mut rig = Rig::set(&[("Search_Inbound", "manual")]);
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert_eq!(rig.save_log("00T1").who, None);
    rig.user(UserAction::SearchAgain { call: "c1".to_owned() });
    rig.found(vec![hanako()]);
    assert!(rig.popped().is_empty());
    let (_, log) = rig.logged();
    assert_eq!((log.id.as_deref(), log.who), (Some("00T1"), Some(hanako().id)));
}

#[test]
fn search_outbound_says_when_an_outgoing_call_is_searched_for() {
    for (timing, at_once, at_answer, by_hand) in [
        ("dialled", true, true, false),
        ("answered", false, true, false),
        ("manual", false, false, true),
        ("never", false, false, false),
    ] {
        let mut rig = Rig::set(&[("Search_Outbound", timing)]);
        let call = prompting(&rig, "c1", NUMBER);
        rig.call(&call);
        assert_eq!(rig.is_asked(is_search), at_once, "{timing}");
        assert_eq!(rig.card().search == SearchView::CanStart, by_hand, "{timing}");
        rig.call(&answered(&rig, &call));
        assert_eq!(rig.is_asked(is_search), at_answer, "{timing}");
        rig.user(UserAction::SearchAgain { call: "c1".to_owned() });
        assert_eq!(rig.is_asked(is_search), timing != "never", "{timing}");
    }
}

fn package_search(rig: &mut Rig) -> SearchRequest {
    match rig.ask(is_search).1 {
        HostRequest::RecordSearch(search) => search,
        other => panic!("{other:?}"),
    }
}

#[test]
fn follow_layout_or_search_the_targets_through_the_package() {
    let mut rig = Rig::set(&[("Follow_Layout", "on")]);
    rig.call(&ringing(&rig, "c1", NUMBER));
    assert!(
        rig.asked
            .iter()
            .all(|(_, request)| matches!(request, HostRequest::Search { call_type: CallType::Inbound, .. }))
    );
    assert_eq!(rig.asked.len(), 4);

    let mut rig = Rig::set(&[("Follow_Layout", "off")]);
    rig.call(&ringing(&rig, "c1", "+81312345678"));
    let search = package_search(&mut rig);
    assert_eq!(search.numbers[..4], [NUMBER, "03-1234-5678", "+81312345678", "+81-3-1234-5678"]);
    let objects: Vec<&str> = search.targets.iter().map(|target| target.object.as_str()).collect();
    assert_eq!(objects, ["Contact", "Account", "Lead"]);
    assert!(!rig.is_asked(is_search), "one request");
}

/// A call that rings, found by the layout with that page.
fn by_layout(values: &[(&str, &str)], found: &[denwa_core::host::FoundRecord], pop: Option<&LayoutPop>) -> Rig {
    let mut rig = Rig::set(values);
    rig.call(&ringing(&rig, "c1", NUMBER));
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let found = Found { records: found.to_vec(), layout_pop: pop.cloned() };
        rig.answer(id, Ok(HostReply::Found(found)));
    }
    rig
}

#[test]
fn follow_layout_lets_its_rules_decide_but_several_are_listed_where_that_is_set() {
    let page = LayoutPop { kind: PageKind::Other, data: "page".to_owned() };
    let layout = || vec![Pop::Layout(page.clone())];
    let several = [hanako(), saburo()];
    let no_match = ("No_Match_Page", "/lightning/n/Denwa");
    assert_eq!(by_layout(&[no_match], &[], Some(&page)).popped(), layout());
    assert_eq!(by_layout(&[], &[hanako()], Some(&page)).popped(), layout());
    let mut listed = by_layout(&[("Several", "choose")], &several, Some(&page));
    assert!(listed.popped().is_empty());
    assert_eq!(listed.card().matches.len(), 2);
    for other in ["first", "search", "nothing"] {
        assert_eq!(by_layout(&[("Several", other)], &several, Some(&page)).popped(), layout(), "{other}");
    }
    // For outgoing calls a layout has no rules: the record opens.
    let mut rig = Rig::set(&[("Search_Outbound", "dialled")]);
    rig.call(&prompting(&rig, "c1", NUMBER));
    while rig.is_asked(is_search) {
        let (id, _) = rig.ask(is_search);
        let found = Found { records: vec![hanako()], layout_pop: Some(page.clone()) };
        rig.answer(id, Ok(HostReply::Found(found)));
    }
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
    // Without a page of the layout the panel's own rules hold.
    assert_eq!(by_layout(&[no_match], &[], None).popped(), [Pop::Url("/lightning/n/Denwa".to_owned())]);
}

/// A call by the package's search.
fn by_package(values: &[(&str, &str)], found: Vec<denwa_core::host::FoundRecord>) -> Rig {
    let mut rig = Rig::set(&[&[("Follow_Layout", "off")], values].concat());
    rig.call(&ringing(&rig, "c1", NUMBER));
    rig.found(found);
    rig
}

#[test]
fn several_are_listed_or_the_first_opens_or_the_search_page_or_nothing() {
    let several = || vec![hanako(), saburo()];
    let mut rig = by_package(&[("Several", "choose")], several());
    assert!(rig.popped().is_empty());
    rig.user(UserAction::Choose { call: "c1".to_owned(), record: saburo().id });
    assert_eq!(rig.popped(), [Pop::Record { id: saburo().id }]);
    let mut rig = by_package(&[("Several", "first")], several());
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
    assert_eq!(rig.card().headline, "Hanako Yamada");
    assert_eq!(rig.card().matches.len(), 2, "it can be another one");
    let mut rig = by_package(&[("Several", "search")], several());
    assert_eq!(rig.popped(), [Pop::Search(NUMBER.to_owned())]);
    let mut rig = by_package(&[("Several", "nothing")], several());
    assert!(rig.popped().is_empty() && rig.card().matches.is_empty());
}

#[test]
fn no_match_page_opens_where_nothing_matches() {
    let page = |page: &str| by_package(&[("No_Match_Page", page)], vec![]).popped();
    assert_eq!(page(""), []);
    assert_eq!(page("/003/o"), [Pop::ObjectHome("Contact".to_owned())]);
    assert_eq!(
        page("/apex/Caller?n={ANI}&l={DNIS}&q={QUEUE}&d={DIRECTION}&c={CALLID}&r={REQUESTID}&w={NAME}"),
        [Pop::Url("/apex/Caller?n=0312345678&l=0120000000&q=&d=inbound&c=c1&r=request-c1&w=No%20match".to_owned())]
    );
    assert!(matches!(&page("flow:Caller")[..], [Pop::Flow { name, args }]
        if name == "Caller" && args[0] == ("ANI".to_owned(), NUMBER.to_owned())));
    assert!(page("https://evil.example/").is_empty() && page("javascript:alert(1)").is_empty());
    assert!(by_package(&[("No_Match_Page", "/003/o")], vec![hanako()]).popped() == [Pop::Record { id: hanako().id }]);
    // Withheld is not "no match".
    let mut rig = Rig::set(&[("No_Match_Page", "/003/o")]);
    let mut call = ringing(&rig, "c1", "");
    call.remote.number = denwa_protocol::Number::Withheld;
    rig.call(&call);
    assert!(rig.popped().is_empty());
}

#[test]
fn no_match_page_that_makes_a_record_waits_for_the_answer_and_has_the_number() {
    for page in ["/001/e", "/lightning/o/Account/new"] {
        let mut rig = by_package(&[("No_Match_Page", page)], vec![]);
        assert!(rig.popped().is_empty(), "it would cover the panel");
        let call = answered(&rig, &ringing(&rig, "c1", NUMBER));
        rig.call(&call);
        let fields = vec![("Phone".to_owned(), NUMBER.to_owned())];
        assert_eq!(rig.popped(), [Pop::NewRecord { object: "Account".to_owned(), fields }]);
    }
    // Nobody answers: it never opens.
    let mut rig = by_package(&[("No_Match_Page", "/001/e")], vec![]);
    rig.call(&ended(&rig, &ringing(&rig, "c1", NUMBER), Cause::Missed));
    assert!(rig.popped().is_empty());
}

#[test]
fn no_match_page_that_makes_a_record_waits_for_every_call_that_rings() {
    let mut rig = by_package(&[("No_Match_Page", "/001/e")], vec![]);
    let second: Call = ringing(&rig, "c2", "0399990000");
    rig.call(&second);
    rig.call(&answered(&rig, &ringing(&rig, "c1", NUMBER)));
    assert!(rig.popped().is_empty(), "the second call rings");
    rig.call(&ended(&rig, &second, Cause::Missed));
    assert_eq!(rig.popped().len(), 1);
}

#[test]
fn name_no_match_is_the_callers_name_where_nothing_matches() {
    let mut rig = by_package(&[("Name_No_Match", "新規のお客様")], vec![]);
    assert_eq!(rig.card().count.as_deref(), Some("新規のお客様"));
    assert_eq!(rig.card().headline, "03-1234-5678");
    rig.tidy = false;
    let call = answered(&rig, &ringing(&rig, "c1", NUMBER));
    rig.call(&call);
    assert!(rig.is_asked(|request| matches!(request, HostRequest::Label(label) if label.contains("新規のお客様"))));
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.save_log("00T1").subject, "Inbound call: 新規のお客様 (03-1234-5678)");
}

#[test]
fn name_several_is_the_callers_name_until_one_is_chosen() {
    let mut rig = by_package(&[("Name_Several", "複数のお客様")], vec![hanako(), saburo()]);
    assert_eq!(rig.card().headline, "複数のお客様");
    let call = answered(&rig, &ringing(&rig, "c1", NUMBER));
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.save_log("00T1").subject, "Inbound call: 複数のお客様 (03-1234-5678)");
    rig.user(UserAction::Choose { call: "c1".to_owned(), record: saburo().id });
    assert_eq!(rig.save_log("00T1").subject, "Inbound call: Saburo (03-1234-5678)");
}

#[test]
fn denwa_search_target_decides_what_is_searched_by_line_and_where_the_number_goes() {
    let order: &[(&str, &str)] = &[
        ("Object", "Order__c"),
        ("Phone_Fields", "Tel__c,Fax__c"),
        ("Show_Fields", "Status__c"),
        ("Line", "0120000000"),
    ];
    let lead: &[(&str, &str)] = &[("Object", "Lead")];
    let other: &[(&str, &str)] = &[("Object", "Case"), ("Line", "0399990000")];
    let lists = [("Denwa_Search_Target", order), ("Denwa_Search_Target", lead), ("Denwa_Search_Target", other)];
    let values = [("Follow_Layout", "off"), ("No_Match_Page", "/lightning/o/Order__c/new")];
    let mut rig = Rig::set_lists(&values, &lists);
    rig.call(&ringing(&rig, "c1", NUMBER));
    let (id, request) = rig.ask(is_search);
    let HostRequest::RecordSearch(search) = request else { panic!() };
    let objects: Vec<&str> = search.targets.iter().map(|target| target.object.as_str()).collect();
    assert_eq!(objects, ["Order__c", "Lead"]);
    assert_eq!(search.targets[0].phone, Some(vec!["Tel__c".to_owned(), "Fax__c".to_owned()]));
    assert_eq!(search.targets[0].show, ["Status__c"]);
    rig.answer(id, Ok(HostReply::Found(Found::default())));
    rig.call(&answered(&rig, &ringing(&rig, "c1", NUMBER)));
    let fields = vec![("Tel__c".to_owned(), NUMBER.to_owned())];
    assert_eq!(rig.popped(), [Pop::NewRecord { object: "Order__c".to_owned(), fields }]);

    let mut rig = Rig::set_lists(&values, &lists[..1]);
    let mut call = ringing(&rig, "c1", NUMBER);
    call.line = Some("0388880000".to_owned());
    rig.call(&call);
    assert!(!rig.is_asked(is_search), "nothing is searched in on this line");
    assert_eq!(rig.card().search.words(), Some("Not searched for, by the settings"));
    rig.message(ServerMessage::Ping { at: 0 });
}

#[test]
fn phonetic_field_is_read_with_the_name_and_shown_beside_it() {
    for (field, asked) in [("Furigana__c", Some("Furigana__c")), ("", None)] {
        let mut rig = Rig::set(&[("Follow_Layout", "off"), ("Phonetic_Field", field)]);
        let call = ringing(&rig, "c1", NUMBER);
        rig.call(&call);
        let search = package_search(&mut rig);
        assert!(search.targets.iter().all(|target| target.phonetic.as_deref() == asked));
    }
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", NUMBER);
    rig.call(&call);
    rig.found(vec![denwa_core::host::FoundRecord { phonetic: "ヤマダ ハナコ".to_owned(), ..hanako() }]);
    assert_eq!(rig.card().phonetic, "ヤマダ ハナコ");
}
