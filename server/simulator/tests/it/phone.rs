//! The page and what it loads.

use crate::played::Played;

#[tokio::test]
async fn the_page_loads_only_what_is_there_and_runs_nothing_inline() {
    let (played, _) = Played::fresh().await;
    let response = played.http.get(played.at("/")).send().await.unwrap();
    assert!(response.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'self'"));
    let page = response.text().await.unwrap();
    for inline in ["<style", " style=", "<script>", " onclick=", " onload=", "javascript:", "http://", "https://"] {
        assert!(!page.contains(inline), "{inline}");
    }
    let links = page.split(['"', '\'']).filter(|link| link.starts_with("/phone/") || link.starts_with("/favicon"));
    let mut number = 0;
    for link in links {
        assert_eq!(played.http.get(played.at(link)).send().await.unwrap().status(), 200, "{link}");
        number += 1;
    }
    assert!(number >= 3);
}
