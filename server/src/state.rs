//! What every handler can reach.

use crate::Settings;
use crate::email_pages::EmailPages;
use crate::pdf_pages::PdfPages;
use crate::security::limits::UPLOADS_AT_A_TIME;
use crate::security::rates::Rates;
use crate::shutdown::Shutdown;
use axum::extract::FromRef;
use domain::Desk;
use domain::demo::DemoAccess;
use leptos::config::{Env, LeptosOptions};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The product's verbs.
    pub desk: Desk,
    /// What the operator has set.
    pub settings: Arc<Settings>,
    /// Where the pages' scripts and styles are.
    pub leptos_options: LeptosOptions,
    /// Told when the process ends.
    pub shutdown: Shutdown,
    /// One permit for each upload held in memory.
    pub uploads: Arc<Semaphore>,
    /// Draws pages of PDFs.
    pub pdf_pages: Arc<PdfPages>,
    /// Makes the pages of mails harmless.
    pub email_pages: Arc<EmailPages>,
    /// How often somebody may write.
    pub rates: Arc<Rates>,
    /// In a demo: the sign-ins that everybody may know.
    pub demo: Option<Arc<DemoAccess>>,
}

impl App {
    /// Everything a router needs.
    #[must_use]
    pub fn new(desk: Desk, settings: Settings, demo: Option<DemoAccess>) -> Self {
        Self {
            desk,
            leptos_options: leptos_options(&settings),
            rates: Arc::new(Rates::new(&settings.limits)),
            settings: Arc::new(settings),
            shutdown: Shutdown::default(),
            pdf_pages: Arc::default(),
            email_pages: Arc::default(),
            uploads: Arc::new(Semaphore::new(UPLOADS_AT_A_TIME)),
            demo: demo.map(Arc::new),
        }
    }
}

impl FromRef<App> for LeptosOptions {
    fn from_ref(app: &App) -> Self {
        app.leptos_options.clone()
    }
}

/// The names are those of `[[workspace.metadata.leptos]]`. cargo-leptos tells by variables that it watches or has hashed names.
fn leptos_options(settings: &Settings) -> LeptosOptions {
    let says = |name: &str| std::env::var(name).is_ok_and(|value| value == "true" || value == "ON");
    LeptosOptions::builder()
        .output_name("frontdesk")
        .site_root(settings.server.site_root.as_str())
        .site_pkg_dir("pkg")
        .site_addr(settings.server.address)
        .reload_port(8081)
        .env(if says("LEPTOS_WATCH") { Env::DEV } else { Env::PROD })
        .hash_files(says("LEPTOS_HASH_FILES"))
        .build()
}
