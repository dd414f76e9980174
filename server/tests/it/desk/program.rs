//! A program that uses the REST API.

use super::{Answer, TestDesk};
use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

/// A program with a token.
pub(crate) struct Program<'a> {
    desk: &'a TestDesk,
    authorization: String,
}

impl<'a> Program<'a> {
    pub(crate) fn new(desk: &'a TestDesk, token: &str) -> Self {
        Self { desk, authorization: format!("Bearer {token}") }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.desk.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_raw(path, body.to_string()).await
    }

    pub(crate) async fn post_raw(&self, path: &str, body: impl Into<Body>) -> Answer {
        let request = self.request("POST", path).header("content-type", "application/json");
        self.desk.send(request.body(body.into()).unwrap()).await
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.test")
            .header("authorization", &self.authorization)
    }
}
