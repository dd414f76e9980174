//! Files of incoming messages: an id leads to a path that lives for an hour.

use super::bot::Bot;
use crate::inbound::Source;
use crate::json::Lenient;
use crate::{FetchError, Fetched, SendError, Wanted};
use serde_json::json;

/// Gets a file.
pub(super) async fn fetch(bot: &Bot<'_>, wanted: &Wanted) -> Result<Fetched, FetchError> {
    let Source::Id(id) = &wanted.source else {
        return Err(FetchError::never("Telegram's files are known by their ids."));
    };
    let described = bot.call("getFile", &json!({ "file_id": id })).await.map_err(SendError::harmless)?;
    let path = described.filled("file_path");
    let path = path.ok_or_else(|| FetchError::never("Telegram does not give out this file: it may be too large."))?;
    let fetched = bot.download(&path, wanted).await?;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned);
    // Whatever it is, Telegram calls it a stream of bytes.
    let media_type = fetched.media_type.filter(|media_type| media_type != "application/octet-stream");
    Ok(Fetched { name, media_type, ..fetched })
}
