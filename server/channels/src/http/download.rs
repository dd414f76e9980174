//! Fetching a file, step by step: every redirect is checked like the first address, and none carries the token to another host.

use super::endpoints::same_origin;
use super::guard::{self, NotPublic};
use super::{FILE, Http};
use crate::{FetchError, Fetched, Wanted};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Response, Url};
use sha2::{Digest, Sha256};

/// Redirects followed before giving up.
const REDIRECTS: usize = 3;

impl Http {
    /// The file at this address, with a token for the host of it if that is given.
    pub(crate) async fn download(
        &self,
        address: &str,
        token: Option<&str>,
        wanted: &Wanted,
    ) -> Result<Fetched, FetchError> {
        let unreadable = |_| FetchError::never("The address of the file cannot be read.");
        let first = Url::parse(address).map_err(unreadable)?;
        let mut here = first.clone();
        for _ in 0..=REDIRECTS {
            let token = token.filter(|_| here.origin() == first.origin());
            let response = self.step(&here, token).await?;
            if !response.status().is_redirection() {
                return finished(response, wanted).await;
            }
            let target = response.headers().get(LOCATION).and_then(|target| target.to_str().ok());
            let target = target.ok_or_else(|| FetchError::never("The file was moved, but it is not said where."))?;
            let next = here.join(target).map_err(unreadable)?;
            if here.scheme() == "https" && next.scheme() != "https" {
                return Err(FetchError::never("The file was moved to an address without encryption."));
            }
            here = next;
        }
        Err(FetchError::never("The file was moved too many times."))
    }

    async fn step(&self, address: &Url, token: Option<&str>) -> Result<Response, FetchError> {
        let client = if self.endpoints.contain(address) {
            &self.client
        } else {
            guard::check(address).map_err(FetchError::never)?;
            &self.guarded
        };
        let mut request = client.get(address.clone()).timeout(FILE);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.map_err(|error| {
            if NotPublic::caused(&error) {
                FetchError::never("The address of the file is not public.")
            } else {
                FetchError::later(None, "The file could not be reached.")
            }
        })
    }
}

/// The bytes, counted while they come.
async fn finished(mut response: Response, wanted: &Wanted) -> Result<Fetched, FetchError> {
    let status = response.status();
    if !status.is_success() {
        let reason = format!("The file could not be fetched (HTTP {}).", status.as_u16());
        // Nothing is done by fetching, so everything that may pass is tried again.
        let may_pass = status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
        return Err(if may_pass { FetchError::later(None, reason) } else { FetchError::never(reason) });
    }
    if response.content_length().is_some_and(|length| length > wanted.limit) {
        return Err(too_large(wanted));
    }
    let media_type = media_type(response.headers());
    let mut bytes = BytesMut::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if (bytes.len() + chunk.len()) as u64 > wanted.limit => return Err(too_large(wanted)),
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(_) => return Err(FetchError::later(None, "The file broke off while it was fetched.")),
        }
    }
    let bytes = bytes.freeze();
    check_digest(&bytes, wanted.sha256.as_deref())?;
    Ok(Fetched { bytes, media_type, name: None })
}

fn too_large(wanted: &Wanted) -> FetchError {
    FetchError::never(format!(
        "The file is larger than {}.",
        types::message::file_size(i64::try_from(wanted.limit).unwrap_or(i64::MAX))
    ))
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Meta writes the digest in base64 in its calls and in hexadecimal where it describes the file.
fn check_digest(bytes: &Bytes, wanted: Option<&str>) -> Result<(), FetchError> {
    let Some(wanted) = wanted.map(str::trim).filter(|wanted| !wanted.is_empty()) else { return Ok(()) };
    let digest = Sha256::digest(bytes);
    let hexadecimal: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    if wanted.eq_ignore_ascii_case(&hexadecimal)
        || wanted.trim_end_matches('=') == STANDARD.encode(digest).trim_end_matches('=')
    {
        Ok(())
    } else {
        Err(FetchError::later(None, "The file arrived damaged."))
    }
}

impl Http {
    /// The token may go to this address: it is the provider's own, or one of its file servers.
    pub(crate) fn trusts(&self, address: &str, base: &str, hosts: &[&str]) -> bool {
        let Ok(address) = Url::parse(address) else { return false };
        let host = address.host_str().unwrap_or_default();
        let at_home = hosts
            .iter()
            .any(|home| host.strip_suffix(home).is_some_and(|front| front.is_empty() || front.ends_with('.')));
        same_origin(base, &address) || (address.scheme() == "https" && at_home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Endpoints;

    #[test]
    fn a_digest_is_understood_in_both_spellings() {
        let bytes = Bytes::from_static(b"abc");
        let hexadecimal = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(check_digest(&bytes, Some(hexadecimal)).is_ok());
        assert!(check_digest(&bytes, Some("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")).is_ok());
        assert!(check_digest(&bytes, None).is_ok());
        assert!(check_digest(&bytes, Some("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa1=")).is_err());
    }

    #[test]
    fn a_token_goes_only_to_the_providers_own_hosts() {
        let http = Http::new(Endpoints::default()).unwrap();
        let trusts = |address: &str| http.trusts(address, "https://graph.facebook.com/v25.0", &["fbsbx.com"]);
        assert!(trusts("https://lookaside.fbsbx.com/whatsapp?x=1"));
        assert!(trusts("https://graph.facebook.com/x"));
        assert!(!trusts("http://lookaside.fbsbx.com/whatsapp"));
        assert!(!trusts("https://evilfbsbx.com/"));
        assert!(!trusts("https://fbsbx.com.evil.example/"));
        assert!(!trusts("not an address"));
    }
}
