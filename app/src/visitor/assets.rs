//! The files a visitor's browser loads, part of the program. Sent without their comments and indentation: those are for us.

use std::sync::LazyLock;

/// A file for visitors.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its media type.
    pub media_type: &'static str,
    /// Its text.
    pub text: String,
}

macro_rules! source {
    ($name:literal) => {
        include_str!(concat!("../../../style/widget/", $name))
    };
}

/// The parts of `/chat.js`, each after those it uses. One file is one request, and compresses better.
const CHAT: &[&str] = &[
    source!("chat/elements.js"),
    source!("chat/launcher.js"),
    source!("chat/memory.js"),
    source!("chat/patience.js"),
    source!("chat/server.js"),
    source!("chat/times.js"),
    source!("chat/live.js"),
    source!("chat/outbox.js"),
    source!("chat/bubbles.js"),
    source!("chat/thread.js"),
    source!("chat/files.js"),
    source!("chat/composer.js"),
    source!("chat/notices.js"),
    source!("chat.js"),
];

static ASSETS: LazyLock<[(&str, Asset); 4]> = LazyLock::new(|| {
    let script = |text| Asset { media_type: "text/javascript; charset=utf-8", text };
    let sheet = |text: &str| Asset { media_type: "text/css; charset=utf-8", text: tight(text) };
    [
        ("widget.js", script(lean(source!("widget.js")))),
        ("chat.js", script(joined(CHAT))),
        ("chat.css", sheet(source!("chat.css"))),
        ("shop.css", sheet(source!("shop.css"))),
    ]
});

/// The file `/{name}`: `widget.js`, `chat.js`, `chat.css` or `shop.css`.
#[must_use]
pub fn asset(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find_map(|(known, asset)| (*known == name).then_some(asset))
}

/// Script modules as one module: the names they import from each other are simply there.
fn joined(modules: &[&str]) -> String {
    let lines = modules.iter().flat_map(|module| module.lines()).filter(|line| !line.starts_with("import "));
    lean(&lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

/// Without lines that are nothing but comment, and without indentation. Lines are left alone otherwise.
fn lean(source: &str) -> String {
    let mut inside = false;
    let lines = source.lines().map(str::trim).filter(|line| {
        let starts = line.starts_with("/*");
        let comment = inside || starts || line.starts_with("//");
        inside = (inside || starts) && !line.ends_with("*/");
        !comment && !line.is_empty()
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A style sheet, where even the ends of lines mean nothing.
fn tight(sheet: &str) -> String {
    lean(sheet).replace('\n', "").replace(": ", ":").replace(" {", "{")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn comments_and_indentation_stay_at_home() {
        let source =
            "// Head.\n/** One. */\nconst a = 1; // stays\n\n/*\n * More\n words\n */\n  const b = 'http://x';\n";
        assert_eq!(lean(source), "const a = 1; // stays\nconst b = 'http://x';\n");
    }

    #[test]
    fn a_style_sheet_becomes_one_line() {
        assert_eq!(tight("/* Head. */\na,\nb:hover {\n  color: #fff;\n}\n"), "a,b:hover{color:#fff;}");
    }

    #[test]
    fn modules_become_one() {
        let modules = ["export const a = 1;\n", "import { a } from './a.js';\nexport function b() {\n  return a;\n}\n"];
        assert_eq!(joined(&modules), "const a = 1;\nfunction b() {\nreturn a;\n}\n");
    }

    /// In one module every name can be given only once.
    #[test]
    fn no_two_parts_of_the_chat_use_the_same_name() {
        let mut known = BTreeSet::new();
        for line in CHAT.iter().flat_map(|module| module.lines()) {
            let line = line.strip_prefix("export ").unwrap_or(line);
            let line = line.strip_prefix("async ").unwrap_or(line);
            let given = ["const ", "let ", "function ", "class "].iter().find_map(|word| line.strip_prefix(word));
            let Some(given) = given else { continue };
            let name = given.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            assert!(name.is_empty() || known.insert(name), "{name} is given twice");
        }
    }

    /// The files are there under the names the pages use, and nothing is left to import.
    #[test]
    fn every_page_finds_its_files() {
        for name in ["widget.js", "chat.js", "chat.css", "shop.css"] {
            assert!(asset(name).is_some_and(|asset| !asset.text.is_empty()), "{name}");
        }
        assert!(!asset("chat.js").unwrap().text.lines().any(|line| line.starts_with("import ")));
        assert!(asset("../Cargo.toml").is_none());
    }
}
