//! Lines, search targets, results, and the table of the log.

use super::desk::{Desk, ME, ORG, OTHER};
use super::org::row;
use denwa_core::Page;
use denwa_core::config::{ConfigCommand, SlotKind, Subject};
use denwa_core::settings::{Key, Level, List, LogPart, Reason, StoredContent, StoredValue};
use std::time::Instant;

fn cells(desk: &Desk, list: List) -> Vec<Vec<String>> {
    desk.list(list).rows.iter().map(|row| row.cells.clone()).collect()
}

fn first(desk: &Desk, list: List) -> Vec<String> {
    cells(desk, list).into_iter().map(|mut cells| cells.swap_remove(0)).collect()
}

/// What is wrong with a search target: column and reason.
fn faults(desk: &Desk, row: usize) -> Vec<(Option<usize>, Reason)> {
    desk.list(List::Targets).rows[row].faults.iter().map(|fault| (fault.column, fault.refusal.reason)).collect()
}

/// The line that is one's own extension.
const OWN: &str = "2001";

#[test]
fn lines_are_the_event_servers_and_are_ticked_one_by_one_or_all() {
    let mut desk = Desk::open(true);
    desk.lines(&["0312345678", "0612345678"]);
    let list = desk.list(List::Lines);
    assert_eq!(cells(&desk, List::Lines), [["0312345678", "on"], ["0612345678", "on"], [OWN, "on"]]);
    assert!(
        list.are_all_linked
            && list.rows[0].name.as_deref() == Some("name of 0312345678")
            && list.rows[0].level.is_none()
    );
    desk.link("0312345678", false);
    assert!(!desk.list(List::Lines).are_all_linked && desk.list(List::Lines).is_unsaved);
    desk.act(ConfigCommand::TickAllLines);
    assert!(desk.list(List::Lines).are_all_linked);
    desk.act(ConfigCommand::TickAllLines);
    assert_eq!(cells(&desk, List::Lines), [["0312345678", "off"], ["0612345678", "off"], [OWN, "off"]]);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.rows().len(), 3);
    assert!(!desk.in_force().is_linked_line("0312345678"));
}

#[test]
fn ones_own_extension_is_a_line_like_the_others() {
    let mut desk = Desk::open(true);
    desk.lines(&["0312345678"]);
    let own = |desk: &Desk| desk.list(List::Lines).rows.iter().find(|row| row.is_own_extension).cloned();
    assert_eq!(own(&desk).expect("a row").cells, [OWN, "on"]);
    desk.link(OWN, false);
    desk.act(ConfigCommand::Save);
    assert!(!desk.in_force().is_linked_line(OWN) && desk.in_force().is_linked_line("0312345678"));
    desk.look_at(Subject::User(OTHER.into()), "Suzuki");
    assert_eq!(own(&desk).map(|row| row.level), Some(Some(Level::Organisation)), "decided for everybody");
    desk.org.lists.clear();
    desk.act(ConfigCommand::TryAgain);
    assert_eq!(own(&desk), None, "nobody else's");
}

#[test]
fn a_number_is_added_however_it_is_written_and_a_wrong_text_stays_with_its_reason() {
    let mut desk = Desk::open(true);
    desk.lines(&[]);
    desk.add(List::Lines, "abc");
    let refused = desk.list(List::Lines).refused_addition.clone().expect("the text stays");
    assert_eq!((refused.text.as_str(), refused.refusal.reason), ("abc", Reason::Malformed));
    assert_eq!(desk.view().unsaved, 0);
    desk.add(List::Lines, "03-1234-5678");
    assert_eq!(desk.list(List::Lines).refused_addition, None);
    assert_eq!(cells(&desk, List::Lines), [["0312345678", "on"], [OWN, "on"]]);
}

