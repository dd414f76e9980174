//! Pages as the server renders them.

use crate::browser::Browser;
use crate::samples::Samples;
use anyhow::ensure;
use std::time::Instant;

/// Gets before the clock runs: caches fill, statements are prepared.
const WARM_UP: usize = 5;

/// Gets a page over and over, as a browser does: compressed. `words` have to stand on it, so that a page that fails is not taken
/// for a fast one.
pub(crate) async fn time(browser: &mut Browser, path: &str, words: &str, times: usize) -> anyhow::Result<Samples> {
    ensure!(browser.read(path).await?.contains(words), "{path} does not say {words:?}");
    for _ in 0..WARM_UP {
        browser.get(path, "br").await?;
    }
    let mut all = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = Instant::now();
        browser.get(path, "br").await?;
        all.push(begun.elapsed());
    }
    Ok(all.into_iter().collect())
}
