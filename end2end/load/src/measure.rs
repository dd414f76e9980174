//! One run: what is measured, in which order and under which name.

use crate::agents::Agents;
use crate::browser::Browser;
use crate::ledger::Accepted;
use crate::product::{Product, Setup};
use crate::report::{Goal, Report};
use crate::samples::Samples;
use crate::traffic::{Customers, Provider};
use crate::{first_load, machine, pages};
use anyhow::{Context as _, ensure};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Connections of the flood.
const CONNECTIONS: usize = 64;
/// Customers who write at a steady rate.
const REGULARS: usize = 200;
/// After a start, until memory is looked at.
const SETTLE: Duration = Duration::from_secs(2);
const INBOX: &str = "/inbox/all";

/// The options of a run.
#[derive(Args)]
pub(crate) struct Measure {
    /// The release build.
    #[arg(long, default_value = "target/release/frontdesk")]
    program: PathBuf,
    /// An empty folder for its data.
    #[arg(long)]
    folder: PathBuf,
    /// An empty PostgreSQL database; otherwise a SQLite file in the folder.
    #[arg(long, env = "TEST_DATABASE_URL")]
    database: Option<String>,
    /// Where the report is written.
    #[arg(long)]
    report: PathBuf,
    /// A third of the time: good for finding out whether anything is broken.
    #[arg(long)]
    quick: bool,
}

impl Measure {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let mut report = Report::default();
        report.note("load average before the run", machine::load_average()?, "");
        let fsync = machine::fsync(&self.folder)?;
        report.note("the disk: append and sync 4 KiB, p50", fsync.quantile(0.5) * 1e3, "µs");
        let database =
            self.database.unwrap_or_else(|| format!("sqlite:{}", self.folder.join("frontdesk.db").display()));
        let setup = Setup { program: self.program, folder: self.folder, database };

        // The first start fills the database; the second is what a restart costs.
        setup.start().await?.stop().await?;
        let product = setup.start().await?;
        report.add("cold start", product.started_in.as_secs_f64() * 1e3, "ms", Goal::AtMost(300.0));
        tokio::time::sleep(SETTLE).await;
        report.add("memory, idle", product.memory()?, "MB", Goal::AtMost(25.0));

        let mut people = Vec::new();
        for person in setup.people().await? {
            people.push(Browser::sign_in(product.address, &person).await?);
        }
        let provider = Arc::new(Provider::new(product.address)?);
        let seconds = Duration::from_secs(if self.quick { 3 } else { 10 });
        let gets = if self.quick { 60 } else { 300 };
        let mut run = Run { report, product, people, provider, seconds, gets };
        run.everything().await?;
        let Run { report, product, .. } = run;
        product.stop().await?;
        let errors = setup.errors()?;
        ensure!(errors.is_empty(), "the log tells of errors:\n{}", errors.join("\n"));
        write(&self.report, &report)
    }
}

struct Run {
    report: Report,
    product: Product,
    people: Vec<Browser>,
    provider: Arc<Provider>,
    /// How long each kind of load lasts.
    seconds: Duration,
    /// How often each page is asked for.
    gets: usize,
}

impl Run {
    async fn everything(&mut self) -> anyhow::Result<()> {
        self.first_load().await?;
        let regular = self.provider.new_customer();
        let conversation = self.one_client("", regular).await?;
        self.pages("", conversation).await?;
        self.steady().await?;
        self.flood().await?;
        self.one_client(" after the load", regular).await?;
        self.pages(" after the load", conversation).await?;
        self.report.note("memory at the end", self.product.memory()?, "MB");
        Ok(())
    }

    async fn first_load(&mut self) -> anyhow::Result<()> {
        let browser = self.people.first_mut().context("the demo has nobody")?;
        let app = first_load::agent_app(browser, INBOX).await?;
        let widget = first_load::widget(browser).await?;
        self.report.add("first load of the agents' app, brotli", kilobytes(app), "kB", Goal::AtMost(300.0));
        self.report.add("first load of the visitor's chat, gzip", kilobytes(widget), "kB", Goal::AtMost(15.0));
        Ok(())
    }

    /// One customer's messages one after the other, with one page listening; returns their conversation, which gets long.
    async fn one_client(&mut self, when: &str, customer: u32) -> anyhow::Result<i64> {
        let agents = self.agents(1).await?;
        let accepted = self.provider.one_by_one(customer, self.seconds / 2).await?;
        let outcome = agents.compare(&accepted).await?;
        self.report.times(&format!("accept, one client{when}"), &answers(&accepted), Some((1.0, 5.0)));
        outcome.conversation.context("no conversation was heard of")
    }

