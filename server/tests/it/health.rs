//! What operators ask.

use crate::TestDesk;

#[tokio::test(flavor = "multi_thread")]
async fn a_running_desk_is_healthy_and_ready() {
    let desk = TestDesk::start().await;
    assert_eq!(desk.get("/health").await.expect(200).text(), "ok");
    assert_eq!(desk.get("/ready").await.expect(200).text(), "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_no_page_is_a_404_that_fits_who_asks() {
    let desk = TestDesk::start().await;
    assert!(desk.get("/no-such-page").await.expect(404).text().starts_with("<!DOCTYPE html>"));
    assert_eq!(desk.get("/api/no-such-thing").await.expect(404).json()["kind"], "not_found");
}
