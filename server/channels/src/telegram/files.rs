//! Files: the method that shows each kind best, and documents for all the rest.

use super::bot::Bot;
use super::send::{accepted, reply};
use crate::http::part;
use crate::{OutFile, Outbound, SendError, Sent};
use reqwest::multipart::Form;
use types::message::MediaKind;

const MEGABYTE: usize = 1 << 20;

/// How a file is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Photo,
    Animation,
    Video,
    Voice,
    Audio,
    Sticker,
    Document,
}

impl Shape {
    /// Method and field.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Photo => ("sendPhoto", "photo"),
            Self::Animation => ("sendAnimation", "animation"),
            Self::Video => ("sendVideo", "video"),
            Self::Voice => ("sendVoice", "voice"),
            Self::Audio => ("sendAudio", "audio"),
            Self::Sticker => ("sendSticker", "sticker"),
            Self::Document => ("sendDocument", "document"),
        }
    }

    /// Words can stand below it.
    pub(super) fn has_caption(self) -> bool {
        self != Self::Sticker
    }
}

/// The shape for a file of this kind, type and size in bytes.
pub(super) fn form(kind: MediaKind, media_type: &str, voice: bool, size: usize) -> Result<Shape, SendError> {
    if size > 50 * MEGABYTE {
        return Err(SendError::never(None, "The file is too large: Telegram takes 50 MB at most."));
    }
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Ok(match (kind, &*essence) {
        (MediaKind::Image | MediaKind::Video, "image/gif") => Shape::Animation,
        (MediaKind::Image, "image/jpeg" | "image/png" | "image/webp") if size <= 10 * MEGABYTE => Shape::Photo,
        (MediaKind::Video, "video/mp4") => Shape::Video,
        (MediaKind::Audio, "audio/ogg" | "audio/opus" | "audio/mpeg" | "audio/mp4" | "audio/m4a") if voice => {
            Shape::Voice
        }
        (MediaKind::Audio, "audio/mpeg" | "audio/mp4" | "audio/m4a" | "audio/x-m4a") => Shape::Audio,
        (MediaKind::Sticker, "image/webp") => Shape::Sticker,
        (MediaKind::Sticker, "image/png" | "image/jpeg") => Shape::Photo,
        _ => Shape::Document,
    })
}

/// Sends it. A picture whose proportions Telegram does not like goes as a document.
pub(super) async fn send(
    bot: &Bot<'_>,
    out: &Outbound,
    shape: Shape,
    file: &OutFile,
    caption: Option<&str>,
) -> Result<Sent, SendError> {
    let sent = send_as(bot, out, shape, file, caption).await;
    match sent {
        Err(SendError::Never { failure })
            if shape == Shape::Photo && is_about_the_picture(failure.reason.as_deref()) =>
        {
            send_as(bot, out, Shape::Document, file, caption).await
        }
        sent => sent,
    }
}

fn is_about_the_picture(reason: Option<&str>) -> bool {
    reason.is_some_and(|reason| reason.contains("PHOTO_") || reason.contains("IMAGE_PROCESS_FAILED"))
}

async fn send_as(
    bot: &Bot<'_>,
    out: &Outbound,
    shape: Shape,
    file: &OutFile,
    caption: Option<&str>,
) -> Result<Sent, SendError> {
    let (method, field) = shape.names();
    let mut form = Form::new().text("chat_id", out.to.clone());
    if let Some(caption) = caption {
        form = form.text("caption", caption.to_owned());
    }
    if let Some(reply) = reply(out) {
        form = form.text("reply_parameters", reply.to_string());
    }
    accepted(out, &bot.call_form(method, form.part(field, part(file)?)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_shown_at_its_best() {
        let form = |kind, media_type, voice| form(kind, media_type, voice, 9).unwrap();
        assert_eq!(form(MediaKind::Image, "image/jpeg", false), Shape::Photo);
        assert_eq!(form(MediaKind::Image, "image/gif", false), Shape::Animation);
        assert_eq!(form(MediaKind::Image, "image/svg+xml", false), Shape::Document);
        assert_eq!(form(MediaKind::Audio, "audio/ogg; codecs=opus", true), Shape::Voice);
        assert_eq!(form(MediaKind::Audio, "audio/ogg", false), Shape::Document);
        assert_eq!(form(MediaKind::Audio, "audio/webm", true), Shape::Document);
        assert_eq!(form(MediaKind::Video, "video/webm", false), Shape::Document);
        assert_eq!(form(MediaKind::Sticker, "image/webp", false), Shape::Sticker);
    }

    #[test]
    fn a_large_picture_is_a_document_and_a_huge_one_is_refused() {
        assert_eq!(form(MediaKind::Image, "image/png", false, 11 * MEGABYTE), Ok(Shape::Document));
        assert!(form(MediaKind::Image, "image/png", false, 51 * MEGABYTE).is_err());
    }
}
