//! Questions with things to press, as far as channels have them in common.

use types::message::InteractiveBody;

/// One thing to choose, a button or a row alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choosable {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
}

/// Everything that can be chosen, in order.
pub(crate) fn choosables(question: &InteractiveBody) -> Vec<Choosable> {
    let button = |button: &types::message::Button| Choosable {
        id: button.id.clone(),
        title: button.title.clone(),
        description: None,
    };
    let row = |row: &types::message::ListRow| Choosable {
        id: row.id.clone(),
        title: row.title.clone(),
        description: row.description.clone().filter(|description| !description.trim().is_empty()),
    };
    let rows = question.sections.iter().flat_map(|section| &section.rows);
    question.buttons.iter().map(button).chain(rows.map(row)).collect()
}

/// The question as plain text with numbered choices, for channels that cannot show it otherwise.
pub(crate) fn numbered(question: &InteractiveBody) -> String {
    let mut lines = vec![question.text.clone()];
    let choices = choosables(question);
    if !choices.is_empty() {
        lines.push(String::new());
    }
    lines.extend(choices.iter().enumerate().map(|(place, choice)| {
        let title = format!("{}. {}", place + 1, choice.title);
        choice.description.as_ref().map_or_else(|| title.clone(), |description| format!("{title} – {description}"))
    }));
    if let Some(footer) = question.footer.as_deref().filter(|footer| !footer.trim().is_empty()) {
        lines.extend([String::new(), footer.to_owned()]);
    }
    lines.join("\n")
}

/// At most this many characters, the last one a sign that there is more.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    text.chars().take(limit.saturating_sub(1)).collect::<String>().trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::{Button, ListRow, ListSection};

    #[test]
    fn a_question_in_plain_text_counts_its_choices() {
        let row = ListRow { id: "b".to_owned(), title: "Room B".to_owned(), description: Some("20 seats".to_owned()) };
        let question = InteractiveBody {
            text: "Where?".to_owned(),
            footer: Some("Reply with a number".to_owned()),
            buttons: vec![Button { id: "a".to_owned(), title: "Room A".to_owned() }],
            sections: vec![ListSection { title: "More".to_owned(), rows: vec![row] }],
        };
        assert_eq!(numbered(&question), "Where?\n\n1. Room A\n2. Room B – 20 seats\n\nReply with a number");
    }

    #[test]
    fn a_long_title_ends_with_a_sign() {
        assert_eq!(shortened("exactly ten", 11), "exactly ten");
        assert_eq!(shortened("a little too long", 9), "a little…");
        assert_eq!(shortened("äöüäöü", 3), "äö…");
    }
}
