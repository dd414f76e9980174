//! Other sites' pages can make a browser send requests with our cookies; they must not change anything.

use crate::TestDesk;
use crate::desk::Socket;
use axum::body::Body;
use axum::http::{HeaderName, Request};

/// Headers of a POST, and whether it passes.
const CASES: [(&[(&str, &str)], bool); 13] = [
    (&[("sec-fetch-site", "same-origin")], true),
    (&[("sec-fetch-site", "none")], true),
    (&[("sec-fetch-site", "cross-site")], false),
    (&[("sec-fetch-site", "same-site")], false),
    (&[("sec-fetch-site", "cross-site"), ("origin", "http://desk.test")], false),
    (&[("origin", "http://desk.test")], true),
    (&[("origin", "http://evil.example")], false),
    (&[("origin", "http://desk.test.evil.example")], false),
    (&[("origin", "null")], false),
    (&[("origin", "http://evil.example"), ("referer", "http://desk.test/inbox")], false),
    (&[("referer", "http://desk.test/inbox/mine?sort=oldest")], true),
    (&[("referer", "http://evil.example/http://desk.test/")], false),
    (&[], false),
];

async fn status_of_post(desk: &TestDesk, path: &str, headers: &[(&str, &str)]) -> u16 {
    let mut request = Request::post(path).header("host", "desk.test").body(Body::from("{}")).unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
    }
    desk.send(request).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_pages_of_ours_change_anything() {
    let desk = TestDesk::start().await;
    let chat = format!("/chat/{}/messages", desk.demo.inbox_key);
    for path in ["/live/signal", "/files?conversation=1", "/api/fn/anything", "/sign-in", &chat] {
        for (headers, passes) in CASES {
            let status = status_of_post(&desk, path, headers).await;
            assert_eq!(status != 403, passes, "{path} {headers:?}: {status}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_bring_a_token_instead_of_a_page() {
    let desk = TestDesk::start().await;
    assert_eq!(status_of_post(&desk, "/api/v1/sessions", &[("origin", "http://evil.example")]).await, 401);
    // A path that only looks like the API's is none of it.
    assert_eq!(status_of_post(&desk, "/api/v1", &[]).await, 403);
    assert_eq!(status_of_post(&desk, "//api/v1/sessions", &[]).await, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_names_a_proxy_tells_count_only_when_it_is_trusted() {
    let forwarded = [("x-forwarded-host", "desk.example"), ("origin", "https://desk.example")];
    let desk = TestDesk::start().await;
    assert_eq!(status_of_post(&desk, "/live/signal", &forwarded).await, 403);
    let desk = TestDesk::start_with(|settings| settings.server.trust_proxy = true).await;
    assert_eq!(status_of_post(&desk, "/live/signal", &forwarded).await, 401);
    let desk = TestDesk::start_with(|settings| settings.server.public_url = "https://desk.example".to_owned()).await;
    assert_eq!(status_of_post(&desk, "/live/signal", &[("origin", "https://desk.example")]).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sites_page_opens_no_live_connection() {
    let desk = TestDesk::start().await;
    let ann = desk.signs_in("agent").await;
    let address = desk.listen().await;
    for origin in ["http://evil.example", "null", ""] {
        let opened = Socket::try_open(address, "/live?after=0", origin, ann.cookie(), &[]).await;
        assert_eq!(opened.err(), Some(403), "{origin:?}");
    }
}
