//! People, objects, fields and the past, as the package tells them.

use super::desk::{Desk, ME, ORG, OTHER};
use denwa_core::AdminRequest;
use denwa_core::config::{ConfigCommand, SlotKind, Subject};
use denwa_core::package::describe::{DescribeAnswer, DescribeRequest, FieldInfo, FieldType, ObjectInfo};
use denwa_core::package::history::{HistoryAnswer, HistoryRequest, PastChange};
use denwa_core::package::people::{PeopleAnswer, PeopleRequest, ProfileInfo, UserInfo};
use denwa_core::settings::{Key, Level, List, StoredContent, StoredValue};
use denwa_core::view_model::settings::HistoryView;
use denwa_core::{AdminReply, HostError, Page};

/// A view whose requests nobody has answered.
fn waiting() -> Desk {
    let mut desk = Desk::closed(true);
    desk.answers = false;
    desk.show(Page::Settings);
    desk
}

fn answer(desk: &mut Desk, request: &AdminRequest, reply: AdminReply) {
    let (id, _) = desk.rig.admin_ask(|asked| asked == request);
    desk.rig.admin_answer(id, Ok(reply));
}

#[test]
fn objects_and_fields_are_asked_for_once() {
    let mut desk = waiting();
    let objects = AdminRequest::Describe(DescribeRequest::default());
    let fields = AdminRequest::Describe(DescribeRequest { object: Some("Contact".to_owned()) });
    desk.act(ConfigCommand::DescribeFields { object: "Contact".to_owned() });
    desk.act(ConfigCommand::DescribeFields { object: "Contact".to_owned() });
    let contact = ObjectInfo { name: "Contact".to_owned(), prefix: Some("003".to_owned()), ..ObjectInfo::default() };
    answer(&mut desk, &objects, AdminReply::Described(DescribeAnswer { objects: vec![contact], fields: Vec::new() }));
    let phone = FieldInfo { name: "Phone".to_owned(), kind: FieldType::Phone, ..FieldInfo::default() };
    answer(&mut desk, &fields, AdminReply::Described(DescribeAnswer { objects: Vec::new(), fields: vec![phone] }));
    let view = desk.view();
    assert_eq!(view.objects[0].prefix.as_deref(), Some("003"));
    assert_eq!(view.described["Contact"][0].kind, FieldType::Phone);
    desk.act(ConfigCommand::DescribeFields { object: "Contact".to_owned() });
    assert!(!desk.rig.is_admin_asked(|asked| *asked == fields), "it is known");
}

#[test]
fn people_are_found_by_a_part_of_their_names() {
    let mut desk = waiting();
    desk.act(ConfigCommand::Find("a".to_owned()));
    desk.act(ConfigCommand::Find("a\"".to_owned()));
    let first = AdminRequest::People(PeopleRequest::Find { find: "a".to_owned() });
    let second = AdminRequest::People(PeopleRequest::Find { find: "a\"".to_owned() });
    let found = PeopleAnswer {
        profiles: vec![ProfileInfo { id: "00e".to_owned(), name: "P".to_owned() }],
        users: vec![UserInfo { id: "005".to_owned(), username: "u".to_owned(), ..UserInfo::default() }],
    };
    answer(&mut desk, &second, AdminReply::People(found));
    answer(&mut desk, &first, AdminReply::People(PeopleAnswer::default()));
    let view = desk.view();
    assert_eq!((view.people.profiles.len(), view.people.users[0].username.as_str()), (1, "u"), "a late answer is none");
}

