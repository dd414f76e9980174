//! Files in forms.

use crate::{OutFile, SendError};
use reqwest::multipart::Part;

/// The file as a part of a form. A line break in its name would begin another header.
pub(crate) fn part(file: &OutFile) -> Result<Part, SendError> {
    let name: String = file.name.chars().filter(|c| !c.is_control()).collect();
    let part = Part::stream(file.bytes.clone()).file_name(name).mime_str(&file.media_type);
    part.map_err(|_| SendError::never(None, format!("\"{}\" is no kind of file that can be sent.", file.media_type)))
}
