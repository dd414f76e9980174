//! Files: whatever somebody uploads never runs, is never taken for a page, and reaches only those it is meant for.

use crate::TestDesk;
use crate::desk::{Answer, Browser};
use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
const VISITOR: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

async fn uploads(visitor: &Browser<'_>, key: &str, name: &str, bytes: &'static [u8]) -> Value {
    visitor.post_bytes(&format!("/chat/{key}/files?name={name}"), bytes).await.expect(201).json()
}

/// Sends a file and gets it back as the visitor.
async fn round_trip(desk: &TestDesk, name: &str, bytes: &'static [u8]) -> Answer {
    let key = desk.demo.inbox_key;
    let file = uploads(&desk.visitor(VISITOR), key, name, bytes).await;
    desk.get(&format!("/chat/{key}/files/{}", file["key"].as_str().unwrap())).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_shown_in_place() {
    let desk = TestDesk::start().await;
    let answer = round_trip(&desk, "cat%20%F0%9F%90%88.png", PNG).await;
    assert_eq!(answer.body, PNG);
    assert_eq!(answer.header("content-type"), "image/png");
    assert_eq!(answer.header("content-disposition"), "inline; filename*=UTF-8''cat%20%F0%9F%90%88.png");
    assert_eq!(answer.header("cache-control"), "private, max-age=31536000, immutable");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_could_carry_script_is_only_saved() {
    let desk = TestDesk::start().await;
    for (name, bytes) in [
        ("a.html", &b"<!doctype html><script>alert(1)</script>"[..]),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.pdf", b"%PDF-1.4 1 0 obj"),
        ("a.js", b"alert(1)"),
    ] {
        let answer = round_trip(&desk, name, bytes).await;
        assert_eq!(answer.header("content-type"), "application/octet-stream", "{name}");
        assert!(answer.header("content-disposition").starts_with("attachment; "), "{name}");
        assert!(answer.header("content-security-policy").starts_with("sandbox; default-src 'none'"), "{name}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_player_gets_the_part_it_asks_for() {
    let desk = TestDesk::start().await;
    let key = desk.demo.inbox_key;
    let file = uploads(&desk.visitor(VISITOR), key, "a.png", PNG).await;
    let path = format!("/chat/{key}/files/{}", file["key"].as_str().unwrap());
    for (range, status, part, content_range) in [
        ("bytes=1-3", 206, &PNG[1..=3], format!("bytes 1-3/{}", PNG.len())),
        ("bytes=20-", 206, &PNG[20..], format!("bytes 20-{}/{}", PNG.len() - 1, PNG.len())),
        ("bytes=-4", 206, &PNG[PNG.len() - 4..], format!("bytes {}-{}/{}", PNG.len() - 4, PNG.len() - 1, PNG.len())),
        ("bytes=0-1,3-4", 200, PNG, String::new()),
        ("bytes=900-", 200, PNG, String::new()),
    ] {
        let answer = desk.send(Request::get(&path).header("range", range).body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), &answer.body[..]), (status, part), "{range}");
        assert_eq!(answer.header("content-range"), content_range, "{range}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_too_large_is_refused_before_and_while_it_is_read() {
    let desk = TestDesk::start().await;
    let path = format!("/chat/{}/files?name=big.bin", desk.demo.inbox_key);
    let visitor = desk.visitor(VISITOR);
    let limit = usize::try_from(types::limits::ATTACHMENT_BYTES).unwrap();
    let too_large = serde_json::json!({
        "kind": "too_large", "limit": limit, "message": format!("This is too large: at most {limit} bytes."),
    });
    // Nothing of it has come yet, and it is refused.
    let announced =
        Request::post(&path).header("sec-fetch-site", "same-origin").header("content-length", limit + 100_000);
    assert_eq!(desk.send(announced.body(Body::empty()).unwrap()).await.expect(413).json(), too_large);
    let chunk = || Ok::<_, std::io::Error>(vec![7_u8; 1024 * 1024]);
    let endless = Body::from_stream(futures_util::stream::iter((0..40).map(move |_| chunk())));
    assert_eq!(visitor.post_bytes(&path, endless).await.expect(413).json(), too_large);
    assert_eq!(visitor.post_bytes(&path, "").await.expect(422).json()["field"], "file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_website_is_not_there() {
    let desk = TestDesk::start().await;
    let file = uploads(&desk.visitor(VISITOR), desk.demo.inbox_key, "a.png", PNG).await;
    let key = file["key"].as_str().unwrap();
    desk.get(&format!("/chat/demohelp/files/{key}")).await.expect(404);
    desk.get(&format!("/chat/nowhere/files/{key}")).await.expect(404);
    desk.get(&format!("/chat/demohelp/files/{}", "x".repeat(43))).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_open_files_of_conversations_they_may_see_and_only_when_signed_in() {
    let desk = TestDesk::start().await;
    let (key, visitor) = (desk.demo.inbox_key, desk.visitor(VISITOR));
    let file = uploads(&visitor, key, "a.png", PNG).await;
    let message = serde_json::json!({"client_id": types::Uuid::new_v4(), "attachments": [file["key"]]});
    visitor.post_json(&format!("/chat/{key}/messages"), &message).await.expect(201);
    let path = format!("/files/{}", file["key"].as_str().unwrap());
    assert_eq!(desk.signs_in("agent").await.get(&path).await.expect(200).body, PNG);
    desk.get(&path).await.expect(401);
    // Who follows a link is led to the sign-in page instead.
    let link = Request::get(&path).header("accept", "text/html").body(Body::empty()).unwrap();
    assert_eq!(desk.send(link).await.expect(303).header("location"), "/sign-in");
}
