//! `GET /channels/{id}/oauth` sends somebody to the provider of a mailbox to sign in, and `GET /channels/oauth` takes them back.
//!
//! Both are plain links, so they work without JavaScript, and no policy of a page stands in the way of leaving for the provider.

use crate::extract::{Agent, Query};
use crate::{App, Refused};
use axum::extract::{Path, State};
use axum::response::Redirect;
use domain::channels::Comeback;
use types::inbox::SignInOutcome;
use types::{InboxId, Noun, Problem};

/// Sends somebody to the provider.
///
/// # Errors
/// `Forbidden` for agents, `NotFound` for what is no mailbox.
pub async fn begin(State(app): State<App>, Agent(actor): Agent, Path(id): Path<String>) -> Result<Redirect, Refused> {
    let inbox: InboxId = id.parse().map_err(|_| Problem::NotFound { what: Noun::Inbox })?;
    match app.desk.begin_sign_in(&actor, inbox).await {
        Ok(address) => Ok(Redirect::to(&address)),
        Err(Problem::Conflict { .. }) => Ok(Redirect::to(&page(Some(inbox), SignInOutcome::Incomplete))),
        Err(problem) => Err(problem.into()),
    }
}

/// Takes them back to the page of the inbox, which says how it went.
///
/// # Errors
/// `Forbidden` for agents, `NotFound` when the inbox is gone.
pub async fn finish(State(app): State<App>, Agent(actor): Agent, query: Query) -> Result<Redirect, Refused> {
    let text = |name: &str| query.get(name).map(str::to_owned);
    let back = Comeback { state: query.text("state").to_owned(), code: text("code"), error: text("error") };
    let (inbox, outcome) = app.desk.finish_sign_in(&actor, back).await?;
    Ok(Redirect::to(&page(inbox, outcome)))
}

fn page(inbox: Option<InboxId>, outcome: SignInOutcome) -> String {
    match inbox {
        Some(inbox) => format!("/channels/{inbox}?sign_in={outcome}#sign-in"),
        None => format!("/channels?sign_in={outcome}"),
    }
}
