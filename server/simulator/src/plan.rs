//! What is to be played: the lines and where their webhooks go.

use crate::Channel;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// What a simulator is started with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The accounts of businesses that are played.
    pub lines: Vec<Line>,
    /// Where everything is kept, so that a restart loses nothing. Files lie in a folder of the same name with `.files` behind it.
    #[serde(default)]
    pub state_file: Option<PathBuf>,
    /// How long every answer to a send takes.
    #[serde(default)]
    pub answer_delay: Duration,
}

/// One account of a business at a provider.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The provider.
    pub channel: Channel,
    /// What people call it.
    pub title: String,
    /// Phone number id, page id, Instagram id, app name, name of the bot, or address of the mailbox. Also the line's name in the
    /// control API.
    pub account: String,
    /// Id of the WhatsApp Business account, or of the Gupshup app.
    #[serde(default)]
    pub business: String,
    /// The number of the business, digits only, where it has one.
    #[serde(default)]
    pub phone: String,
    /// The full address of the webhook at Frontdesk.
    pub callback: String,
    /// App secret (Meta), value of the header (Gupshup), `secret_token` (Telegram), or `user:password` of the webhook (e-mail).
    pub secret: String,
    /// The word that comes back in Meta's challenge.
    #[serde(default)]
    pub verify_token: String,
    /// What requests must carry: Meta's token, Gupshup's API key, the bot's token, the password of the mailbox.
    pub access_token: String,
}

/// Without secrets.
impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").field("channel", &self.channel).field("account", &self.account).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_reads_back_and_shows_no_secret() {
        let line = r#"{"channel":"telegram","title":"Shop","account":"shop_bot","callback":"http://x/","secret":"s3cret","access_token":"1:t0ken"}"#;
        let plan: Plan = serde_json::from_str(&format!(r#"{{"lines":[{line}]}}"#)).unwrap();
        let again: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
        assert_eq!(again, plan);
        let shown = format!("{plan:?}");
        assert!(shown.contains("shop_bot") && !shown.contains("s3cret") && !shown.contains("t0ken"));
    }
}
