//! The demo as a new user meets it.

use crate::harness::{
    files,
    sample::{MONTH, sample},
};

#[test]
fn it_names_every_step_and_says_where_to_look() {
    let sample = sample();
    for step in [
        "building the site",
        "2026-09",
        "2026-10",
        "importing",
        "report",
        "Open in",
    ] {
        sample.ran.says(step);
    }
    let shown = sample.ran.stdout();
    let places = shown
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(path, _)| path);
    let places: Vec<&str> = places.filter(|path| path.contains('/')).collect();
    assert!(places.len() >= 7, "{shown}");
    for place in places {
        assert!(sample.scene.path(place).exists(), "{place}");
    }
}

#[test]
fn it_writes_plan_and_tables() {
    let scene = &sample().scene;
    assert_eq!(
        files(&scene.path(&format!("out/plan-{MONTH}"))),
        ["google-ads-editor.csv", "plan.json"]
    );
    let tables = files(&scene.path("out/export"));
    assert!(tables.len() >= 5, "{tables:?}");
    for table in tables {
        let csv = scene.read(&format!("out/export/{table}"));
        assert!(csv.lines().count() > 1, "{table} is empty");
    }
}

#[test]
fn its_own_store_is_apart_from_the_workspaces() {
    let scene = &sample().scene;
    assert!(scene.path(".masthead/demo/store.db").exists());
    assert!(!scene.path(".masthead/store.db").exists());
}

/// A landing page must exist on the site that was built.
#[test]
fn every_ad_leads_to_a_page_that_was_built() {
    let sample = sample();
    let plan = sample.json("plan");
    let groups = plan["groups"].as_array().unwrap();
    assert!(groups.len() >= 8, "{}", groups.len());
    for group in groups {
        let page = group["landing_page"].as_str().unwrap();
        let path = page.strip_prefix("https://www.arvenna.example/").unwrap();
        assert!(
            sample
                .scene
                .path(&format!("public/{path}index.html"))
                .exists(),
            "{page}"
        );
    }
}
