//! A whole Frontdesk for one test.

mod answer;
mod browser;
mod database;
mod door;
mod program;
pub(crate) mod provider;
pub(crate) mod simulated;
mod socket;

pub(crate) use answer::Answer;
pub(crate) use browser::Browser;
pub(crate) use database::TestDatabase;
pub(crate) use door::Door;
pub(crate) use program::Program;
pub(crate) use provider::Provider;
pub(crate) use simulated::Simulated;
pub(crate) use socket::Socket;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use domain::clock::FixedClock;
use domain::demo::DemoAccess;
use domain::{Actor, Desk, Opening, SecretKey};
use server::email_pages::EmailPages;
use server::pdf_pages::PdfPages;
use server::{App, Settings, router};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tower::ServiceExt as _;
use types::Timestamp;

/// The time at which every test begins: 2026-11-22, half past nine in the morning, UTC.
pub(crate) const NOW: Timestamp = Timestamp::from_seconds(1_795_339_800);
/// What our own pages say they come from.
pub(crate) const ORIGIN: &str = "http://desk.test";

/// A whole Frontdesk with the demo's business in it.
pub(crate) struct TestDesk {
    /// For tests that look behind the router.
    pub(crate) app: App,
    /// Stands still until it is moved.
    pub(crate) clock: Arc<FixedClock>,
    /// Who can sign in, and how.
    pub(crate) demo: DemoAccess,
    router: Router,
    /// Session tokens by name: signing in costs time, and too many attempts are refused.
    tokens: Mutex<HashMap<String, String>>,
    // Goes away with the desk.
    _database: TestDatabase,
}

impl TestDesk {
    /// With the default settings.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// With changed settings.
    pub(crate) async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::start_in(TestDatabase::fresh().await, change).await
    }

    /// In a schema of its own of that PostgreSQL.
    pub(crate) async fn start_on(server: &str) -> Self {
        Self::start_in(TestDatabase::fresh_on(server).await, |_| {}).await
    }

    async fn start_in(database: TestDatabase, change: impl FnOnce(&mut Settings)) -> Self {
        let clock = Arc::new(FixedClock::at(NOW));
        let desk = open(&database, clock.clone()).await;
        let demo = desk.seed_demo().await.unwrap();
        let mut settings = Settings::default();
        settings.server.site_root = database.folder().join("site").display().to_string();
        change(&mut settings);
        let mut app = App::new(desk, settings, Some(demo.clone()));
        // The process of a test is not the program that can draw and clean.
        app.pdf_pages = Arc::new(PdfPages::with_program(env!("CARGO_BIN_EXE_frontdesk").into()));
        app.email_pages = Arc::new(EmailPages::with_program(env!("CARGO_BIN_EXE_frontdesk").into()));
        Self { router: router(app.clone()), app, clock, demo, tokens: Mutex::default(), _database: database }
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// Gets an address as nobody in particular.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header("host", "desk.test").body(Body::empty()).unwrap()).await
    }

    /// Somebody of the demo, by the beginning of their name, with their present rights.
    pub(crate) async fn actor(&self, name: &str) -> Actor {
        self.app.desk.actor(&self.token(name).await).await.unwrap()
    }

    /// Their session's token.
    pub(crate) async fn token(&self, name: &str) -> String {
        let mut tokens = self.tokens.lock().await;
        if !tokens.contains_key(name) {
            let agent = self.demo.agents.iter().find(|agent| agent.name.starts_with(name)).unwrap();
            let token = self.app.desk.sign_in(agent.email, agent.password, "127.0.0.1").await.unwrap().token;
            tokens.insert(name.to_owned(), token);
        }
        tokens[name].clone()
    }

    /// The browser of somebody who has signed in with this role.
    pub(crate) async fn signs_in(&self, role: &str) -> Browser<'_> {
        let agent = self.demo.agents.iter().find(|agent| agent.role.as_str() == role).unwrap();
        let signed_in = self.app.desk.sign_in(agent.email, agent.password, "127.0.0.1").await.unwrap();
        Browser::new(self, format!("frontdesk_session={}", signed_in.token))
    }

    /// The browser of a visitor of the demo's website.
    pub(crate) fn visitor(&self, token: &str) -> Browser<'_> {
        Browser::new(self, format!("frontdesk_visitor={token}"))
    }

    /// A program with the demo's token.
    pub(crate) fn program(&self) -> Program<'_> {
        Program::new(self, self.demo.api_token)
    }

    /// A program with another token.
    pub(crate) fn program_with(&self, token: &str) -> Program<'_> {
        Program::new(self, token)
    }

    /// Answers on a real port as well, for connections that a request alone is not.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        address
    }
}

async fn open(database: &TestDatabase, clock: Arc<FixedClock>) -> Desk {
    // The same key for all, because databases are copied.
    let secret_key = SecretKey::Given("5".repeat(64));
    let plain = Opening::new(database.url(), 4, database.folder().join("files"));
    let opening = Opening { clock, secret_key, ..plain };
    Desk::open(opening).await.unwrap()
}