/// While somebody else is being looked for, whom the settings are for is open: nothing is set for anybody.
#[test]
fn nothing_can_be_set_until_somebody_is_picked() {
    let mut desk = Desk::open(true);
    desk.look_at(Subject::Me, "");
    desk.act(ConfigCommand::SetLevel(Level::User));
    desk.act(ConfigCommand::SeekSubject);
    assert!(!desk.view().is_subject_resolved);
    desk.type_in(Key::Login, "suzuki");
    desk.lock(Key::PopUpSize, true);
    desk.add(List::Targets, "Order__c");
    desk.act(ConfigCommand::TickAllLines);
    assert_eq!(desk.view().unsaved, 0);
    assert!(desk.view().fields.iter().all(|field| !field.is_editable && !field.is_lockable));
    assert!(desk.view().lists.iter().all(|list| !list.is_editable));
    assert_eq!(desk.view().subject, Subject::Me, "whose settings these are stays in sight");
    // The list comes, and somebody is picked.
    desk.act(ConfigCommand::Find("Suzuki".to_owned()));
    let suzuki = desk.view().people.users[0].clone();
    desk.look_at(Subject::User(suzuki.id), &suzuki.name);
    desk.type_in(Key::Login, "suzuki");
    desk.act(ConfigCommand::Save);
    assert_eq!(
        (desk.stored(OTHER, Key::Login), desk.stored(ME, Key::Login)),
        ("suzuki".into(), StoredValue::default())
    );
    // Or she goes back to herself.
    desk.act(ConfigCommand::SeekSubject);
    desk.look_at(Subject::Me, "");
    assert!(desk.view().is_subject_resolved && desk.field(Key::PopUpSize).is_editable);
}

#[test]
fn the_past_is_told_by_settings_and_values_and_in_the_users_time_zone() {
    let mut desk = Desk::open(true);
    desk.answers = false;
    desk.act(ConfigCommand::ShowHistory(None));
    assert_eq!(desk.view().history, Some(HistoryView::Waiting));
    let limit = Some(50);
    let all = AdminRequest::History(HistoryRequest { field: None, limit });
    let change = |field: &str, level: &str| PastChange {
        at: 7,
        by: Some("田中 実".to_owned()),
        level: level.to_owned(),
        id: Some(ORG.to_owned()),
        name: Some("Acme".to_owned()),
        field: field.to_owned(),
        from: StoredContent::default(),
        to: StoredContent::Value("none".into()),
    };
    let mut lock = PastChange { id: None, name: None, ..change("Popup_Size__c", "lock") };
    (lock.from, lock.to) = (StoredContent::Value(false.into()), StoredContent::Value(true.into()));
    let rows = StoredContent::Rows(vec![[("Label__c".to_owned(), "受注".into())].into()]);
    let list = PastChange { to: rows.clone(), ..change("Denwa_Call_Result__c", "organisation") };
    let changes = vec![change("Popup_Size__c", "organisation"), lock, list, change("Gone__c", "user")];
    answer(&mut desk, &all, AdminReply::History(HistoryAnswer { changes }));
    let view = desk.view();
    assert_eq!(view.time_zone, "Asia/Tokyo");
    let Some(HistoryView::There(entries)) = view.history else { panic!("no history") };
    let told: Vec<_> = entries.iter().map(|entry| (entry.what.clone(), entry.level, entry.to.clone())).collect();
    assert_eq!(
        told,
        [
            (Ok(SlotKind::Value(Key::PopUpSize)), Some(Level::Organisation), StoredContent::Value("none".into())),
            (Ok(SlotKind::Lock(Key::PopUpSize)), None, StoredContent::Value(true.into())),
            (Ok(SlotKind::List(List::Results)), Some(Level::Organisation), rows),
            (Err("Gone__c".to_owned()), Some(Level::User), StoredContent::Value("none".into())),
        ]
    );
    assert_eq!((entries[0].by.as_str(), entries[0].name.as_str(), entries[1].name.as_str()), ("田中 実", "Acme", ""));
    desk.act(ConfigCommand::ShowHistory(Some(Key::PopUpSize)));
    let one = AdminRequest::History(HistoryRequest { field: Some("Popup_Size__c".to_owned()), limit });
    let (id, _) = desk.rig.admin_ask(|asked| *asked == one);
    desk.rig.admin_answer(id, Err(HostError::Refused { transient: false, detail: "no".to_owned() }));
    assert_eq!(desk.view().history, Some(HistoryView::Failed { detail: "no".to_owned() }));
    desk.act(ConfigCommand::CloseHistory);
    assert_eq!(desk.view().history, None);
}
