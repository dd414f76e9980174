//! The file that explains the settings, and what happens to mistakes in it.

use server::settings::{Settings, read_from};
use std::path::Path;

const FILE: &str = include_str!("../../../Leptos.toml");

fn read(text: &str, environment: &[(&str, &str)]) -> Result<Settings, String> {
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    read_from("Leptos.toml", text, environment).map_err(|problem| problem.to_string())
}

#[test]
fn the_file_shows_every_setting_with_its_default() {
    let shown: serde_json::Value = toml::from_str(FILE).unwrap();
    assert_eq!(shown, serde_json::to_value(Settings::default()).unwrap());
}

#[test]
fn every_setting_in_the_file_is_explained() {
    let lines: Vec<&str> = FILE.lines().collect();
    for pair in lines.windows(2) {
        if pair[1].contains(" = ") && !pair[1].starts_with('#') {
            assert!(pair[0].starts_with("# "), "{} is not explained", pair[1]);
        }
    }
}

#[test]
fn the_environment_beats_the_file_and_the_file_beats_the_default() {
    let file = "[server]\naddress = \"127.0.0.1:9000\"\ntrust_proxy = true\n[database]\nconnections = 3";
    let settings =
        read(file, &[("FRONTDESK_SERVER__ADDRESS", "[::1]:9001"), ("FRONTDESK_LOG__FILTER", "warn")]).unwrap();
    assert_eq!(settings.server.address.to_string(), "[::1]:9001");
    assert!(settings.server.trust_proxy);
    assert_eq!((settings.database.connections, settings.log.filter.as_str()), (3, "warn"));
    assert_eq!(settings.storage, Settings::default().storage);
}

#[test]
fn database_url_is_understood_as_everywhere_else() {
    let environment = [("DATABASE_URL", "postgres://a"), ("PATH", "/bin"), ("FRONTDESK_TOOLS", "/somewhere")];
    assert_eq!(read("", &environment).unwrap().database.url, "postgres://a");
    let both = [("DATABASE_URL", "postgres://a"), ("FRONTDESK_DATABASE__URL", "sqlite:b")];
    assert_eq!(read("", &both).unwrap().database.url, "sqlite:b");
}

#[test]
fn a_mistake_is_told_in_one_sentence_that_names_the_key() {
    for (file, environment, sentence) in [
        (
            "[server]\nadress = \"x\"",
            &[][..],
            "Leptos.toml: there is no setting server.adress; known are address, public_url, site_root, trust_proxy.",
        ),
        (
            "[sever]\naddress = \"x\"",
            &[],
            "Leptos.toml: there is no setting sever; known are the sections database, limits, log, providers, server, storage.",
        ),
        (
            "address = \"x\"",
            &[],
            "Leptos.toml: there is no setting address; known are the sections database, limits, log, providers, server, storage.",
        ),
        ("[server]\ntrust_proxy = \"yes\"", &[], "Leptos.toml: server.trust_proxy must be true or false, not \"yes\"."),
        ("[database]\nconnections = true", &[], "Leptos.toml: database.connections must be a whole number, not true."),
        ("[log]\nfilter = 5", &[], "Leptos.toml: log.filter must be a text in quotes, not 5."),
        (
            "",
            &[("FRONTDESK_SERVER__TRUST_PROXY", "maybe")],
            "FRONTDESK_SERVER__TRUST_PROXY: server.trust_proxy must be true or false, not \"maybe\".",
        ),
        (
            "",
            &[("FRONTDESK_SERVER__PORT", "80")],
            "FRONTDESK_SERVER__PORT: there is no setting server.port; known are address, public_url, site_root, trust_proxy.",
        ),
        (
            "",
            &[("FRONTDESK_SERVER__ADDRESS", "here")],
            "FRONTDESK_SERVER__ADDRESS: server.address cannot be \"here\": invalid socket address syntax.",
        ),
        (
            "[server]\npublic_url = \"desk.example\"",
            &[],
            "Leptos.toml: server.public_url cannot be \"desk.example\": it must begin with http:// or https://, or be empty.",
        ),
    ] {
        assert_eq!(read(file, environment).unwrap_err(), sentence);
    }
    for (file, part) in [
        ("[server]\n\naddress =", "Leptos.toml is not valid TOML in line 3"),
        ("[database]\nconnections = -1", "Leptos.toml: database.connections cannot be -1"),
        ("[log]\nfilter = \"a=b=c\"", "Leptos.toml: log.filter cannot be \"a=b=c\""),
    ] {
        let sentence = read(file, &[]).unwrap_err();
        assert!(sentence.starts_with(part) && sentence.ends_with('.') && !sentence.contains('\n'), "{sentence}");
    }
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let missing = Path::new("/no/such/file.toml");
    assert!(server::settings::read(missing, false).is_ok());
    let problem = server::settings::read(missing, true).unwrap_err().to_string();
    assert!(problem.starts_with("/no/such/file.toml cannot be read: "), "{problem}");
}
