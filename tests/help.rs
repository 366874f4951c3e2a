//! The help teaches: every subcommand, every option, the same words as the README.

use crate::harness::Scene;

/// The subcommands with their one-line descriptions, as `masthead --help` lists them.
pub fn listed() -> Vec<(String, String)> {
    let help = Scene::empty().run(&["--help"]).stdout();
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    list.lines()
        .filter_map(|line| line.trim().split_once("  "))
        .map(|(name, about)| (name.trim().to_owned(), about.trim().to_owned()))
        .filter(|(name, _)| name != "help")
        .collect()
}

#[test]
fn every_subcommand_explains_itself() {
    let listed = listed();
    assert_eq!(listed.len(), 21, "{listed:?}");
    for (name, about) in listed {
        let scene = Scene::empty();
        let help = scene.run(&[&name, "--help"]);
        help.exits(0).says(&about).says("Usage: masthead");
        for line in help
            .stdout()
            .lines()
            .filter(|line| line.trim_start().starts_with("--"))
        {
            assert!(
                line.trim().split("  ").count() > 1 || line.len() < 60,
                "{name}: {line} says nothing"
            );
        }
    }
}

#[test]
fn the_version_is_told() {
    Scene::empty()
        .run(&["--version"])
        .exits(0)
        .says(env!("CARGO_PKG_VERSION"));
}
