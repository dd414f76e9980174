//! Files the business refers to by address: the provider gets them itself.

use crate::state::OneFile;
use crate::world::World;
use std::time::Duration;

/// The file at this address.
///
/// # Errors
/// Why it cannot be had, in words.
pub(crate) async fn file(world: &World, address: &str) -> Result<OneFile, String> {
    if !address.starts_with("http://") && !address.starts_with("https://") {
        return Err("the address of the file is not an http address".to_owned());
    }
    let request = world.http.get(address).timeout(Duration::from_secs(10));
    let response = request.send().await.map_err(|_| "the address of the file cannot be reached".to_owned())?;
    if !response.status().is_success() {
        return Err(format!("the address of the file answered {}", response.status()));
    }
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let media_type = header("content-type").unwrap_or_else(|| "application/octet-stream".to_owned());
    let name = address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let name = if name.is_empty() { "file".to_owned() } else { name.to_owned() };
    let bytes = response.bytes().await.map_err(|_| "the file broke off".to_owned())?;
    Ok(OneFile { name, media_type, bytes })
}
