//! With a state file, a restart loses nothing.

use crate::desk::Desk;
use crate::played::{ANA, NUMBER, Played, plan, text};
use serde_json::json;

#[tokio::test]
async fn chats_files_orders_and_waiting_webhooks_survive() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open().await;
    let plan = plan(&desk, Some(folder.path().join("simulator.json")));
    desk.refuse(usize::MAX);
    let played = Played::start(plan.clone()).await;
    let id = played.act(NUMBER, ANA, json!({"kind": "image", "text": "Broken"})).await;
    assert_eq!(played.whatsapp(text("Sorry!")).await.status(), 200);
    played.order("/control/faults", json!({"kind": "lost_answer"})).await;
    let before = played.state().await;
    played.end().await;

    desk.refuse(0);
    let played = Played::start(plan).await;
    let after = played.state().await;
    assert_eq!((&after["sends"][0]["id"], &after["faults"]), (&before["sends"][0]["id"], &before["faults"]));
    assert_eq!(after["chats"][0]["messages"].as_array().unwrap().len(), 2);
    let image = "/entry/0/changes/0/value/messages/0";
    let call = desk.until(1, |call| call.accepted && call.json.pointer(image).is_some()).await.remove(0);
    assert_eq!(call.text(&format!("{image}/id")), Some(&*id));
    assert_eq!(desk.statuses(3).await, ["sent", "delivered", "read"]);
    let file = played.at(&format!("/control/files/{}", call.text(&format!("{image}/image/id")).unwrap()));
    assert_eq!(played.http.get(file).send().await.unwrap().headers()["content-type"], "image/jpeg");
}

#[tokio::test]
async fn what_was_answered_is_on_disk_when_the_answer_comes() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, file) = (Desk::open().await, folder.path().join("simulator.json"));
    let played = Played::start(plan(&desk, Some(file.clone()))).await;
    let id = played.hello(NUMBER, ANA).await;
    assert!(std::fs::read_to_string(&file).unwrap().contains(&id));
    played.end().await;
}

#[tokio::test]
async fn a_reset_begins_anew() {
    let (played, _) = Played::fresh().await;
    played.hello(NUMBER, ANA).await;
    played.order("/control/reset", json!({})).await;
    let state = played.state().await;
    assert_eq!((&state["chats"][0]["messages"], &state["pending"]), (&json!([]), &json!([])));
    assert_eq!(state["customers"].as_array().unwrap().len(), 18);
}
