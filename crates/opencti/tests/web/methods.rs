//! What each method sends, and what it makes of the answer.

use opencti::{
    Apex, ApexValue, CallError, CallType, CompletedWork, FieldValue, FlowArg, LogTarget, PopAction, PopWithin, SaveLog,
    ScreenPop, ScreenPopData, Search,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{AMPLE, answers, assert_json, fake, fake_with, success};

const CONTACT: &str = "0031x00000AbCdEFGH";
const ACCOUNT: &str = "0011x00000AbCdEFGH";

fn is_refused<T>(result: Result<T, CallError>) -> bool {
    matches!(result, Err(CallError::BadArgument(_)))
}

#[wasm_bindgen_test]
async fn the_panel() {
    let (fake, cti) = fake();
    cti.set_panel_visible(true, AMPLE).await.unwrap();
    cti.set_panel_height(640, AMPLE).await.unwrap();
    cti.set_panel_width(200, AMPLE).await.unwrap();
    cti.set_item_label("電話 <b>", AMPLE).await.unwrap();
    cti.set_panel_label("", AMPLE).await.unwrap();
    cti.set_item_icon("incoming_call", AMPLE).await.unwrap();
    cti.set_panel_icon("call", AMPLE).await.unwrap();
    cti.notify_initialization_complete(AMPLE).await.unwrap();
    assert_eq!(fake.called("setSoftphonePanelVisibility"), r#"[{"visible":true}]"#);
    assert_eq!(fake.called("setSoftphonePanelHeight"), r#"[{"heightPX":640}]"#);
    assert_eq!(fake.called("setSoftphonePanelWidth"), r#"[{"widthPX":200}]"#);
    assert_eq!(fake.called("setSoftphoneItemLabel"), r#"[{"label":"電話 <b>"}]"#);
    assert_eq!(fake.called("setSoftphonePanelLabel"), r#"[{"label":""}]"#);
    assert_eq!(fake.called("setSoftphoneItemIcon"), r#"[{"key":"incoming_call"}]"#);
    assert_eq!(fake.called("setSoftphonePanelIcon"), r#"[{"key":"call"}]"#);
    assert_eq!(fake.called("notifyInitializationComplete"), "[{}]");
}

#[wasm_bindgen_test]
async fn wrong_sizes_and_icons_never_leave() {
    let (fake, cti) = fake();
    for pixels in [0, 239, 2561, u32::MAX] {
        assert!(is_refused(cti.set_panel_height(pixels, AMPLE).await));
    }
    for pixels in [199, 1921] {
        assert!(is_refused(cti.set_panel_width(pixels, AMPLE).await));
    }
    for key in ["", "utility:call", "Call"] {
        assert!(is_refused(cti.set_item_icon(key, AMPLE).await));
    }
    assert_eq!(fake.called("setSoftphonePanelHeight"), "[]");
    assert_eq!(fake.called("setSoftphoneItemIcon"), "[]");
    for pixels in [240, 2560] {
        assert_eq!(cti.set_panel_height(pixels, AMPLE).await, Ok(()));
    }
}

#[wasm_bindgen_test]
async fn click_to_dial_and_the_view() {
    let (fake, cti) = fake();
    cti.enable_click_to_dial(AMPLE).await.unwrap();
    cti.disable_click_to_dial(AMPLE).await.unwrap();
    assert_eq!((fake.called("enableClickToDial"), fake.called("disableClickToDial")), ("[{}]".into(), "[{}]".into()));
    let person = format!(
        r#"{{"url":"/lightning/r/Account/{ACCOUNT}/view","recordId":"{ACCOUNT}","recordName":"山田 花子","objectType":"Account",
            "contactId":"{CONTACT}","personAccount":true}}"#
    );
    fake.tell("getAppViewInfo", &answers(&success(&person)));
    let view = cti.view(AMPLE).await.unwrap();
    assert_eq!(view.record_id.as_deref(), Some(ACCOUNT));
    assert_eq!(view.object_type.as_deref(), Some("Account"));
    assert_eq!(view.person.contact_id.as_deref(), Some(CONTACT));
    // A list view of a console tells nothing.
    fake.tell("getAppViewInfo", &answers(r#"{"success":true}"#));
    assert_eq!(cti.view(AMPLE).await, Ok(opencti::View::default()));
}

#[wasm_bindgen_test]
async fn answers_of_another_shape_are_errors() {
    let (fake, cti) = fake();
    assert_eq!(cti.is_panel_visible(AMPLE).await, Err(CallError::BadAnswer("returnValue.visible")));
    fake.tell("isSoftphonePanelVisible", &answers(&success(r#"{"visible":"true"}"#)));
    assert_eq!(cti.is_panel_visible(AMPLE).await, Err(CallError::BadAnswer("returnValue.visible")));
    assert_eq!(cti.call_center_settings(AMPLE).await, Err(CallError::BadAnswer("returnValue")));
    assert_eq!(cti.softphone_layout(AMPLE).await, Err(CallError::BadAnswer("returnValue")));
}

#[wasm_bindgen_test]
async fn every_screen_pop() {
    let (fake, cti) = fake();
    let defaults = vec![
        ("Phone", "+81 3".into()),
        ("NumberOfEmployees", 7.into()),
        ("Active__c", true.into()),
        ("Fax", FieldValue::Null),
    ];
    let flow_args = vec![FlowArg { name: "ani".into(), kind: "String".into(), value: "03".into() }];
    let pops = [
        ScreenPop::Record { id: CONTACT.into() },
        ScreenPop::Url { url: "/apex/Page?x=1".into() },
        ScreenPop::ObjectHome { object: "Account".into() },
        ScreenPop::List { id: "00B1x00000AbCdEFGH".into(), object: "Account".into() },
        ScreenPop::Search { text: "0312345678".into() },
        ScreenPop::NewRecord { object: "Contact".into(), defaults },
        ScreenPop::NewRecord { object: "Lead".into(), defaults: Vec::new() },
        ScreenPop::Flow { name: "Denwa".into(), args: flow_args },
    ];
    for pop in &pops {
        cti.screen_pop(pop, AMPLE).await.unwrap();
    }
    assert_json(
        &fake.called("screenPop"),
        r#"[{"type":"sobject","params":{"recordId":"0031x00000AbCdEFGH"}},
            {"type":"url","params":{"url":"/apex/Page?x=1"}},
            {"type":"objecthome","params":{"scope":"Account"}},
            {"type":"list","params":{"listViewId":"00B1x00000AbCdEFGH","scope":"Account"}},
            {"type":"search","params":{"searchString":"0312345678"}},
            {"type":"newRecord","params":{"entityName":"Contact","defaultFieldValues":
                {"Phone":"+81 3","NumberOfEmployees":7,"Active__c":true,"Fax":null}}},
            {"type":"newRecord","params":{"entityName":"Lead"}},
            {"type":"flow","params":{"flowDevName":"Denwa","flowArgs":[{"name":"ani","type":"String","value":"03"}]}}]"#,
    );
    let wrong = [
        ScreenPop::Record { id: "003" },
        ScreenPop::Url { url: "//evil.example" },
        ScreenPop::Url { url: "https://evil.example" },
        ScreenPop::ObjectHome { object: "" },
        ScreenPop::List { id: "00B", object: "Account" },
        ScreenPop::Search { text: "03" },
        ScreenPop::NewRecord { object: "", defaults: Vec::new() },
        ScreenPop::Flow { name: "", args: Vec::new() },
    ];
    for pop in wrong {
        assert!(is_refused(cti.screen_pop(&pop, AMPLE).await), "{pop:?}");
    }
    assert_eq!(fake.called("screenPop").matches("type").count(), 8 + 1, "one of them a flow's variable");
}

#[wasm_bindgen_test]
async fn a_search_splits_off_where_it_would_lead() {
    let found = format!(
        r#"{{"{CONTACT}":{{"Id":"{CONTACT}","Name":"山田 花子","RecordType":"Contact","LastModifiedDate":"2026-01-01T00:00:00.000Z",
              "Phone":"03-1234-5678","Age__c":41,"Vip__c":true,"Fax":"","Owner":{{"Name":"x"}}}},
            "{ACCOUNT}":{{"Id":"{ACCOUNT}","RecordType":"Account","IsPersonAccount":true,"PersonContactId":"{CONTACT}"}},
            "00Q1x00000AbCdEFGH":{{"Name":"鈴木","Type":"x","object":"Lead","displayName":"リード"}},
            "SCREEN_POP_DATA":{{"type":"search","params":{{"searchString":"0312345678"}},"more":[1]}}}}"#
    );
    let (fake, cti) = fake_with("searchAndScreenPop", &found);
    let result = cti.search(&Search::deferred("0312345678", CallType::Inbound), AMPLE).await.unwrap();
    let ids: Vec<_> =
        result.records.iter().map(|record| (record.id.as_str(), record.object.as_deref().unwrap())).collect();
    assert_eq!(ids, [(CONTACT, "Contact"), (ACCOUNT, "Account"), ("00Q1x00000AbCdEFGH", "Lead")]);
    let contact = &result.records[0];
    assert_eq!(contact.name.as_deref(), Some("山田 花子"));
    assert_eq!(contact.last_modified.as_deref(), Some("2026-01-01T00:00:00.000Z"));
    let fields: Vec<_> = contact.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(fields, [("Phone", "03-1234-5678"), ("Age__c", "41"), ("Vip__c", "true")]);
    assert!(result.records[1].is_person_account);
    assert_eq!(result.records[1].person_contact_id.as_deref(), Some(CONTACT));
    assert_eq!(result.records[2].name.as_deref(), Some("鈴木"));

    let kept = result.pop.unwrap().to_json().unwrap();
    cti.screen_pop_data(&ScreenPopData::from_json(&kept).unwrap(), AMPLE).await.unwrap();
    assert_json(&fake.called("screenPop"), r#"[{"type":"search","params":{"searchString":"0312345678"},"more":[1]}]"#);
    assert_json(
        &fake.called("searchAndScreenPop"),
        r#"[{"searchParams":"0312345678","callType":"inbound","deferred":true}]"#,
    );
}

#[wasm_bindgen_test]
async fn a_search_may_find_nothing() {
    let (fake, cti) = fake();
    for nothing in ["{}", "null", r#"{"SCREEN_POP_DATA":null}"#, r#"{"SCREEN_POP_DATA":{}}"#] {
        fake.tell("searchAndScreenPop", &answers(&success(nothing)));
        let result = cti.search(&Search::deferred("0699990000", CallType::Inbound), AMPLE).await.unwrap();
        assert_eq!(result, opencti::SearchResult::default(), "{nothing}");
    }
    for wrong in ["[]", "7", r#"{"Contact":[{}]}"#, r#"{"003":null}"#] {
        fake.tell("searchAndScreenPop", &answers(&success(wrong)));
        let result = cti.search(&Search::deferred("0699990000", CallType::Inbound), AMPLE).await;
        assert!(matches!(result, Err(CallError::BadAnswer(_))), "{wrong}");
    }
    assert!(is_refused(cti.search(&Search::deferred(" 12 ", CallType::Inbound), AMPLE).await));
}

#[wasm_bindgen_test]
async fn a_search_with_everything() {
    let (fake, cti) = fake();
    let search = Search {
        text: "+81 3".into(),
        call_type: CallType::Outbound,
        deferred: false,
        query_params: vec![("ani".into(), "+81 3&x".into()), ("q".into(), "")],
        defaults: vec![("Phone".into(), "+81 3".into())],
        flow_args: vec![FlowArg { name: "n".into(), kind: "Number".into(), value: 3.into() }],
    };
    cti.search(&search, AMPLE).await.unwrap();
    cti.search(&Search { call_type: CallType::Internal, ..Search::deferred("2001", CallType::Inbound) }, AMPLE)
        .await
        .unwrap();
    assert_json(
        &fake.called("searchAndScreenPop"),
        r#"[{"searchParams":"+81 3","callType":"outbound","deferred":false,"queryParams":"ani=%2B81%203%26x&q=",
             "defaultFieldValues":{"Phone":"+81 3"},"params":{"FLOW":{"flowArgs":[{"name":"n","type":"Number","value":3}]}}},
            {"searchParams":"2001","callType":"internal","deferred":true}]"#,
    );
}

#[wasm_bindgen_test]
async fn a_log() {
    let (fake, cti) = fake_with("saveLog", r#""00T1x00000AbCdEFGH""#);
    let log = SaveLog::create("Task")
        .field("Subject", "電話 <script>")
        .field("CallDurationInSeconds", 62)
        .field("IsReminderSet", false)
        .field("WhatId", FieldValue::Null);
    assert_eq!(cti.save_log(&log, AMPLE).await, Ok(Some("00T1x00000AbCdEFGH".to_owned())));
    let update = SaveLog { target: LogTarget::Update("00T1x00000AbCdEFGH".into()), ..SaveLog::create("") };
    cti.save_log(&update.field("Status", "Completed"), AMPLE).await.unwrap();
    assert_json(
        &fake.called("saveLog"),
        r#"[{"value":{"entityApiName":"Task","Subject":"電話 <script>","CallDurationInSeconds":62,"IsReminderSet":false,"WhatId":null}},
            {"value":{"Id":"00T1x00000AbCdEFGH","Status":"Completed"}}]"#,
    );
    // Saved is saved, whatever else is said.
    fake.tell("saveLog", &answers(r#"{"success":true}"#));
    assert_eq!(cti.save_log(&log, AMPLE).await, Ok(None));
    for wrong in [
        log.field("Id", CONTACT),
        SaveLog::create(""),
        SaveLog::update("00T"),
        SaveLog::create("Task").field("id", CONTACT),
        SaveLog::update("00T1x00000AbCdEFGH").field("EntityApiName", "Case"),
        SaveLog::create("Task").field("", true),
    ] {
        assert!(is_refused(cti.save_log(&wrong, AMPLE).await), "{wrong:?}");
    }
}

#[wasm_bindgen_test]
async fn apex() {
    let (fake, cti) = fake_with("runApex", r#"{"runApex":"{\"v\":1}"}"#);
    let find = Apex::new("NS.Lookup", "find").param("phone", "+81 3&=%").param("name", "山田");
    assert_eq!(cti.run_apex(&find, AMPLE).await, Ok(ApexValue::Text(r#"{"v":1}"#.to_owned())));
    cti.run_apex(&Apex::new("DenwaSoftphone", "agentToken"), AMPLE).await.unwrap();
    assert_json(
        &fake.called("runApex"),
        r#"[{"apexClass":"NS.Lookup","methodName":"find","methodParams":"phone=%2B81%203%26%3D%25&name=%E5%B1%B1%E7%94%B0"},
            {"apexClass":"DenwaSoftphone","methodName":"agentToken","methodParams":""}]"#,
    );
    for nothing in ["null", "{}", r#"{"runApex":null}"#] {
        fake.tell("runApex", &answers(&success(nothing)));
        assert_eq!(cti.run_apex(&find, AMPLE).await, Ok(ApexValue::Null), "{nothing}");
    }
    fake.tell("runApex", &answers(&success(r#"{"runApex":{"Id":"003"}}"#)));
    let Ok(ApexValue::Json(record)) = cti.run_apex(&find, AMPLE).await else { panic!("no record") };
    assert_eq!(js_sys::Reflect::get(&record, &"Id".into()).unwrap(), JsValue::from_str("003"));
    fake.tell("runApex", &answers(&success(r#""bare""#)));
    assert_eq!(cti.run_apex(&find, AMPLE).await, Err(CallError::BadAnswer("returnValue")));
    fake.tell(
        "runApex",
        &answers(r#"{"success":false,"errors":[{"code":"SERVER_ERROR","description":"Could not load Apex class: NS.Lookup."}]}"#),
    );
    let Err(CallError::Host(errors)) = cti.run_apex(&find, AMPLE).await else { panic!("no error") };
    assert_eq!(errors[0].code, opencti::ErrorCode::Server);
    for wrong in [
        Apex::new("a b", "c"),
        Apex::new("", "m"),
        Apex::new("a.b.c", "m"),
        Apex::new(".C", "m"),
        Apex::new("C", ""),
        Apex::new("C", "m()"),
        Apex::new("C", "m").param("a&b", ""),
        Apex::new("C", "m").param("", ""),
    ] {
        assert!(is_refused(cti.run_apex(&wrong, AMPLE).await), "{wrong:?}");
    }
}

#[wasm_bindgen_test]
async fn the_layout() {
    let layout = r#"{"Internal":{"callRelatedFields":["ANI","DNIS"],"objects":{},"screenPopSettings":{}},
        "Inbound":{"callRelatedFields":["ANI","QUEUE",7],
            "objects":{"Contact":[{"displayName":"氏名","apiName":"Name"},{"apiName":"Phone"},{}],"Account":[]},
            "screenPopSettings":{"screenPopsOpenWithin":"ExistingWindow",
                "NoMatch":{"screenPopType":"PopToEntity","screenPopData":"Contact"},
                "SingleMatch":{"screenPopType":"DoNotPop"},
                "MultipleMatches":{"screenPopType":"PopToMoon","screenPopData":""}}}}"#;
    let (fake, cti) = fake_with("getSoftphoneLayout", layout);
    let layout = cti.softphone_layout(AMPLE).await.unwrap();
    assert_eq!(layout.outbound, None);
    assert_eq!(layout.internal.unwrap().call_related_fields, ["ANI", "DNIS"]);
    let inbound = layout.inbound.unwrap();
    assert_eq!(inbound.call_related_fields, ["ANI", "QUEUE"]);
    assert_eq!(inbound.objects[0].object, "Contact");
    let fields: Vec<_> =
        inbound.objects[0].fields.iter().map(|field| (field.label.as_str(), field.api_name.as_str())).collect();
    assert_eq!(fields, [("氏名", "Name"), ("Phone", "Phone")]);
    assert_eq!(inbound.screen_pop.open_within, Some(PopWithin::ExistingWindow));
    let no_match = inbound.screen_pop.no_match.unwrap();
    assert_eq!((no_match.action, no_match.data.as_deref()), (PopAction::Entity, Some("Contact")));
    assert_eq!(inbound.screen_pop.single_match.unwrap().action, PopAction::Nothing);
    let several = inbound.screen_pop.multiple_matches.unwrap();
    assert_eq!((several.action, several.data), (PopAction::Other("PopToMoon".to_owned()), None));
    fake.tell(
        "getSoftphoneLayout",
        &answers(&success(r#"{"Inbound":{"screenPopSettings":{"screenPopOpenWithin":"NewWindow"}}}"#)),
    );
    let inbound = cti.softphone_layout(AMPLE).await.unwrap().inbound.unwrap();
    assert_eq!(inbound.screen_pop.open_within, Some(PopWithin::NewWindow));
}

#[wasm_bindgen_test]
async fn work_and_messages() {
    let (fake, cti) = fake();
    let work = CompletedWork {
        work_id: "w1".into(),
        disposition: "済".into(),
        task_id: "00T1x00000AbCdEFGH".into(),
        was_connected: false,
    };
    cti.complete_work(&work, AMPLE).await.unwrap();
    assert_json(
        &fake.called("hvs.completeWork"),
        r#"[{"workId":"w1","attributes":{"disposition":"済","taskId":"00T1x00000AbCdEFGH","wasConnected":false}}]"#,
    );
    assert!(is_refused(cti.complete_work(&CompletedWork { task_id: "00T".into(), ..work.clone() }, AMPLE).await));
    assert!(is_refused(cti.complete_work(&CompletedWork { work_id: String::new(), ..work }, AMPLE).await));

    let message = js_sys::JSON::parse(r#"{"call":"c1"}"#).unwrap();
    cti.publish("ns__Denwa__c", &message, AMPLE).await.unwrap();
    cti.publish("Denwa__c", &JsValue::NULL, AMPLE).await.unwrap();
    assert_json(
        &fake.called("publish"),
        r#"[{"channelName":"ns__Denwa__c","message":{"call":"c1"}},{"channelName":"Denwa__c"}]"#,
    );
    let circle = js_sys::Object::new();
    js_sys::Reflect::set(&circle, &"self".into(), &circle).unwrap();
    for wrong in [JsValue::from(7), "text".into(), js_sys::Array::new().into(), circle.into()] {
        assert!(is_refused(cti.publish("Denwa__c", &wrong, AMPLE).await));
    }
    assert!(is_refused(cti.publish("", &message, AMPLE).await));
    assert!(is_refused(cti.subscribe("", drop, AMPLE).await));
}
