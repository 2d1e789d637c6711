//! Lines, search targets, results, and the table of the log.

use super::desk::{Act, Desk, ME, ORG, row};
use denwa_core::Page;
use denwa_core::settings::{Key, Level, List, Raw, Reason};
use denwa_protocol::{Event, Line};
use std::time::Instant;

fn cells(desk: &Desk, list: List) -> Vec<Vec<String>> {
    let list = desk.list(list);
    (0..list.len()).map(|row| list.row(row).cells().map(str::to_owned).collect()).collect()
}

fn first(desk: &Desk, list: List) -> Vec<String> {
    cells(desk, list).into_iter().map(|mut cells| cells.swap_remove(0)).collect()
}

/// What is wrong with a search target: column and reason.
fn faults(desk: &Desk, row: usize) -> Vec<(usize, Reason)> {
    let list = desk.list(List::Targets);
    (0..=4).filter_map(|column| Some((column, list.row(row).fault(column)?))).collect()
}

fn lines(desk: &mut Desk, numbers: &[&str]) {
    let line = |number: &&str| Line { number: (*number).to_owned(), name: Some(format!("name of {number}")) };
    let lines = numbers.iter().map(line).collect();
    desk.rig.event(Event::Lines { lines });
}

#[test]
fn lines_are_the_event_servers_and_are_ticked_one_by_one_or_all() {
    let mut desk = Desk::open(true);
    lines(&mut desk, &["0312345678", "0612345678"]);
    let list = desk.list(List::Lines);
    assert_eq!(cells(&desk, List::Lines), [["0312345678", "on"], ["0612345678", "on"]]);
    assert!(list.all_ticked && list.row(0).name == "name of 0312345678" && list.row(0).level.is_none());
    desk.act(Act::Tick("03-1234-5678".into(), false));
    assert!(!desk.list(List::Lines).all_ticked && desk.list(List::Lines).unsaved);
    desk.act(Act::TickAll);
    assert!(desk.list(List::Lines).all_ticked);
    desk.act(Act::TickAll);
    assert_eq!(cells(&desk, List::Lines), [["0312345678", "off"], ["0612345678", "off"]]);
    desk.act(Act::Tick("no number".into(), true));
    assert_eq!(desk.view().target_error(), Some(Reason::Malformed));
    desk.act(Act::Save);
    assert_eq!(desk.lists.len(), 2);
    assert!(!desk.in_force().is_linked_line("0312345678"));
}

#[test]
fn below_the_organisation_only_what_differs_stands() {
    let mut desk = Desk::open(true);
    desk.lists.push(row(List::Lines, Level::Organisation, ORG, &[("Number__c", "0312345678"), ("Linked__c", "off")]));
    lines(&mut desk, &["0312345678", "0612345678"]);
    desk.act(Act::TryAgain);
    desk.act(Act::SetAt(Level::User));
    desk.act(Act::TickAll);
    desk.act(Act::Save);
    let own: Vec<_> = desk.lists.iter().filter(|row| row.id == ME).collect();
    assert_eq!(own.len(), 1, "0612345678 is on anyway");
    assert_eq!(desk.list(List::Lines).row(0).level, Some(Level::User));
    desk.act(Act::Cell { list: List::Lines, row: 0, column: 1, text: "off".into() });
    desk.act(Act::Save);
    assert!(desk.lists.iter().all(|row| row.id != ME));
}

#[test]
fn targets_begin_with_what_is_in_force_and_keep_their_order() {
    let mut desk = Desk::open(true);
    assert_eq!(first(&desk, List::Targets), ["Contact", "Account", "Lead"]);
    assert!(!desk.list(List::Targets).is_set);
    desk.act(Act::AddTarget("https://acme.lightning.force.com/lightning/o/Order__c/list".into()));
    desk.act(Act::MoveRow(List::Targets, 3, true));
    desk.act(Act::MoveRow(List::Targets, 0, true));
    desk.act(Act::RemoveRow(List::Targets, 1));
    desk.act(Act::Cell { list: List::Targets, row: 0, column: 1, text: "Phone MobilePhone".into() });
    assert_eq!(first(&desk, List::Targets), ["Contact", "Order__c", "Lead"]);
    desk.act(Act::AddTarget("Order2__c".into()));
    assert_eq!(desk.view().target_error(), Some(Reason::Gone));
    desk.act(Act::Save);
    let stored: Vec<&Raw> = desk.lists.iter().map(|row| row.cell("Object__c")).collect();
    assert_eq!(stored, [&Raw::Text("Contact".into()), &Raw::Text("Order__c".into()), &Raw::Text("Lead".into())]);
    assert_eq!(desk.lists[0].cell("Phone_Fields__c"), &Raw::Text("Phone,MobilePhone".into()));
    desk.act(Act::UnsetList(List::Targets));
    desk.act(Act::Save);
    assert!(desk.lists.is_empty());
    assert_eq!(first(&desk, List::Targets), ["Contact", "Account", "Lead"]);
    desk.act(Act::Undo);
    assert_eq!(first(&desk, List::Targets), ["Contact", "Order__c", "Lead"]);
}

