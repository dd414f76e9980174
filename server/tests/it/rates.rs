//! Who writes too fast is told when to go on, and holds up nobody else.

use crate::desk::TestDesk;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn visitors_who_write_too_fast_are_told_when_to_go_on_and_lose_nothing() {
    let desk = TestDesk::start_with(|settings| settings.limits.visitor_posts_per_minute = 3).await;
    let visitor = desk.visitor(&"v".repeat(43));
    let path = format!("/chat/{}/messages", desk.demo.inbox_key);
    let message =
        |n: u8| json!({"client_id": format!("67e55044-10b1-426f-9247-bb680e5fe0c{n}"), "text": format!("{n}")});
    for n in 0..3 {
        visitor.post_json(&path, &message(n)).await.expect(201);
    }
    let refused = visitor.post_json(&path, &message(3)).await.expect(429);
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(refused.json()["kind"], "too_many");
    // Reading is not writing.
    let thread = visitor.get(&path).await.expect(200).json();
    assert_eq!(thread["messages"].as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_calls_too_often_holds_up_no_other() {
    let desk = TestDesk::start_with(|settings| settings.limits.api_calls_per_minute = 2).await;
    for _ in 0..2 {
        desk.program().post("/api/v1/sessions", &json!({})).await.expect(201);
    }
    desk.program().post("/api/v1/sessions", &json!({})).await.expect(429);
    desk.program_with("another").post("/api/v1/sessions", &json!({})).await.expect(401);
}
