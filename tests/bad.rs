//! Bad input: a message with place and advice, the right exit code, everything else still done,
//! and the last good result untouched.

use std::process::Stdio;

use crate::harness::Scene;

const QUERIES: &str = "Top queries,Clicks,Impressions,CTR,Position\nline scan,3,100,3%,4.2\n";

#[test]
fn a_misspelt_setting_is_named_with_its_place_and_the_right_word() {
    let scene = Scene::workspace();
    scene.edit("masthead.toml", "[crawl]", "[crawl]\ndelai = 2");
    let check = scene.run(&["check", "--format", "concise"]);
    check
        .exits(1)
        .says("masthead.toml:")
        .says("delai")
        .says("delay");
    scene
        .run(&["crawl"])
        .exits(2)
        .says("masthead.toml:")
        .says("masthead check");
}

#[test]
fn every_broken_page_is_reported_in_one_run() {
    let scene = Scene::workspace();
    scene
        .file(
            "content/products/a.md",
            "+++\ntitle = \"A\ndate = 2026-10-01\n+++\n",
        )
        .file("content/products/b.md", "no front matter at all\n")
        .file("content/products/c.md", "+++\ntitel = \"C\"\n+++\n")
        .file(
            "content/products/d.zh.md",
            "+++\ntitle = \"丁\"\n[extra]\nkeywrod = \"水泵\"\n+++\n",
        )
        .file("content/products/e.md", b"+++\ntitle = \"\xff\xfe\"\n+++\n");
    let check = scene.run(&["check", "--format", "json"]);
    check.exits(1);
    let json = check.json();
    let found = json.as_array().unwrap();
    for page in ["a.md", "b.md", "c.md", "d.zh.md", "e.md"] {
        let path = format!("content/products/{page}");
        let of: Vec<_> = found
            .iter()
            .filter(|f| f["path"] == path.as_str())
            .collect();
        assert!(
            of.iter().any(|f| f["line"].is_u64()),
            "{page} has no place: {found:#?}"
        );
    }
    scene
        .run(&["check"])
        .says("titel")
        .says("did you mean")
        .says("keywrod")
        .says("keyword");
}

#[test]
fn a_failed_build_leaves_the_last_good_site() {
    let scene = Scene::workspace();
    scene.run(&["build"]).exits(0);
    let good = scene.read("public/index.html");
    scene.file("content/products/bad.md", "+++\ntitel = \"x\"\n+++\n");
    scene.run(&["build"]).exits(1);
    assert_eq!(scene.read("public/index.html"), good);
    std::fs::remove_file(scene.path("content/products/bad.md")).unwrap();
    scene.edit(
        "site/templates/index.html",
        "{% block",
        "{{ nonsense(}} {% block",
    );
    scene.run(&["build"]).says("index.html");
    assert_eq!(scene.read("public/index.html"), good);
}

#[test]
fn a_link_that_a_template_breaks_is_found_after_the_build() {
    let scene = Scene::workspace();
    scene.run(&["build"]).exits(0);
    let good = scene.read("public/index.html");
    scene.edit(
        "site/templates/part/footer.html",
        "</footer>",
        "<a href=\"/nowhere/\">x</a></footer>",
    );
    scene
        .run(&["build"])
        .exits(1)
        .says("broken-link")
        .says("footer.html");
    assert_eq!(scene.read("public/index.html"), good);
}

#[test]
fn without_a_workspace_the_way_in_is_told() {
    let scene = Scene::empty();
    for command in ["check", "build", "crawl", "keywords", "plan", "export"] {
        scene
            .run(&[command])
            .exits(2)
            .says("masthead init")
            .says("masthead demo");
    }
}

