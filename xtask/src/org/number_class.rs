//! The field cases of telephone numbers as an Apex test class, so that the org finds records by the same rules as the panel and the simulator.

use std::fmt::Write as _;

use denwa_core::number::search_forms;

const NUMBERS: &str = include_str!("../../../crates/core/tests/field/numbers.tsv");
const SAME: &str = include_str!("../../../crates/core/tests/field/same.tsv");

const HEAD: &str = "\
/**
 * Numbers as people write them: made by `cargo xtask org generate` from crates/core/tests/field.
 */
@IsTest
private class DenwaFieldNumbersTest {
    private static void check(String stored, String sent, Boolean expected) {
        Set<String> wanted = new Set<String>();
        for (String one : sent.split(' ')) {
            wanted.add(DenwaNumber.plain(one));
        }
        Boolean found = false;
        for (String digits : DenwaNumber.numbersIn(stored)) {
            found = found || wanted.contains(digits);
        }
        Assert.areEqual(expected, found, stored + ' by ' + sent);
    }

";

pub fn file() -> String {
    let mut text = HEAD.to_owned();
    let dialled: Vec<String> = rows(NUMBERS).filter_map(|row| check(row[0], row[1], true)).collect();
    test(&mut text, "aTextIsFoundByTheNumberItDials", &dialled);
    let both_ways = |row: Vec<&str>| [check(row[1], row[0], row[2] == "yes"), check(row[0], row[1], row[2] == "yes")];
    let same: Vec<String> = rows(SAME).flat_map(both_ways).flatten().collect();
    test(&mut text, "aNumberIsFoundByTheSameNumberOnly", &same);
    format!("{}\n}}\n", text.trim_end())
}

/// The rows of a table, each with its columns. A line that begins with `# ` is the heading.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

/// A stored text, and the numbers that the panel sends for `typed`. `None` for what the panel never searches for.
fn check(stored: &str, typed: &str, expected: bool) -> Option<String> {
    let sent = search_forms(typed);
    let stored = stored.replace('\\', "\\\\").replace('\'', "\\'");
    (!sent.is_empty()).then(|| format!("        check('{stored}', '{}', {expected});\n", sent.join(" ")))
}

fn test(text: &mut String, name: &str, checks: &[String]) {
    let _ = write!(text, "    @IsTest\n    static void {name}() {{\n{}    }}\n\n", checks.concat());
}
