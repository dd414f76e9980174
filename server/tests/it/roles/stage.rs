//! Where the table is tried: a business with somebody in every role, a line to WhatsApp, and another business.

use super::asking::Asked;
use super::line::Line;
use super::people::{GROUP, Person, Role};
use super::things::{Things, can_be_absent, names};
use crate::TestDesk;
use axum::Router;
use domain::channels::MailTokens;
use domain::{Actor, InboxConfig, Providers};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use types::GroupId;
use types::inbox::{ChannelKind, Finding, SignInOutcome};
use types::message::{Template, TemplateStatus};

/// A desk on which nobody is told to come back later, and with the files that pages load.
pub(super) async fn desk() -> TestDesk {
    let desk = TestDesk::start_with(|settings| {
        settings.limits.visitor_posts_per_minute = 0;
        settings.limits.uploads_per_minute = 0;
        settings.limits.api_calls_per_minute = 0;
    })
    .await;
    let site = std::path::Path::new(&desk.app.settings.server.site_root);
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::write(site.join("pkg/frontdesk.css"), "body {}").unwrap();
    std::fs::write(site.join("favicon.svg"), "<svg/>").unwrap();
    desk
}

/// Where the table is tried.
pub(super) struct Stage<'a> {
    pub(super) desk: &'a TestDesk,
    pub(super) router: Router,
    pub(super) address: SocketAddr,
    /// The inbox whose conversations are asked for.
    pub(super) line: InboxConfig,
    /// The group they are in.
    pub(super) group: GroupId,
    people: Vec<Person>,
    made: AtomicU32,
}

impl<'a> Stage<'a> {
    pub(super) async fn set(desk: &'a TestDesk) -> Self {
        desk.app.desk.set_providers(Arc::new(Agreeable));
        let line = desk.connects(ChannelKind::Whatsapp, "1001").await.inbox;
        let people = Person::all(desk).await;
        let groups = desk.app.desk.directory(&desk.actor("Olivia").await).await.unwrap().groups;
        let group = groups.iter().find(|group| group.name == GROUP).unwrap().id;
        let (router, address) = (server::router(desk.app.clone()), desk.listen().await);
        let stage = Self { desk, router, address, line, group, people, made: AtomicU32::new(0) };
        // Something to be found by those who may.
        Things::asked_for_by(&stage, stage.person(Role::Owner)).make("conversation").await;
        stage
    }

    pub(super) fn person(&self, role: Role) -> &Person {
        &self.people[role as usize]
    }

    /// Who may do everything in this business.
    pub(super) fn owner(&self) -> &Actor {
        self.person(Role::Owner).actor.as_ref().unwrap()
    }

    /// A number that was not there before.
    pub(super) fn number(&self) -> u32 {
        self.made.fetch_add(1, Ordering::Relaxed) + 1_000
    }

    /// The line with new things in it, as this person asks for them.
    pub(super) async fn fill(&self, line: &Line, person: &Person) -> Asked {
        let mut things = Things::asked_for_by(self, person);
        let (path, body) = (things.fill(line.path, &[]).await, things.fill(line.body, &[]).await);
        Asked { method: line.method, path, body }
    }

    /// The same, and for each thing in it, and for all of them, once more with that there is no such thing.
    pub(super) async fn fill_with_and_without(&self, line: &Line, person: &Person) -> (Asked, Vec<Asked>) {
        let mut things = Things::asked_for_by(self, person);
        let (path, body) = (things.fill(line.path, &[]).await, things.fill(line.body, &[]).await);
        let there = Asked { method: line.method, path, body };
        let mut all: Vec<_> = [line.path, line.body].into_iter().flat_map(names).collect();
        all.retain(|name| can_be_absent(name));
        let mut without: Vec<Vec<&str>> = all.iter().map(|name| vec![*name]).collect();
        if all.len() > 1 {
            without.push(all);
        }
        let mut absent = Vec::new();
        for gone in without {
            let (path, body) = (things.fill(line.path, &gone).await, things.fill(line.body, &gone).await);
            absent.push(Asked { method: line.method, path, body });
        }
        (there, absent)
    }
}

/// Providers for whom everything is all right.
struct Agreeable;

impl Providers for Agreeable {
    fn diagnose(&self, _: InboxConfig) -> BoxFuture<'static, Vec<Finding>> {
        async { Vec::new() }.boxed()
    }

    fn connect(&self, _: InboxConfig) -> BoxFuture<'static, Result<(), String>> {
        async { Ok(()) }.boxed()
    }

    fn templates(&self, _: InboxConfig) -> BoxFuture<'static, Result<Vec<Template>, String>> {
        let hello = Template {
            id: None,
            name: "hello".to_owned(),
            language: "en".to_owned(),
            category: String::new(),
            status: TemplateStatus::Approved,
            header: None,
            body: "Hello!".to_owned(),
            footer: None,
            buttons: Vec::new(),
            examples: Vec::new(),
        };
        async { Ok(vec![hello]) }.boxed()
    }

    fn sign_in_address(&self, _: InboxConfig, state: String, _: String) -> Result<String, String> {
        Ok(format!("https://mail.example/sign-in?state={state}"))
    }

    /// No code is a real one.
    fn exchange(&self, _: InboxConfig, _: String, _: String) -> BoxFuture<'static, Result<MailTokens, SignInOutcome>> {
        async { Err(SignInOutcome::Refused) }.boxed()
    }

    fn replay(&self, _: InboxConfig, _: Vec<u8>) -> BoxFuture<'static, Result<(), String>> {
        async { Ok(()) }.boxed()
    }
}
