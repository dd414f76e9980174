//! What the inbox page holds in the browser: the loaded view, kept right by the live connection, and what only this tab knows.
//!
//! Components read its signals and call its verbs; its files that end in -ing, and `drafts`, talk with the server.

mod acting;
mod attending;
mod choosing;
mod clock;
mod drafts;
mod echo;
mod loading;
mod outbox;
mod overlay;
mod paging;
mod place;
mod quotes;
mod reacting;
mod reading;
mod recent;
#[cfg(test)]
pub(crate) mod samples;
mod selection;
mod sending;
mod window;

pub use acting::what_was_done;
pub use choosing::Templates;
pub use echo::{Echo, Sending};
pub use loading::{Loaded, fetch_page};
pub use overlay::{CommandScope, Overlay};
pub use place::Place;
pub use reading::focused_row;
pub use selection::Selection;
pub use window::{Possible, ReplyWindow, countdown, until_words};

use crate::AppError;
use crate::components::page::tell_awake;
use crate::components::{AlarmBell, Toasts};
use crate::live::{Listener, Live};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use recent::Recent;
use std::collections::BTreeMap;
use types::agent::Me;
use types::contact::ContactProfile;
use types::draft::Draft;
use types::event::{Change, Event};
use types::message::{Audience, AuthorKind};
use types::view::InboxView;
use types::{ConversationId, MessageId, Problem, Seq, Timestamp, Uuid, Zone};

/// The state of the inbox page. Copies are the same state.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// Everything that was loaded.
    pub view: RwSignal<InboxView>,
    /// Who is signed in.
    pub me: RwSignal<Me>,
    /// The zone that times are shown in.
    pub zone: Memo<Zone>,
    /// Where the page is.
    pub place: Memo<Place>,
    /// The live connection.
    pub live: Live,
    /// The time that ages and spans count from: when the view was loaded, and ticking once the page is alive.
    pub now: RwSignal<Timestamp>,
    /// The page is alive: scripts run.
    pub awake: RwSignal<bool>,
    /// The page can be seen: its tab is in front.
    pub visible: RwSignal<bool>,
    /// What was sent from here and has not come back yet.
    pub echoes: RwSignal<Vec<Echo>>,
    /// What was begun to be written in this tab, newer than what the server knows.
    pub drafts: RwSignal<BTreeMap<ConversationId, Draft>>,
    /// Where the line above what is new stands in the open conversation.
    pub fresh_from: RwSignal<Option<MessageId>>,
    /// What the context panel tells of the open conversation's contact.
    pub profile: RwSignal<Option<ContactProfile>>,
    /// The templates that were fetched last.
    pub templates: RwSignal<Option<Templates>>,
    /// What is ticked in the list.
    pub selection: RwSignal<Selection>,
    /// A key asked for the composer, to write this.
    pub wish_to_write: RwSignal<Option<Audience>>,
    /// A message is to be answered: the composer shall quote it.
    pub wish_to_answer: RwSignal<Option<MessageId>>,
    /// What lies over the page.
    pub overlay: RwSignal<Option<Overlay>>,
    /// Why the conversation of the address is not there.
    pub trouble: RwSignal<Option<Problem>>,
    /// What is being fetched.
    pub fetching: Fetching,
    /// What the command bar is about.
    pub aim: RwSignal<Vec<ConversationId>>,
    /// Goes to another address, as a press on its link would.
    pub visit: Callback<String>,
    recent: StoredValue<Recent>,
    toasts: Toasts,
    /// The server said that the page is too old.
    resync: Trigger,
}

/// What is being fetched.
#[derive(Clone, Copy)]
pub struct Fetching {
    /// Another list.
    pub list: RwSignal<bool>,
    /// More of the list.
    pub rows: RwSignal<bool>,
    /// Another conversation.
    pub thread: RwSignal<bool>,
    /// Earlier messages.
    pub older: RwSignal<bool>,
    /// Later messages.
    pub newer: RwSignal<bool>,
}

