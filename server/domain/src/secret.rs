//! Secrets: tokens given out, of which only hashes are kept, and passwords.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use rand::RngExt as _;
use sha2::{Digest as _, Sha256};
use types::Problem;

/// 256 random bits in 43 letters, digits, dashes and underscores.
pub(crate) fn token() -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut random = rand::rng();
    (0..43).map(|_| char::from(ALPHABET[random.random_range(0..64)])).collect()
}

/// SHA-256, hexadecimal: enough for tokens, which cannot be guessed.
pub(crate) fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// SHA-256 of a file, hexadecimal.
pub(crate) fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Argon2id with the library's recommended cost; takes tens of milliseconds, so it runs on a blocking thread.
pub(crate) async fn hash_password(password: &str) -> Result<String, Problem> {
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    })
    .await
    .ok()
    .and_then(Result::ok)
    .ok_or(Problem::Internal)
}

/// Whether the password is right. Costs as much for an unknown user, so that addresses cannot be found out by time.
pub(crate) async fn verify_password(password: &str, hash: Option<String>) -> bool {
    /// Of no password in use.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$2sOHpcrLOkjzyb0BOXWDfkrmWn1T9dH5GbTcLdSbgLk";
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        let Ok(parsed) = PasswordHash::new(&text) else { return false };
        Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known
    })
    .await
    .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_user_passes() {
        let hash = hash_password("correct horse").await.unwrap();
        assert!(verify_password("correct horse", Some(hash.clone())).await);
        assert!(!verify_password("correct house", Some(hash)).await);
        assert!(!verify_password("", None).await);
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        assert_eq!(token().len(), 43);
        assert_ne!(token(), token());
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
