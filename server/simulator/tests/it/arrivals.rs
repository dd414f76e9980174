//! Advertisements, links, stories, albums, and comments on Facebook.

use crate::played::{ANA, BOT, CLARA, INSTAGRAM, LUCIA, NIKOLAI, NUMBER, PAGE, Played};
use serde_json::{Value, json};

const ITEM: &str = "/entry/0/messaging/0";
const WHATSAPP: &str = "/entry/0/changes/0/value/messages";

#[tokio::test]
async fn an_advertisement_comes_with_the_words_or_opens_the_thread_alone() {
    let (played, desk) = Played::fresh().await;
    for (line, customer) in [(PAGE, CLARA), (INSTAGRAM, LUCIA)] {
        let order = json!({"kind": "advertisement", "name": "Fig week", "text": "Still on?"});
        played.act(line, customer, order).await;
        played.act(line, customer, json!({"kind": "advertisement", "name": "Fig week"})).await;
        let of_line = |pointer: String| {
            move |call: &crate::desk::Call| {
                call.text("/entry/0/id") == Some(line) && call.json.pointer(&pointer).is_some()
            }
        };
        let said = desk.until(1, of_line(format!("{ITEM}/message/referral"))).await.remove(0);
        assert_eq!(said.text(&format!("{ITEM}/message/text")), Some("Still on?"));
        assert_eq!(said.text(&format!("{ITEM}/message/referral/ads_context_data/ad_title")), Some("Fig week"));
        let alone = desk.until(1, of_line(format!("{ITEM}/referral"))).await.remove(0);
        assert_eq!(alone.text(&format!("{ITEM}/referral/source")), Some("ADS"));
        assert_eq!(alone.json.pointer(&format!("{ITEM}/message")), None);
    }
    played.act(NUMBER, ANA, json!({"kind": "advertisement", "name": "Fig week"})).await;
    let headline = format!("{WHATSAPP}/0/referral/headline");
    let call = desk.until(1, |call| call.text(&headline).is_some()).await.remove(0);
    assert_eq!(call.text(&headline), Some("Fig week"));
    assert!(call.text(&format!("{WHATSAPP}/0/text/body")).unwrap().ends_with('?'));
}

#[tokio::test]
async fn a_link_carries_its_word() {
    let (played, desk) = Played::fresh().await;
    played.act(PAGE, CLARA, json!({"kind": "link", "name": "qr-7"})).await;
    let call = desk.until(1, |call| call.text(&format!("{ITEM}/referral/ref")) == Some("qr-7")).await.remove(0);
    assert_eq!(call.text(&format!("{ITEM}/referral/source")), Some("SHORTLINK"));
    played.act(BOT, NIKOLAI, json!({"kind": "link", "name": "qr-7"})).await;
    desk.until(1, |call| call.text("/message/text") == Some("/start qr-7")).await;
}

#[tokio::test]
async fn a_story_is_answered_or_mentions_the_business() {
    let (played, desk) = Played::fresh().await;
    played.act(INSTAGRAM, LUCIA, json!({"kind": "story_reply", "text": "Love it"})).await;
    let url = format!("{ITEM}/message/reply_to/story/url");
    let answer = desk.until(1, |call| call.text(&url).is_some()).await.remove(0);
    assert_eq!(answer.text(&format!("{ITEM}/message/text")), Some("Love it"));
    assert_eq!(answer.json.pointer(&format!("{ITEM}/message/attachments")), None);
    assert_eq!(played.http.get(answer.text(&url).unwrap()).send().await.unwrap().status(), 200);
    played.act(INSTAGRAM, LUCIA, json!({"kind": "story_mention"})).await;
    let kind = format!("{ITEM}/message/attachments/0/type");
    desk.until(1, |call| call.text(&kind) == Some("story_mention")).await;
}

#[tokio::test]
async fn an_album_is_one_message_one_call_or_one_word_for_all() {
    let (played, desk) = Played::fresh().await;
    let count = |value: Option<&Value>| value.and_then(Value::as_array).map(Vec::len);
    let album = || json!({"kind": "album", "text": "Look"});

    played.act(PAGE, CLARA, album()).await;
    let attachments = format!("{ITEM}/message/attachments");
    let call = desk.until(1, |call| call.json.pointer(&attachments).is_some()).await.remove(0);
    assert_eq!(count(call.json.pointer(&attachments)), Some(3));

    let done = played.order(&format!("/control/customers/{NUMBER}/{ANA}/messages"), album()).await;
    let call = desk.until(1, |call| count(call.json.pointer(WHATSAPP)) == Some(3)).await.remove(0);
    let ids: Vec<_> = (0..3).map(|place| call.json.pointer(&format!("{WHATSAPP}/{place}/id")).unwrap()).collect();
    assert_eq!(json!(ids), done["ids"]);
    assert_eq!(call.text(&format!("{WHATSAPP}/0/image/caption")), Some("Look"));
    // All of it has arrived with the one call.
    while !played.chat(NUMBER, ANA).await.iter().all(|message| message["arrived"] == true) {
        tokio::task::yield_now().await;
    }

    played.act(BOT, NIKOLAI, album()).await;
    let calls = desk.until(3, |call| call.text("/message/media_group_id").is_some()).await;
    let word = calls[0].text("/message/media_group_id");
    assert!(calls.iter().all(|call| call.text("/message/media_group_id") == word));
    let numbers: Vec<_> = calls.iter().map(|call| call.json["message"]["message_id"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [numbers[0], numbers[0] + 1, numbers[0] + 2]);
}

#[tokio::test]
async fn a_comment_on_facebook_is_a_change_of_the_feed() {
    let (played, desk) = Played::fresh().await;
    let id = played.act(PAGE, CLARA, json!({"kind": "comment", "text": "How much?"})).await;
    let call = desk.until(1, |call| call.text("/entry/0/changes/0/field") == Some("feed")).await.remove(0);
    let value = call.json.pointer("/entry/0/changes/0/value").unwrap();
    assert_eq!((value["comment_id"].as_str(), value["message"].as_str()), (Some(&*id), Some("How much?")));
    assert_eq!((value["item"].as_str(), value["verb"].as_str()), (Some("comment"), Some("add")));
}
