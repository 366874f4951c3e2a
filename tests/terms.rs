//! What a page is about comes first among its terms, in both languages, in and out of a workspace.

use std::{collections::BTreeMap, fs, path::PathBuf};

use masthead_text::{
    Key,
    Language::{self, Chinese, English},
    Lexicon,
};
use serde_json::Value;

use crate::harness::{Scene, repository, sample::sample};

/// A page as a file and the keyword that it should be found by.
struct Page {
    file: PathBuf,
    keyword: String,
    language: Language,
}

impl Page {
    fn new(file: PathBuf, keyword: &str) -> Self {
        let keyword = keyword.to_owned();
        let language = masthead_text::detect(&keyword).unwrap_or(English);
        Self {
            file,
            keyword,
            language,
        }
    }
}

/// The pages of the sample web as they are served, by the truth file.
fn watched(scene: &Scene) -> Vec<Page> {
    let truth: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("web/targets.toml")).unwrap();
    let pages = truth.iter().flat_map(|(month, pages)| {
        pages
            .iter()
            .map(move |(path, keyword)| (month, path, keyword))
    });
    let served = pages.zip(0..).map(|((month, path, keyword), at)| {
        let web = repository().join("tests/web");
        let text = fs::read_to_string(web.join(month).join(path)).unwrap();
        let host = path.split('/').next().unwrap();
        let about = fs::read_to_string(web.join(format!("{host}.toml"))).unwrap_or_default();
        let (gbk, _, lossy) = encoding_rs::GBK.encode(&text);
        let bytes = match about.contains("charset = \"gbk\"") {
            true => gbk.into_owned(),
            false => text.clone().into_bytes(),
        };
        assert!(!lossy || !about.contains("gbk"), "{path}");
        let name = format!("{at}.html");
        scene.file(&name, bytes);
        Page::new(scene.path(&name), keyword)
    });
    served.collect()
}

/// Our own pages as they were built, by their front matter.
fn own() -> Vec<Page> {
    let content = repository().join("content");
    let files = crate::harness::files(&content).into_iter();
    let pages = files.filter(|file| file.ends_with(".md") && !file.contains("_index"));
    let built = pages.map(|file| {
        let text = fs::read_to_string(content.join(&file)).unwrap();
        let keyword = text.split("keyword = \"").nth(1).unwrap();
        let (path, folder) = match file.strip_suffix(".zh.md") {
            Some(path) => (path, "public/zh"),
            None => (file.trim_end_matches(".md"), "public"),
        };
        let page = format!("{folder}/{path}/index.html");
        let keyword = keyword.split('"').next().unwrap();
        Page::new(sample().scene.path(&page), keyword)
    });
    built.collect()
}

