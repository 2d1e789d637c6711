//! Remembers which panel has used which token: a token that was seen elsewhere is worth nothing. A panel that lost its
//! connection may use its token again. The store keeps this over restarts; see [`Change::Token`].

use crate::{
    clock::{Now, Steady},
    store::{Change, change::KeptToken},
};
use denwa_protocol::Timestamp;
use std::collections::HashMap;

/// How many tokens are remembered before expired ones are forgotten.
const SWEEP_AT: usize = 1_024;

/// How many tokens are remembered at most; beyond it, the half that expires first is forgotten. 18,000 panels that sign
/// in twice an hour need 18,000.
const MAX_TOKENS: usize = 200_000;

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
    expires_at: Timestamp,
}

impl UsedTokens {
    /// Remembers the tokens that a store gives back.
    #[must_use]
    pub fn restored(tokens: Vec<KeptToken>, now: Now) -> Self {
        let mut used = Self { used: HashMap::new(), sweep_at: SWEEP_AT };
        for KeptToken { organisation, id, instance, expires_at } in tokens {
            let until = now.steady + expires_at.saturating_sub(now.wall);
            used.used.insert((organisation, id), Use { instance, until, expires_at });
        }
        used.forget_some(now);
        used
    }

    /// Returns whether this panel may use a token: nobody else has.
    #[must_use]
    pub fn may_use(&self, organisation: &str, id: &str, instance: &str, now: Steady) -> bool {
        let key = (organisation.to_owned(), id.to_owned());
        self.used.get(&key).is_none_or(|used| used.instance == instance || used.until <= now)
    }

    /// Notes that a panel has used a token that expires at `until`. Returns what the store has to keep.
    pub fn note(&mut self, token: KeptToken, until: Steady, now: Now) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.used.len() >= self.sweep_at {
            changes.push(Change::ForgetTokens { before: self.forget_some(now) });
        }
        let key = (token.organisation.clone(), token.id.clone());
        let (instance, expires_at) = (token.instance.clone(), token.expires_at);
        let known = self.used.insert(key, Use { instance, until, expires_at });
        if known.is_none_or(|known| (known.instance, known.expires_at) != (token.instance.clone(), expires_at)) {
            changes.push(Change::Token { token });
        }
        changes
    }

    /// Returns all tokens, for a store that has missed changes.
    #[must_use]
    pub fn everything(&self) -> Vec<Change> {
        let kept = |((organisation, id), used): (&(String, String), &Use)| KeptToken {
            organisation: organisation.clone(),
            id: id.clone(),
            instance: used.instance.clone(),
            expires_at: used.expires_at,
        };
        self.used.iter().map(kept).map(|token| Change::Token { token }).collect()
    }

    /// Forgets the tokens that have expired and, if too many are left, those that expire first. Returns the time before
    /// which all forgotten tokens expire.
    fn forget_some(&mut self, now: Now) -> Timestamp {
        let mut before = now.wall;
        self.used.retain(|_, used| used.until > now.steady);
        if self.used.len() > MAX_TOKENS / 2 {
            let mut times: Vec<Timestamp> = self.used.values().map(|used| used.expires_at).collect();
            let excess = times.len() - MAX_TOKENS / 2;
            before = *times.select_nth_unstable(excess).1;
            self.used.retain(|_, used| used.expires_at >= before);
        }
        self.sweep_at = SWEEP_AT.max(self.used.len() * 2).min(MAX_TOKENS);
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steady and wall time count from the same moment here.
    fn at(millis: u64) -> Now {
        Now { steady: Steady::from_millis(millis), wall: millis }
    }

    fn token(id: &str, instance: &str, expires_at: Timestamp) -> KeptToken {
        KeptToken { organisation: "org".to_owned(), id: id.to_owned(), instance: instance.to_owned(), expires_at }
    }

    fn note(used: &mut UsedTokens, id: &str, instance: &str, until: u64, now: u64) -> Vec<Change> {
        used.note(token(id, instance, until), at(until).steady, at(now))
    }

    #[test]
    fn a_token_serves_one_panel() {
        let mut used = UsedTokens::restored(Vec::new(), at(0));
        assert!(used.may_use("org", "id", "page", at(0).steady));
        note(&mut used, "id", "page", 1_000, 0);
        assert!(used.may_use("org", "id", "page", at(1).steady), "the same panel connects again");
        assert!(!used.may_use("org", "id", "thief", at(999).steady));
        assert!(used.may_use("other", "id", "page-2", at(1).steady), "another organisation's IDs are its own");
    }

    #[test]
    fn what_is_kept_counts_after_a_restart_until_the_token_expires() {
        let mut used = UsedTokens::restored(Vec::new(), at(0));
        let kept = note(&mut used, "id", "page", 1_000, 0);
        assert_eq!(kept, [Change::Token { token: token("id", "page", 1_000) }]);
        assert_eq!(used.everything(), kept);
        assert_eq!(note(&mut used, "id", "page", 1_000, 1), [], "it is kept already");

        let used = UsedTokens::restored(vec![token("id", "page", 1_000), token("old", "page", 400)], at(500));
        assert!(!used.may_use("org", "id", "thief", at(999).steady));
        assert!(used.may_use("org", "id", "page", at(999).steady));
        assert!(used.may_use("org", "id", "thief", at(1_000).steady), "the verifier refuses it by now");
        assert_eq!(used.everything().len(), 1);
    }

    #[test]
    fn expired_tokens_are_forgotten() {
        let mut used = UsedTokens::restored(Vec::new(), at(0));
        let mut forgotten = 0;
        for n in 0..100_000 {
            for change in note(&mut used, &n.to_string(), "page", n + 10, n) {
                if let Change::ForgetTokens { before } = change {
                    assert_eq!(before, n);
                    forgotten += 1;
                }
            }
        }
        assert!(used.used.len() <= SWEEP_AT, "{}", used.used.len());
        assert!((90..110).contains(&forgotten), "{forgotten}");
    }

    #[test]
    fn tokens_that_live_long_are_bounded_too() {
        let mut used = UsedTokens::restored(Vec::new(), at(0));
        for n in 0..300_000 {
            note(&mut used, &n.to_string(), "page", 1_000_000 + n, n);
        }
        assert!(used.used.len() <= MAX_TOKENS, "{}", used.used.len());
        assert!(!used.may_use("org", "299999", "thief", at(300_000).steady), "the youngest stay");
    }
}
