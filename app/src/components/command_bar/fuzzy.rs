//! How well a few typed letters fit a title.

/// Points for a letter at the beginning of a word.
const WORD_BEGIN: i32 = 8;
/// Points for a letter right after the one before.
const IN_A_ROW: i32 = 5;
/// Points for any other letter.
const LETTER: i32 = 1;

/// How well `needle` fits: its letters must all be there, in order; beginnings of words and letters in a row count more.
/// `None`: it does not fit. An empty needle fits everything equally.
#[must_use]
pub fn score(needle: &str, title: &str) -> Option<i32> {
    let wanted: Vec<char> = needle.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = title.chars().flat_map(char::to_lowercase).collect();
    // Greedy from every possible beginning, best one wins: "as" is better at the A of "Assign" than at the a of "Take".
    let begins = (0..letters.len()).filter(|at| wanted.first() == letters.get(*at));
    if wanted.is_empty() {
        return Some(0);
    }
    let best = begins.filter_map(|begin| score_from(&wanted, &letters, begin)).max()?;
    // Of two equally good ones the shorter is meant.
    Some(best * 100 - i32::try_from(letters.len()).unwrap_or(100).min(99))
}

fn score_from(wanted: &[char], letters: &[char], begin: usize) -> Option<i32> {
    let (mut at, mut points, mut last) = (begin, 0, None);
    for letter in wanted {
        let found = at + letters.get(at..)?.iter().position(|candidate| candidate == letter)?;
        let begins_word = found == 0 || letters.get(found - 1).is_some_and(|before| !before.is_alphanumeric());
        points += match () {
            () if begins_word => WORD_BEGIN,
            () if found > 0 && last == Some(found - 1) => IN_A_ROW,
            () => LETTER,
        };
        last = Some(found);
        at = found + 1;
    }
    Some(points)
}

/// Puts the best first and leaves out what does not fit. Equals keep their order.
pub fn rank<T>(needle: &str, items: impl IntoIterator<Item = T>, title: impl Fn(&T) -> &str) -> Vec<T> {
    let mut scored: Vec<(i32, T)> =
        items.into_iter().filter_map(|item| score(needle, title(&item)).map(|points| (points, item))).collect();
    if !needle.trim().is_empty() {
        scored.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    }
    scored.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_must_all_be_there_in_order() {
        assert!(score("asn", "Assign to Ana").is_some());
        assert_eq!(score("nsa", "Assign"), None);
        assert_eq!(score("x", "Assign"), None);
        assert_eq!(score("", "Assign"), Some(0));
        assert_eq!(score("a", ""), None);
    }

    #[test]
    fn beginnings_of_words_win() {
        let titles = ["Reassign", "Resolve", "Assign to Bo Ek", "Assign to Eva", "Label: bulky"];
        assert_eq!(rank("ab", titles, |title| title)[0], "Assign to Bo Ek");
        assert_eq!(rank("res", titles, |title| title)[0], "Resolve");
        assert_eq!(rank("as", titles, |title| title)[0], "Assign to Eva");
    }

    #[test]
    fn case_and_spaces_do_not_matter_and_no_needle_keeps_the_order() {
        assert_eq!(rank("ASSIGN EVA", ["Assign to Eva"], |title| title).len(), 1);
        assert_eq!(rank(" ", ["b", "a"], |title| title), ["b", "a"]);
    }
}
