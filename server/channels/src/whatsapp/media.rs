//! Which form a file takes on WhatsApp: what it does not show it still carries as a document (developers.facebook.com, Cloud API media).

use crate::{OutFile, SendError};
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

/// The media type under which the Cloud API takes a file in this form: it looks at the type at upload, before it knows the form, and
/// takes no others (developers.facebook.com, supported media types).
pub(super) fn taken_as(form: MediaKind, file: &OutFile) -> Result<&str, SendError> {
    let essence = file.media_type.split(';').next().unwrap_or_default().trim();
    if form != MediaKind::Document {
        return Ok(if matches!(essence, "audio/m4a" | "audio/x-m4a") { "audio/mp4" } else { &file.media_type });
    }
    let ending = file.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let by_name = DOCUMENTS.iter().find(|(known, _)| *known == ending).map(|(_, media_type)| *media_type);
    let known = DOCUMENTS.iter().find(|(_, media_type)| *media_type == essence).map(|(_, media_type)| *media_type);
    let taken = match essence {
        // Office files are archives, and older ones have no sign of their own.
        "application/zip" | "application/octet-stream" | "application/x-ole-storage" => by_name,
        text if text.starts_with("text/") => Some("text/plain"),
        _ => known,
    };
    taken.ok_or_else(|| {
        let (name, takes) = (&file.name, "JPEG and PNG pictures up to 5 MB, sounds and MP4 films up to 16 MB, and PDF, Word, Excel, PowerPoint and text files");
        SendError::never(None, format!("WhatsApp does not take {name} as it is. It takes {takes}."))
    })
}

/// Endings and media types of documents.
const DOCUMENTS: [(&str, &str); 9] = [
    ("pdf", "application/pdf"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("doc", "application/msword"),
    ("xls", "application/vnd.ms-excel"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("txt", "text/plain"),
    ("csv", "text/plain"),
];

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

    fn file(name: &str, media_type: &str) -> OutFile {
        let bytes = bytes::Bytes::from_static(b"x");
        OutFile { name: name.to_owned(), media_type: media_type.to_owned(), bytes, url: None }
    }

    #[test]
    fn documents_go_under_a_type_that_is_taken() {
        let taken =
            |name: &str, media_type: &str| taken_as(MediaKind::Document, &file(name, media_type)).map(str::to_owned);
        assert_eq!(taken("a.bin", "application/pdf").as_deref(), Ok("application/pdf"));
        assert_eq!(taken("prices.CSV", "text/csv").as_deref(), Ok("text/plain"));
        assert_eq!(taken("old.doc", "application/x-ole-storage").as_deref(), Ok("application/msword"));
        let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        assert_eq!(taken("new.xlsx", "application/zip").as_deref(), Ok(sheet));
    }

    #[test]
    fn what_no_type_fits_is_refused_before_it_is_sent() {
        for (name, media_type) in [
            ("all.zip", "application/zip"),
            ("a", "application/octet-stream"),
            ("fun.gif", "image/gif"),
            ("large.jpg", "image/jpeg"),
            ("sound.wav", "audio/x-wav"),
        ] {
            let refused = taken_as(MediaKind::Document, &file(name, media_type)).unwrap_err();
            assert!(matches!(refused, SendError::Never { .. }) && refused.sentence().contains(name), "{refused}");
        }
    }

    #[test]
    fn sounds_of_apple_have_the_name_that_is_known() {
        assert_eq!(taken_as(MediaKind::Audio, &file("a.m4a", "audio/m4a")), Ok("audio/mp4"));
        assert_eq!(taken_as(MediaKind::Audio, &file("a.ogg", "audio/ogg; codecs=opus")), Ok("audio/ogg; codecs=opus"));
    }

    #[test]
    fn what_is_too_large_for_any_form_is_refused() {
        assert!(form(MediaKind::Document, "application/pdf", 100 * MEGABYTE + 1).is_err());
    }
}
