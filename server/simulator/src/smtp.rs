//! A mail server for handing mail in (RFC 5321, 6409), as the business's mail provider runs one. What it takes arrives at the customers.

mod command;
mod delivery;
mod letter;
mod login;
mod refusal;
mod reply;
mod session;
mod wire;

use crate::router::Shared;
use std::time::Duration;
use tokio::net::TcpListener;

/// The largest mail, in bytes.
const LARGEST: usize = 25 * 1024 * 1024;

/// How long a sender may say nothing.
const PATIENCE: Duration = Duration::from_secs(300);

/// Serves everybody who connects, until the end.
pub(crate) async fn run(world: Shared, listener: TcpListener) {
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = world.closed() => return,
        };
        match stream {
            Ok((stream, _)) => {
                tokio::spawn(serve(world.clone(), wire::Wire::new(stream)));
            }
            // Too many open files, say: the next may come a little later.
            Err(error) => {
                tracing::warn!(%error, "a connection of the mail server cannot be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn serve(world: Shared, wire: wire::Wire<tokio::net::TcpStream>) {
    let ending = world.clone();
    tokio::select! {
        // Who hangs up in the middle has hung up.
        _ = session::Session::new(world, wire).hold() => {}
        () = ending.closed() => {}
    }
}
