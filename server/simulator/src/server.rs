//! Starting and ending.

use crate::plan::Plan;
use crate::state::State;
use crate::world::World;
use crate::{courier, router, smtp, storage};
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// Why a simulator does not run.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// Two lines of the plan have the same account, which is their name in the control API.
    #[error("two lines of the plan have the account {0}; give each its own")]
    TwoLines(String),
    /// The state file is there and cannot be used.
    #[error("the state file cannot be read; move it away to begin anew: {0}")]
    StateFile(#[source] std::io::Error),
    /// Calls cannot be made at all.
    #[error("the HTTP client cannot be set up: {0}")]
    Client(#[from] reqwest::Error),
    /// The network fails.
    #[error("the simulator cannot listen: {0}")]
    Listen(#[from] std::io::Error),
}

/// Where a simulator listens.
#[derive(Debug)]
pub struct Listeners {
    /// For everything that is HTTP: the providers, the control API and the phone.
    pub http: TcpListener,
    /// For mail that is handed in by SMTP. Without one nothing reaches the customers of mailboxes.
    pub mail: Option<TcpListener>,
}

/// Without mail.
impl From<TcpListener> for Listeners {
    fn from(http: TcpListener) -> Self {
        Self { http, mail: None }
    }
}

/// Plays the providers of this plan on these listeners until `ending` is over.
///
/// # Errors
/// The plan or its state file cannot be used, or the network fails.
pub async fn serve(
    listeners: impl Into<Listeners>,
    plan: Plan,
    ending: impl Future<Output = ()> + Send + 'static,
) -> Result<(), SimulatorError> {
    let Listeners { http: listener, mail } = listeners.into();
    let world = open(origin(listener.local_addr()?), plan)?;
    if let Some(mail) = mail {
        // Ends with the world.
        tokio::spawn(smtp::run(world.clone(), mail));
    }
    let courier = tokio::spawn(courier::run(world.clone()));
    let keeper = tokio::spawn(storage::keep(world.clone()));
    let closing = world.clone();
    let served = axum::serve(listener, router::router(world.clone())).with_graceful_shutdown(async move {
        ending.await;
        closing.close();
    });
    let patience = async {
        world.closed().await;
        tokio::time::sleep(Duration::from_secs(2)).await;
    };
    let result = tokio::select! {
        result = served.into_future() => result,
        () = patience => Ok(()),
    };
    world.close();
    let _ = tokio::join!(courier, keeper);
    if let Some(file) = &world.plan.state_file {
        storage::save(&world, file).await;
    }
    Ok(result?)
}

fn open(origin: String, plan: Plan) -> Result<std::sync::Arc<World>, SimulatorError> {
    let accounts: Vec<_> = plan.lines.iter().map(|line| &line.account).collect();
    if let Some(double) =
        accounts.iter().enumerate().find(|(place, one)| accounts.iter().take(*place).any(|other| other == *one))
    {
        return Err(SimulatorError::TwoLines((*double.1).clone()));
    }
    let state = match &plan.state_file {
        Some(file) => storage::load(file).map_err(SimulatorError::StateFile)?,
        None => State::default(),
    };
    // Somebody else in the process may have chosen one already; either will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(5))
        .build()?;
    Ok(World::new(plan, origin, http, state))
}

/// The address others reach this listener at: one that listens everywhere is reached at home.
fn origin(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", address.port())
    } else {
        format!("http://{address}")
    }
}
