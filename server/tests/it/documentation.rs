//! The API's own description, and the pages to try it out.

use crate::TestDesk;
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn the_api_describes_itself() {
    let desk = TestDesk::start().await;
    let document = desk.get("/api/openapi.json").await.expect(200).json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    assert_eq!(document["security"][0]["token"], Value::Array(Vec::new()));
    let paths: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/api/v1/sessions", "/api/v1/sessions/{session_id}", "/api/v1/sessions/{session_id}/messages"]);
    let post = &document["paths"]["/api/v1/sessions/{session_id}/messages"]["post"];
    assert_eq!(post["summary"], "Add a message");
    let responses: Vec<&String> = post["responses"].as_object().unwrap().keys().collect();
    assert_eq!(responses, ["201", "401", "403", "404", "422"]);
    assert_eq!(post["requestBody"]["content"]["application/json"]["example"]["author_type"], "customer");
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["AuthorType"]["enum"], serde_json::json!(["customer", "service_agent"]));
    assert_eq!(schemas["Problem"]["required"], serde_json::json!(["kind", "message"]));
    assert_eq!(schemas["ChatSession"]["required"], serde_json::json!(["id", "created_at", "messages"]));
}

/// Every `$ref` leads somewhere: a document with a broken one cannot be tried out.
#[tokio::test(flavor = "multi_thread")]
async fn every_reference_in_the_description_leads_somewhere() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let desk = TestDesk::start().await;
    let document = desk.get("/api/openapi.json").await.json();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_tried_out_with_nothing_but_this_server() {
    let desk = TestDesk::start().await;
    assert_eq!(desk.get("/docs").await.expect(303).header("location"), "/docs/");
    let page = desk.get("/docs/").await.expect(200);
    assert!(page.text().contains("swagger-ui"), "{}", page.text());
    assert!(!page.text().contains("http://") && !page.text().contains("https://"), "{}", page.text());
    assert!(page.header("content-security-policy").starts_with("default-src 'self';"));
    let start = desk.get("/docs/swagger-initializer.js").await.expect(200).text();
    assert!(start.contains("\"url\": \"/api/openapi.json\"") && start.contains("\"tryItOutEnabled\": true"), "{start}");
    desk.get("/docs/swagger-ui-bundle.js").await.expect(200);
}
