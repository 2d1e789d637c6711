//! Area codes (市外局番) of Japan's 0AB-J numbers. They have two to five digits, and nothing in the number says how many.
//!
//! The table is generated: `cargo test -p denwa-core number::tests::oracle::print_area_table -- --ignored --nocapture`
//! prints it, and fails if the table that is checked in differs from the metadata of libphonenumber. A quicker test compares the edges
//! of its rows on every run.

use super::area_table::AREAS;

/// How many digits the area code of a national number has, with its leading 0. `None` for a number that is not given out.
pub(super) fn length(digits: &str) -> Option<usize> {
    let block: u32 = digits.get(1..6)?.parse().ok()?;
    let rows_up_to_block = AREAS.partition_point(|(from, _)| *from <= block);
    let (_, length) = AREAS[..rows_up_to_block].last()?;
    Some(*length).filter(|length| *length > 0)
}
