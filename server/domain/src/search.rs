//! Search over messages, notes and contacts that the reader may see.

use crate::{Actor, Desk};
use store::{conversations, messages, search};
use types::limits::SEARCH_CHARACTERS;
use types::search::{SearchHit, SearchPage};
use types::{MessageId, Problem};

/// Hits in one page.
const PAGE: usize = 30;
/// Characters shown before the first find.
const LEAD: usize = 40;
/// Characters of a snippet.
const LENGTH: usize = 160;

impl Desk {
    /// Finds texts that hold all the words, best first. `offset` counts finds, not pages.
    ///
    /// # Errors
    /// `Invalid` for a too long text.
    pub async fn search(&self, actor: &Actor, text: &str, offset: i64) -> Result<SearchPage, Problem> {
        if text.chars().count() > SEARCH_CHARACTERS {
            return Err(Problem::invalid("q", format!("Please search for at most {SEARCH_CHARACTERS} characters.")));
        }
        let words = words(text);
        if words.is_empty() {
            return Ok(SearchPage::default());
        }
        let mut tx = self.store.snapshot().await?;
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
        let mut found = search::find(&mut tx, actor.account, &words, limit, offset.max(0)).await?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        let mut ids: Vec<_> = found.iter().map(|found| found.conversation_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut rows = conversations::by_ids(&mut tx, actor.account, &ids).await?;
        rows.retain(|row| actor.scope.sees(&row.placement()));
        let messages: Vec<MessageId> = found.iter().filter_map(|found| found.message_id).collect();
        let times = messages::times(&mut tx, actor.account, &messages).await?;
        let hit = |found: search::Found| {
            let conversation = rows.iter().find(|row| row.id == found.conversation_id)?.clone();
            let written = found.message_id.and_then(|id| times.iter().find(|(known, _)| *known == id));
            Some(SearchHit {
                at: written.map_or(conversation.last_activity_at, |(_, at)| *at),
                conversation,
                message: found.message_id,
                snippet: snippet(&found.text, &words),
            })
        };
        Ok(SearchPage { hits: found.into_iter().filter_map(hit).collect(), more })
    }
}

/// Letters and digits only, in lower case: what both databases take for words.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).take(12).collect()
}

/// The text around the first find, in pieces that are the find or are not.
fn snippet(text: &str, words: &[String]) -> Vec<(bool, String)> {
    let line: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let mut starts = vec![0];
    starts.extend((1..line.len()).filter(|at| {
        let before = line.get(at - 1).is_some_and(|c| c.is_alphanumeric());
        !before && line.get(*at).is_some_and(|c| c.is_alphanumeric())
    }));
    let find_at = |start: usize| {
        let rest = line.get(start..)?;
        words
            .iter()
            .map(|word| word.chars().count())
            .zip(words)
            .filter(|(length, word)| {
                let here: String = rest.iter().take(*length).flat_map(|c| c.to_lowercase()).collect();
                here == **word
            })
            .map(|(length, _)| length)
            .max()
    };
    let finds: Vec<(usize, usize)> =
        starts.into_iter().filter_map(|start| find_at(start).map(|length| (start, start + length))).collect();
    let from = finds.first().map_or(0, |(start, _)| start.saturating_sub(LEAD));
    let to = line.len().min(from + LENGTH);
    let piece = |range: std::ops::Range<usize>| line.get(range).unwrap_or_default().iter().collect::<String>();
    let mut pieces = Vec::new();
    let mut at = from;
    for (start, end) in finds.into_iter().filter(|(start, end)| *start >= from && *end <= to) {
        if start > at {
            pieces.push((false, piece(at..start)));
        }
        pieces.push((true, piece(start..end)));
        at = end;
    }
    if at < to {
        pieces.push((false, piece(at..to)));
    }
    if from > 0
        && let Some((_, first)) = pieces.first_mut()
    {
        first.insert(0, '…');
    }
    if to < line.len() {
        pieces.push((false, "…".to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_for_becomes_plain_words() {
        assert_eq!(words("  Order #4711! \"x\" OR y*"), ["order", "4711", "x", "or", "y"]);
        assert!(words("'; --").is_empty());
    }

    #[test]
    fn a_snippet_marks_each_find_and_keeps_its_letters() {
        let pieces = snippet("Where is my\norder? Reorder or ÖRDER.", &["order".to_owned(), "wh".to_owned()]);
        let finds: Vec<_> = pieces.iter().filter(|(find, _)| *find).map(|(_, text)| text.as_str()).collect();
        assert_eq!(finds, ["Wh", "order"]);
        assert_eq!(
            pieces.into_iter().map(|(_, text)| text).collect::<String>(),
            "Where is my order? Reorder or ÖRDER."
        );
    }

    #[test]
    fn a_long_text_is_cut_around_the_find() {
        let text = format!("{} needle {}", "hay ".repeat(100), "hay ".repeat(100));
        let line: String = snippet(&text, &["needle".to_owned()]).into_iter().map(|(_, text)| text).collect();
        assert!(line.starts_with('…') && line.ends_with('…') && line.contains("needle") && line.chars().count() <= 163);
    }
}
