//! Care of what is stored, as its keeper does it: looked over, repaired, freed, backed up, restored.

use std::fs;

use serde_json::Value;

use crate::{
    harness::{Scene, tables},
    watch::{NOW, scene, server},
};

/// What a doctor finds, but for notes and what this machine lacks.
fn found(scene: &Scene) -> Vec<(String, String)> {
    let told = scene.run(&["doctor", "--format", "json"]).json();
    let all = told.as_array().unwrap().iter();
    let text = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
    all.filter(|found| found["severity"] != "note")
        .map(|found| (text(found, "rule"), text(found, "path")))
        .filter(|(rule, _)| rule != "zola" && rule != "disk")
        .collect()
}

#[test]
fn what_the_disk_harmed_is_told_repaired_and_fetched_again() {
    let server = server();
    let scene = scene(&server);
    assert_eq!(found(&scene), [], "nothing is stored yet");
    scene.run(&["crawl", "--now", NOW]);
    let whole = tables(&scene);
    assert_eq!(found(&scene), []);
    let path = scene.path(".masthead/bodies/000001.seg");
    let mut bytes = fs::read(&path).unwrap();
    bytes[60] ^= 0x40;
    fs::write(&path, bytes).unwrap();
    let harm = (
        "lost-body".to_owned(),
        ".masthead/bodies/000001.seg".to_owned(),
    );
    assert_eq!(found(&scene), [harm]);
    scene
        .run(&["doctor"])
        .exits(1)
        .says("is damaged")
        .says(".example/")
        .says("masthead doctor --repair");
    scene
        .run(&["doctor", "--repair"])
        .says("damaged bodies dropped: 1; pages that the next crawl fetches again: 1");
    assert_eq!(found(&scene), []);
    scene.run(&["crawl", "--now", "2026-12-31T18:00:00Z"]);
    assert_eq!(found(&scene), []);
    let snapshots = |tables: &[(String, String)]| {
        let csv = tables.iter().find(|(name, _)| name == "snapshots.csv");
        csv.unwrap().1.lines().count()
    };
    let again = tables(&scene);
    assert_eq!(
        snapshots(&again),
        snapshots(&whole) + 1,
        "one page was fetched again"
    );
}

#[test]
fn a_backup_brings_everything_back_and_writes_over_nothing() {
    let server = server();
    let one = scene(&server);
    one.run(&["crawl", "--now", NOW]);
    one.run(&["backup", "copies/十月.masthead"])
        .exits(0)
        .says("bodies of pages:");
    one.run(&["backup", "copies/十月.masthead"])
        .exits(2)
        .says("nothing is written over");
    let file = one.path("copies/十月.masthead");
    let file = file.to_str().unwrap();
    one.run(&["restore", file])
        .exits(2)
        .says("holds a store already");
    let other = scene(&server);
    other
        .run(&["restore", file])
        .exits(0)
        .says("restored to .masthead");
    assert_eq!(tables(&other), tables(&one));
    assert_eq!(found(&other), []);
    let content = other.path("masthead.toml");
    other.run(&["restore", content.to_str().unwrap()]).exits(2);
}

#[test]
fn what_is_out_of_use_is_dropped_after_the_days_of_the_settings() {
    let server = server();
    let scene = scene(&server);
    scene.append("masthead.toml", "\n[keep]\nruns = 30\n");
    for day in ["2026-10-31", "2026-11-01", "2026-11-02"] {
        scene.run(&["crawl", "--now", day]);
    }
    let crawls = |scene: &Scene| {
        let csv = tables(scene)
            .into_iter()
            .find(|(name, _)| name == "crawls.csv");
        csv.unwrap().1.matches("2026-10-31").count()
    };
    assert!(crawls(&scene) > 0);
    scene.run(&["doctor", "--prune", "--now", "2026-11-20"]);
    assert!(crawls(&scene) > 0);
    scene
        .run(&["doctor", "--prune", "--now", "2026-12-24"])
        .says("dropped what is out of use");
    assert_eq!(crawls(&scene), 0);
    assert_eq!(found(&scene), []);
}
