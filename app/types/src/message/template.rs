//! Approved message templates: what may be sent when the reply window has closed, and the filling in of their variables.

use super::MediaKind;
use crate::Problem;
use crate::sql::words;
use serde::{Deserialize, Serialize};

words! {
    /// Whether the provider lets a template be sent.
    pub enum TemplateStatus {
        /// It can be sent.
        Approved = "approved",
        /// The provider has not decided yet.
        Pending = "pending",
        /// The provider refused it.
        Rejected = "rejected",
        /// Switched off for bad quality or by hand.
        Paused = "paused",
    }
}

/// An approved text with variables, kept at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The provider's own id, where sending needs it (Gupshup).
    #[serde(default)]
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its language, as the provider writes it (`pt_BR`).
    pub language: String,
    /// Marketing, utility, authentication.
    #[serde(default)]
    pub category: String,
    /// Whether it can be sent.
    pub status: TemplateStatus,
    /// What stands on top.
    #[serde(default)]
    pub header: Option<TemplateHeader>,
    /// Its words, with variables as `{{1}}` or `{{name}}`.
    pub body: String,
    /// Small print below.
    #[serde(default)]
    pub footer: Option<String>,
    /// Buttons below.
    #[serde(default)]
    pub buttons: Vec<TemplateButton>,
    /// What its maker gave the provider as an example for each variable, in their order; empty where there is none.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A piece of a template that is being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What stands there anyway.
    Words(String),
    /// A value that was filled in.
    Value(String),
    /// A gap: its example, or its braces.
    Gap(String),
}

/// What stands on top of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TemplateHeader {
    /// A line of text, with at most one variable.
    Text {
        /// The line.
        text: String,
    },
    /// A file, chosen when the template is sent.
    Media {
        /// Which sort.
        media: MediaKind,
    },
}

/// A button of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TemplateButton {
    /// Comes back as a choice.
    Reply {
        /// What stands on it.
        title: String,
    },
    /// Opens an address; a variable may end it.
    Link {
        /// What stands on it.
        title: String,
        /// The address.
        url: String,
    },
    /// Anything else: shown, not filled in.
    Other {
        /// What stands on it.
        title: String,
    },
}

/// The part of a template a variable stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplatePart {
    /// On top.
    Header,
    /// In the words.
    Body,
    /// In the address of the button with this place, from 0.
    Button(usize),
}

/// A gap in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Where it stands.
    pub part: TemplatePart,
    /// Its number or name.
    pub name: String,
}

impl Template {
    /// Its variables, each once, in the order in which values are given: header, body, buttons.
    #[must_use]
    pub fn variables(&self) -> Vec<Variable> {
        let mut all = Vec::new();
        let mut add = |part: TemplatePart, text: &str| {
            for name in names(text) {
                let variable = Variable { part, name };
                if !all.contains(&variable) {
                    all.push(variable);
                }
            }
        };
        if let Some(TemplateHeader::Text { text }) = &self.header {
            add(TemplatePart::Header, text);
        }
        add(TemplatePart::Body, &self.body);
        for (place, button) in self.buttons.iter().enumerate() {
            if let TemplateButton::Link { url, .. } = button {
                add(TemplatePart::Button(place), url);
            }
        }
        all
    }

    /// The example for the variable at this place.
    #[must_use]
    pub fn example(&self, place: usize) -> Option<&str> {
        self.examples.get(place).map(String::as_str).filter(|example| !example.is_empty())
    }

    /// The text as the customer will read it: header, body and footer with the values filled in. Missing values keep their braces.
    #[must_use]
    pub fn preview(&self, values: &[String]) -> String {
        let bare = Self { examples: Vec::new(), ..self.clone() };
        let words = |piece| match piece {
            Piece::Words(text) | Piece::Value(text) | Piece::Gap(text) => text,
        };
        bare.pieces(values).into_iter().map(words).collect()
    }

    /// The same text in pieces, with examples in the gaps.
    #[must_use]
    pub fn pieces(&self, values: &[String]) -> Vec<Piece> {
        let variables = self.variables();
        let header = match &self.header {
            Some(TemplateHeader::Text { text }) => Some((TemplatePart::Header, text)),
            _ => None,
        };
        let footer = self.footer.as_ref().map(|text| (TemplatePart::Button(usize::MAX), text));
        let mut pieces = Vec::new();
        for (part, text) in [header, Some((TemplatePart::Body, &self.body)), footer].into_iter().flatten() {
            if !pieces.is_empty() {
                pieces.push(Piece::Words("\n".to_owned()));
            }
            let mut rest = text.as_str();
            while let Some((words, name, behind)) = gap(rest) {
                let place = variables.iter().position(|variable| variable.part == part && variable.name == name);
                let braces = || format!("{{{{{name}}}}}");
                let value = place.and_then(|place| values.get(place)).filter(|value| !value.is_empty());
                pieces.push(Piece::Words(words.to_owned()));
                pieces.push(match (place, value) {
                    // A footer has no variables.
                    (None, _) => Piece::Words(braces()),
                    (_, Some(value)) => Piece::Value(value.clone()),
                    (Some(place), None) => Piece::Gap(self.example(place).map_or_else(braces, str::to_owned)),
                });
                rest = behind;
            }
            pieces.push(Piece::Words(rest.to_owned()));
        }
        pieces.retain(|piece| *piece != Piece::Words(String::new()));
        pieces
    }

