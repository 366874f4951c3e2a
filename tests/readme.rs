//! The README says what is so: its tables are those of the program.

use masthead::settings::KEYS;
use masthead_editorial::schema::manual;

use crate::harness::repository;

fn readme() -> String {
    std::fs::read_to_string(repository().join("README.md")).unwrap()
}

/// The table of subcommands, from the help.
fn commands() -> String {
    let rows = super::help::listed().into_iter();
    let rows = rows.map(|(name, about)| format!("| `masthead {name}` | {about} |\n"));
    format!(
        "| command | what it does |\n| --- | --- |\n{}",
        rows.collect::<String>()
    )
}

/// The README with its generated parts as they should be. `UPDATE=1` writes them.
#[test]
fn its_tables_are_those_of_the_program() {
    let mut wanted = readme();
    for (name, table) in [("commands", commands()), ("settings", manual(KEYS))] {
        let start = format!("<!-- {name} -->\n");
        let (before, rest) = wanted.split_once(&start).unwrap();
        let (_, after) = rest.split_once("<!-- end -->").unwrap();
        wanted = format!("{before}{start}{table}<!-- end -->{after}");
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(repository().join("README.md"), &wanted).unwrap();
    }
    assert!(
        readme() == wanted,
        "stale; run `UPDATE=1 cargo test --test loop readme`"
    );
}

#[test]
fn the_files_it_names_exist() {
    let readme = readme();
    let links = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.starts_with("http") && !link.starts_with('#')) {
        let path = link.split('#').next().unwrap();
        assert!(
            repository().join(path).exists(),
            "README.md links to {link}"
        );
    }
}
