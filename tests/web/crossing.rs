//! Messages cross the window's events as they were sent.

use std::cell::RefCell;
use std::rc::Rc;

use denwa_core::crossing::{Page, PanelFacts, TelephonyFacts, ToAdmin, ToPanel, Who};
use denwa_core::host::{StartError, StartFault};
use denwa_core::link::{Link, Outage, RulesState, Unreadable, UnreadableCount};
use denwa_core::settings::{Fault, Key, Level, List, Place, Reason, StoredLevel, StoredSettings, StoredValue};
use denwa_panel::crossing::{Message, listen, send};
use denwa_protocol::{Line, ServerInfo};
use wasm_bindgen_test::wasm_bindgen_test;

/// What arrives of messages that are sent.
fn crossed<M: Message + PartialEq>(messages: &[M]) -> Vec<M> {
    let arrived = Rc::<RefCell<Vec<M>>>::default();
    let taken = Rc::clone(&arrived);
    listen(move |message| taken.borrow_mut().push(message));
    messages.iter().for_each(send);
    arrived.take()
}

fn stored() -> StoredSettings {
    let values = [("Session_Minutes__c", StoredValue::Number(1.5)), ("Withheld_Name__c", "非通知\n\u{1}".into())];
    let level = StoredLevel {
        level: "organisation".to_owned(),
        id: "00D".to_owned(),
        name: "Acme".to_owned(),
        values: values.map(|(field, value)| (field.to_owned(), value)).into(),
    };
    StoredSettings { levels: vec![level], ..StoredSettings::default() }
}

fn facts() -> PanelFacts {
    let fault = |place| Fault {
        level: Some(Level::User),
        place,
        name: "x".to_owned(),
        reason: Reason::Range,
        seen: "−3".to_owned(),
    };
    let why = StartError::wrong_origin("https://a.example", "https://b.example");
    let mut facts = PanelFacts {
        failed: Some(why),
        who: Some(Who { user: "005".to_owned(), ..Who::default() }),
        telephony: TelephonyFacts {
            link: Link::Down(Outage::NoToken(StartFault::NoKey.without_detail())),
            unreadable: UnreadableCount { count: 2, last: Some(Unreadable::TooDeep) },
            server: Some(ServerInfo { protocol: 1, version: "0.1".to_owned(), pbx: "x".to_owned() }),
            work_rules: RulesState::Refused,
            clock_ahead: Some(-7_000_000),
            sign_in_ms: Some(40),
            ..TelephonyFacts::default()
        },
        ..PanelFacts::default()
    };
    facts.settings.faults =
        vec![fault(Place::Setting(Key::PopUpSize)), fault(Place::Row(List::Lines, 3)), fault(Place::Lock)];
    facts
}

#[wasm_bindgen_test]
fn messages_arrive_as_they_were_sent() {
    let to_admin = [
        ToAdmin::Facts(Box::new(facts())),
        ToAdmin::Lines {
            lines: vec![Line { number: "0312345000".to_owned(), name: Some("代表".to_owned()), presentable: true }],
            extension: "2001".to_owned(),
        },
        ToAdmin::OwnSettings(stored()),
        ToAdmin::SettingsChanged,
        ToAdmin::Show(Page::Doctor),
    ];
    assert_eq!(crossed(&to_admin), to_admin);
    let to_panel = [
        ToPanel::Ready,
        ToPanel::Close,
        ToPanel::SettingsSaved { users: vec!["005".to_owned()] },
        ToPanel::OwnSettings(stored()),
        ToPanel::TestCall,
    ];
    assert_eq!(crossed(&to_panel), to_panel);
}