#[test]
fn wrong_cells_and_duplicates_say_where() {
    let mut desk = Desk::open(true);
    desk.act(Act::AddTarget("003".into()));
    desk.act(Act::Cell { list: List::Targets, row: 0, column: 3, text: "no number".into() });
    assert_eq!(faults(&desk, 0), [(3, Reason::Malformed)]);
    desk.act(Act::Cell { list: List::Targets, row: 0, column: 3, text: String::new() });
    assert_eq!(faults(&desk, 3), [(4, Reason::Duplicate)]);
    assert_eq!(desk.view().wrong(), 1);
    desk.act(Act::RevertList(List::Targets));
    assert_eq!(desk.view().unsaved(), 0);
    desk.act(Act::Cell { list: List::Targets, row: 1, column: 0, text: "Deleted__c".into() });
    assert_eq!(faults(&desk, 1), [(0, Reason::Gone)]);
    assert_eq!(desk.view().wrong(), 0, "told, not refused: another user may see it");
}

#[test]
fn results_are_typed_in_rows() {
    let mut desk = Desk::open(true);
    for (row, label) in ["受注", "折り返し"].iter().enumerate() {
        desk.act(Act::AddRow(List::Results));
        desk.act(Act::Cell { list: List::Results, row, column: 0, text: (*label).into() });
    }
    desk.act(Act::AddRow(List::Results));
    desk.act(Act::Save);
    assert_eq!(desk.lists.len(), 2, "an empty row is none");
    assert_eq!(first(&desk, List::Results), ["受注", "折り返し"]);
}

#[test]
fn the_log_has_a_row_for_each_part() {
    let mut desk = Desk::open(true);
    assert_eq!(desk.list(List::LogFields).len(), 10);
    let queue = first(&desk, List::LogFields).iter().position(|part| part == "queue").unwrap();
    let set = |text: &str| Act::Cell { list: List::LogFields, row: queue, column: 1, text: text.into() };
    desk.act(set("Queue__c"));
    assert_eq!(cells(&desk, List::LogFields)[queue], ["queue", "Queue__c"]);
    desk.act(set(""));
    assert_eq!(desk.view().unsaved(), 0);
    desk.act(set("Queue__c"));
    desk.act(Act::Save);
    desk.act(Act::SetAt(Level::User));
    assert_eq!(desk.list(List::LogFields).row(queue).level, Some(Level::Organisation));
    desk.act(set(""));
    desk.act(Act::Save);
    assert_eq!(desk.in_force().log_field("queue"), None);
    assert_eq!(desk.lists.iter().filter(|row| row.id == ME).count(), 1);
}

#[test]
fn drafts_of_lists_outlive_loading_the_page() {
    let mut desk = Desk::open(true);
    desk.act(Act::AddTarget("Order__c".into()));
    desk.reload();
    assert_eq!(first(&desk, List::Targets), ["Contact", "Account", "Lead", "Order__c"]);
    desk.act(Act::Save);
    assert_eq!(desk.lists.len(), 4);
}

#[test]
fn a_list_somebody_else_changed_is_a_conflict() {
    let mut desk = Desk::open(true);
    desk.act(Act::AddTarget("Order__c".into()));
    desk.lists.push(row(List::Targets, Level::Organisation, ORG, &[("Object__c", "Lead")]));
    desk.act(Act::Save);
    let conflict = &desk.view().conflicts()[0];
    assert_eq!((conflict.list, conflict.theirs.as_str()), (Some(List::Targets), "Lead"));
    assert!(desk.view().conflicts().iter().any(|one| one.list == Some(List::Targets)));
    desk.act(Act::Settle { conflict: 0, mine: false });
    assert_eq!(first(&desk, List::Targets), ["Lead"]);
}

#[test]
fn ones_own_list_is_kept_in_a_conflict() {
    let mut desk = Desk::open(true);
    desk.act(Act::AddTarget("Order__c".into()));
    let theirs = [("Object__c", "Lead"), ("Phone_Fields__c", "Phone"), ("Line__c", "0312345678")];
    desk.lists.push(row(List::Targets, Level::Organisation, ORG, &theirs));
    desk.act(Act::Save);
    assert_eq!(desk.view().conflicts()[0].theirs, "Lead Phone  0312345678");
    desk.act(Act::Settle { conflict: 0, mine: true });
    assert!(desk.view().conflicts().is_empty());
    desk.act(Act::Save);
    assert_eq!(desk.lists.len(), 4);
}

#[test]
fn a_key_stroke_with_five_hundred_lines_is_quick() {
    let mut desk = Desk::closed(true);
    let numbers: Vec<String> = (0..500).map(|number| format!("03{number:08}")).collect();
    lines(&mut desk, &numbers.iter().map(String::as_str).collect::<Vec<_>>());
    desk.lists = numbers
        .iter()
        .map(|number| {
            row(List::Lines, Level::Organisation, ORG, &[("Number__c", number.as_str()), ("Linked__c", "off")])
        })
        .collect();
    desk.show(Page::Settings);
    desk.act(Act::Tick("0300000007".into(), true));
    // The best of some: others use the machine as well.
    let took = (0..5).map(|at: u32| {
        let began = Instant::now();
        let text = "x".repeat(at as usize + 1);
        desk.type_in(Key::WithheldName, &text);
        let (field, view) = (desk.field(Key::WithheldName), desk.view());
        let list = desk.list(List::Lines);
        assert_eq!((field.text, view.unsaved(), list.len()), (text, 2, 500));
        began.elapsed()
    });
    let took = took.min().expect("five");
    // Not optimised, on a busy machine: a hundred times what the panel takes, which is the time of something squared.
    assert!(took.as_millis() < 1_000, "{took:?}");
}
