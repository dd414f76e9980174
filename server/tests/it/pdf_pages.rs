//! Pages of PDFs: drawn for those who may have the file, and no file harms the program.

use crate::TestDesk;
use crate::desk::{Answer, Browser};
use std::fmt::Write as _;

/// 700 bytes that unpack to a gigabyte.
const BOMB: &[u8] = include_bytes!("pdf_pages/bomb.pdf");
const VISITOR: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// A PDF of these objects (the first is the catalogue), with the table of their places at its end.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (place, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", text.len()).unwrap();
        writeln!(text, "{} 0 obj\n{object}\nendobj", place + 1).unwrap();
    }
    let start = text.len();
    write!(text, "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).unwrap();
    text.into_bytes()
}

/// A PDF with a page for each content, all of this size.
pub(crate) fn pages(size: &str, contents: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|place| format!("{} 0 R", 3 + 2 * place)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len()),
    ];
    for (place, content) in contents.iter().enumerate() {
        let stream = 4 + 2 * place;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {stream} 0 R >>"));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    pdf(&objects)
}

/// A customer sends a file; the address of its pages.
async fn sent(desk: &TestDesk, name: &str, bytes: Vec<u8>) -> String {
    let (key, visitor) = (desk.demo.inbox_key, desk.visitor(VISITOR));
    let file = visitor.post_bytes(&format!("/chat/{key}/files?name={name}"), bytes).await.expect(201).json();
    let message = serde_json::json!({"client_id": types::Uuid::new_v4(), "attachments": [file["key"]]});
    visitor.post_json(&format!("/chat/{key}/messages"), &message).await.expect(201);
    format!("/files/{}/pages", file["key"].as_str().unwrap())
}

/// Width and height of a PNG.
fn size(png: &Answer) -> (u32, u32) {
    assert_eq!((png.header("content-type"), &png.body[..8]), ("image/png", &b"\x89PNG\r\n\x1a\n"[..]));
    let number = |at: usize| u32::from_be_bytes(png.body[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

async fn agent(desk: &TestDesk) -> Browser<'_> {
    desk.signs_in("agent").await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_is_a_picture_of_its_own_that_may_be_kept_for_ever() {
    let desk = TestDesk::start().await;
    let file = sent(&desk, "two.pdf", pages("0 0 200 100", &["1 0 0 rg 0 0 200 100 re f", ""])).await;
    let agent = agent(&desk).await;
    let (first, second) = (agent.get(&format!("{file}/1")).await, agent.get(&format!("{file}/2")).await);
    let (first, second) = (first.expect(200), second.expect(200));
    assert_eq!((size(&first), size(&second)), ((800, 400), (800, 400)));
    assert_ne!(first.body, second.body);
    assert_eq!((first.header("frontdesk-pages"), second.header("frontdesk-pages")), ("2", "2"));
    assert_eq!(first.header("cache-control"), "private, max-age=31536000, immutable");
    assert!(first.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
    for missing in ["0", "3", "4294967295"] {
        agent.get(&format!("{file}/{missing}")).await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_drawn_has_no_preview_and_stays_a_file() {
    let desk = TestDesk::start().await;
    let agent = agent(&desk).await;
    let good = pages("0 0 200 100", &[""]);
    // A page that contains itself, a thousand times.
    let endless = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>".to_owned(),
    ]);
    for (name, bytes) in [
        ("broken.pdf", b"%PDF-1.4 1 0 obj".to_vec()),
        ("half.pdf", good[..80].to_vec()),
        ("words.pdf", b"Dear Sir or Madam".to_vec()),
        ("page.pdf", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("endless.pdf", endless),
        ("thin.pdf", pages("0 0 1 100000000", &[""])),
        ("bomb.pdf", BOMB.to_vec()),
    ] {
        let file = sent(&desk, name, bytes.clone()).await;
        let answer = agent.get(&format!("{file}/1")).await.expect(404);
        assert_eq!(answer.header("cache-control"), "private, max-age=3600", "{name}");
        let whole = agent.get(file.trim_end_matches("/pages")).await.expect(200);
        assert_eq!((whole.body.to_vec(), whole.header("content-type")), (bytes, "application/octet-stream"), "{name}");
    }
    let file = sent(&desk, "good.pdf", good).await;
    assert_eq!(size(&agent.get(&format!("{file}/1")).await.expect(200)), (800, 400));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_as_large_as_a_field_becomes_a_picture_like_others() {
    let desk = TestDesk::start().await;
    let content = "0 0 1 rg 0 0 2000000000 1000000000 re f";
    let file = sent(&desk, "field.pdf", pages("0 0 2000000000 1000000000", &[content])).await;
    assert_eq!(size(&agent(&desk).await.get(&format!("{file}/1")).await.expect(200)), (1760, 880));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_shown_to_those_who_may_have_the_file_and_to_nobody_else() {
    let desk = TestDesk::start().await;
    let file = sent(&desk, "plan.pdf", pages("0 0 200 100", &[""])).await;
    let page = format!("{file}/1");
    desk.get(&page).await.expect(401);
    // A customer has the file, but not this address.
    desk.visitor(VISITOR).get(&page).await.expect(401);
    let product = &desk.app.desk;
    product.create_admin("Other", "Olga", "olga@other.example", "a long password").await.unwrap();
    let stranger = product.sign_in("olga@other.example", "a long password", "127.0.0.1").await.unwrap();
    let stranger = Browser::new(&desk, format!("frontdesk_session={}", stranger.token));
    stranger.get(&page).await.expect(404);
    agent(&desk).await.get(&format!("/files/{}/pages/1", "x".repeat(43))).await.expect(404);
    agent(&desk).await.get(&page).await.expect(200);
}
