//! Whatever breaks, the books balance: no page and no Task is lost, doubled or about somebody else, and nothing is stuck.

use denwa_faults::{
    plan::Plan,
    report::{Kind, Report},
    run,
};

fn play(seed: u64, calls: u32, has_faults: bool) -> Report {
    run(&Plan { has_faults, ..Plan::new(seed, calls) })
}

#[test]
fn the_books_balance_while_things_break() {
    let report = play(1, 150, true);
    assert!(report.balances(), "{report}");
    assert!(report.faults.len() >= 9, "everything breaks: {report}");
    assert!(report.figures.tasks > 100 && report.figures.pages > 100, "{report}");
}

#[test]
fn the_books_balance_to_the_word_while_nothing_breaks() {
    let report = play(1, 60, false);
    assert!(report.findings.is_empty(), "{report}");
    assert!(report.faults.is_empty(), "{report}");
    assert_eq!((report.figures.unseen_parts, report.figures.excused_pages), (0, 0), "{report}");
}

#[test]
fn the_same_seed_plays_the_same_calls() {
    assert_eq!(play(7, 20, true), play(7, 20, true));
    assert_ne!(play(7, 20, true).figures, play(8, 20, true).figures);
}

#[test]
fn a_report_counts_by_kind() {
    let report = play(1, 10, false);
    assert_eq!(report.count(Kind::Lost), 0);
    assert!(report.to_string().contains("balance: 0 lost, 0 doubled, 0 on the wrong record, 0 stuck"));
}