    /// The values as providers take them: one for each variable, none empty, on one line.
    ///
    /// # Errors
    /// `Invalid`, naming the variable.
    pub fn check(&self, values: &[String]) -> Result<Vec<String>, Problem> {
        let variables = self.variables();
        let checked = variables.iter().enumerate().map(|(place, variable)| {
            let given = values.get(place).map(String::as_str).unwrap_or_default();
            // Providers refuse line breaks, tabs and runs of spaces in values.
            let value = given.split_whitespace().collect::<Vec<_>>().join(" ");
            if value.is_empty() {
                let message = format!("Please fill in {{{{{}}}}} of the template.", variable.name);
                return Err(Problem::invalid(format!("value{place}"), message));
            }
            Ok(value)
        });
        checked.collect()
    }
}

/// The names between double braces, in order.
fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, name, behind)) = gap(rest) {
        found.push(name.to_owned());
        rest = behind;
    }
    found
}

/// The first gap of a text: what stands before it, its name, and what stands behind it.
fn gap(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some((before, after)) = text.get(from..)?.split_once("{{") {
        let (name, behind) = after.split_once("}}")?;
        if !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Some((text.get(..from + before.len())?, name, behind));
        }
        from = text.len() - behind.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> Template {
        Template {
            id: None,
            name: "lesson".to_owned(),
            language: "en".to_owned(),
            category: "utility".to_owned(),
            status: TemplateStatus::Approved,
            header: Some(TemplateHeader::Text { text: "For {{1}}".to_owned() }),
            body: "Hello {{1}}, your lesson is at {{2}}. See you, {{1}}!".to_owned(),
            footer: Some("Reply STOP to stop".to_owned()),
            buttons: vec![TemplateButton::Link { title: "Join".to_owned(), url: "https://l.example/{{1}}".to_owned() }],
            examples: Vec::new(),
        }
    }

    #[test]
    fn each_variable_of_a_part_is_asked_for_once() {
        let names: Vec<_> = template().variables().into_iter().map(|variable| (variable.part, variable.name)).collect();
        let one = "1".to_owned();
        assert_eq!(
            names,
            [
                (TemplatePart::Header, one.clone()),
                (TemplatePart::Body, one.clone()),
                (TemplatePart::Body, "2".to_owned()),
                (TemplatePart::Button(0), one)
            ]
        );
    }

    #[test]
    fn the_preview_reads_as_the_customer_will_read_it() {
        let values = ["Ana", "Ana", "9:30", "x7"].map(str::to_owned);
        let text = "For Ana\nHello Ana, your lesson is at 9:30. See you, Ana!\nReply STOP to stop";
        assert_eq!(template().preview(&values), text);
        assert!(template().preview(&[]).contains("Hello {{1}}"));
        // What stands in a value is not filled in again.
        let tricky = ["{{1}}", "{{2}}", "9:30", "x7"].map(str::to_owned);
        assert!(
            template().preview(&tricky).starts_with("For {{1}}\nHello {{2}}, your lesson is at 9:30. See you, {{2}}!")
        );
    }

    #[test]
    fn examples_stand_in_the_gaps_until_something_is_filled_in() {
        let examples = ["Jo", "Jo", "10:00", "x1"].map(str::to_owned).to_vec();
        let template = Template { examples, footer: Some("Reply {{STOP}}, { or {{a b}}".to_owned()), ..template() };
        let words = |text: &str| Piece::Words(text.to_owned());
        let gap = |text: &str| Piece::Gap(text.to_owned());
        let ana = Piece::Value("Ana".to_owned());
        assert_eq!(
            template.pieces(&[String::new(), "Ana".to_owned()]),
            [
                words("For "),
                gap("Jo"),
                words("\n"),
                words("Hello "),
                ana.clone(),
                words(", your lesson is at "),
                gap("10:00"),
                words(". See you, "),
                ana,
                words("!"),
                words("\n"),
                words("Reply "),
                words("{{STOP}}"),
                words(", { or {{a b}}"),
            ]
        );
        assert!(template.preview(&[]).starts_with("For {{1}}\nHello {{1}}"));
    }

    #[test]
    fn a_missing_value_is_named_and_line_breaks_become_spaces() {
        let values = ["Ana", "Ana\nMaria", "9:30", "x7"].map(str::to_owned);
        assert_eq!(template().check(&values).unwrap()[1], "Ana Maria");
        let missing = template().check(&values[..3]);
        assert!(matches!(missing, Err(Problem::Invalid { field, .. }) if field == "value3"));
    }
}
