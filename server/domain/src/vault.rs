//! Encrypts the secrets of inboxes, so that a stolen database opens no provider's account.

use crate::desk::OpeningError;
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::RngExt as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use types::Problem;

/// Where the key comes from.
#[derive(Clone, Debug)]
pub enum SecretKey {
    /// A file of 64 hexadecimal digits, made when it is not there. Belongs into every backup, but not beside the database.
    File(PathBuf),
    /// 64 hexadecimal digits.
    Given(String),
}

/// The key at work. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Vault(XChaCha20Poly1305);

const NONCE: usize = 24;

impl Vault {
    pub(crate) fn open(key: &SecretKey) -> Result<Self, OpeningError> {
        let digits = match key {
            SecretKey::Given(digits) => digits.clone(),
            SecretKey::File(path) => {
                read_or_make(path).map_err(|e| OpeningError::Key(format!("{}: {e}", path.display())))?
            }
        };
        let key = from_hex(digits.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let key = key.ok_or_else(|| OpeningError::Key("it must be 64 hexadecimal digits".to_owned()))?;
        Ok(Self(XChaCha20Poly1305::new(&key.into())))
    }

    /// Nonce and cipher text, hexadecimal; an empty text stays empty.
    pub(crate) fn seal(&self, plain: &str) -> Result<String, Problem> {
        if plain.is_empty() {
            return Ok(String::new());
        }
        let nonce: [u8; NONCE] = rand::rng().random();
        let sealed = self.0.encrypt(&XNonce::from(nonce), plain.as_bytes()).map_err(|_| Problem::Internal)?;
        Ok(nonce.iter().chain(&sealed).map(|byte| format!("{byte:02x}")).collect())
    }

    /// The text again; `None` with another key than the one that sealed it, or when it was changed.
    pub(crate) fn try_unseal(&self, sealed: &str) -> Option<String> {
        if sealed.is_empty() {
            return Some(String::new());
        }
        let bytes = from_hex(sealed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        String::from_utf8(self.0.decrypt(&XNonce::from(*nonce), sealed).ok()?).ok()
    }

    /// The secrets of an inbox again.
    pub(crate) fn unseal(&self, sealed: &str) -> Result<String, Problem> {
        self.try_unseal(sealed).ok_or_else(|| {
            tracing::error!(
                "the secrets of an inbox cannot be read: the key is another one than when they were entered"
            );
            Problem::conflict(
                "The stored secrets of this inbox cannot be read, because the key file of this server has changed. \
                 Please enter them again.",
            )
        })
    }
}

fn read_or_make(path: &Path) -> std::io::Result<String> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path),
        read => read,
    }
}

/// Readable by its owner only, from the first byte on.
fn make(path: &Path) -> std::io::Result<String> {
    let key: [u8; 32] = rand::rng().random();
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            file.write_all(digits.as_bytes())?;
            file.sync_all()?;
            Ok(digits)
        }
        // Another process was faster.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => std::fs::read_to_string(path),
        Err(error) => Err(error),
    }
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

    fn vault(digit: &str) -> Vault {
        Vault::open(&SecretKey::Given(digit.repeat(64))).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_secret_is_read_with_its_own_key_only_and_never_looks_the_same_twice() {
        let sealed = vault("a").seal("swordfish").unwrap();
        assert_ne!(sealed, vault("a").seal("swordfish").unwrap());
        assert_eq!(vault("a").unseal(&sealed).unwrap(), "swordfish");
        assert!(vault("b").unseal(&sealed).is_err());
        assert!(vault("a").unseal(&sealed[2..]).is_err());
        assert_eq!(vault("a").unseal(&vault("a").seal("").unwrap()).unwrap(), "");
    }

    #[test]
    fn a_key_that_is_no_key_is_refused() {
        assert!(Vault::open(&SecretKey::Given("abc".to_owned())).is_err());
        assert!(Vault::open(&SecretKey::Given("z".repeat(64))).is_err());
    }
}
