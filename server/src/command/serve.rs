//! `frontdesk serve`: answers requests until asked to end.

use super::demo;
use crate::providers::{self, Gate};
use crate::settings::Settings;
use crate::{App, router, shutdown, trace};
use anyhow::Context as _;
use axum::serve::ListenerExt as _;
use channels::Http;
use clap::Args;
use domain::Desk;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Longest time for live connections to say goodbye, and for answers under way to be finished.
const GOODBYE: Duration = Duration::from_secs(3);

/// A simulator at work in this process.
type Simulator = JoinHandle<Result<(), simulator::SimulatorError>>;

/// The options of the command.
#[derive(Debug, Default, Args)]
pub(super) struct Serve {
    /// With a business to try things with, and sign-ins that everybody may know. On this machine's own address only.
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        trace::start(&settings.log.filter);
        if self.demo {
            demo::refuse_strangers(&settings)?;
        }
        let mut settings = settings;
        let desk = super::open(&settings).await?;
        let demo = if self.demo { Some(desk.seed_demo().await?) } else { None };
        let phone = if self.demo { Some(simulate(&desk, &mut settings).await?) } else { None };
        let is_empty = desk.accounts().await?.is_empty();
        let address = settings.server.address;
        let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
        println!("Frontdesk is ready at {}", settings.server.url());
        if is_empty {
            println!("There is no business yet. Make one with: frontdesk create-admin --business … --name … --email …");
        }
        if let Some(demo) = &demo {
            print!("{}", demo::for_people(demo, &settings.server.url()));
        }
        if let Some((address, _)) = &phone {
            println!(
                "A phone of customers     http://{address} (WhatsApp, Messenger, Instagram, Gupshup, Telegram, e-mail)"
            );
        }
        let ended = serve(listener, App::new(desk, settings, demo)).await;
        if let Some((_, Some(simulator))) = phone {
            // It writes down what its customers have said.
            let _ = tokio::time::timeout(GOODBYE, simulator).await;
        }
        ended
    }
}

/// Gives the demo a past, and starts the simulator that plays its providers, in this process, unless one listens there already.
async fn simulate(desk: &Desk, settings: &mut Settings) -> anyhow::Result<(String, Option<Simulator>)> {
    let address = settings.providers.simulator.clone();
    let account = desk.demo_account().await?;
    desk.seed_demo_history(account).await?;
    let inboxes = super::simulate::seed(desk, settings).await?;
    let plan = super::simulate::plan(settings, &inboxes);
    let simulator = match TcpListener::bind(&address).await {
        Ok(listener) => {
            let listeners = super::simulate::with_mail(listener, settings).await;
            Some(tokio::spawn(simulator::serve(listeners, plan, shutdown::asked_for())))
        }
        Err(error) => {
            tracing::warn!(%error, address, "a simulator seems to run already, and is used");
            None
        }
    };
    settings.providers.simulate(&format!("http://{address}"));
    Ok((address, simulator))
}

/// Answers requests on this listener until the process is asked to end.
async fn serve(listener: TcpListener, app: App) -> anyhow::Result<()> {
    let shutdown = app.shutdown.clone();
    let http = Http::new(app.settings.providers.endpoints())?;
    app.desk.set_providers(Arc::new(Gate { app: app.clone(), http: http.clone() }));
    let workers = tokio::spawn(work(app.desk.clone(), shutdown.begun()));
    let couriers = tokio::spawn(providers::run_workers(app.clone(), http, shutdown.begun()));
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    // Small frames must not wait for more to come.
    let listener = listener.tap_io(|stream: &mut TcpStream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let ending = shutdown.begun();
    let server = tokio::spawn(async move { axum::serve(listener, service).with_graceful_shutdown(ending).await });

    shutdown::asked_for().await;
    tracing::info!("ending");
    shutdown.begin();
    shutdown.all_gone(GOODBYE).await;
    // Who still reads an answer slowly must not keep the next version from starting.
    if let Ok(ended) = tokio::time::timeout(GOODBYE, server).await {
        ended.context("the server")?.context("the server")?;
    }
    let _ = tokio::time::timeout(GOODBYE, workers).await;
    // What is being handed over now would be uncertain otherwise.
    let _ = tokio::time::timeout(GOODBYE, couriers).await;
    Ok(())
}

async fn work(desk: Desk, ending: impl Future<Output = ()> + Send + 'static) {
    desk.run_workers(ending).await;
}
