//! What a browser that comes for the first time has to load, in bytes as they travel.

use crate::browser::Browser;
use anyhow::ensure;
use std::collections::BTreeSet;

/// Everything of a folder that this page refers to, with brotli.
pub(crate) async fn agent_app(browser: &mut Browser, page: &str) -> anyhow::Result<usize> {
    let files = references(&browser.read(page).await?, "/pkg/");
    for kind in [".js", ".wasm", ".css"] {
        ensure!(files.iter().any(|file| file.ends_with(kind)), "{page} loads no {kind}: {files:?}");
    }
    sum(browser, files.iter().map(String::as_str), "br").await
}

/// The visitor's chat: the button on the shop's page, and what it opens; with gzip.
pub(crate) async fn widget(browser: &mut Browser) -> anyhow::Result<usize> {
    sum(browser, ["/widget.js", "/chat/demoshop", "/chat.js", "/chat.css"].into_iter(), "gzip").await
}

async fn sum(browser: &mut Browser, paths: impl Iterator<Item = &str>, encoding: &str) -> anyhow::Result<usize> {
    let mut bytes = 0;
    for path in paths {
        let answer = browser.get(path, encoding).await?;
        let used = answer.header("content-encoding");
        ensure!(used == encoding, "{path} came with the encoding {used:?} and not {encoding}");
        bytes += answer.body.len();
    }
    Ok(bytes)
}

/// The addresses in a page that begin like this, each once.
fn references(page: &str, prefix: &str) -> BTreeSet<String> {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c));
    page.match_indices(prefix)
        .filter_map(|(start, _)| page.get(start..)?.split(ends).next())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_in_links_and_in_scripts() {
        let page = r#"<link href="/pkg/a.css"><link rel=preload href="/pkg/a_bg.wasm"><script>import('/pkg/a.js').then(m=>m("/pkg/a_bg.wasm"))"#;
        let files = references(page, "/pkg/");
        assert_eq!(files.iter().map(String::as_str).collect::<Vec<_>>(), ["/pkg/a.css", "/pkg/a.js", "/pkg/a_bg.wasm"]);
    }
}
