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
        "stale; run `UPDATE=1 cargo test --test loop -- readme`"
    );
}

/// Paths of the repository that a page names: links, and code that begins with a folder of ours.
fn named(page: &str) -> Vec<String> {
    let links = page
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let links = links.filter(|link| !link.starts_with("http") && !link.starts_with('#'));
    let folders = [
        "src",
        "bench",
        "fuzz",
        "publish",
        "insight",
        "editorial",
        "crawler",
        "store",
        "page",
        "text",
        "site",
        "content",
        "tests",
        "scripts",
        "docs",
    ];
    let code = page.split('`').skip(1).step_by(2).filter(|code| {
        let path = code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        path && folders.contains(&code.split('/').next().unwrap()) && code.contains('/')
    });
    links
        .chain(code)
        .map(|path| path.split('#').next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_paths_that_our_pages_name_exist() {
    for page in [
        "README.md",
        "CONTRIBUTING.md",
        "docs/architecture.md",
        "docs/reading.md",
        "docs/crawling.md",
        "docs/watching.md",
    ] {
        let text = std::fs::read_to_string(repository().join(page)).unwrap();
        let named = named(&text);
        assert!(named.len() >= 5, "{page} names hardly anything: {named:?}");
        for path in named {
            let near = repository().join(page).parent().unwrap().join(&path);
            assert!(
                near.exists() || repository().join(&path).exists(),
                "{page} names {path}"
            );
        }
    }
}
