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
        // What only the owner knows is told each time, with its line; it stops nothing yet.
        for command in ["check", "build"] {
            let ran = scene.run(&["-C", "site", command, "--format", "concise"]);
            ran.exits(0);
            for place in [
                "content/_index.md:2:",
                "content/_index.md:3:",
                "site/config.toml:",
            ] {
                ran.says(place);
            }
            for key in [
                "base_url",
                "extra.mail",
                "languages.zh.description",
                "title",
            ] {
                ran.says(&format!("note[unfilled]: “{key}” is still to be filled in"));
            }
        }
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
fn what_is_still_open_is_a_warning_once_the_site_has_an_address() {
    let scene = Scene::workspace();
    scene.edit(
        "site/config.toml",
        "https://www.company.example",
        "https://www.acme.example",
    );
    for command in ["check", "build"] {
        let ran = scene.run(&[command, "--format", "concise"]);
        ran.exits(1);
        ran.says("content/_index.md:2:")
            .says("content/_index.zh.md:2:")
            .says("warning[unfilled]");
    }
    assert!(scene.path("public/index.html").exists());
}

#[test]
fn a_new_workspace_has_none_of_the_samples_art() {
    let scene = Scene::workspace();
    let sample = crate::harness::repository().join("site");
    for file in ["favicon.svg", "logo.svg", "share.png"] {
        let (own, theirs) = (
            scene.path("site/static").join(file),
            sample.join("static").join(file),
        );
        assert_ne!(
            std::fs::read(own).unwrap(),
            std::fs::read(theirs).unwrap(),
            "{file}"
        );
    }
    for file in files(&scene.path("site")) {
        if !file.ends_with(".png") {
            let text = scene.read(&format!("site/{file}")).to_lowercase();
            for word in ["camera", "scan", "相机", "扫描"] {
                assert!(!text.contains(word), "{file} has {word}");
            }
        }
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
fn a_title_without_latin_letters_gets_a_dated_address() {
    let scene = Scene::workspace();
    for (title, number) in [("水泵", ""), ("x泵", "-2")] {
        let new = scene.run(&[
            "--now",
            "2026-10-31T08:00:00Z",
            "new",
            "product",
            title,
            "--lang",
            "zh",
        ]);
        new.exits(0).says(&format!(
            "content/products/product-2026-10-31{number}.zh.md"
        ));
        new.says("--slug").says("待填");
    }
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

/// A product page whose facts are all there, in the words of its language.
fn product(title: &str, keyword: &str, spec: &str, value: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndescription = \"{title}\"\ndate = 2026-10-01\n\
         [extra]\nkeyword = \"{keyword}\"\nroles = [\"user\"]\nstages = [\"using\"]\n\
         [extra.product]\nname = \"P3\"\n[[extra.specs]]\nname = \"{spec}\"\n\
         value = \"{value}\"\n+++\n\n{title}\n"
    )
}

#[test]
fn the_only_page_has_no_heading_without_something_beneath() {
    let scene = Scene::workspace();
    scene
        .file(
            "content/products/p3.md",
            product("A quiet pump", "quiet pump", "Weight", "80 × 80 mm, 620 g"),
        )
        .file(
            "content/products/p3.zh.md",
            product("静音水泵", "静音水泵", "重量", "80 × 80 毫米，620 克"),
        )
        .edit("site/config.toml", "mail = \"hello@company.example\"\n", "");
    scene
        .run(&["--now", "2026-10-31T08:00:00Z", "build"])
        .exits(0);
    for (page, weight, next, contact) in [
        ("products/p3", "620\u{a0}g", "Read next", ">Contact<"),
        ("zh/products/p3", "620\u{a0}克", "接着读", ">联系方式<"),
    ] {
        let html = scene.read(&format!("public/{page}/index.html"));
        assert!(html.contains(weight), "{html}");
        assert!(!html.contains(next) && !html.contains(contact), "{html}");
    }
    scene.file(
        "content/products/p4.md",
        product("A loud pump", "loud pump", "Weight", "7 kg"),
    );
    scene.run(&["--now", "2026-10-31T08:00:00Z", "build"]);
    let html = scene.read("public/products/p3/index.html");
    assert!(
        html.contains("Read next") && html.contains("A loud pump"),
        "{html}"
    );
}

#[test]
fn the_page_for_lost_addresses_speaks_both_languages_and_has_the_logo() {
    let scene = Scene::workspace();
    scene.run(&["build"]).exits(0);
    let html = scene.read("public/404.html");
    let (header, _) = html.split_once("<main").unwrap();
    assert!(header.contains("<svg"), "{header}");
    for word in ["Case studies", "客户案例", "English", "中文"] {
        assert!(html.contains(word), "no {word} in:\n{html}");
    }
}
