//! Inputs in their order: one that comes while another is being handled waits.

use core::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Inputs that came while an earlier one was being handled.
pub struct Queue<I> {
    waiting: RefCell<VecDeque<I>>,
    is_working: Cell<bool>,
}

impl<I> Default for Queue<I> {
    fn default() -> Self {
        Self { waiting: RefCell::default(), is_working: Cell::new(false) }
    }
}

impl<I> Queue<I> {
    /// Handles an input and those that come meanwhile, and calls `show` when none waits. An input that comes meanwhile is left to the
    /// call that is at work. Returns whether this call was the one at work.
    pub fn work(&self, input: I, handle: impl Fn(I), show: impl Fn()) -> bool {
        self.waiting.borrow_mut().push_back(input);
        if self.is_working.replace(true) {
            return false;
        }
        while let Some(input) = self.next() {
            handle(input);
            if self.waiting.borrow().is_empty() {
                show();
            }
        }
        self.is_working.set(false);
        true
    }

    fn next(&self) -> Option<I> {
        self.waiting.borrow_mut().pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_meanwhile_waits_and_is_shown_once() {
        let queue = Queue::default();
        let log = RefCell::new(Vec::new());
        let handle = |input: u32| {
            if input == 1 {
                assert!(!queue.work(2, |_| panic!("the first call is at work"), || panic!("nothing is settled")));
            }
            log.borrow_mut().push(input);
        };
        assert!(queue.work(1, handle, || log.borrow_mut().push(0)));
        assert_eq!(*log.borrow(), [1, 2, 0]);
    }
}
