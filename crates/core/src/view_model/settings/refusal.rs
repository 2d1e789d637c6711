//! Why a value is not taken.

use crate::settings::{Kind, List, Reason};

/// Why a value is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalView {
    /// Why.
    pub reason: Reason,
    /// Of a number the least it may be; otherwise 0.
    pub least: usize,
    /// Of a number the most it may be, of a text how long it may be, of a list how many rows it may have; 0 where nothing bounds it.
    pub most: usize,
}

impl RefusalView {
    /// Of a value of that kind.
    pub(super) fn of_value(reason: Reason, kind: Kind) -> Self {
        let (least, most) = kind.range();
        Self { reason, least, most }
    }

    /// Of a list as a whole.
    pub(super) fn of_list(reason: Reason, list: List) -> Self {
        Self { reason, least: 0, most: list.row().most }
    }
}
