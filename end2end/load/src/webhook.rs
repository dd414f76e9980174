//! Calls of WhatsApp's Cloud API with one message of a customer, signed as Meta signs them.

use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http_body_util::Full;
use hyper::Request;
use sha2::Sha256;
use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// The demo's WhatsApp inbox, its number at Meta and its secret; everybody may know them.
const PATH: &str = "/hooks/whatsapp/demowhatsapp";
const NUMBER: &str = "106540352242922";
const SECRET: &[u8] = b"demo-app-secret";

/// How the text of each message begins; its number follows.
pub(crate) const MARK: &str = "load message ";

/// Signs calls; its key is prepared once.
pub(crate) struct Signer(Hmac<Sha256>);

impl Signer {
    pub(crate) fn new() -> anyhow::Result<Self> {
        Ok(Self(Hmac::new_from_slice(SECRET)?))
    }

    /// A call that delivers this message of this customer.
    pub(crate) fn call(&self, host: &str, message: u32, customer: u32) -> anyhow::Result<Request<Full<Bytes>>> {
        let body = body(message, customer);
        let mac = self.0.clone().chain_update(&body).finalize();
        let mut signature = String::with_capacity(71);
        signature.push_str("sha256=");
        for byte in mac.into_bytes() {
            // Writing to a string cannot fail.
            let _ = write!(signature, "{byte:02x}");
        }
        let request = Request::post(PATH)
            .header("host", host)
            .header("content-type", "application/json")
            .header("x-hub-signature-256", signature);
        Ok(request.body(Full::new(Bytes::from(body)))?)
    }
}

/// Numbers need no escaping, so this is JSON.
fn body(message: u32, customer: u32) -> String {
    let phone = format!("55119{customer:08}");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    format!(
        "{{\"object\":\"whatsapp_business_account\",\"entry\":[{{\"id\":\"102290129340398\",\"changes\":[{{\"field\":\"messages\",\"value\":{{\
         \"messaging_product\":\"whatsapp\",\
         \"metadata\":{{\"display_phone_number\":\"15550783881\",\"phone_number_id\":\"{NUMBER}\"}},\
         \"contacts\":[{{\"profile\":{{\"name\":\"Customer {customer}\"}},\"wa_id\":\"{phone}\"}}],\
         \"messages\":[{{\"from\":\"{phone}\",\"id\":\"wamid.load.{message}\",\"timestamp\":\"{now}\",\"type\":\"text\",\
         \"text\":{{\"body\":\"{MARK}{message}: is my order on its way, and when will it be here?\"}}}}]}}}}]}}]}}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_json_with_one_message() {
        let call: serde_json::Value = serde_json::from_str(&body(7, 12)).unwrap();
        let message = &call["entry"][0]["changes"][0]["value"]["messages"][0];
        assert_eq!(message["from"], "5511900000012");
        assert!(message["text"]["body"].as_str().unwrap().starts_with("load message 7:"));
    }

    #[test]
    fn a_call_carries_a_signature() {
        let call = Signer::new().unwrap().call("desk.test", 1, 2).unwrap();
        let signature = call.headers()["x-hub-signature-256"].to_str().unwrap();
        assert!(signature.starts_with("sha256=") && signature.len() == 71, "{signature}");
    }
}
