//! A door in front of PostgreSQL: while it is closed, the database is down for whoever comes through it.

use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A door that can be closed and opened.
pub(crate) struct Door {
    /// Where it is.
    pub(crate) address: SocketAddr,
    open: Arc<watch::Sender<bool>>,
}

impl Door {
    /// An open door to the server at that address.
    pub(crate) async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let open = Arc::new(watch::Sender::new(true));
        let doorkeeper = open.clone();
        tokio::spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                tokio::spawn(lead(guest, server.clone(), doorkeeper.subscribe()));
            }
        });
        Self { address, open }
    }

    /// Whoever is inside is cut off, and nobody comes in.
    pub(crate) fn close(&self) {
        self.open.send_replace(false);
    }

    /// Who comes now gets in.
    pub(crate) fn open(&self) {
        self.open.send_replace(true);
    }
}

async fn lead(mut guest: TcpStream, server: String, mut open: watch::Receiver<bool>) {
    if !*open.borrow() {
        return;
    }
    let Ok(mut host) = TcpStream::connect(server).await else { return };
    tokio::select! {
        _ = copy_bidirectional(&mut guest, &mut host) => {}
        _ = open.wait_for(|open| !open) => {}
    }
}
