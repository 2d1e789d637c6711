//! Remembers which panel has used which token: a token that was seen elsewhere is worth nothing. A panel that lost its
//! connection may use its token again.

use crate::clock::Steady;
use std::collections::HashMap;

/// How many tokens are remembered before expired ones are forgotten.
const SWEEP_AT: usize = 1_024;

/// The tokens that have signed a panel in and have not expired.
#[derive(Debug)]
pub struct UsedTokens {
    /// By organisation and token ID.
    used: HashMap<(String, String), Use>,
    sweep_at: usize,
}

#[derive(Debug)]
struct Use {
    instance: String,
    until: Steady,
}

impl Default for UsedTokens {
    fn default() -> Self {
        Self { used: HashMap::new(), sweep_at: SWEEP_AT }
    }
}

impl UsedTokens {
    /// Returns whether this panel may use a token: nobody else has.
    #[must_use]
    pub fn may_use(&self, organisation: &str, id: &str, instance: &str, now: Steady) -> bool {
        let key = (organisation.to_owned(), id.to_owned());
        self.used.get(&key).is_none_or(|used| used.instance == instance || used.until <= now)
    }

    /// Notes that a panel has used a token that expires at `until`.
    pub fn note(&mut self, organisation: &str, id: &str, instance: &str, until: Steady, now: Steady) {
        if self.used.len() >= self.sweep_at {
            self.used.retain(|_, used| used.until > now);
            self.sweep_at = SWEEP_AT.max(self.used.len() * 2);
        }
        let key = (organisation.to_owned(), id.to_owned());
        self.used.insert(key, Use { instance: instance.to_owned(), until });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Steady {
        Steady::from_millis(millis)
    }

    #[test]
    fn a_token_serves_one_panel() {
        let mut used = UsedTokens::default();
        assert!(used.may_use("org", "id", "page", at(0)));
        used.note("org", "id", "page", at(1_000), at(0));
        assert!(used.may_use("org", "id", "page", at(1)), "the same panel connects again");
        assert!(!used.may_use("org", "id", "thief", at(999)));
        assert!(used.may_use("other", "id", "page-2", at(1)), "another organisation's IDs are its own");
    }

    #[test]
    fn expired_tokens_are_forgotten() {
        let mut used = UsedTokens::default();
        for n in 0..100_000_u64 {
            used.note("org", &n.to_string(), "page", at(n + 10), at(n));
        }
        assert!(used.used.len() <= SWEEP_AT, "{}", used.used.len());
    }
}
