//! Proofs that a call is from the provider, compared in constant time.

use crate::{Refused, Secret};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Meta's `X-Hub-Signature-256: sha256=<64 hex digits>`: HMAC-SHA256 with the app secret over the raw body
/// (developers.facebook.com, Graph API webhooks). The older sha1 header is not accepted.
pub(crate) fn check_signature(secret: &Secret, header: Option<&str>, body: &[u8]) -> Result<(), Refused> {
    let secret = secret.reveal().ok_or(Refused::NoSecret)?;
    let header = header.filter(|header| !header.is_empty()).ok_or(Refused::Unsigned)?;
    let digest = header.strip_prefix("sha256=").and_then(from_hex).ok_or(Refused::Forged)?;
    let mac = keyed(secret).ok_or(Refused::NoSecret)?;
    mac.chain_update(body).verify_slice(&digest).map_err(|_| Refused::Forged)
}

/// A word the provider sends along with every call must be the one in the settings.
pub(crate) fn check_word(secret: &Secret, given: Option<&str>) -> Result<(), Refused> {
    let secret = secret.reveal().ok_or(Refused::NoSecret)?;
    let given = given.filter(|given| !given.is_empty()).ok_or(Refused::Unsigned)?;
    // Digests of both are compared, so that neither length nor content shows in the time it takes.
    let (expected, mac) = keyed(secret).zip(keyed(secret)).ok_or(Refused::NoSecret)?;
    let expected = expected.chain_update(secret).finalize().into_bytes();
    mac.chain_update(given).verify_slice(&expected).map_err(|_| Refused::Forged)
}

fn keyed(secret: &str) -> Option<Hmac<Sha256>> {
    Hmac::new_from_slice(secret.as_bytes()).ok()
}

fn from_hex(digits: &str) -> Option<Vec<u8>> {
    let nibbles = digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<Vec<_>>>()?;
    let (pairs, rest) = nibbles.as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).ok()).collect::<Option<Vec<_>>>()?;
    rest.is_empty().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_right_wrong_or_missing() {
        let secret = Secret::new("s3cret-word");
        assert_eq!(check_word(&secret, Some("s3cret-word")), Ok(()));
        assert_eq!(check_word(&secret, Some("s3cret-wore")), Err(Refused::Forged));
        assert_eq!(check_word(&secret, Some("")), Err(Refused::Unsigned));
        assert_eq!(check_word(&secret, None), Err(Refused::Unsigned));
    }

    #[test]
    fn without_a_secret_nobody_gets_in() {
        assert_eq!(check_word(&Secret::default(), Some("")), Err(Refused::NoSecret));
        assert_eq!(check_signature(&Secret::default(), Some("sha256=00"), b""), Err(Refused::NoSecret));
    }

    #[test]
    fn hex_is_whole_bytes_or_nothing() {
        assert_eq!(from_hex("00fF"), Some(vec![0, 255]));
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("+1"), None);
        assert_eq!(from_hex("zz"), None);
    }
}