    async fn pages(&mut self, when: &str, conversation: i64) -> anyhow::Result<()> {
        let browser = self.people.first_mut().context("the demo has nobody")?;
        let open = format!("{INBOX}/{conversation}");
        for (what, path, words) in [
            ("inbox page", INBOX, "load message"),
            ("open conversation", &open, "load message"),
            ("statistics page", "/statistics", "Statistics"),
        ] {
            let times = pages::time(browser, path, words, self.gets).await?;
            self.report.times(&format!("{what}{when}"), &times, None);
        }
        Ok(())
    }

    /// A steady rate with more and more listening pages. What a delivery costs is the difference to nobody listening.
    async fn steady(&mut self) -> anyhow::Result<()> {
        let regulars: Arc<[u32]> = (0..REGULARS).map(|_| self.provider.new_customer()).collect();
        // Their conversations begin before the clock runs.
        self.paced(1, 200, &regulars, Duration::from_secs(1)).await?;
        let (alone, delays) = self.paced(1, 200, &regulars, self.seconds / 2).await?;
        self.report.times("call to socket, 1 page, 200/s", &delays, None);
        let (_, delays) = self.paced(20, 100, &regulars, self.seconds).await?;
        self.report.times("call to socket, 20 pages, 100/s", &delays, Some((1.5, 6.0)));
        let (together, delays) = self.paced(100, 200, &regulars, self.seconds).await?;
        self.report.times("call to socket, 100 pages, 200/s", &delays, Some((0.8, 3.0)));
        // 99 more deliveries of each message.
        let micros = (together - alone) / 99.0;
        self.report.add("processor time per delivery", micros, "µs", Goal::AtMost(4.0));
        self.report.note("memory after 100 pages", self.product.memory()?, "MB");
        Ok(())
    }

    /// The server's processor time per message in microseconds, and the delays.
    async fn paced(
        &mut self,
        pages: usize,
        per_second: u32,
        customers: &Arc<[u32]>,
        lasting: Duration,
    ) -> anyhow::Result<(f64, Samples)> {
        let agents = self.agents(pages).await?;
        let before = self.product.processor_time()?;
        let accepted = self.provider.paced(per_second, customers, lasting).await?;
        let used = self.product.processor_time()? - before;
        let outcome = agents.compare(&accepted).await?;
        Ok((per_message(used, &accepted), outcome.delays.into_iter().collect()))
    }

    /// As much as goes through, first of new customers, then of those, with one page listening.
    async fn flood(&mut self) -> anyhow::Result<()> {
        let accepted = self.flooded("new customers", &Customers::New, None).await?;
        let known = accepted.iter().map(|one| one.customer).collect();
        self.report.note("conversations after that", count(&accepted), "");
        self.flooded("known customers", &Customers::Known(known), Some(Goal::AtLeast(6_000.0))).await?;
        Ok(())
    }

    async fn flooded(
        &mut self,
        whom: &str,
        customers: &Customers,
        goal: Option<Goal>,
    ) -> anyhow::Result<Vec<Accepted>> {
        let agents = self.agents(1).await?;
        let (begun, before) = (Instant::now(), self.product.processor_time()?);
        let accepted = self.provider.flood(CONNECTIONS, customers, self.seconds).await?;
        let rate = count(&accepted) / begun.elapsed().as_secs_f64();
        let used = self.product.processor_time()? - before;
        agents.compare(&accepted).await?;
        let what = format!("accepts a second, {CONNECTIONS} connections, {whom}");
        match goal {
            Some(goal) => self.report.add(&what, rate, "/s", goal),
            None => self.report.note(&what, rate, "/s"),
        }
        self.report.times(&format!("accept, {CONNECTIONS} connections, {whom}"), &answers(&accepted), None);
        self.report.note(
            &format!("processor time of the server per accept, {whom}"),
            per_message(used, &accepted),
            "µs",
        );
        Ok(accepted)
    }

    async fn agents(&mut self, pages: usize) -> anyhow::Result<Agents> {
        Agents::listen(&mut self.people, pages).await
    }
}

fn answers(accepted: &[Accepted]) -> Samples {
    accepted.iter().map(|one| one.took).collect()
}

#[expect(clippy::cast_precision_loss, reason = "far fewer")]
fn count<T>(all: &[T]) -> f64 {
    all.len() as f64
}

fn per_message(used: Duration, accepted: &[Accepted]) -> f64 {
    used.as_secs_f64() * 1e6 / count(accepted)
}

#[expect(clippy::cast_precision_loss, reason = "far fewer")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1e3
}

fn write(path: &Path, report: &Report) -> anyhow::Result<()> {
    std::fs::write(path, serde_json::to_vec_pretty(report)?).with_context(|| format!("cannot write {}", path.display()))
}
