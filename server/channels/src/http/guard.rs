//! Keeps addresses that others give from leading into our own network (server-side request forgery).
//!
//! Names are looked up here and the connection is made to exactly the addresses that were checked, so that a name cannot
//! point elsewhere a moment later. Addresses written as numbers never come here: [`check`] looks at them.

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// A name leads to an address that is not public.
#[derive(Debug, thiserror::Error)]
#[error("the address is not public")]
pub(super) struct NotPublic;

impl NotPublic {
    /// Somewhere below this error.
    pub(super) fn caused(error: &(dyn Error + 'static)) -> bool {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if error.is::<Self>() {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

/// Looks names up and refuses those of which any address is not public.
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if found.iter().all(|address| is_public(address.ip())) {
                Ok(Box::new(found.into_iter()) as Addrs)
            } else {
                Err(NotPublic.into())
            }
        })
    }
}

/// What can be told without looking the name up: http or https, no password, no private number.
pub(super) fn check(address: &Url) -> Result<(), &'static str> {
    if !matches!(address.scheme(), "http" | "https") {
        return Err("Only http and https addresses can be fetched.");
    }
    if !address.username().is_empty() || address.password().is_some() {
        return Err("The address of the file has a password in it.");
    }
    let host = address.host_str().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match number {
        Ok(number) if !is_public(number) => Err("The address of the file is not public."),
        _ if host.is_empty() => Err("The address of the file names no host."),
        _ => Ok(()),
    }
}

/// On the open internet (IANA special-purpose address registries).
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let special = match address.octets() {
        // This network, loopback, carrier-grade NAT.
        [0 | 127, ..] | [100, 64..=127, ..] => true,
        // Protocol assignments, 6to4 relays, benchmarks.
        [192, 0, 0, _] | [192, 88, 99, _] | [198, 18 | 19, ..] => true,
        // Multicast, reserved, broadcast.
        [224..=255, ..] => true,
        _ => address.is_private() || address.is_link_local() || address.is_documentation(),
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = inner_v4(address) {
        return is_public_v4(inner);
    }
    match address.segments() {
        // Teredo and other protocol assignments, documentation (two ranges).
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        // Global unicast is all there is outside.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// The IPv4 address a translator or tunnel would go to: mapped, compatible, NAT64 (both prefixes), 6to4.
fn inner_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let joined = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(joined(high, low)),
        [0x64, 0xff9b, 1, _, _, _, high, low] => Some(joined(high, low)),
        [0x2002, high, low, ..] => Some(joined(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(address: &str) -> bool {
        Url::parse(address).is_ok_and(|address| check(&address).is_ok())
    }

    #[test]
    fn our_own_network_is_out_of_reach() {
        for host in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.254",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[::127.0.0.1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.1.2.3]",
            "[::ffff:a9fe:a9fe]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::10.0.0.1]",
            "[2002:7f00:1::]",
            "[2002:c0a8:101::1]",
            "[100::1]",
            "[2001::1]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
        ] {
            assert!(!checked(&format!("http://{host}/x")), "{host}");
        }
    }

    #[test]
    fn numbers_in_disguise_are_seen_through() {
        for address in [
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://017700000001/",
            "http://127.1/",
            "http://0/",
            "http://①②⑦.0.0.1/",
            "https://10.1/",
            "http://[0:0:0:0:0:ffff:7f00:0001]/",
        ] {
            assert!(!checked(address), "{address}");
        }
    }

    #[test]
    fn other_schemes_and_passwords_are_refused() {
        for address in [
            "file:///etc/passwd",
            "ftp://a.example/x",
            "gopher://a.example/",
            "data:text/plain,x",
            "http://user:word@a.example/",
            "http://user@a.example/",
            "//a.example/x",
            "a.example/x",
        ] {
            assert!(!checked(address), "{address}");
        }
    }

    #[test]
    fn the_open_internet_is_open() {
        for host in [
            "1.1.1.1",
            "9.9.9.9",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "[2606:4700:4700::1111]",
            "[2a00:1450:4001::200e]",
            "[::ffff:1.1.1.1]",
            "[64:ff9b::1.1.1.1]",
            "a.example",
        ] {
            assert!(checked(&format!("https://{host}/x")), "{host}");
        }
    }
}
