//! Mails as they were designed: shown to those who may see their conversation, and harmless to them and to the program.

use crate::TestDesk;
use crate::desk::provider::SECRET;
use crate::desk::{Answer, Browser, Provider};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::effects::{Effect, News};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use types::action::Action;
use types::inbox::ChannelKind;
use types::limits::EMAIL_PAGE_BYTES;
use types::message::{Attachment, EmailPage, Message, MessageBody};
use types::{Noun, Problem};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
/// Well-meant and hostile things side by side.
const HTML: &str = "<html><head><style>p{color:red}</style><script>alert(1)</script></head><body style=\"background:#fafafa\">\
    <h1 style=\"color:#2f5d50;position:fixed\" onclick=\"alert(1)\">Our corner</h1><img src=\"cid:corner@x.example\" onerror=\"alert(1)\">\
    <img src=\"https://spy.example/opened.gif\"><table background=\"https://spy.example/b.png\"><tr><td>2</td></tr></table>\
    <a href=\"https://x.example/plan\">Plan</a><a href=\"javascript:alert(1)\">Run</a><form action=\"https://x.example\"><input name=\"pin\"></form>\
    </body></html>";

/// A mail as a service posts it.
fn posted(id: &str, html: Option<&str>) -> Value {
    let mut mail = json!({"From": "ana@mail.example", "FromFull": {"Email": "ana@mail.example", "Name": "Ana"},
        "To": "help@shop.example", "OriginalRecipient": "help@shop.example", "Subject": "Plants <& pots>", "MessageID": id,
        "Date": "Sun, 22 Nov 2026 09:00:00 +0000", "TextBody": "Our corner",
        "Headers": [{"Name": "Message-ID", "Value": format!("<{id}>")}],
        "Attachments": [{"Name": "corner.png", "ContentType": "image/png", "Content": STANDARD.encode(PNG), "ContentLength": PNG.len(),
            "ContentID": "<corner@x.example>"}]});
    if let Some(html) = html {
        mail["HtmlBody"] = json!(html);
    }
    mail
}

/// The same as it travels.
fn raw(id: &str) -> String {
    format!(
        "From: Ana <ana@mail.example>\r\nTo: help@shop.example\r\nSubject: Plants <& pots>\r\nMessage-ID: <{id}>\r\n\
         Date: Sun, 22 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=A\r\n\r\n\
         --A\r\nContent-Type: text/plain\r\n\r\nOur corner\r\n--A\r\nContent-Type: multipart/related; boundary=R\r\n\r\n\
         --R\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
         --R\r\nContent-Type: image/png; name=corner.png\r\nContent-ID: <corner@x.example>\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
         --R--\r\n--A--\r\n",
        STANDARD.encode(HTML),
        STANDARD.encode(PNG)
    )
}

async fn line(desk: &TestDesk) -> Provider<'_> {
    desk.connects(ChannelKind::Email, "help@shop.example").await
}

async fn message(desk: &TestDesk, line: &Provider<'_>, id: &str) -> Message {
    desk.app.desk.message_by_name(line.inbox.id, id).await.unwrap().unwrap()
}

/// A mail with a page has arrived.
async fn designed(desk: &TestDesk, line: &Provider<'_>, id: &str) -> Message {
    line.calls(&posted(id, Some(HTML))).await.expect(200);
    message(desk, line, id).await
}

fn page(message: &Message) -> &EmailPage {
    message.body.page().unwrap_or_else(|| panic!("{:?}", message.body))
}

async fn agent<'a>(desk: &'a TestDesk, name: &str) -> Browser<'a> {
    Browser::new(desk, format!("frontdesk_session={}", desk.token(name).await))
}

