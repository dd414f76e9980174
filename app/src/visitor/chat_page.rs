//! The chat on a page of its own or in a frame. `style/widget/chat.js` finds its parts by their ids and brings them to life.

use super::chat_message::{Answers, chat_message, initials};
use super::{document, icon};
use leptos::prelude::*;
use types::Uuid;
use types::inbox::WebsiteSettings;
use types::visitor::VisitorMessage;

/// What the chat page shows.
#[derive(Clone, Debug)]
pub struct ChatPage {
    /// The inbox's key in addresses.
    pub key: String,
    /// How the inbox looks and greets.
    pub settings: WebsiteSettings,
    /// Who the visitor is.
    pub token: String,
    /// The name of the message the visitor may send next without script.
    pub client_id: Uuid,
    /// The chat so far, oldest first.
    pub messages: Vec<VisitorMessage>,
    /// Why the last message was not taken.
    pub problem: Option<String>,
}

const SPEECH: &str = "M7.9 20A9 9 0 1 0 4 16.1L2 22Z";
const BELL: &str = "M18 8A6 6 0 0 0 6 8c0 7-3 9-3 9h18s-3-2-3-9M10 21h4";
const STROKE: &str = "M3 3l18 18";
const DOWN: &str = "M6 9l6 6 6-6";
const CLIP: &str = "M16 6l-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.6a4 4 0 1 0-5.6-5.6l-8.4 8.5a6 6 0 1 0 8.5 8.5l8.4-8.5";
const UP: &str = "M5 12l7-7 7 7M12 19V5";

/// The chat as a complete document.
#[must_use]
pub fn chat_page(page: ChatPage) -> String {
    let ChatPage { key, settings, token, client_id, messages, problem } = page;
    let address = format!("/chat/{key}");
    let for_script = settings_json(&key, &settings, &token);
    let answers = Answers { address: address.clone(), token: token.clone() };
    let greeting = (!settings.greeting.is_empty()).then(|| {
        view! {
            <div class="message theirs" id="greeting">
              <span class="avatar" aria-hidden="true">{initials(&settings.title)}</span>
              <div class="bubble"><p class="text">{settings.greeting.clone()}</p></div>
            </div>
        }
    });
    let list = messages.iter().map(|message| chat_message(message, &settings.title, &answers)).collect_view();
    document(view! {
        <html lang="en">
          <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"/>
            <meta name="robots" content="noindex"/>
            <meta name="theme-color" content=settings.color.clone()/>
            <title>{settings.title.clone()}</title>
            <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
            <link rel="stylesheet" href="/chat.css"/>
            <script type="application/json" id="settings" inner_html=for_script></script>
            <script type="module" src="/chat.js"></script>
          </head>
          <body>
            <header>
              <span class="mark">{icon(&[SPEECH])}</span>
              <div>
                <h1>{settings.title.clone()}</h1>
                <p id="status">"We answer as soon as we can"</p>
              </div>
              <a id="refresh" href=address.clone()>"Refresh"</a>
              <button type="button" id="sound" aria-label="Sound" title="Sound" hidden>{icon(&[BELL, STROKE])}</button>
              <button type="button" id="close" aria-label="Close chat" title="Close" hidden>{icon(&[DOWN])}</button>
            </header>
            <main>
              <p id="connection" role="status" hidden>"Reconnecting…"</p>
              <div id="thread" role="log" aria-label="Messages" tabindex="0">
                <div>
                  <button type="button" id="older" hidden>"Older messages"</button>
                  {greeting}
                  <ol id="messages">{list}</ol>
                  <p id="typing" hidden><i></i><i></i><i></i><span></span></p>
                </div>
              </div>
              <button type="button" id="jump" hidden>"Newest"</button>
              {problem.map(|problem| view! { <p id="problem" role="alert">{problem}</p> })}
              <form id="composer" method="post" enctype="multipart/form-data" action=format!("{address}/messages")>
                <input type="hidden" name="token" value=token/>
                <input type="hidden" name="client_id" value=client_id.to_string()/>
                <ul id="files"></ul>
                <textarea id="text" name="text" rows="1" aria-label="Message" placeholder="Write a message…" enterkeyhint="send"></textarea>
                <label title="Attach files">{icon(&[CLIP])}<input type="file" id="file" name="file" multiple aria-label="Attach files"/></label>
                <button id="send" aria-label="Send" title="Send">{icon(&[UP])}</button>
              </form>
            </main>
          </body>
        </html>
    })
}