#[test]
fn a_zola_that_is_not_there_or_not_one_is_told_with_advice() {
    let scene = Scene::workspace().with("MASTHEAD_ZOLA", "/nowhere/zola");
    scene
        .run(&["build"])
        .exits(2)
        .says("/nowhere/zola")
        .says("MASTHEAD_ZOLA");
    let scene = Scene::workspace().with("MASTHEAD_ZOLA", "/bin/true");
    scene
        .run(&["build"])
        .exits(2)
        .says("/bin/true")
        .says("0.22");
}

#[test]
fn a_missing_or_strange_export_hinders_no_other() {
    let scene = Scene::workspace();
    scene
        .file("good.csv", QUERIES)
        .file("other.csv", "Name,Age\nx,3\n");
    scene.file(
        "bad.csv",
        "Top queries,Clicks,Impressions,CTR,Position\nx,many,100,3%,4.2\n",
    );
    let args = [
        "import",
        "--month",
        "2026-10",
        "none.csv",
        "other.csv",
        "bad.csv",
        "good.csv",
    ];
    let ran = scene.run(&args);
    ran.exits(1)
        .says("none.csv")
        .says("other.csv")
        .says("Name")
        .says("many")
        .says("Clicks");
    ran.says("good.csv").says("1 row");
    scene.run(&args).says("already imported");
}

#[test]
fn an_export_without_days_needs_a_month() {
    let scene = Scene::workspace();
    scene.file("q.csv", QUERIES);
    scene.run(&["import", "q.csv"]).exits(1).says("--month");
}

#[test]
fn a_report_of_nothing_says_what_to_do_first() {
    let scene = Scene::workspace();
    for args in [
        &["keywords"][..],
        &["plan"],
        &["report", "--month", "2026-10"],
    ] {
        scene.run(args).exits(2).says("masthead crawl");
    }
    scene.run(&["crawl"]).exits(2).says("[[source]]");
    assert!(!scene.path("out").exists());
}

#[test]
fn wrong_arguments_are_explained() {
    let scene = Scene::workspace();
    for (args, advice) in [
        (&["report", "--month", "October"][..], "2026-10"),
        (&["new", "novel", "x"], "case-study"),
        (&["check", "--now", "soon"], "2026-10-31"),
        (&["kewords"], "keywords"),
    ] {
        scene.run(args).exits(2).says(advice);
    }
}

#[test]
fn a_store_that_is_none_is_refused_and_left_alone() {
    let scene = Scene::workspace();
    scene.file(
        ".masthead/store.db",
        "this is no database, but it is somebody's file",
    );
    scene.run(&["export"]).exits(2).says("store.db");
    assert!(
        scene
            .read(".masthead/store.db")
            .starts_with("this is no database")
    );
}

#[test]
fn whoever_stops_reading_does_not_change_the_exit_code() {
    let scene = Scene::workspace();
    for number in 0..300 {
        scene.file(
            &format!("content/products/p{number}.md"),
            "+++\ntitel = \"x\"\n+++\n",
        );
    }
    let mut check = scene.command(&["check"]);
    let mut child = check
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn settings_in_another_character_set_are_refused_not_garbled() {
    let scene = Scene::workspace();
    let (gbk, ..) = encoding_rs::GBK.encode("[[source]]\nname = \"智造日报\"\n");
    scene.file("masthead.toml", gbk);
    scene
        .run(&["check"])
        .exits(1)
        .says("masthead.toml:2")
        .says("UTF-8");
    scene.run(&["crawl"]).exits(2).says("UTF-8");
}

#[test]
fn a_workspace_is_found_from_any_folder_in_it() {
    let scene = Scene::workspace();
    for folder in [".", "content", "content/products"] {
        scene.run(&["-C", folder, "check"]).exits(0);
    }
}

#[test]
fn a_terminal_is_not_played_with() {
    let scene = Scene::workspace();
    scene.append("masthead.toml", "\"\\u001b[2Jevil\" = 1\n");
    for command in ["crawl", "check"] {
        let ran = scene.run(&[command]);
        ran.says("evil");
        let said = ran.stdout() + &ran.stderr();
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
}
