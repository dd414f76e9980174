//! Small real files for customers to send, so that nobody has to look for one.

use crate::channel::Deed;
use crate::state::OneFile;
use bytes::Bytes;

/// The file a customer sends when none was chosen; `None` for deeds without a file.
pub(crate) fn sample(deed: Deed) -> Option<OneFile> {
    let (name, media_type, bytes): (_, _, &'static [u8]) = match deed {
        Deed::Image | Deed::StoryReply | Deed::StoryMention => {
            ("photo.jpg", "image/jpeg", include_bytes!("../assets/photo.jpg"))
        }
        Deed::Voice => ("voice.ogg", "audio/ogg; codecs=opus", include_bytes!("../assets/voice.ogg")),
        Deed::Video => ("clip.mp4", "video/mp4", include_bytes!("../assets/clip.mp4")),
        Deed::Document => ("Invoice 2026-0482.pdf", "application/pdf", include_bytes!("../assets/invoice.pdf")),
        Deed::Sticker => ("sticker.webp", "image/webp", include_bytes!("../assets/sticker.webp")),
        _ => return None,
    };
    Some(OneFile { name: name.to_owned(), media_type: media_type.to_owned(), bytes: Bytes::from_static(bytes) })
}

/// A mail that somebody has designed: subject, words, HTML. Its picture is `cid:file-1`.
pub(crate) const DESIGNED_MAIL: [&str; 3] = [
    "A parcel for Café Linden",
    "Our parcel came with a crack. We open on 1 May, and this is what we found inside:\n\nMonstera, large: fine\n\
     Fern, hanging: fine\nPot, terracotta: broken\n\nCafé Linden, under the lime trees",
    include_str!("../assets/designed-mail.html"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_what_it_says() {
        let begins: [(Deed, &[u8]); 4] = [
            (Deed::Image, b"\xff\xd8\xff"),
            (Deed::Voice, b"OggS"),
            (Deed::Document, b"%PDF-1."),
            (Deed::Sticker, b"RIFF"),
        ];
        for (deed, bytes) in begins {
            assert!(sample(deed).unwrap().bytes.starts_with(bytes), "{deed:?}");
        }
        assert_eq!(sample(Deed::Video).unwrap().bytes.get(4..8), Some(&b"ftyp"[..]));
    }
}
