//! Mailboxes that somebody signs in at their provider: once, and again only when the provider says so.

mod letterbox;
mod office;
mod provider;
mod renewal;

use crate::desk::Browser;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use office::{Office, draft};
use provider::given;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::time::Duration;
use types::inbox::{ChannelKind, MailSignIn};

/// Where an answer leads to.
async fn leads(browser: &Browser<'_>, path: &str) -> String {
    browser.get(path).await.expect(303).header("location").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signs_in_and_from_then_on_mail_goes_both_ways() {
    let office = Office::open().await;
    office.servers_accept("access-one");
    let (_stop, _) = office.workers();
    let answer = office.answers("Good morning!").await;
    assert_eq!(office.page().await.sign_in, Some(MailSignIn { held: Some(office.desk.clock_now()), good_until: None }));
    let owner = office.desk.signs_in("owner").await;
    let shown = owner.get(&format!("/channels/{}", office.inbox)).await.expect(200).text();
    assert!(shown.contains("Nobody has signed in") && shown.contains("/channels/oauth"), "{shown}");

    let (place, query) = office.is_sent_away(&owner).await;
    assert_eq!(place, format!("{}/auth", office.provider.origin));
    assert_eq!((&*query["response_type"], &*query["client_id"]), ("code", "client-1"));
    assert_eq!((&*query["scope"], &*query["code_challenge_method"]), ("imap smtp", "S256"));
    office.provider.tells(200, given("access-one", Some("refresh-one")));
    let back = leads(&owner, &format!("/channels/oauth?code=c0de&state={}", query["state"])).await;
    assert_eq!(back, format!("/channels/{}?sign_in=done#sign-in", office.inbox));
    let asked = office.provider.asked();
    let [form] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((&*form["grant_type"], &*form["code"]), ("authorization_code", "c0de"));
    assert_eq!((&*form["client_id"], &*form["client_secret"]), ("client-1", "s3cret"));
    assert_eq!(form["redirect_uri"], query["redirect_uri"]);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(form["code_verifier"].as_bytes()));
    assert_eq!(challenge, query["code_challenge"]);

    office.comes(&answer, "sent").await;
    office.mailbox.deliver(4, "From: b@x.example\r\n\r\nThank you");
    office.arrives("Thank you").await;
    assert_eq!(office.letterbox.taken().len(), 1);
    let page = office.page().await;
    let good_until = Some(office.desk.clock_now() + Duration::from_secs(3600));
    assert_eq!((page.sign_in, page.health.alarms), (Some(MailSignIn { held: None, good_until }), 0));
    let told = serde_json::to_string(&page).unwrap();
    assert!(!told.contains("access-one") && !told.contains("refresh-one") && !told.contains("s3cret"), "{told}");
    let shown = owner.get(back.trim_end_matches("#sign-in")).await.expect(200).text();
    assert!(shown.contains("renews the sign-in by itself") && !shown.contains("access-one"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_sent_to_google_with_what_google_wants_and_only_owners_and_admins_are() {
    let office = Office::open().await;
    let (owner, agent) = (office.desk.signs_in("owner").await, office.desk.signs_in("agent").await);
    let mut google = draft("Google", &[("login", "google"), ("client_id", "g-1"), ("client_secret", "g-secret")]);
    google.values.remove("smtp_host");
    let actor = office.desk.actor("Olivia").await;
    let google = office.desk.app.desk.add_channel(&actor, ChannelKind::Email, google).await.unwrap().id;
    let address = leads(&owner, &format!("/channels/{google}/oauth")).await;
    assert!(address.starts_with("https://accounts.google.com/o/oauth2/v2/auth?"), "{address}");
    for part in ["access_type=offline", "prompt=consent", "scope=https%3A%2F%2Fmail.google.com%2F", "client_id=g-1"] {
        assert!(address.contains(part), "{part} is missing in {address}");
    }
    assert!(!address.contains("g-secret"), "{address}");
    for path in [format!("/channels/{google}/oauth"), "/channels/oauth?code=c&state=s".to_owned()] {
        agent.get(&path).await.expect(403);
    }
    // What is no such mailbox has no such address.
    let whatsapp = office.desk.connects(ChannelKind::Whatsapp, "1001").await.inbox.id;
    owner.get(&format!("/channels/{whatsapp}/oauth")).await.expect(404);
    owner.get("/channels/999999/oauth").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_that_is_forged_foreign_or_old_gets_nothing_and_the_provider_is_not_asked() {
    let office = Office::open().await;
    let owner = office.desk.signs_in("owner").await;
    let (_, query) = office.is_sent_away(&owner).await;
    let state = &query["state"];
    let with = |state: &str| format!("/channels/oauth?code=c0de&state={state}");
    let other_digit = if state.ends_with('0') { "1" } else { "0" };
    let tampered = format!("{}{other_digit}", &state[..state.len() - 1]);
    // Sealed by us, for another purpose.
    let lent = office.desk.app.desk.lend("file").unwrap();
    for forged in ["", "x", &tampered, &lent] {
        assert_eq!(leads(&owner, &with(forged)).await, "/channels?sign_in=unknown", "{forged}");
    }
    let desk = &office.desk.app.desk;
    desk.create_admin("Another", "Eve Adams", "eve@demo.example", "another-password").await.unwrap();
    let eve = desk.sign_in("eve@demo.example", "another-password", "127.0.0.1").await.unwrap();
    let eve = Browser::new(&office.desk, format!("frontdesk_session={}", eve.token));
    assert_eq!(leads(&eve, &with(state)).await, "/channels?sign_in=foreign");
    eve.get(&format!("/channels/{}/oauth", office.inbox)).await.expect(404);
    assert!(eve.get("/channels?sign_in=foreign").await.expect(200).text().contains("begun by somebody else"));
    office.desk.clock.advance(Duration::from_secs(15 * 60 + 1));
    assert_eq!(leads(&owner, &with(state)).await, format!("/channels/{}?sign_in=expired#sign-in", office.inbox));
    assert!(office.provider.asked().is_empty());
    assert!(office.page().await.sign_in.unwrap().held.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_wrong_at_the_provider_is_told_and_what_was_there_before_stays() {
    let office = Office::open().await;
    office.servers_accept("access-one");
    let owner = office.desk.signs_in("owner").await;
    office.signs_in("access-one", "refresh-one").await;
    let before = office.page().await.sign_in;
    let refusal = |word: &str| json!({"error": word});
    for (code, status, answer, outcome) in [
        ("error=access_denied", 0, json!({}), "denied"),
        ("error=server_error", 0, json!({}), "failed"),
        ("nothing=1", 0, json!({}), "failed"),
        ("code=c", 200, given("access-two", None), "no_refresh_token"),
        ("code=c", 401, refusal("invalid_client"), "wrong_client"),
        ("code=c", 400, refusal("invalid_grant"), "refused"),
        ("code=c", 502, refusal("bad_gateway"), "unreachable"),
    ] {
        let (_, query) = office.is_sent_away(&owner).await;
        if status > 0 {
            office.provider.tells(status, answer);
        }
        let back = leads(&owner, &format!("/channels/oauth?{code}&state={}", query["state"])).await;
        assert_eq!(back, format!("/channels/{}?sign_in={outcome}#sign-in", office.inbox));
    }
    assert_eq!(office.page().await.sign_in, before);
    let shown = owner.get(&format!("/channels/{}?sign_in=no_refresh_token", office.inbox)).await.expect(200).text();
    assert!(shown.contains("for an hour only"), "{shown}");
    // And it still works.
    let (_stop, _) = office.workers();
    let answer = office.answers("Good morning!").await;
    office.comes(&answer, "sent").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_asks_for_what_the_way_of_signing_in_needs_without_scripts() {
    let office = Office::open().await;
    let owner = office.desk.signs_in("owner").await;
    let page = async |login: &str| owner.get(&format!("/channels/new/email{login}")).await.expect(200).text();
    let (password, google, other) = (page("").await, page("?login=google").await, page("?login=oauth").await);
    let asks = |page: &str, field: &str| page.contains(&format!("name=\"values[{field}]\""));
    assert!(asks(&password, "smtp_password") && asks(&password, "smtp_host") && !asks(&password, "client_id"));
    assert!(asks(&google, "client_secret") && !asks(&google, "smtp_host") && !asks(&google, "token_url"));
    assert!(asks(&other, "token_url") && asks(&other, "imap_host") && !asks(&other, "imap_password"));
    assert!(google.contains("/channels/oauth") && !password.contains("Redirect address"));
    let form = "channel=email&name=Mail&values%5Blogin%5D=google&values%5Baccount%5D=help%40shop.example\
                &values%5Bsender_name%5D=Shop&values%5Bclient_id%5D=g-1&values%5Bclient_secret%5D=g-secret";
    let added = owner.post_form("/api/fn/add_channel", form).await.expect(200).json();
    let shown = owner.get(&format!("/channels/{}?new=1", added["id"])).await.expect(200).text();
    assert!(shown.contains("Sign in with Google") && shown.contains(&format!("/channels/{}/oauth", added["id"])));
    assert!(!shown.contains("g-secret"));
}
