//! Places for sockets, and refused sign-ins by address. Pure: time is an argument.
//!
//! Those who have signed in and those who have not have places of their own, so that a crowd that never signs in keeps
//! nobody out. When the places of the unsigned are taken, the oldest socket of the address with the most of them is closed: an agent's
//! panel signs in within moments, so a good token gets in even beside an attacker at the same address.

use crate::{bucket::Bucket, clock::Steady, config::Limits};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
};
use tokio::sync::Notify;

/// How many addresses with refused sign-ins are remembered.
const MAX_ADDRESSES: usize = 10_000;

/// A socket's place. Places are given in the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(u64);

/// A socket that has not signed in.
#[derive(Debug)]
struct Unsigned {
    network: IpAddr,
    /// Ends the socket.
    evict: Arc<Notify>,
}

/// Gives places to sockets, and counts refused sign-ins.
#[derive(Debug)]
pub struct Gate {
    limits: Limits,
    next: u64,
    unsigned: BTreeMap<Place, Unsigned>,
    /// The unsigned sockets of each network.
    by_network: HashMap<IpAddr, BTreeSet<Place>>,
    /// The networks by their numbers of unsigned sockets.
    by_count: BTreeSet<(usize, IpAddr)>,
    signed_in: BTreeSet<Place>,
    evicted: u64,
    refusals: HashMap<IpAddr, Bucket>,
}

/// How many sockets there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SocketCounts {
    /// Sockets that have not signed in.
    pub unsigned: usize,
    /// Sockets that have signed in.
    pub signed_in: usize,
    /// Sockets that had to go before they signed in, since the start.
    pub evicted: u64,
}

impl Gate {
    /// Makes a gate without sockets.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            next: 0,
            unsigned: BTreeMap::new(),
            by_network: HashMap::new(),
            by_count: BTreeSet::new(),
            signed_in: BTreeSet::new(),
            evicted: 0,
            refusals: HashMap::new(),
        }
    }

    /// Gives a new socket a place, for which an older unsigned socket may have to go. `address` is `None` while only the
    /// address of a reverse proxy is known. The returned signal tells the socket to go.
    pub fn enter(&mut self, address: Option<IpAddr>) -> (Place, Arc<Notify>) {
        let place = Place(self.next);
        self.next += 1;
        let evict = Arc::new(Notify::new());
        let network = address.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), client_network);
        self.unsigned.insert(place, Unsigned { network, evict: evict.clone() });
        self.put(network, place);
        self.make_room(network);
        (place, evict)
    }

    /// Notes the address of a socket behind a reverse proxy.
    pub fn set_address(&mut self, place: Place, address: IpAddr) {
        let network = client_network(address);
        let Some(unsigned) = self.unsigned.get_mut(&place) else { return };
        let before = std::mem::replace(&mut unsigned.network, network);
        if before != network {
            self.take_out(before, place);
            self.put(network, place);
            self.make_room(network);
        }
    }

    /// Gives a socket that signs in one of the places kept for those. Returns false if all are taken, or if the socket
    /// has had to go.
    pub fn sign_in(&mut self, place: Place) -> bool {
        if self.signed_in.len() >= self.limits.sockets as usize || self.remove_unsigned(place).is_none() {
            return false;
        }
        self.signed_in.insert(place)
    }

    /// Notes that a socket has closed.
    pub fn leave(&mut self, place: Place) {
        self.remove_unsigned(place);
        self.signed_in.remove(&place);
    }

    /// Lets the oldest unsigned sockets go, a tenth of them: the process has no file descriptors left.
    pub fn evict_some(&mut self) {
        let oldest: Vec<Place> = self.unsigned.keys().copied().take(self.unsigned.len().div_ceil(10)).collect();
        for place in oldest {
            self.evict(place);
        }
    }

    /// Returns how many sockets there are.
    #[must_use]
    pub fn counts(&self) -> SocketCounts {
        SocketCounts { unsigned: self.unsigned.len(), signed_in: self.signed_in.len(), evicted: self.evicted }
    }

    /// Counts a refused sign-in of this address. Returns how long the address should wait, in milliseconds, if it has
    /// been refused too often.
    pub fn count_refusal(&mut self, address: IpAddr, now: Steady) -> Option<u64> {
        let network = client_network(address);
        if self.refusals.len() >= MAX_ADDRESSES && !self.refusals.contains_key(&network) {
            self.refusals.retain(|_, bucket| !bucket.is_full(now));
            if self.refusals.len() >= MAX_ADDRESSES {
                return None;
            }
        }
        let Limits { refusal_burst, refusals_per_minute, .. } = self.limits;
        let bucket =
            self.refusals.entry(network).or_insert_with(|| Bucket::per_minute(refusal_burst, refusals_per_minute, now));
        Some(bucket.take_one(now)).filter(|wait| *wait > 0)
    }

    /// Lets unsigned sockets go until the limits hold.
    fn make_room(&mut self, network: IpAddr) {
        let is_proxy = network == IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        if let Some(own) = self.by_network.get(&network)
            && own.len() > self.limits.pending_per_address as usize
            && !is_proxy
            && let Some(oldest) = own.first().copied()
        {
            self.evict(oldest);
        }
        if self.unsigned.len() > self.limits.unsigned_sockets as usize
            && let Some((_, crowded)) = self.by_count.last()
            && let Some(oldest) = self.by_network.get(crowded).and_then(|places| places.first().copied())
        {
            self.evict(oldest);
        }
    }

    fn evict(&mut self, place: Place) {
        if let Some(unsigned) = self.remove_unsigned(place) {
            self.evicted += 1;
            unsigned.evict.notify_one();
        }
    }

    fn remove_unsigned(&mut self, place: Place) -> Option<Unsigned> {
        let unsigned = self.unsigned.remove(&place)?;
        self.take_out(unsigned.network, place);
        Some(unsigned)
    }

    fn put(&mut self, network: IpAddr, place: Place) {
        let places = self.by_network.entry(network).or_default();
        self.by_count.remove(&(places.len(), network));
        places.insert(place);
        self.by_count.insert((places.len(), network));
    }

    fn take_out(&mut self, network: IpAddr, place: Place) {
        let Some(places) = self.by_network.get_mut(&network) else { return };
        self.by_count.remove(&(places.len(), network));
        places.remove(&place);
        if places.is_empty() {
            self.by_network.remove(&network);
        } else {
            self.by_count.insert((places.len(), network));
        }
    }
}

