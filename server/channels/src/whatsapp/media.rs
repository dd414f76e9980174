//! Which form a file takes on WhatsApp: what it does not show it still carries as a document (developers.facebook.com, Cloud API media).

use crate::SendError;
use types::message::MediaKind;

const MEGABYTE: usize = 1 << 20;

/// The form a file of this kind, type and size in bytes is sent in.
pub(crate) fn form(kind: MediaKind, media_type: &str, size: usize) -> Result<MediaKind, SendError> {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (known, limit): (&[&str], usize) = match kind {
        MediaKind::Image => (&["image/jpeg", "image/png"], 5 * MEGABYTE),
        MediaKind::Audio => (
            &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/m4a", "audio/x-m4a"],
            16 * MEGABYTE,
        ),
        MediaKind::Video => (&["video/mp4", "video/3gpp"], 16 * MEGABYTE),
        MediaKind::Sticker => (&["image/webp"], 500 << 10),
        MediaKind::Document => (&[], 0),
    };
    if known.contains(&&*essence) && size <= limit {
        Ok(kind)
    } else if kind == MediaKind::Sticker && essence != "image/webp" {
        form(MediaKind::Image, media_type, size)
    } else if size <= 100 * MEGABYTE {
        Ok(MediaKind::Document)
    } else {
        Err(SendError::never(None, "The file is too large: WhatsApp takes 100 MB at most."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_whatsapp_does_not_show_goes_as_a_document() {
        let form = |kind, media_type, size| form(kind, media_type, size).unwrap();
        assert_eq!(form(MediaKind::Image, "image/jpeg", 5 * MEGABYTE), MediaKind::Image);
        assert_eq!(form(MediaKind::Image, "image/jpeg", 5 * MEGABYTE + 1), MediaKind::Document);
        assert_eq!(form(MediaKind::Image, "image/gif", 9), MediaKind::Document);
        assert_eq!(form(MediaKind::Audio, "audio/ogg; codecs=opus", 9), MediaKind::Audio);
        assert_eq!(form(MediaKind::Audio, "audio/webm;codecs=opus", 9), MediaKind::Document);
        assert_eq!(form(MediaKind::Sticker, "image/png", 9), MediaKind::Image);
        assert_eq!(form(MediaKind::Sticker, "image/webp", 9), MediaKind::Sticker);
        assert_eq!(form(MediaKind::Document, "application/pdf", 9), MediaKind::Document);
    }

    #[test]
    fn what_is_too_large_for_any_form_is_refused() {
        assert!(form(MediaKind::Document, "application/pdf", 100 * MEGABYTE + 1).is_err());
    }
}
