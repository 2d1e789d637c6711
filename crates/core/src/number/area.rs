//! Area codes (市外局番) of Japan's 0AB-J numbers: two to five digits with the 0, and nothing in the number says which.
//!
//! The table is generated: `cargo test -p denwa-core number::tests::oracle::print_area_table -- --ignored --nocapture`
//! prints it and fails when the checked-in table is no longer what the oracle (the metadata of libphonenumber) says; a
//! quicker test checks its edges every time.

use super::area_table::AREAS;
use crate::cut::value;

/// How many digits the area code of a number has, counting the leading 0 that `rest` lacks. `None` for what has not been given
/// out.
pub(super) fn length(rest: &str) -> Option<usize> {
    let block = value(rest.get(..5)?)?;
    let (mut from, mut length) = (0, 0);
    for &step in AREAS {
        from += u32::from(step / 5);
        if from > block {
            break;
        }
        length = usize::from(step % 5);
    }
    // A length of 0 marks what is not given out.
    (length > 0).then_some(length + 1)
}
