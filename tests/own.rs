//! A workspace of one's own: started, written in, checked and built without touching the sample.

use crate::harness::{Scene, files};

#[test]
fn a_new_workspace_builds_at_once() {
    for language in ["en", "zh"] {
        let scene = Scene::empty();
        scene
            .run(&[
                "init",
                "site",
                "--name",
                "Acme 水泵",
                "--language",
                language,
            ])
            .exits(0);
        scene
            .run(&["-C", "site", "check"])
            .exits(0)
            .says("in order");
        scene.run(&["-C", "site", "build"]).exits(0);
        let home = scene.read("site/public/index.html");
        assert!(home.contains(&format!("lang=\"{language}\"")), "{home}");
        assert!(home.contains("Acme 水泵"), "{home}");
        let other = if language == "en" { "zh" } else { "en" };
        assert!(
            scene
                .path(&format!("site/public/{other}/index.html"))
                .exists()
        );
    }
}

#[test]
fn nothing_of_the_sample_is_left_in_a_new_workspace() {
    let scene = Scene::workspace();
    scene.run(&["build"]).exits(0);
    for file in files(&scene.path(".")) {
        if [".md", ".toml", ".html", ".xml", ".txt"]
            .iter()
            .any(|end| file.ends_with(end))
        {
            let text = scene.read(&file).to_lowercase();
            for word in ["arvenna", "岚目", "norrvik"] {
                assert!(!text.contains(word), "{file} has {word}");
            }
        }
    }
}

#[test]
fn a_new_page_waits_for_its_facts_and_says_where() {
    let scene = Scene::workspace();
    for kind in ["case-study", "whitepaper", "interview", "product"] {
        scene
            .run(&["new", kind, "Fewer stops on line two"])
            .exits(0);
    }
    // A draft is nobody's fault, but what is open is told.
    let check = scene.run(&["check"]);
    check
        .exits(0)
        .says("unfilled")
        .says("content/case-studies/fewer-stops-on-line-two.md:");
    scene.run(&["build"]).exits(0);
    assert!(
        !scene
            .path("public/products/fewer-stops-on-line-two")
            .exists(),
        "a draft went out"
    );
    // Whoever takes the draft mark off must have filled in everything.
    scene.edit(
        "content/products/fewer-stops-on-line-two.md",
        "draft = true\n",
        "",
    );
    scene.run(&["check"]).exits(1).says("error[unfilled]");
    scene.run(&["build"]).exits(1).says("error[unfilled]");
    assert!(
        !scene
            .path("public/products/fewer-stops-on-line-two")
            .exists()
    );
}

#[test]
fn both_languages_of_a_page_are_paired() {
    let scene = Scene::workspace();
    scene
        .run(&["new", "product", "Pump P3"])
        .exits(0)
        .says("content/products/pump-p3.md");
    scene
        .run(&[
            "new",
            "product",
            "水泵 P3",
            "--lang",
            "zh",
            "--slug",
            "pump-p3",
        ])
        .exits(0);
    assert!(scene.path("content/products/pump-p3.zh.md").exists());
    let text = scene.read("content/products/pump-p3.zh.md");
    assert!(text.contains("水泵 P3"), "{text}");
}

#[test]
fn a_title_without_latin_letters_needs_a_slug() {
    let scene = Scene::workspace();
    scene
        .run(&["new", "product", "水泵", "--lang", "zh"])
        .exits(2)
        .says("--slug");
}

#[test]
fn nothing_of_the_users_is_overwritten() {
    let scene = Scene::workspace();
    scene.run(&["new", "product", "Pump"]).exits(0);
    scene
        .run(&["new", "product", "Pump"])
        .exits(2)
        .says("is there already");
    scene.run(&["init", "."]).exits(2).says("not empty");
    scene.file("full/notes.txt", "mine");
    scene.run(&["init", "full"]).exits(2).says("not empty");
    scene
        .run(&["demo", "full"])
        .exits(2)
        .says("neither empty nor the sample");
    assert_eq!(files(&scene.path("full")), ["notes.txt"]);
}

#[test]
fn the_site_builds_with_zola_alone() {
    let scene = Scene::workspace();
    let zola = crate::harness::repository().join(".masthead/tools/zola");
    let zola = if zola.exists() { zola } else { "zola".into() };
    let built = std::process::Command::new(zola)
        .args(["--root", "site", "build"])
        .current_dir(scene.path("."))
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    assert!(scene.path("site/public/index.html").exists());
}