/// The terms of files, without any settings.
fn terms(scene: &Scene, files: &[&Page], top: usize) -> Vec<Value> {
    let top = top.to_string();
    let mut args = vec!["terms", "--top", &top];
    args.extend(files.iter().map(|page| page.file.to_str().unwrap()));
    let ran = scene.run(&args);
    ran.exits(0);
    let lines = ran.stdout();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn the_target_keyword_of_a_page_is_among_its_five_best_terms() {
    let scene = Scene::empty();
    let (watched, own) = (watched(&scene), own());
    for language in Language::ALL {
        let (mut hits, mut misses) = (0, Vec::new());
        let pages: Vec<&Page> = watched
            .iter()
            .chain(&own)
            .filter(|page| page.language == language)
            .collect();
        assert!(pages.len() >= 25, "{}", pages.len());
        let key = |term: &str| Key::of(term, language, &Lexicon::default());
        for (page, line) in pages.iter().zip(terms(&scene, &pages, 5)) {
            let found = line["terms"].as_array().unwrap();
            let names: Vec<&str> = found.iter().map(|t| t["term"].as_str().unwrap()).collect();
            if names.iter().any(|name| key(name) == key(&page.keyword)) {
                hits += 1;
            } else {
                misses.push(format!("{}: {names:?}", page.keyword));
            }
        }
        assert!(
            hits * 10 >= pages.len() * 9,
            "{language}: {hits} of {}:\n{}",
            pages.len(),
            misses.join("\n")
        );
    }
}

/// One page, one answer: what `terms` finds a page to be about, the keyword report counts on it.
#[test]
fn the_keyword_report_and_the_terms_of_a_page_agree() {
    let report = sample().json("keywords");
    for (path, term, language) in [
        (
            "2026-10/www.plantfloor.example/articles/tablet-press-bench/index.html",
            "hyperspectral imaging",
            English,
        ),
        (
            "2026-10/www.hengxiang.example/products/hs2.html",
            "高光谱成像",
            Chinese,
        ),
    ] {
        let page = Page::new(repository().join("tests/web").join(path), term);
        let found = &terms(&sample().scene, &[&page], 3)[0]["terms"];
        let found = found.as_array().unwrap();
        assert!(found.iter().any(|one| one["term"] == term), "{found:?}");
        let reported = report["terms"].as_array().unwrap();
        let reported = reported
            .iter()
            .find(|one| one["term"] == term && one["language"] == language.tag());
        let seen = reported.unwrap()["evidence"].to_string();
        let address = path.split_once('/').unwrap().1;
        assert!(
            seen.contains(address.trim_end_matches("index.html")),
            "{seen}"
        );
    }
}

#[test]
fn the_words_of_the_settings_are_heeded() {
    let scene = Scene::workspace();
    let texts = [
        (
            "en.txt",
            "Roll marks on strip\nRoll marks stand on the strip. Arvenna Inspect counts them. The \
             camera cost is low, and the camera price is high.",
            ["Arvenna Inspect", "camera cost"],
        ),
        (
            "zh.txt",
            "带钢上的辊印\n辊印留在带钢上，眩纹仪数得出来，辊印价格与辊印的报价。",
            ["眩纹仪", "辊印价格"],
        ),
    ];
    let count = |file: &str, term: &str| {
        let ran = scene.run(&["terms", "--top", "100", file]);
        ran.exits(0);
        let json = ran.json();
        let terms = json["terms"].as_array().unwrap();
        let found = terms.iter().find(|one| one["term"] == term);
        found.map_or(0, |one| one["count"].as_u64().unwrap())
    };
    for (file, text, [_, synonym]) in texts {
        scene.file(file, text);
        assert_eq!(count(file, synonym), 1, "{synonym}");
    }
    scene.edit(
        "masthead.toml",
        "[words]",
        "[words]\nproducts = [\"Arvenna Inspect\", \"眩纹仪\"]\n\
         synonyms = [[\"price\", \"cost\"], [\"价格\", \"报价\"]]",
    );
    for (file, _, [product, synonym]) in texts {
        assert_eq!(count(file, product), 1, "{product}");
        assert_eq!(count(file, synonym), 2, "{synonym}");
    }
    scene.edit("masthead.toml", "\nproducts =", "\nproduct =");
    scene.run(&["terms", "en.txt"]).exits(2).says("product");
    scene
        .run(&["check"])
        .exits(1)
        .says("did you mean “products”?");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_read() {
    let scene = Scene::empty();
    scene
        .file("camera.txt", "Line scan cameras see the strip.")
        .file("empty.html", "")
        .file("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("greek.txt", "Η κάμερα βλέπει την ταινία και το φως.");
    let ran = scene.run(&[
        "terms",
        "lost.html",
        "picture.html",
        "empty.html",
        "greek.txt",
        "camera.txt",
    ]);
    ran.exits(1)
        .says("lost.html: cannot be read; check the path")
        .says("picture.html: is neither a page nor a text; give HTML or plain text")
        .says("empty.html: no terms, since no text stands in it")
        .says("greek.txt: no terms, since it is not written in English or Chinese");
    let lines: Vec<Value> = ran
        .stdout()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let paths: Vec<&str> = lines.iter().map(|l| l["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["empty.html", "greek.txt", "camera.txt"]);
    assert_eq!(lines[2]["terms"][0]["term"], "line scan cameras");
}

/// A page is a page in any character set and with any beginning, and a text that names tags none.
#[test]
fn pages_are_told_from_texts_by_how_they_begin() {
    let scene = Scene::empty();
    for (text, term) in [
        (
            "<h1>Line scan cameras</h1><ul><li>Line scan cameras see the strip.</ul>",
            "line scan cameras",
        ),
        (
            "<title>线扫描相机</title><table><tr><td>线扫描相机能看清带钢。</table>",
            "线扫描相机",
        ),
    ] {
        let utf16 = text.encode_utf16().flat_map(u16::to_be_bytes);
        let wide: Vec<u8> = [0xfe, 0xff].into_iter().chain(utf16).collect();
        scene.file("narrow.html", text).file("wide.html", wide);
        for file in ["narrow.html", "wide.html"] {
            let ran = scene.run(&["terms", "--top", "100", file]);
            let json = ran.json();
            let terms = json["terms"].as_array().unwrap();
            let named = |name: &str| terms.iter().any(|one| one["term"] == name);
            assert!(named(term), "{file}: {terms:?}");
            assert!(!named("h1") && !named("td"), "{file}: {terms:?}");
        }
    }
}

#[test]
fn a_score_explains_itself_in_words() {
    let scene = Scene::empty();
    for (file, text) in [
        (
            "en.txt",
            "Line scan cameras\nLine scan cameras see the strip.",
        ),
        ("zh.txt", "线扫描相机\n线扫描相机能看清带钢。"),
    ] {
        scene.file(file, text);
        let ran = scene.run(&["terms", "--top", "1", "--explain", file]);
        ran.exits(0);
        let json = ran.json();
        let term = &json["terms"][0];
        let parts = term["parts"].as_array().unwrap();
        let feature = |part: &Value| part["feature"].as_str().unwrap().to_owned();
        let names: std::collections::BTreeSet<_> = parts.iter().map(feature).collect();
        assert_eq!(names.len(), parts.len(), "a name stands twice: {parts:?}");
        assert!(names.contains("stands in the title"), "{names:?}");
        let odds: f64 = parts
            .iter()
            .map(|part| part["adds"].as_f64().unwrap())
            .sum();
        let chance = 1.0 / (1.0 + (-odds).exp());
        assert!((chance - term["score"].as_f64().unwrap()).abs() < 1e-9);
    }
}
