//! Addresses of a local network, which a browser may keep from the panel.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether an address is one of a local network.
pub(super) fn is_local(url: &str) -> bool {
    let host = url.split('/').nth(2).unwrap_or_default();
    if let Some(ipv6) = host.strip_prefix('[') {
        let address = ipv6.split(']').next().and_then(|ipv6| ipv6.parse::<Ipv6Addr>().ok());
        return address.is_some_and(|ip| ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local());
    }
    let name = host.split(':').next().unwrap_or_default();
    match name.parse::<Ipv4Addr>() {
        Ok(ip) => ip.is_private() || ip.is_loopback() || ip.is_link_local(),
        // A name without a dot is one of the network at hand.
        Err(_) => !name.is_empty() && (!name.contains('.') || name.rsplit('.').next() == Some("local")),
    }
}
