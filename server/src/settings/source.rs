//! Reads settings from their three sources. The defaults, as a table, are the list of known keys and of their types.

use super::{Settings, SettingsProblem};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use toml::{Table, Value};
use tracing_subscriber::EnvFilter;

const PREFIX: &str = "FRONTDESK_";

/// Settings from this file and this process' environment. A file that is not there counts only when it was `asked_for`.
///
/// # Errors
/// One sentence about the first value that cannot be taken.
pub fn read(file: &Path, asked_for: bool) -> Result<Settings, SettingsProblem> {
    let name = file.display().to_string();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !asked_for => String::new(),
        Err(error) => return Err(SettingsProblem::Unreadable { file: name, why: error.to_string() }),
    };
    // Variables that are not text belong to somebody else.
    let environment =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    read_from(&name, &text, environment)
}

/// Settings from the text of a file and from variables.
///
/// # Errors
/// One sentence about the first value that cannot be taken.
pub fn read_from(
    file: &str,
    text: &str,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Settings, SettingsProblem> {
    let mut sources = Sources::new()?;
    sources.take_file(file, text)?;
    // Sorted, so that of several mistakes always the same one is told. DATABASE_URL comes before, and gives way to, FRONTDESK_….
    for (name, value) in BTreeMap::from_iter(environment) {
        sources.take_variable(&name, &value)?;
    }
    sources.settings()
}

struct Sources {
    values: Table,
    /// Where each value that is not the default came from.
    origins: HashMap<String, String>,
}

impl Sources {
    fn new() -> Result<Self, SettingsProblem> {
        let values = Table::try_from(Settings::default())
            .map_err(|error| SettingsProblem::Unreadable { file: "the defaults".to_owned(), why: error.to_string() })?;
        Ok(Self { values, origins: HashMap::new() })
    }

    fn take_file(&mut self, file: &str, text: &str) -> Result<(), SettingsProblem> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| SettingsProblem::Syntax {
            file: file.to_owned(),
            line: error.span().map_or(1, |span| text.bytes().take(span.start).filter(|b| *b == b'\n').count() + 1),
            why: error.message().to_owned(),
        })?;
        for (section, values) in table {
            let Value::Table(values) = values else {
                return Err(self.unknown(file, &section, None));
            };
            if !self.values.contains_key(&section) {
                return Err(self.unknown(file, &section, None));
            }
            for (key, value) in values {
                let known = self.slot(file, &section, &key)?;
                if known.type_str() != value.type_str() {
                    return Err(wrong(file, &section, &key, known, &value.to_string()));
                }
                *known = value;
                self.origins.insert(format!("{section}.{key}"), file.to_owned());
            }
        }
        Ok(())
    }

    /// A variable without two underscores in a row is no setting: scripts have variables of their own.
    fn take_variable(&mut self, name: &str, text: &str) -> Result<(), SettingsProblem> {
        let path = match name.strip_prefix(PREFIX).and_then(|path| path.split_once("__")) {
            Some((section, key)) => (section.to_lowercase(), key.to_lowercase()),
            None if name == "DATABASE_URL" => ("database".to_owned(), "url".to_owned()),
            None => return Ok(()),
        };
        let (section, key) = (&path.0, &path.1);
        let known = self.slot(name, section, key)?;
        let value = match known {
            Value::Boolean(_) => text.parse().ok().map(Value::Boolean),
            Value::Integer(_) => text.parse().ok().map(Value::Integer),
            _ => Some(Value::String(text.to_owned())),
        };
        *known = value.ok_or_else(|| wrong(name, section, key, known, &format!("{text:?}")))?;
        self.origins.insert(format!("{section}.{key}"), name.to_owned());
        Ok(())
    }

    fn slot(&mut self, origin: &str, section: &str, key: &str) -> Result<&mut Value, SettingsProblem> {
        let unknown = self.unknown(origin, section, Some(key));
        self.values.get_mut(section).and_then(|values| values.get_mut(key)).ok_or(unknown)
    }

    fn unknown(&self, origin: &str, section: &str, key: Option<&str>) -> SettingsProblem {
        let names = |table: &Table| table.keys().cloned().collect::<Vec<_>>().join(", ");
        let known = self.values.get(section).and_then(Value::as_table);
        SettingsProblem::Unknown {
            origin: origin.to_owned(),
            key: key.map_or_else(|| section.to_owned(), |key| format!("{section}.{key}")),
            known: known.map_or_else(|| format!("the sections {}", names(&self.values)), names),
        }
    }

    fn settings(self) -> Result<Settings, SettingsProblem> {
        let settings: Settings = serde_path_to_error::deserialize(Value::Table(self.values.clone()))
            .map_err(|error| self.senseless(&error.path().to_string(), error.inner().message()))?;
        let url = &settings.server.public_url;
        if !(url.is_empty() || url.starts_with("http://") || url.starts_with("https://")) {
            return Err(self.senseless("server.public_url", "it must begin with http:// or https://, or be empty"));
        }
        if let Err(error) = EnvFilter::try_new(&settings.log.filter) {
            return Err(self.senseless("log.filter", &error.to_string()));
        }
        Ok(settings)
    }

    fn senseless(&self, key: &str, why: &str) -> SettingsProblem {
        let (section, name) = key.split_once('.').unwrap_or((key, ""));
        let found = self.values.get(section).and_then(|values| values.get(name));
        SettingsProblem::Senseless {
            origin: self.origins.get(key).cloned().unwrap_or_else(|| "the defaults".to_owned()),
            key: key.to_owned(),
            found: found.map(Value::to_string).unwrap_or_default(),
            why: why.to_owned(),
        }
    }
}

fn wrong(origin: &str, section: &str, key: &str, known: &Value, found: &str) -> SettingsProblem {
    let expected = match known {
        Value::Boolean(_) => "true or false",
        Value::Integer(_) => "a whole number",
        _ => "a text in quotes",
    };
    SettingsProblem::Wrong {
        origin: origin.to_owned(),
        key: format!("{section}.{key}"),
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}
