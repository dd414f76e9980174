//! E-mails: their words, and where the page lies that their sender has designed.

use super::MessageBody;
use serde::{Deserialize, Serialize};

/// An e-mail, without its attachments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// Its subject.
    pub subject: String,
    /// Its text part, or its HTML part as text.
    pub text: String,
    /// Who else got it.
    #[serde(default)]
    pub copies: Vec<String>,
    /// Its HTML part, when it came with one that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<EmailPage>,
}

/// The HTML part of an e-mail. It is shown by `/files/{key}/formatted` only, which makes it harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailPage {
    /// Unguessable name of the file that holds it. That file is not one of the message's attachments.
    pub key: String,
    /// Files that came along and may stand in it as pictures. They are attachments as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<EmailPicture>,
    /// It has pictures that lie elsewhere: fetching them tells the sender that and when the mail was read.
    #[serde(default)]
    pub remote_pictures: bool,
}

/// A file that came with an e-mail, and the name its page has for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailPicture {
    /// What stands behind `cid:` (RFC 2392).
    pub content_id: String,
    /// Unguessable name of the file.
    pub key: String,
}

impl EmailPage {
    /// Where it is shown: without pictures that lie elsewhere, or with them.
    #[must_use]
    pub fn address(&self, remote_pictures: bool) -> String {
        let query = if remote_pictures { "?pictures=remote" } else { "" };
        format!("/files/{}/formatted{query}", self.key)
    }
}

impl MessageBody {
    /// The page of an e-mail that has one.
    #[must_use]
    pub const fn page(&self) -> Option<&EmailPage> {
        match self {
            Self::Email(email) => email.page.as_ref(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_mail_of_an_older_version_has_no_page_and_one_without_a_page_is_written_as_before() {
        let written = json!({"kind": "email", "subject": "Hi", "text": "there", "copies": []});
        let body: MessageBody = serde_json::from_value(written.clone()).unwrap();
        assert!(matches!(&body, MessageBody::Email(email) if email.subject == "Hi"));
        assert_eq!(body.page(), None);
        assert_eq!(serde_json::to_value(&body).unwrap(), written);
    }

    #[test]
    fn a_page_survives_json_and_tells_where_it_is_shown() {
        let picture = EmailPicture { content_id: "logo@x".to_owned(), key: "b".to_owned() };
        let page = EmailPage { key: "a".to_owned(), pictures: vec![picture], remote_pictures: true };
        let email = Email { subject: String::new(), text: String::new(), copies: Vec::new(), page: Some(page.clone()) };
        let json = serde_json::to_value(MessageBody::Email(email)).unwrap();
        assert_eq!(serde_json::from_value::<MessageBody>(json).unwrap().page(), Some(&page));
        assert_eq!(page.address(false), "/files/a/formatted");
        assert_eq!(page.address(true), "/files/a/formatted?pictures=remote");
    }
}