/// Returns the network that counts as a client's address: an IPv6 client usually owns a whole /64.
pub(super) fn client_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
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
    fn the_oldest_of_a_crowded_address_goes_and_the_newcomer_gets_in() {
        let mut gate = Gate::new(Limits { pending_per_address: 3, ..Limits::default() });
        let crowd: Vec<_> = (0..3).map(|_| gate.enter(Some(address(1))).0).collect();
        let (good, _) = gate.enter(Some(address(1)));
        assert!(!gate.sign_in(crowd[0]), "the oldest had to go");
        assert!(gate.sign_in(good));
        assert_eq!(gate.counts(), SocketCounts { unsigned: 2, signed_in: 1, evicted: 1 });
    }

    #[test]
    fn a_crowd_of_unsigned_sockets_fills_no_place_of_those_who_sign_in() {
        let mut gate = Gate::new(Limits { sockets: 2, unsigned_sockets: 100, ..Limits::default() });
        let (quiet, _) = gate.enter(Some(address(200)));
        for n in 0..10_000_u32 {
            gate.enter(Some(IpAddr::from([10, 0, 0, u8::try_from(n % 20).unwrap()])));
        }
        assert_eq!(gate.counts().unsigned, 100);
        assert!(gate.sign_in(quiet), "an address with few sockets keeps them");
        let (good, _) = gate.enter(Some(address(1)));
        assert!(gate.sign_in(good));
        let (third, _) = gate.enter(Some(address(1)));
        assert!(!gate.sign_in(third), "the house is full");
        gate.leave(good);
        assert!(gate.sign_in(third));
    }

    #[test]
    fn an_evicted_socket_is_told() {
        let mut gate = Gate::new(Limits { pending_per_address: 1, ..Limits::default() });
        let (_, evict) = gate.enter(Some(address(1)));
        gate.enter(Some(address(1)));
        let told = std::pin::pin!(evict.notified());
        assert!(futures_util::FutureExt::now_or_never(told).is_some());
    }

    #[test]
    fn sockets_behind_a_proxy_count_by_their_own_address() {
        let mut gate = Gate::new(Limits { pending_per_address: 1, ..Limits::default() });
        let (first, second, third) = (gate.enter(None).0, gate.enter(None).0, gate.enter(None).0);
        for (place, last) in [(first, 1), (second, 2), (third, 1)] {
            gate.set_address(place, IpAddr::from([192, 0, 2, last]));
        }
        assert!(!gate.sign_in(first) && gate.sign_in(second) && gate.sign_in(third));
    }

    #[test]
    fn an_address_refused_too_often_is_told_to_wait_and_others_are_not() {
        let mut gate = Gate::new(Limits { refusal_burst: 2, refusals_per_minute: 6, ..Limits::default() });
        let bad = IpAddr::from([192, 0, 2, 1]);
        let v6 = |last| IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, last, last, last, last));
        assert_eq!((gate.count_refusal(bad, at(0)), gate.count_refusal(bad, at(0))), (None, None));
        assert_eq!(gate.count_refusal(bad, at(0)), Some(10_000));
        assert_eq!(gate.count_refusal(bad, at(10_000)), None);
        assert_eq!(gate.count_refusal(IpAddr::from([192, 0, 2, 2]), at(0)), None);
        for last in 0..2 {
            gate.count_refusal(v6(last), at(0));
        }
        assert!(gate.count_refusal(v6(9), at(0)).is_some(), "the same /64 is the same client");
    }

    #[test]
    fn nothing_is_kept_of_sockets_that_have_gone() {
        let mut gate = Gate::new(Limits::default());
        let places: Vec<_> = (0..10).map(|n| gate.enter(Some(address(n))).0).collect();
        for place in places.iter().step_by(2) {
            assert!(gate.sign_in(*place));
        }
        for place in places {
            gate.leave(place);
        }
        assert_eq!(gate.counts(), SocketCounts::default());
        assert!(gate.by_network.is_empty() && gate.by_count.is_empty() && gate.unsigned.is_empty());
    }
}
