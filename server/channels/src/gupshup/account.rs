//! An app at Gupshup: how it is asked, and what its answers mean.

use super::codes;
use crate::http::{Answer, address};
use crate::{ChannelSettings, Http, SendError};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

const NAME: &str = "Gupshup";

/// An app of ours.
pub(super) struct Account<'a> {
    http: &'a Http,
    settings: &'a ChannelSettings,
    key: &'a str,
}

impl<'a> Account<'a> {
    /// Fails when key, number or name were not entered.
    pub(super) fn new(http: &'a Http, settings: &'a ChannelSettings) -> Result<Self, SendError> {
        let missing =
            |what: &str| SendError::never(None, format!("{what} is missing: enter it in the settings of the inbox."));
        let key = settings.access_token.reveal().ok_or_else(|| missing("Gupshup's API key"))?;
        if digits(&settings.phone).is_empty() {
            return Err(missing("Our WhatsApp number"));
        }
        if settings.account.is_empty() {
            return Err(missing("The name of the Gupshup app"));
        }
        Ok(Self { http, settings, key })
    }

    /// Sends a form with the fields that name both sides.
    pub(super) async fn post(&self, path: &[&str], to: &str, fields: &[(&str, String)]) -> Result<Value, SendError> {
        let frame = [
            ("channel", "whatsapp".to_owned()),
            ("source", digits(&self.settings.phone)),
            ("destination", digits(to)),
            ("src.name", self.settings.account.clone()),
        ];
        let fields: Vec<&(&str, String)> = frame.iter().chain(fields).collect();
        let request = self.request(Method::POST, path)?.form(&fields);
        meaning(self.http.ask(request, NAME).await?)
    }

    /// Something about the app itself, below its id. Customers see nothing of it.
    pub(super) async fn app(
        &self,
        method: Method,
        path: &[&str],
        fields: &[(&str, String)],
    ) -> Result<Value, SendError> {
        if self.settings.business.is_empty() {
            return Err(SendError::never(
                None,
                "The id of the Gupshup app is missing: enter it in the settings of the inbox.",
            ));
        }
        let path: Vec<&str> = ["wa", "app", &*self.settings.business].into_iter().chain(path.iter().copied()).collect();
        let mut request = self.request(method, &path)?;
        if !fields.is_empty() {
            request = request.form(fields);
        }
        let answer = self.http.ask(request, NAME).await.map_err(SendError::harmless)?;
        meaning(answer).map_err(SendError::harmless)
    }

    /// Shows the customer that their message was read. The answer may be empty.
    pub(super) async fn read(&self, message: &str) -> Result<(), SendError> {
        let path = ["wa", "app", &*self.settings.business, "msg", message, "read"];
        let answer = self.http.ask(self.request(Method::PUT, &path)?, NAME).await?;
        if answer.status.is_success() { Ok(()) } else { meaning(answer).map(drop) }
    }

    fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder, SendError> {
        let address = address(&self.http.endpoints().gupshup, path, &[])?;
        Ok(self.http.request(method, address).header("apikey", self.key))
    }
}

/// Numbers go without plus and blanks.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// The object of a good answer. An error is told in the status, in `status`, or in both.
fn meaning(answer: Answer) -> Result<Value, SendError> {
    let told = answer.body.as_ref().is_some_and(|body| body.get("status").is_some_and(|status| status == "error"));
    match answer.body {
        Some(body) if answer.status.is_success() && !told => Ok(body),
        Some(_) => Err(codes::fate(&answer)),
        None => Err(answer.without_words(NAME)),
    }
}
