//! What every answer tells browsers to be strict about.

use crate::TestDesk;
use axum::body::Body;
use axum::http::Request;

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_tells_browsers_to_be_strict() {
    let desk = TestDesk::start().await;
    let chat = format!("/chat/{}", desk.demo.inbox_key);
    for path in [
        "/health",
        "/sign-in",
        "/inbox/mine",
        "/widget.js",
        "/no-such-page",
        "/docs/",
        "/demo",
        &chat,
        "/api/v1/sessions",
    ] {
        let answer = desk.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("base-uri 'none'") && policy.contains("frame-ancestors"), "{path}: {policy}");
        assert!(!answer.headers.contains_key("strict-transport-security"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_chat_may_stand_in_a_frame() {
    let desk = TestDesk::start().await;
    for path in ["/sign-in", "/health", "/docs/", "/demo"] {
        let answer = desk.get(path).await;
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
    }
    let answer = desk.get(&format!("/chat/{}", desk.demo.inbox_key)).await.expect(200);
    assert!(!answer.headers.contains_key("x-frame-options"));
    assert!(!answer.header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_runs_only_the_scripts_that_bear_its_own_nonce() {
    let desk = TestDesk::start().await;
    let (first, second) = (desk.get("/sign-in").await.expect(200), desk.get("/sign-in").await.expect(200));
    let nonce = |policy: &str| policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0.to_owned();
    let policy = first.header("content-security-policy");
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'nonce-"), "{policy}");
    assert!(!policy.contains("script-src 'unsafe-inline'") && policy.contains("object-src 'none'"), "{policy}");
    let html = first.text();
    for script in html.split("<script").skip(1) {
        let tag = script.split_once('>').unwrap().0;
        assert!(tag.contains(&format!("nonce=\"{}\"", nonce(policy))) || tag.contains("src=\"/"), "{tag}");
    }
    assert_ne!(nonce(policy), nonce(second.header("content-security-policy")));
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_tls_browsers_never_go_without() {
    let desk = TestDesk::start_with(|settings| settings.server.public_url = "https://desk.test".to_owned()).await;
    assert_eq!(desk.get("/health").await.header("strict-transport-security"), "max-age=31536000");
    let chat = desk.get(&format!("/chat/{}", desk.demo.inbox_key)).await;
    assert!(chat.header("set-cookie").contains("; Secure"), "{}", chat.header("set-cookie"));
}

#[tokio::test(flavor = "multi_thread")]
async fn text_travels_compressed_and_secrets_are_kept_nowhere() {
    let desk = TestDesk::start().await;
    let page = Request::get("/sign-in").header("accept-encoding", "gzip, br").body(Body::empty()).unwrap();
    let answer = desk.send(page).await.expect(200);
    assert_eq!(answer.header("content-encoding"), "br");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_launcher_is_for_every_site_and_kept_for_a_while() {
    let desk = TestDesk::start().await;
    let answer = desk.get("/widget.js").await.expect(200);
    assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    let again = Request::get("/widget.js").header("if-none-match", answer.header("etag")).body(Body::empty()).unwrap();
    assert!(desk.send(again).await.expect(304).body.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scripts_of_pages_are_kept_for_ever_only_under_a_name_with_a_hash() {
    let desk = TestDesk::start().await;
    let folder = std::path::Path::new(&desk.app.settings.server.site_root).join("pkg");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, kept) in
        [("frontdesk.js", "no-cache"), ("frontdesk.pbFqk8mBRhMi9X9NIVsC5A.js", "public, max-age=31536000, immutable")]
    {
        std::fs::write(folder.join(name), "script").unwrap();
        let answer = desk.get(&format!("/pkg/{name}")).await.expect(200);
        assert_eq!((answer.text().as_str(), answer.header("cache-control")), ("script", kept));
        assert_eq!(answer.header("content-type"), "text/javascript");
    }
    desk.get("/pkg/no-such.js").await.expect(404);
    desk.get("/pkg/..%2f..%2fCargo.toml").await.expect(404);
}
