//! Names of objects and fields are held against the org where they are typed, and where they are stored.

use super::desk::{Desk, ORG};
use super::org::row;
use denwa_core::config::ConfigCommand;
use denwa_core::package::describe::{DescribeAnswer, DescribeRequest, FieldInfo, FieldType};
use denwa_core::package::save_settings::{ChangeFault, SaveError, SaveSettingsAnswer};
use denwa_core::settings::{Key, Level, List, Reason, UnusableName};
use denwa_core::{AdminReply, AdminRequest, HostError};

use super::desk::is_save;

/// Settings whose org describes objects when the test says so.
fn desk() -> Desk {
    let mut desk = Desk::open(true);
    desk.answers = false;
    desk
}

/// The org answers the question about an object: these are its fields, or there is none.
fn describe(desk: &mut Desk, object: &str, fields: Option<&[(&str, FieldType)]>) {
    let request = AdminRequest::Describe(DescribeRequest { object: Some(object.to_owned()) });
    let (id, _) = desk.rig.admin_ask(|asked| *asked == request);
    let field =
        |(name, kind): &(&str, FieldType)| FieldInfo { name: (*name).to_owned(), kind: *kind, ..FieldInfo::default() };
    let answer = match fields {
        Some(fields) => Ok(AdminReply::Described(DescribeAnswer {
            fields: fields.iter().map(field).collect(),
            ..DescribeAnswer::default()
        })),
        None => Err(HostError::Refused { transient: false, detail: "object".to_owned() }),
    };
    desk.rig.admin_answer(id, answer);
}

fn is_describing(desk: &Desk) -> bool {
    desk.rig.is_admin_asked(|asked| matches!(asked, AdminRequest::Describe(_)))
}

/// What is wrong in a row: column, reason, name.
fn faults(desk: &Desk, list: List, row: usize) -> Vec<(Option<usize>, Reason, String)> {
    let faults = desk.list(list).rows[row].faults.clone();
    faults.into_iter().map(|fault| (fault.column, fault.refusal.reason, fault.name)).collect()
}

fn one(column: usize, reason: Reason, name: &str) -> Vec<(Option<usize>, Reason, String)> {
    vec![(Some(column), reason, name.to_owned())]
}

const CONTACT: &[(&str, FieldType)] =
    &[("Phone", FieldType::Phone), ("MobilePhone", FieldType::Phone), ("Title", FieldType::Text)];

#[test]
fn a_field_that_a_search_target_lacks_is_named_in_its_cell() {
    let mut desk = desk();
    desk.type_cell(List::Targets, 0, 1, "Phone, nope__c");
    assert_eq!(faults(&desk, List::Targets, 0), [], "nobody knows yet");
    describe(&mut desk, "Contact", Some(CONTACT));
    assert_eq!(faults(&desk, List::Targets, 0), one(1, Reason::Gone, "nope__c"));
    desk.type_cell(List::Targets, 0, 1, "phone");
    desk.type_cell(List::Targets, 0, 2, "Title Secret__c");
    assert_eq!(faults(&desk, List::Targets, 0), one(2, Reason::Gone, "Secret__c"), "the case does not count");
    assert!(!is_describing(&desk), "the org is asked once");
}

#[test]
fn an_object_without_a_telephone_field_is_no_search_target() {
    let mut desk = desk();
    desk.add(List::Targets, "Order__c");
    describe(&mut desk, "Order__c", Some(&[("Name", FieldType::Text), ("Tel__c", FieldType::Text)]));
    assert_eq!(faults(&desk, List::Targets, 3), one(0, Reason::Unsuitable, "Order__c"));
    desk.type_cell(List::Targets, 3, 2, "Away__c");
    let both = [one(2, Reason::Gone, "Away__c"), one(0, Reason::Unsuitable, "Order__c")].concat();
    assert_eq!(faults(&desk, List::Targets, 3), both, "neither fault hides the other");
    desk.type_cell(List::Targets, 3, 2, "");
    desk.type_cell(List::Targets, 3, 1, "Tel__c");
    assert_eq!(faults(&desk, List::Targets, 3), [], "a field that was chosen is searched, whatever its type");
}

#[test]
fn an_object_that_shows_no_field_refuses_none() {
    let mut desk = desk();
    desk.type_cell(List::Targets, 0, 1, "Hidden__c");
    describe(&mut desk, "Contact", Some(&[]));
    assert_eq!(faults(&desk, List::Targets, 0), []);
}

#[test]
fn a_log_target_is_judged_when_its_field_is_left() {
    let mut desk = desk();
    let said = |desk: &Desk| {
        let field = desk.field(Key::LogTarget);
        (field.reason(), field.refused_name)
    };
    desk.type_in(Key::LogTarget, "Nope__c");
    assert!(!is_describing(&desk), "not with every key");
    desk.act(ConfigCommand::LeaveField(Key::LogTarget));
    describe(&mut desk, "Nope__c", None);
    assert_eq!(said(&desk), (Some(Reason::Gone), "Nope__c".to_owned()));
    desk.act(ConfigCommand::LeaveField(Key::LogTarget));
    assert!(!is_describing(&desk), "it is known to be missing");

    desk.type_in(Key::LogTarget, "Contact");
    assert_eq!(said(&desk), (None, String::new()));
    desk.act(ConfigCommand::LeaveField(Key::LogTarget));
    describe(&mut desk, "Contact", Some(CONTACT));
    assert_eq!(said(&desk), (Some(Reason::Unsuitable), "Contact".to_owned()));

    desk.type_in(Key::LogTarget, "Order__c");
    desk.act(ConfigCommand::LeaveField(Key::LogTarget));
    describe(&mut desk, "Order__c", Some(&[("Name", FieldType::Text)]));
    assert_eq!(said(&desk), (None, String::new()));
}

