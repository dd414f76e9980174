//! Trying the set-up of an inbox, with the sign-in at a mail provider before everything else.

use super::callback_url;
use super::mail_sign_in::{self, Ready};
use crate::App;
use channels::{Finding, FindingState, Http, channel};
use domain::InboxConfig;

/// The sign-in, among the findings.
const SIGN_IN: &str = "Sign-in";

/// Tries each part of the set-up.
pub(super) async fn diagnose(app: &App, http: &Http, inbox: &InboxConfig) -> Vec<Finding> {
    let url = callback_url(&app.settings.server.url(), inbox);
    let provider = inbox.mail_login().provider();
    let mut ready = mail_sign_in::ready(app, http, inbox).await;
    let mut is_second = false;
    loop {
        let entrance = match ready {
            Ok(Ready::Yes(entrance)) => entrance,
            Ok(Ready::Held) => {
                return vec![finding(
                    FindingState::Bad,
                    format!("Nobody is signed in at {provider}: do it on this page."),
                )];
            }
            Ok(Ready::Later(error)) => return vec![finding(FindingState::Bad, error.sentence())],
            Err(problem) => return vec![finding(FindingState::Bad, problem.to_string())],
        };
        let found = channel(inbox.channel).diagnose(http, &entrance.settings(inbox), &url).await;
        let is_bad = found.iter().any(|finding| finding.state == FindingState::Bad);
        match entrance.version() {
            None => return found,
            // A token may have been taken back before its time.
            Some(version) if is_bad && !is_second => {
                ready = mail_sign_in::renewed(app, http, inbox, version).await;
                is_second = true;
            }
            Some(_) => {
                let sentence = format!("Frontdesk is signed in at {provider}, and renews that by itself.");
                return std::iter::once(finding(FindingState::Good, sentence)).chain(found).collect();
            }
        }
    }
}

fn finding(state: FindingState, sentence: String) -> Finding {
    Finding { step: SIGN_IN.to_owned(), state, sentence }
}