/// What the script is told. Inside a script element only `<` could be mistaken for markup.
fn settings_json(key: &str, settings: &WebsiteSettings, token: &str) -> String {
    let WebsiteSettings { title, greeting, color, .. } = settings;
    let on_color = on_color(color);
    serde_json::json!({
        "key": key, "title": title, "greeting": greeting, "color": color, "on_color": on_color, "token": token,
    })
    .to_string()
    .replace('<', "\\u003c")
}

/// Black or white, whichever reads better on this colour. Contrast is (lighter + 0.05) / (darker + 0.05), and both are
/// equally far from a luminance of about 0.2.
fn on_color(color: &str) -> &'static str {
    let linear = |at| {
        let hex = color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        (f64::from(hex.unwrap_or_default()) / 255.0).powf(2.2)
    };
    let luminance = 0.21 * linear(1) + 0.72 * linear(3) + 0.07 * linear(5);
    if luminance > 0.2 { "#16181d" } else { "#fff" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn page(settings: WebsiteSettings, messages: serde_json::Value) -> String {
        chat_page(ChatPage {
            key: "shop".to_owned(),
            settings,
            token: "t".repeat(43),
            client_id: Uuid::nil(),
            messages: serde_json::from_value(messages).unwrap(),
            problem: Some("The text is empty.".to_owned()),
        })
    }

    #[test]
    fn the_page_can_be_used_without_script() {
        let html = page(WebsiteSettings::default(), json!([]));
        assert!(html.starts_with("<!doctype html><html lang=\"en\">"), "{html}");
        for part in [
            r#"method="post" enctype="multipart/form-data" action="/chat/shop/messages""#,
            r#"<input type="hidden" name="token" value="ttt"#,
            r#"<input type="hidden" name="client_id" value="00000000-0000-0000-0000-000000000000""#,
            r#"<textarea id="text" name="text""#,
            r#"<input type="file" id="file" name="file" multiple"#,
            r#"<a id="refresh" href="/chat/shop">"#,
            "The text is empty.",
            "Hello, how may I help you?",
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }

    #[test]
    fn text_on_the_colour_can_be_read() {
        for (color, on) in
            [("#4f46e5", "#fff"), ("#ffd400", "#16181d"), ("#16a34a", "#16181d"), ("#000", "#fff"), ("", "#fff")]
        {
            assert_eq!(on_color(color), on, "{color}");
        }
    }

    #[test]
    fn the_strictest_policy_lets_everything_through() {
        let html = page(WebsiteSettings::default(), json!([]));
        assert!(!html.contains("style=") && !html.contains("<style") && !html.contains(" on"), "{html}");
    }

    #[test]
    fn what_people_write_never_becomes_markup() {
        let nasty = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
        let settings =
            WebsiteSettings { title: nasty.to_owned(), greeting: nasty.to_owned(), ..WebsiteSettings::default() };
        let message = json!({
            "id": 1, "client_id": null, "from": "agent", "name": nasty, "at": 0,
            "body": {"kind": "text", "text": nasty},
            "attachments": [{"id": 1, "key": "k\"><script>", "name": nasty, "media_type": "image/svg+xml", "bytes": 5}],
        });
        let html = page(settings, json!([message]));
        assert_eq!(html.matches("<script").count(), 2, "{html}");
        assert!(!html.contains("<img"), "{html}");
    }
}
