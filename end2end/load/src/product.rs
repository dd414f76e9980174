//! The program under test: started on data of its own, watched through `/proc`, and asked to end.

use crate::browser::Person;
use crate::connection::Connection;
use anyhow::{Context as _, bail, ensure};
use http_body_util::Full;
use hyper::Request;
use serde::Deserialize;
use std::fs::{File, OpenOptions};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// A fresh database is migrated and filled with the demo within this time, and answers under way are finished.
const WITHIN: Duration = Duration::from_secs(60);

/// Where it is, and where it keeps its data.
pub(crate) struct Setup {
    pub(crate) program: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) database: String,
}

/// A running one. It is killed when this is dropped.
pub(crate) struct Product {
    pub(crate) address: SocketAddr,
    process: Child,
    pub(crate) id: u32,
    /// From the start of the process to the first answer that says it is ready.
    pub(crate) started_in: Duration,
}

/// What `frontdesk demo --print` says.
#[derive(Deserialize)]
struct Demo {
    agents: Vec<Person>,
}

impl Setup {
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env("DATABASE_URL", &self.database)
            .env("FRONTDESK_STORAGE__FOLDER", self.folder.join("files"))
            .env("FRONTDESK_STORAGE__KEY_FILE", self.folder.join("secret.key"));
        for limit in ["VISITOR_POSTS", "UPLOADS", "API_CALLS"] {
            command.env(format!("FRONTDESK_LIMITS__{limit}_PER_MINUTE"), "0");
        }
        command
    }

    /// The people of the demo.
    pub(crate) async fn people(&self) -> anyhow::Result<Vec<Person>> {
        let output = self.command().args(["demo", "--print"]).output().await?;
        ensure!(output.status.success(), "frontdesk demo --print: {}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice::<Demo>(&output.stdout)?.agents)
    }

    /// Starts it with the demo, and returns when it is ready.
    pub(crate) async fn start(&self) -> anyhow::Result<Product> {
        let address = free_address()?;
        let log = self.log()?;
        let begun = Instant::now();
        let mut process = self
            .command()
            .args(["serve", "--demo"])
            .env("FRONTDESK_SERVER__ADDRESS", address.to_string())
            .env("FRONTDESK_PROVIDERS__SIMULATOR", free_address()?.to_string())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        while !is_ready(address).await {
            if let Some(status) = process.try_wait()? {
                bail!("it ended with {status}:\n{}", std::fs::read_to_string(self.log_path())?);
            }
            ensure!(begun.elapsed() < WITHIN, "it was not ready within {WITHIN:?}");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        let started_in = begun.elapsed();
        let id = process.id().context("it has ended")?;
        Ok(Product { address, process, id, started_in })
    }

    /// Lines of its log that tell of an error. The simulator of the demo plays the providers and is not what is measured.
    pub(crate) fn errors(&self) -> anyhow::Result<Vec<String>> {
        let log = std::fs::read_to_string(self.log_path())?;
        Ok(log
            .lines()
            .filter(|line| line.contains(" ERROR ") && !line.contains(" ERROR simulator"))
            .map(str::to_owned)
            .collect())
    }

    fn log(&self) -> anyhow::Result<File> {
        Ok(OpenOptions::new().create(true).append(true).open(self.log_path())?)
    }

    fn log_path(&self) -> PathBuf {
        self.folder.join("log")
    }
}

impl Product {
    /// Memory in use, in megabytes.
    pub(crate) fn memory(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(self.proc("status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        Ok(line.trim().trim_end_matches("kB").trim().parse::<f64>()? * 1024.0 / 1e6)
    }

    /// Processor time used so far.
    pub(crate) fn processor_time(&self) -> anyhow::Result<Duration> {
        crate::machine::processor_time(&self.proc("stat"))
    }

    /// Asks it to end, and waits until it has.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        ensure!(Command::new("kill").arg(self.id.to_string()).status().await?.success(), "it had ended before");
        let status = tokio::time::timeout(WITHIN, self.process.wait()).await.context("it does not end")??;
        ensure!(status.success(), "it ended with {status}");
        Ok(())
    }

    fn proc(&self, file: &str) -> PathBuf {
        Path::new("/proc").join(self.id.to_string()).join(file)
    }
}

/// A port that is free now; the program takes it a moment later.
fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

async fn is_ready(address: SocketAddr) -> bool {
    let asks = async {
        let request = Request::get("/ready").header("host", address.to_string()).body(Full::default())?;
        anyhow::Ok(Connection::open(address).await?.send(request).await?.status == 200)
    };
    asks.await.unwrap_or(false)
}
