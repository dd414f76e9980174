//! A browser in which somebody of the demo is signed in.

use crate::connection::{Answer, Connection};
use anyhow::{Context as _, ensure};
use bytes::Bytes;
use http_body_util::Full;
use hyper::Request;
use serde::Deserialize;
use std::net::SocketAddr;

/// A sign-in that `frontdesk demo --print` tells.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Person {
    email: String,
    password: String,
}

/// A signed-in browser with one open connection.
pub(crate) struct Browser {
    pub(crate) address: SocketAddr,
    connection: Connection,
    /// The session, as it is sent along.
    pub(crate) cookie: String,
}

impl Browser {
    pub(crate) async fn sign_in(address: SocketAddr, person: &Person) -> anyhow::Result<Self> {
        let mut browser = Self { address, connection: Connection::open(address).await?, cookie: String::new() };
        let Person { email, password } = person;
        let form = format!("email={}&password={password}", email.replace('@', "%40"));
        let answer = browser.call("sign_in", form).await?;
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default();
        ensure!(cookie.starts_with("frontdesk_session="), "{email} cannot sign in: {}", answer.status);
        browser.cookie = cookie.to_owned();
        Ok(browser)
    }

    /// The last entry of the log that a freshly loaded inbox knows; its live connection goes on from there.
    pub(crate) async fn cursor(&mut self) -> anyhow::Result<i64> {
        #[derive(Deserialize)]
        struct View {
            cursor: i64,
        }
        let answer = self.call("inbox_view", "view=all".to_owned()).await?;
        ensure!(answer.status == 200, "the inbox was answered with {}", answer.status);
        Ok(serde_json::from_slice::<View>(&answer.body)?.cursor)
    }

    /// Calls a function of the server as the page's script does.
    async fn call(&mut self, function: &str, form: String) -> anyhow::Result<Answer> {
        let request = Request::post(format!("/api/fn/{function}"))
            .header("host", self.address.to_string())
            .header("origin", format!("http://{}", self.address))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", &self.cookie);
        self.connection.send(request.body(Full::new(Bytes::from(form)))?).await
    }

    /// Gets a page or a file in this encoding: `br`, `gzip` or `identity`.
    pub(crate) async fn get(&mut self, path: &str, encoding: &str) -> anyhow::Result<Answer> {
        let request = Request::get(path)
            .header("host", self.address.to_string())
            .header("accept", "text/html,*/*;q=0.8")
            .header("accept-encoding", encoding)
            .header("cookie", &self.cookie);
        let answer = self.connection.send(request.body(Full::default())?).await?;
        ensure!(answer.status == 200, "{path} was answered with {}", answer.status);
        Ok(answer)
    }

    /// The text of a page.
    pub(crate) async fn read(&mut self, path: &str) -> anyhow::Result<String> {
        let answer = self.get(path, "identity").await?;
        String::from_utf8(answer.body.to_vec()).with_context(|| format!("{path} is no text"))
    }
}
