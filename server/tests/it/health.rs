//! What operators ask.

use crate::TestDesk;
use axum::body::Body;
use axum::http::Request;

#[tokio::test(flavor = "multi_thread")]
async fn a_running_desk_is_healthy_and_ready() {
    let desk = TestDesk::start().await;
    assert_eq!(desk.get("/health").await.expect(200).text(), "ok");
    assert_eq!(desk.get("/ready").await.expect(200).text(), "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_no_page_is_a_404_that_fits_who_asks() {
    let desk = TestDesk::start().await;
    let link = Request::get("/no-such-page").header("accept", "text/html").body(Body::empty()).unwrap();
    assert!(desk.send(link).await.expect(404).text().starts_with("<!DOCTYPE html>"));
    assert_eq!(desk.get("/favicon.ico").await.expect(404).json()["kind"], "not_found");
    assert_eq!(desk.get("/api/no-such-thing").await.expect(404).json()["kind"], "not_found");
}
