//! Tests of the test: without one of the product's protections the books do not balance. With all of them they do, for the same plan.

use denwa_faults::{
    plan::{Plan, Protection},
    report::Kind,
    run,
};

/// Plays a plan with and without a protection.
fn needs(protection: Protection, plan: Plan, kinds: &[Kind]) {
    let with = run(&plan);
    assert!(with.balances(), "{with}");
    let without = run(&Plan { without: Some(protection), ..plan });
    let has_failed = without.findings.iter().any(|finding| kinds.contains(&finding.kind));
    assert!(has_failed, "the books balance without {protection}: {without}");
}

/// Things break.
fn faulty(seed: u64, calls: u32) -> Plan {
    Plan::new(seed, calls)
}

/// Nothing breaks but the protection.
fn quiet(calls: u32) -> Plan {
    Plan { has_faults: false, ..Plan::new(1, calls) }
}

#[test]
fn without_the_logs_key_tasks_are_doubled() {
    needs(Protection::LogKey, faulty(1, 60), &[Kind::Doubled]);
}

#[test]
fn without_the_numbers_of_requests_records_are_wrong() {
    needs(Protection::RequestIds, faulty(1, 60), &[Kind::WrongRecord]);
}

#[test]
fn without_the_store_calls_are_lost() {
    needs(Protection::Store, faulty(1, 60), &[Kind::Lost, Kind::Stuck]);
}

#[test]
fn without_the_ids_of_commands_numbers_are_dialled_twice() {
    needs(Protection::CommandIds, quiet(40), &[Kind::Doubled]);
}

#[test]
fn without_the_numbers_of_events_panels_show_what_is_over() {
    needs(Protection::Sequence, quiet(40), &[Kind::Stuck, Kind::Lost]);
}

#[test]
fn without_the_end_of_the_synchronisation_calls_never_end() {
    needs(Protection::Resync, faulty(1, 60), &[Kind::Stuck]);
}

#[test]
fn without_a_primary_panel_pages_open_twice() {
    needs(Protection::OnePrimary, quiet(40), &[Kind::Doubled]);
}

#[test]
fn without_the_notices_of_open_pages_they_open_twice() {
    needs(Protection::PopNotices, quiet(40), &[Kind::Doubled]);
}

#[test]
fn without_the_reports_of_logs_the_server_never_settles_a_call() {
    needs(Protection::LogReports, quiet(5), &[Kind::Stuck]);
}