#[test]
fn below_the_organisation_only_what_differs_stands() {
    let mut desk = Desk::open(true);
    desk.org.lists.push(row(
        List::Lines,
        Level::Organisation,
        ORG,
        &[("Number__c", "0312345678"), ("Linked__c", "off")],
    ));
    desk.lines(&["0312345678", "0612345678"]);
    desk.act(ConfigCommand::TryAgain);
    desk.act(ConfigCommand::SetLevel(Level::User));
    desk.act(ConfigCommand::TickAllLines);
    desk.act(ConfigCommand::Save);
    let own: Vec<_> = desk.org.lists.iter().filter(|row| row.id == ME).collect();
    assert_eq!(own.len(), 1, "0612345678 is on anyway");
    assert_eq!(desk.list(List::Lines).rows[0].level, Some(Level::User));
    desk.type_cell(List::Lines, 0, 1, "off");
    desk.act(ConfigCommand::Save);
    assert!(desk.org.lists.iter().all(|row| row.id != ME));
}

#[test]
fn targets_begin_with_what_is_in_force_and_keep_their_order() {
    let mut desk = Desk::open(true);
    assert_eq!(first(&desk, List::Targets), ["Contact", "Account", "Lead"]);
    assert!(!desk.list(List::Targets).is_set);
    desk.add(List::Targets, "https://acme.lightning.force.com/lightning/o/Order__c/list");
    desk.act(ConfigCommand::MoveRow { list: List::Targets, row: 3, up: true });
    desk.act(ConfigCommand::MoveRow { list: List::Targets, row: 0, up: true });
    desk.act(ConfigCommand::RemoveRow { list: List::Targets, row: 1 });
    desk.type_cell(List::Targets, 0, 1, "Phone MobilePhone");
    assert_eq!(first(&desk, List::Targets), ["Contact", "Order__c", "Lead"]);
    desk.add(List::Targets, "Order2__c");
    assert_eq!(
        desk.list(List::Targets).refused_addition.clone().map(|refused| refused.refusal.reason),
        Some(Reason::Gone)
    );
    desk.act(ConfigCommand::Save);
    let stored: Vec<&StoredValue> = desk.org.lists.iter().map(|row| row.cell("Object__c")).collect();
    assert_eq!(stored, [&"Contact".into(), &"Order__c".into(), &"Lead".into()]);
    assert_eq!(desk.org.lists[0].cell("Phone_Fields__c"), &StoredValue::from("Phone,MobilePhone"));
    desk.act(ConfigCommand::UnsetList(List::Targets));
    desk.act(ConfigCommand::Save);
    assert!(desk.org.lists.is_empty());
    assert_eq!(first(&desk, List::Targets), ["Contact", "Account", "Lead"]);
    desk.act(ConfigCommand::Undo);
    assert_eq!(first(&desk, List::Targets), ["Contact", "Order__c", "Lead"]);
}

#[test]
fn wrong_cells_and_duplicates_say_where() {
    let mut desk = Desk::open(true);
    desk.add(List::Targets, "003");
    desk.type_cell(List::Targets, 0, 3, "no number");
    assert_eq!(faults(&desk, 0), [(Some(3), Reason::Malformed)]);
    desk.type_cell(List::Targets, 0, 3, "");
    assert_eq!(faults(&desk, 3), [(None, Reason::Duplicate)]);
    assert_eq!(desk.view().wrong, 1);
    desk.act(ConfigCommand::RevertList(List::Targets));
    assert_eq!(desk.view().unsaved, 0);
    desk.type_cell(List::Targets, 1, 0, "Deleted__c");
    assert_eq!(faults(&desk, 1), [(Some(0), Reason::Gone)]);
    assert_eq!(desk.view().wrong, 0, "told, not refused: another user may see it");
}

#[test]
fn results_are_typed_in_rows() {
    let mut desk = Desk::open(true);
    for (row, label) in ["受注", "折り返し"].iter().enumerate() {
        desk.act(ConfigCommand::AddRow(List::Results));
        desk.type_cell(List::Results, row, 0, label);
    }
    desk.act(ConfigCommand::AddRow(List::Results));
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.org.lists.len(), 2, "an empty row is none");
    assert_eq!(first(&desk, List::Results), ["受注", "折り返し"]);
}

