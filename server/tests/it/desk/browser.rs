//! A browser on a page of ours.

use super::{Answer, ORIGIN, Socket, TestDesk};
use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

/// A browser on a page of ours, with its cookies.
pub(crate) struct Browser<'a> {
    desk: &'a TestDesk,
    cookie: String,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(desk: &'a TestDesk, cookie: String) -> Self {
        Self { desk, cookie }
    }

    /// What the browser sends along.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", Body::empty()).await
    }

    pub(crate) async fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, "application/json", Body::from(body.to_string())).await
    }

    pub(crate) async fn post_form(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, "application/x-www-form-urlencoded", Body::from(body.to_owned())).await
    }

    pub(crate) async fn post_bytes(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.send("POST", path, "application/octet-stream", body.into()).await
    }

    /// A live connection over a real port.
    pub(crate) async fn opens_socket(&self, path: &str) -> Socket {
        Socket::open(self.desk.listen().await, path, &self.cookie, &[]).await
    }

    async fn send(&self, method: &str, path: &str, media_type: &str, body: Body) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.test")
            .header("origin", ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", media_type)
            .header("cookie", &self.cookie);
        self.desk.send(request.body(body).unwrap()).await
    }
}
