//! Limits wrong passwords, by login and by address. Pure: time is an argument.

use crate::{bucket::Bucket, clock::Steady, net::gate::client_network};
use std::{collections::HashMap, hash::Hash, net::IpAddr};

/// Wrong passwords at once, and per minute, for a login.
const LOGIN: (u32, u32) = (5, 5);

/// Wrong passwords at once, and per minute, from an address: an office may share one.
const ADDRESS: (u32, u32) = (20, 20);

/// How many logins, and how many addresses, are remembered. When all are in use, others have to wait.
const MAX_KEPT: usize = 10_000;

/// How long others have to wait then, in milliseconds.
const FULL_MS: u64 = 60_000;

/// The attempts that may still be made.
#[derive(Debug, Default)]
pub struct Attempts {
    logins: HashMap<String, Bucket>,
    networks: HashMap<IpAddr, Bucket>,
}

impl Attempts {
    /// Begins an attempt, which counts as failed until it succeeds.
    ///
    /// # Errors
    /// Returns how long to wait, in milliseconds, if there were too many.
    pub fn begin(&mut self, login: &str, address: IpAddr, now: Steady) -> Result<(), u64> {
        let login = bucket(&mut self.logins, login.to_owned(), LOGIN, now)?;
        let network = bucket(&mut self.networks, client_network(address), ADDRESS, now)?;
        match login.wait_for(1, now).max(network.wait_for(1, now)) {
            0 => {
                login.take(1, now);
                network.take(1, now);
                Ok(())
            }
            wait => Err(wait),
        }
    }

    /// Notes that an attempt has succeeded: it does not count.
    pub fn succeed(&mut self, login: &str, address: IpAddr) {
        self.logins.remove(login);
        if let Some(bucket) = self.networks.get_mut(&client_network(address)) {
            bucket.give_back(1);
        }
    }
}

fn bucket<K: Eq + Hash>(
    buckets: &mut HashMap<K, Bucket>,
    key: K,
    (burst, per_minute): (u32, u32),
    now: Steady,
) -> Result<&mut Bucket, u64> {
    if buckets.len() >= MAX_KEPT && !buckets.contains_key(&key) {
        buckets.retain(|_, bucket| !bucket.is_full(now));
        if buckets.len() >= MAX_KEPT {
            return Err(FULL_MS);
        }
    }
    Ok(buckets.entry(key).or_insert_with(|| Bucket::per_minute(burst, per_minute, now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Steady {
        Steady::from_millis(millis)
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn a_login_has_five_attempts_then_one_every_twelve_seconds() {
        let mut attempts = Attempts::default();
        let made = (0..100).filter(|n| attempts.begin("sato", address(*n), at(0)).is_ok());
        assert_eq!(made.count(), 5, "from whatever address");
        assert_eq!(attempts.begin("sato", address(200), at(0)), Err(12_000));
        assert_eq!(attempts.begin("suzuki", address(200), at(0)), Ok(()));
        assert_eq!(attempts.begin("sato", address(200), at(12_000)), Ok(()));
    }

    #[test]
    fn an_address_that_tries_many_logins_has_to_wait() {
        let mut attempts = Attempts::default();
        let made = (0..100).filter(|n| attempts.begin(&format!("login{n}"), address(1), at(0)).is_ok());
        assert_eq!(made.count(), 20);
        assert_eq!(attempts.begin("sato", address(2), at(0)), Ok(()));
    }

    #[test]
    fn who_succeeds_has_lost_nothing() {
        let mut attempts = Attempts::default();
        for n in 0..1_000 {
            let login = format!("login{}", n % 50);
            assert_eq!(attempts.begin(&login, address(1), at(0)), Ok(()), "a whole office at nine o'clock");
            attempts.succeed(&login, address(1));
        }
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut attempts = Attempts::default();
        let mut refused = 0;
        for n in 0..30_000_u32 {
            let address = IpAddr::from(n.to_be_bytes());
            refused += u32::from(attempts.begin(&n.to_string(), address, at(0)).is_err());
        }
        assert_eq!((attempts.logins.len(), refused), (MAX_KEPT, 20_000));
        assert_eq!(attempts.begin("sato", address(1), at(60_000)), Ok(()), "those of before have refilled");
    }
}