/// Where its first picture comes from.
fn picture_of(answer: &Answer) -> String {
    answer.text().split_once("<img src=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
}

/// How many files are kept.
fn files(desk: &TestDesk) -> usize {
    let folder = Path::new(&desk.app.settings.server.site_root).with_file_name("files");
    let inside = std::fs::read_dir(folder).unwrap().flatten();
    inside.map(|folder| std::fs::read_dir(folder.path()).unwrap().count()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_shown_as_it_was_designed_however_it_came_and_with_the_pictures_that_came_along() {
    let desk = TestDesk::start().await;
    let (line, olivia) = (line(&desk).await, agent(&desk, "Olivia").await);
    designed(&desk, &line, "posted@x").await;
    line.calls_with(&line.inbox.callback_path(), raw("raw@x").into_bytes(), SECRET).await.expect(200);
    for id in ["posted@x", "raw@x"] {
        let message = message(&desk, &line, id).await;
        let names: Vec<&Attachment> = message.attachments.iter().collect();
        assert!(matches!(names[..], [picture] if picture.name == "corner.png"), "{id}: {names:?}");
        assert!(page(&message).remote_pictures, "{id}");

        let answer = olivia.get(&page(&message).address(false)).await.expect(200);
        let text = answer.text();
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{id}");
        assert!(text.contains("<title>Plants &lt;&amp; pots></title>"), "{text}");
        assert!(text.contains("<body dir=\"auto\"><div style=\"background:#fafafa\">"), "{text}");
        assert!(text.contains("<h1 style=\"color:#2f5d50\">Our corner</h1>"), "{text}");
        let link = "href=\"https://x.example/plan\" target=\"_blank\" rel=\"noopener noreferrer nofollow\"";
        assert!(text.contains(link), "{text}");

        // In its sandbox the page has no session, and still gets its picture.
        let picture = desk.get(&picture_of(&answer)).await.expect(200);
        assert_eq!((&picture.body[..], picture.header("content-type")), (PNG, "image/png"), "{id}");
        assert_eq!(picture.header("cross-origin-resource-policy"), "cross-origin", "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_can_do_nothing_and_pictures_elsewhere_are_fetched_only_when_asked_for() {
    let desk = TestDesk::start().await;
    let (line, olivia) = (line(&desk).await, agent(&desk, "Olivia").await);
    let message = designed(&desk, &line, "a@x").await;
    let quiet = olivia.get(&page(&message).address(false)).await.expect(200);
    let remote = olivia.get(&page(&message).address(true)).await.expect(200);
    for answer in [&quiet, &remote] {
        let text = answer.text();
        for harm in ["script", "onclick", "onerror", "<form", "<input", "position", "color:red"] {
            assert!(!text.contains(harm), "{harm}: {text}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"), "{policy}");
        for wall in
            ["; sandbox allow-popups allow-popups-to-escape-sandbox;", "frame-ancestors 'self'", "form-action 'none'"]
        {
            assert!(policy.contains(wall), "{policy}");
        }
        assert!(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"), "{policy}");
        let own = ["x-frame-options", "referrer-policy", "cross-origin-opener-policy", "cache-control"];
        assert_eq!(own.map(|name| answer.header(name)), ["", "no-referrer", "unsafe-none", "no-store"]);
    }
    assert!(!quiet.text().contains("spy.example") && !quiet.header("content-security-policy").contains("https:"));
    assert!(remote.text().contains("<img src=\"https://spy.example/opened.gif\">"), "{}", remote.text());
    assert!(remote.text().contains("background=\"https://spy.example/b.png\""), "{}", remote.text());
    assert!(remote.header("content-security-policy").contains("img-src 'self' https:;"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_shown_to_those_who_may_see_the_conversation_and_to_nobody_else() {
    let desk = TestDesk::start().await;
    let line = line(&desk).await;
    let message = designed(&desk, &line, "a@x").await;
    let address = page(&message).address(false);
    let (ana, ben, product) = (agent(&desk, "Ana").await, agent(&desk, "Ben").await, &desk.app.desk);
    ben.get(&address).await.expect(200);
    let owner = desk.actor("Olivia").await;
    let groups = product.directory(&owner).await.unwrap().groups;
    let sales = groups.iter().find(|group| group.name == "Sales").unwrap().id;
    product.act(&owner, vec![message.conversation], Action::Group(Some(sales))).await.unwrap();
    ben.get(&address).await.expect(404);
    ana.get(&address).await.expect(200);

    product.create_admin("Other", "Olga", "olga@other.example", "a long password").await.unwrap();
    let stranger = product.sign_in("olga@other.example", "a long password", "127.0.0.1").await.unwrap();
    let stranger = Browser::new(&desk, format!("frontdesk_session={}", stranger.token));
    stranger.get(&address).await.expect(404);
    stranger.get(&format!("/files/{}", page(&message).key)).await.expect(404);
    desk.get(&address).await.expect(401);
    desk.visitor(&"v".repeat(43)).get(&address).await.expect(401);
    // Files that are no page of a mail, and no file at all.
    for key in [&message.attachments[0].key, &"x".repeat(43)] {
        ana.get(&format!("/files/{key}/formatted")).await.expect(404);
    }
    // The file itself is only ever saved.
    let file = ana.get(&format!("/files/{}", page(&message).key)).await.expect(200);
    assert_eq!((&file.body[..], file.header("content-type")), (HTML.as_bytes(), "application/octet-stream"));
    assert!(file.header("content-disposition").starts_with("attachment; "));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_mail_with_a_page_that_fits_offers_to_show_it() {
    let desk = TestDesk::start().await;
    let (line, olivia) = (line(&desk).await, agent(&desk, "Olivia").await);
    let large = format!("<p>{}", "x".repeat(EMAIL_PAGE_BYTES));
    for (id, html, offers) in [
        ("with@x", Some(HTML), true),
        ("without@x", None, false),
        ("large@x", Some(&*large), false),
        ("empty@x", Some(" "), false),
    ] {
        line.calls(&posted(id, html)).await.expect(200);
        let message = message(&desk, &line, id).await;
        assert!(matches!(&message.body, MessageBody::Email(mail) if mail.text == "Our corner"), "{id}");
        assert_eq!(message.body.page().is_some(), offers, "{id}");
        let inbox = olivia.get(&format!("/inbox/all/{}", message.conversation)).await.expect(200).text();
        assert_eq!((inbox.contains("Our corner"), inbox.contains("Show formatted")), (true, offers), "{id}");
        let link = message.body.page().map(|page| format!("href=\"{}\"", page.address(false)));
        assert!(link.is_none_or(|link| inbox.contains(&link)), "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_goes_with_its_message_and_a_repeat_leaves_nothing_behind() {
    let desk = TestDesk::start().await;
    let (line, olivia) = (line(&desk).await, agent(&desk, "Olivia").await);
    let before = files(&desk);
    let message = designed(&desk, &line, "a@x").await;
    assert_eq!(files(&desk), before + 2);
    assert_eq!(designed(&desk, &line, "a@x").await, message);
    assert_eq!(files(&desk), before + 2);
    olivia.get(&page(&message).address(false)).await.expect(200);

    let (account, inbox, names) = (line.inbox.account, line.inbox.id, vec!["a@x".to_owned()]);
    let news = News { account, inbox, names, reference: None, effect: Effect::Deleted, call: None };
    assert!(desk.app.desk.told(news).await.unwrap());
    olivia.get(&page(&message).address(false)).await.expect(404);
    let gone = Problem::NotFound { what: Noun::Attachment };
    assert_eq!(desk.app.desk.bytes_of(&page(&message).key).await, Err(gone));
    assert_eq!(files(&desk), before);
}

/// Its letters are repeated in every paragraph: of half a megabyte a browser's parser makes a billion elements.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_grows_without_end_harms_nothing_and_is_shown_as_words() {
    let desk = TestDesk::start().await;
    let (line, olivia) = (line(&desk).await, agent(&desk, "Olivia").await);
    let mut bomb = "<p>".to_owned();
    for number in 0..20_000 {
        write!(bomb, "<font size={number}>").unwrap();
    }
    bomb.push_str(&"<p>x".repeat(50_000));
    line.calls(&posted("bomb@x", Some(&bomb))).await.expect(200);
    let bomb = message(&desk, &line, "bomb@x").await;
    let answer = olivia.get(&page(&bomb).address(false)).await.expect(422);
    assert!(answer.text().contains("cannot be shown as it was designed"), "{}", answer.text());
    assert!(answer.header("content-security-policy").contains("; sandbox "));
    let good = designed(&desk, &line, "good@x").await;
    olivia.get(&page(&good).address(false)).await.expect(200);
}
