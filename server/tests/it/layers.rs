//! The layers of the architecture, as the manifests keep them: a crate without Diesel in its manifest cannot write a query.

use std::collections::BTreeSet;
use std::path::Path;
use toml::Table;

/// A crate, the crates of ours it may use, and what must not be in its manifest.
struct Layer {
    name: &'static str,
    manifest: &'static str,
    may_use: &'static [&'static str],
    must_not_use: &'static [&'static str],
}

/// The table of the architecture. A name stands for its whole family: `axum` for `axum-extra` as well.
const LAYERS: [Layer; 9] = [
    Layer { name: "types", manifest: "app/types", may_use: &[], must_not_use: &["leptos", "axum", "tokio", "reqwest"] },
    Layer {
        name: "store",
        manifest: "server/store",
        may_use: &["types"],
        must_not_use: &["axum", "leptos", "reqwest"],
    },
    Layer {
        name: "channels",
        manifest: "server/channels",
        may_use: &["types"],
        must_not_use: &["diesel", "axum", "leptos"],
    },
    // A stranger to all others: it speaks only the providers' protocols.
    Layer { name: "simulator", manifest: "server/simulator", may_use: &[], must_not_use: &["diesel", "leptos"] },
    Layer {
        name: "domain",
        manifest: "server/domain",
        may_use: &["types", "store"],
        must_not_use: &["diesel", "axum", "leptos", "reqwest"],
    },
    Layer { name: "app", manifest: "app", may_use: &["types", "domain"], must_not_use: &["diesel", "axum", "reqwest"] },
    Layer {
        name: "server",
        manifest: "server",
        may_use: &["types", "channels", "domain", "simulator", "app"],
        must_not_use: &["diesel"],
    },
    Layer {
        name: "frontend",
        manifest: "frontend",
        may_use: &["app"],
        must_not_use: &["diesel", "axum", "reqwest", "tokio"],
    },
    // The load generator knows the product only from the outside.
    Layer { name: "load", manifest: "end2end/load", may_use: &[], must_not_use: &["diesel", "axum", "leptos"] },
];

/// Allowed only when a feature asks for it: the crate, the dependency, the feature.
const BEHIND_A_FEATURE: [(&str, &str, &str); 2] = [("types", "diesel", "sql"), ("app", "domain", "ssr")];

fn manifest(folder: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join("Cargo.toml");
    std::fs::read_to_string(&path).unwrap().parse().unwrap()
}

/// All dependencies of any kind. Those for tests count, too: a test that needs another layer stands in the wrong crate.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    fn collect(table: &Table, found: &mut BTreeSet<String>) {
        for (key, value) in table {
            let Some(inner) = value.as_table() else { continue };
            match key.as_str() {
                "dependencies" | "dev-dependencies" | "build-dependencies" => found.extend(inner.keys().cloned()),
                "target" => {
                    inner.values().filter_map(|target| target.as_table()).for_each(|target| collect(target, found))
                }
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(manifest, &mut found);
    found
}

/// `axum-extra` is of the family of `axum`, `diesel_migrations` of that of `diesel`.
fn is_of_family(dependency: &str, family: &str) -> bool {
    dependency.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

/// What a manifest asks for beyond its layer.
fn forbidden(layer: &Layer, manifest: &Table) -> Vec<String> {
    let crates_of_ours: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
    let ours = |dependency: &str| crates_of_ours.contains(&dependency) && !layer.may_use.contains(&dependency);
    let foreign = |dependency: &str| layer.must_not_use.iter().any(|family| is_of_family(dependency, family));
    dependencies(manifest).into_iter().filter(|dependency| ours(dependency) || foreign(dependency)).collect()
}

#[test]
fn no_crate_asks_for_what_its_layer_must_not_use() {
    for layer in &LAYERS {
        assert_eq!(forbidden(layer, &manifest(layer.manifest)), Vec::<String>::new(), "{} uses these", layer.name);
    }
}

#[test]
fn what_only_one_side_needs_stands_behind_a_feature() {
    for (name, dependency, feature) in BEHIND_A_FEATURE {
        let layer = LAYERS.iter().find(|layer| layer.name == name).unwrap();
        let manifest = manifest(layer.manifest);
        assert_eq!(manifest["dependencies"][dependency]["optional"].as_bool(), Some(true), "{name}: {dependency}");
        let switched_on_by: Vec<&String> = manifest["features"]
            .as_table()
            .unwrap()
            .iter()
            .filter(|(_, parts)| {
                parts.as_array().unwrap().iter().any(|part| part.as_str() == Some(&format!("dep:{dependency}")))
            })
            .map(|(name, _)| name)
            .collect();
        assert_eq!(switched_on_by, [feature], "{name}: {dependency}");
    }
}

#[test]
fn every_crate_of_the_workspace_has_a_layer() {
    let members = manifest("")["workspace"]["members"].as_array().unwrap().clone();
    let members: BTreeSet<&str> = members.iter().map(|member| member.as_str().unwrap()).collect();
    assert_eq!(members, LAYERS.iter().map(|layer| layer.manifest).collect::<BTreeSet<_>>());
}

#[test]
fn a_forbidden_edge_is_found() {
    let bad = "[dependencies]\ndiesel-async = '1'\nserde = '1'\n[target.'cfg(unix)'.dev-dependencies]\nchannels = '1'";
    let domain = LAYERS.iter().find(|layer| layer.name == "domain").unwrap();
    assert_eq!(forbidden(domain, &bad.parse().unwrap()), ["channels", "diesel-async"]);
    assert!(!is_of_family("leptonica", "leptos") && is_of_family("leptos_axum", "leptos"));
}