#[test]
fn the_log_has_a_row_for_each_part() {
    let mut desk = Desk::open(true);
    assert_eq!(desk.list(List::LogFields).rows.len(), 12);
    let queue = first(&desk, List::LogFields).iter().position(|part| part == "queue").unwrap();
    let set = |text: &str| ConfigCommand::TypeCell { list: List::LogFields, row: queue, column: 1, text: text.into() };
    desk.act(set("Queue__c"));
    assert_eq!(cells(&desk, List::LogFields)[queue], ["queue", "Queue__c"]);
    desk.act(set(""));
    assert_eq!(desk.view().unsaved, 0);
    desk.act(set("Queue__c"));
    desk.act(ConfigCommand::Save);
    desk.act(ConfigCommand::SetLevel(Level::User));
    assert_eq!(desk.list(List::LogFields).rows[queue].level, Some(Level::Organisation));
    desk.act(set(""));
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.in_force().log_field(LogPart::Queue), None);
    assert_eq!(desk.org.lists.iter().filter(|row| row.id == ME).count(), 1);
}

#[test]
fn drafts_of_lists_outlive_loading_the_page() {
    let mut desk = Desk::open(true);
    desk.add(List::Targets, "Order__c");
    desk.reload();
    assert_eq!(first(&desk, List::Targets), ["Contact", "Account", "Lead", "Order__c"]);
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.org.lists.len(), 4);
}

#[test]
fn a_list_somebody_else_changed_is_a_conflict() {
    let mut desk = Desk::open(true);
    desk.add(List::Targets, "Order__c");
    desk.org.lists.push(row(List::Targets, Level::Organisation, ORG, &[("Object__c", "Lead")]));
    desk.act(ConfigCommand::Save);
    let conflict = &desk.view().conflicts[0];
    assert_eq!(conflict.slot.kind(), SlotKind::List(List::Targets));
    assert_eq!(conflict.theirs, StoredContent::Rows(vec![[("Object__c".to_owned(), "Lead".into())].into()]));
    desk.settle(0, false);
    assert_eq!(first(&desk, List::Targets), ["Lead"]);
}

#[test]
fn ones_own_list_is_kept_in_a_conflict() {
    let mut desk = Desk::open(true);
    desk.add(List::Targets, "Order__c");
    let theirs = [("Object__c", "Lead"), ("Phone_Fields__c", "Phone"), ("Line__c", "0312345678")];
    desk.org.lists.push(row(List::Targets, Level::Organisation, ORG, &theirs));
    desk.act(ConfigCommand::Save);
    let theirs = theirs.map(|(field, text)| (field.to_owned(), text.into()));
    assert_eq!(desk.view().conflicts[0].theirs, StoredContent::Rows(vec![theirs.into()]));
    desk.settle(0, true);
    assert!(desk.view().conflicts.is_empty());
    desk.act(ConfigCommand::Save);
    assert_eq!(desk.org.lists.len(), 4);
}

#[test]
fn a_key_stroke_with_five_hundred_lines_is_quick() {
    let mut desk = Desk::closed(true);
    let numbers: Vec<String> = (0..500).map(|number| format!("03{number:08}")).collect();
    desk.lines(&numbers.iter().map(String::as_str).collect::<Vec<_>>());
    desk.org.lists = numbers
        .iter()
        .map(|number| {
            row(List::Lines, Level::Organisation, ORG, &[("Number__c", number.as_str()), ("Linked__c", "off")])
        })
        .collect();
    desk.show(Page::Settings);
    desk.link("0300000007", true);
    // The best of some: others use the machine as well.
    let took = (0..5).map(|at: u32| {
        let began = Instant::now();
        let text = "x".repeat(at as usize + 1);
        desk.type_in(Key::WithheldName, &text);
        let view = desk.view();
        let (field, list) = (&view.fields[Key::WithheldName as usize], &view.lists[List::Lines as usize]);
        assert_eq!((&field.text, view.unsaved, list.rows.len()), (&text, 2, 501));
        began.elapsed()
    });
    let took = took.min().expect("five");
    // Not optimised, on a busy machine: a hundred times what the panel takes, which is the time of something squared.
    assert!(took.as_millis() < 1_000, "{took:?}");
}
