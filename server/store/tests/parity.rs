//! Both databases have the same migrations and, after them, the tables of `schema.rs`.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "what cannot be read must fail the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn migrations(database: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(database);
    let entries = fs::read_dir(folder).expect("the folder of migrations");
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn statements(database: &str, name: &str, file: &str) -> String {
    let path = format!("{}/../../migrations/{database}/{name}/{file}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).expect("both up.sql and down.sql")
}

/// Tables and their columns, in order, as `CREATE TABLE` names them and `ALTER TABLE … ADD COLUMN` adds to them.
fn tables(database: &str) -> BTreeSet<String> {
    let all: String = migrations(database).iter().map(|name| statements(database, name, "up.sql")).collect();
    let mut tables: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for table in all.split("CREATE TABLE ").skip(1) {
        let (name, rest) = table.split_once(" (").unwrap();
        let columns = rest.split("\n)").next().unwrap().lines().map(str::trim);
        let columns = columns.filter_map(|line| line.split_once(' ')).map(|(column, _)| column);
        let plain = columns.filter(|column| column.chars().all(|c| c.is_lowercase() || c == '_' || c.is_ascii_digit()));
        tables.insert(name, plain.collect());
    }
    for change in all.split("ALTER TABLE ").skip(1) {
        let Some((name, rest)) = change.split_once(" ADD COLUMN ") else { continue };
        // What a database works out for itself is its own business.
        if rest.split(';').next().unwrap().contains("GENERATED") {
            continue;
        }
        tables.get_mut(name).unwrap().push(rest.split(' ').next().unwrap());
    }
    tables.into_iter().map(|(name, columns)| format!("{name}: {}", columns.join(" "))).collect()
}

/// The same, as `schema.rs` names them.
fn schema() -> BTreeSet<String> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/schema.rs")).unwrap();
    let mut tables = BTreeSet::new();
    for table in text.split("diesel::table! {").skip(1) {
        let mut lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
        let name = lines.next().unwrap().split(' ').next().unwrap().to_owned();
        let columns = lines.map_while(|line| line.split_once(" ->")).map(|(column, _)| column.to_owned());
        tables.insert(format!("{name}: {}", columns.collect::<Vec<_>>().join(" ")));
    }
    tables
}

#[test]
fn both_databases_have_the_same_migrations_with_a_way_back() {
    let names = migrations("sqlite");
    assert_eq!(names, migrations("postgres"));
    for (database, name) in ["sqlite", "postgres"].iter().flat_map(|d| names.iter().map(move |n| (d, n))) {
        assert!(statements(database, name, "down.sql").contains("DROP"), "{database} {name} has no way back");
    }
}

#[test]
fn both_databases_have_the_tables_and_columns_of_the_schema() {
    assert_eq!(tables("sqlite"), schema());
    assert_eq!(tables("postgres"), schema());
}