#[test]
fn a_failure_that_may_pass_says_nothing_of_a_name() {
    let mut desk = desk();
    desk.type_in(Key::LogTarget, "Order__c");
    desk.act(ConfigCommand::LeaveField(Key::LogTarget));
    let (id, _) = desk.rig.admin_ask(|asked| matches!(asked, AdminRequest::Describe(_)));
    desk.rig.admin_answer(id, Err(HostError::TimedOut));
    assert_eq!(desk.field(Key::LogTarget).reason(), None);
    desk.act(ConfigCommand::LeaveField(Key::LogTarget));
    assert!(is_describing(&desk), "the org is asked again");
}

#[test]
fn a_field_for_call_data_belongs_to_the_log_target_that_is_typed() {
    let mut desk = desk();
    desk.type_in(Key::LogTarget, "Order__c");
    desk.type_cell(List::LogFields, 0, 1, "Tel__c");
    describe(&mut desk, "Order__c", Some(&[("Tel__c", FieldType::Text)]));
    assert_eq!(faults(&desk, List::LogFields, 0), []);
    desk.type_cell(List::LogFields, 0, 1, "Subject");
    assert_eq!(faults(&desk, List::LogFields, 0), one(1, Reason::Gone, "Subject"));
}

#[test]
fn a_phonetic_field_must_be_of_some_search_target() {
    let mut desk = desk();
    desk.type_in(Key::PhoneticField, "Furigana__c");
    desk.act(ConfigCommand::LeaveField(Key::PhoneticField));
    describe(&mut desk, "Contact", Some(CONTACT));
    describe(&mut desk, "Lead", Some(CONTACT));
    assert_eq!(desk.field(Key::PhoneticField).reason(), None, "the account may have it");
    describe(&mut desk, "Account", Some(CONTACT));
    assert_eq!(desk.field(Key::PhoneticField).reason(), Some(Reason::Gone));
}

#[test]
fn the_cell_whose_name_the_org_refuses_to_store_says_so() {
    let mut desk = desk();
    desk.type_cell(List::Targets, 1, 2, "Title,Hidden__c");
    desk.act(ConfigCommand::Save);
    let (id, _) = desk.rig.admin_ask(is_save);
    let name = Some("Hidden__c".to_owned());
    let faults_of_save = vec![ChangeFault { change: Some(0), reason: Reason::Gone, name, ..ChangeFault::default() }];
    let answer =
        SaveSettingsAnswer { error: Some(SaveError::Refused), faults: faults_of_save, ..SaveSettingsAnswer::default() };
    desk.rig.admin_answer(id, Ok(AdminReply::SettingsSaved(answer)));
    assert_eq!(faults(&desk, List::Targets, 1), one(2, Reason::Gone, "Hidden__c"));
    desk.type_cell(List::Targets, 1, 2, "Title");
    assert_eq!(faults(&desk, List::Targets, 1), []);
}

#[test]
fn stored_names_that_are_gone_are_told_in_their_cells_beside_other_faults() {
    let mut desk = Desk::open(true);
    let target = |object: &str, phone: &str| {
        let cells = [("Object__c", object), ("Phone_Fields__c", phone), ("Show_Fields__c", "Title,Lost__c")];
        row(List::Targets, Level::Organisation, ORG, &cells)
    };
    desk.org.lists.push(target("Contact", "Phone,Nope__c"));
    desk.org.lists.push(target("Lead", "Phone"));
    desk.org.lists.push(row(
        List::LogFields,
        Level::Organisation,
        ORG,
        &[("Part__c", "queue"), ("Field__c", "Gone__c")],
    ));
    desk.put(ORG, Key::PopUpSize, "huge");
    let unusable = |list: List, field: &str, object: Option<&str>, name: &str| UnusableName {
        list: Some(list.row().object.to_owned()),
        level: Level::Organisation.code().to_owned(),
        field: field.to_owned(),
        object: object.map(str::to_owned),
        name: name.to_owned(),
        reason: Reason::Gone,
    };
    desk.org.unusable = vec![
        unusable(List::Targets, "Phone_Fields__c", Some("Contact"), "Nope__c"),
        unusable(List::Targets, "Show_Fields__c", Some("Contact"), "Lost__c"),
        unusable(List::LogFields, "Field__c", None, "Gone__c"),
    ];
    desk.act(ConfigCommand::TryAgain);
    let both = [one(1, Reason::Gone, "Nope__c"), one(2, Reason::Gone, "Lost__c")].concat();
    assert_eq!(faults(&desk, List::Targets, 0), both);
    assert_eq!(faults(&desk, List::Targets, 1), []);
    let queue = desk.list(List::LogFields).rows.iter().position(|row| row.cells[0] == "queue").expect("a row");
    assert_eq!(faults(&desk, List::LogFields, queue), one(1, Reason::Gone, "Gone__c"));
    assert_eq!(desk.field(Key::PopUpSize).reason(), Some(Reason::Code), "one fault does not hide another");
    assert_eq!(desk.view().stored_faults, 4);
}
