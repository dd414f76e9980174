//! Files of incoming messages, as the desk keeps them.

use channels::inbound::{Enclosure, File, Source};
use domain::incoming::ProviderFile;
use types::message::MediaKind;

/// `None` for what is no file.
pub(super) fn of(enclosure: Enclosure) -> Option<ProviderFile> {
    let Enclosure::File(file) = enclosure else { return None };
    let media_type = file.media_type.clone().unwrap_or_else(|| guess(file.kind).to_owned());
    let name = file.name.clone().unwrap_or_else(|| name_for(&file, &media_type));
    if let Source::Bytes(bytes) = file.source {
        return Some(ProviderFile::here(name, bytes.into()).called(file.content_id));
    }
    // Where it is was written by us, so this cannot fail but for want of memory; then it is a file nobody can fetch.
    let source = serde_json::to_string(&file).unwrap_or_default();
    Some(ProviderFile::There { name, media_type, source })
}

/// Until its bytes are here, a file is what its sort mostly is.
const fn guess(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "image/jpeg",
        MediaKind::Audio => "audio/ogg",
        MediaKind::Video => "video/mp4",
        MediaKind::Sticker => "image/webp",
        MediaKind::Document => "application/octet-stream",
    }
}

fn name_for(file: &File, media_type: &str) -> String {
    let what = match file.kind {
        MediaKind::Image => "photo",
        MediaKind::Audio if file.voice => "voice message",
        MediaKind::Audio => "audio",
        MediaKind::Video => "video",
        MediaKind::Sticker => "sticker",
        MediaKind::Document => "document",
    };
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let ending = match essence {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        "audio/ogg" => ".ogg",
        "audio/mpeg" => ".mp3",
        "audio/mp4" | "audio/aac" => ".m4a",
        "audio/amr" => ".amr",
        "video/mp4" => ".mp4",
        "application/pdf" => ".pdf",
        _ => "",
    };
    format!("{what}{ending}")
}