impl Workspace {
    /// Makes the state of a page that was loaded for `loaded_for` and has got to `place`, and gives it to all components below.
    /// `latest` is who is signed in as it becomes known better.
    pub fn provide(loaded: Loaded, loaded_for: Place, me: Me, latest: Signal<Option<Me>>, place: Memo<Place>) {
        let Loaded { view: loaded, profile, templates } = loaded;
        let fresh_from = loaded.thread.as_ref().and_then(reading::fresh_from);
        let now = loaded.loaded_at;
        let missing = loaded_for.conversation.is_some() && loaded.thread.is_none();
        let view = RwSignal::new(loaded);
        let me = RwSignal::new(me);
        let (visible, fresh_from) = (RwSignal::new(true), RwSignal::new(fresh_from));
        let (recent, resync) = (StoredValue::new(Recent::default()), Trigger::new());
        let navigate = use_navigate();
        let (bell, toasts) = (expect_context::<AlarmBell>().0, expect_context::<Toasts>());
        let listener = Listener {
            cursor: Callback::new(move |()| view.with_untracked(|view| view.cursor)),
            event: Callback::new(move |event: Event| {
                if !visible.get_untracked()
                    && let Some(first) = view.with_untracked(|view| first_unseen(view, &event))
                {
                    fresh_from.set(Some(first));
                }
                if let Change::Alarm { sentence, .. } = &event.change {
                    bell.update(|rings| *rings += 1);
                    if let Some(sentence) = sentence {
                        toasts.problem(&AppError(Problem::conflict(sentence)));
                    }
                }
                view.update(|view| view.apply(&event));
                recent.update_value(|recent| recent.keep(event));
            }),
            beat: Callback::new(move |seq: Seq| {
                if view.with_untracked(|view| view.cursor < seq) {
                    // Nobody draws the cursor: no need to wake everything that reads the view.
                    view.update_untracked(|view| view.cursor = seq);
                }
            }),
            resync: Callback::new(move |()| resync.notify()),
        };
        let workspace = Self {
            view,
            me,
            zone: Memo::new(move |_| me.with(|me| me.zone.clone())),
            place,
            live: Live::new(listener),
            now: RwSignal::new(now),
            awake: RwSignal::new(false),
            visible,
            echoes: RwSignal::default(),
            drafts: RwSignal::default(),
            fresh_from,
            profile: RwSignal::new(profile),
            templates: RwSignal::new(templates),
            selection: RwSignal::default(),
            wish_to_write: RwSignal::new(None),
            wish_to_answer: RwSignal::new(None),
            overlay: RwSignal::new(None),
            trouble: RwSignal::new(missing.then_some(reading::NO_SUCH_CONVERSATION)),
            fetching: Fetching {
                list: RwSignal::new(false),
                rows: RwSignal::new(false),
                thread: RwSignal::new(false),
                older: RwSignal::new(false),
                newer: RwSignal::new(false),
            },
            aim: RwSignal::default(),
            visit: Callback::new(move |url: String| {
                navigate(&url, NavigateOptions { scroll: false, ..Default::default() })
            }),
            recent,
            toasts,
            resync,
        };
        provide_context(workspace);
        workspace.wake(loaded_for);
        Effect::new(move || {
            if let Some(latest) = latest.get().filter(|latest| me.with_untracked(|me| me != latest)) {
                me.set(latest);
            }
        });
    }

    /// Starts everything that needs a browser.
    fn wake(self, loaded_for: Place) {
        Effect::new(move || {
            self.awake.set(true);
            self.live.start();
        });
        tell_awake();
        Effect::new(move |before: Option<()>| {
            self.resync.track();
            if before.is_some() {
                self.reload_all();
            }
        });
        self.keep_time();
        self.follow_place(loaded_for);
        self.keep_presence();
        self.keep_seen();
        self.keep_profile();
        self.keep_echoes();
    }

    /// A fresh name for a message.
    #[must_use]
    pub fn new_client_id() -> Uuid {
        Uuid::new_v4()
    }
}

/// The customer's first message in an event that finds everything before it seen.
fn first_unseen(view: &InboxView, event: &Event) -> Option<MessageId> {
    let Change::Conversation { now, messages, .. } = &event.change else { return None };
    let open = view.thread.as_ref().filter(|thread| thread.conversation.id == now.id)?;
    let first = messages.iter().find(|message| message.author.kind() == AuthorKind::Contact)?;
    (open.conversation.unread == 0).then_some(first.id)
}

/// The state of the page this component is on.
#[must_use]
pub fn use_workspace() -> Workspace {
    expect_context()
}
