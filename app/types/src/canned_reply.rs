//! Prepared answers, inserted with `/` in the composer.

use crate::CannedReplyId;
use serde::{Deserialize, Serialize};

/// A prepared answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReply {
    /// Which.
    pub id: CannedReplyId,
    /// What is typed after the slash: lower case letters, digits and dashes.
    pub shortcut: String,
    /// The answer. `{{contact.name}}` and `{{agent.name}}` are filled in.
    pub text: String,
}

/// What the placeholders of a canned reply stand for.
#[derive(Clone, Copy, Debug)]
pub struct Placeholders<'a> {
    /// The customer.
    pub contact: &'a str,
    /// The agent who answers.
    pub agent: &'a str,
}

impl CannedReply {
    /// The answer with its placeholders filled in; unknown ones stay visible.
    #[must_use]
    pub fn filled(&self, with: Placeholders<'_>) -> String {
        let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
        self.text
            .replace("{{contact.name}}", with.contact)
            .replace("{{contact.first_name}}", &first(with.contact))
            .replace("{{agent.name}}", with.agent)
            .replace("{{agent.first_name}}", &first(with.agent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_and_unknown_ones_stay() {
        let reply = CannedReply {
            id: CannedReplyId(1),
            shortcut: "hi".to_owned(),
            text: "Hi {{contact.first_name}}, {{agent.name}} here. {{order}}".to_owned(),
        };
        let filled = reply.filled(Placeholders { contact: "Ben Okri", agent: "Ana" });
        assert_eq!(filled, "Hi Ben, Ana here. {{order}}");
    }
}
