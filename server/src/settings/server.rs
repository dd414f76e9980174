//! Section `[server]`: where Frontdesk is reached.

use serde::{Deserialize, Serialize};
use std::net::{Ipv4Addr, SocketAddr};

/// Where Frontdesk is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// How people reach it; empty: at `address`.
    pub public_url: String,
    /// The folder with the pages' scripts and styles.
    pub site_root: String,
    /// A proxy in front tells who calls.
    pub trust_proxy: bool,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: String::new(),
            site_root: "target/site".to_owned(),
            trust_proxy: false,
        }
    }
}

impl Server {
    /// How people reach it, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        match self.public_url.trim_end_matches('/') {
            "" => format!("http://{}", self.address),
            url => url.to_owned(),
        }
    }

    /// Host and port of `public_url`, when that is set.
    #[must_use]
    pub fn public_authority(&self) -> Option<&str> {
        let (_, rest) = self.public_url.split_once("://")?;
        rest.split('/').next().filter(|authority| !authority.is_empty())
    }

    /// People reach it over TLS, so cookies need never travel without.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Only this machine can reach it.
    #[must_use]
    pub const fn is_loopback(&self) -> bool {
        self.address.ip().is_loopback()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_reach_it_at_the_public_url_or_else_at_its_address() {
        let mut server = Server::default();
        assert_eq!(server.url(), "http://127.0.0.1:8080");
        assert_eq!((server.public_authority(), server.is_secure()), (None, false));
        server.public_url = "https://desk.example:8443/".to_owned();
        assert_eq!(server.url(), "https://desk.example:8443");
        assert_eq!((server.public_authority(), server.is_secure()), (Some("desk.example:8443"), true));
    }
}
