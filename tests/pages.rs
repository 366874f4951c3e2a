//! The pages that readers open: whole in their language, and safe to open.

use scraper::Html;

use crate::harness::{
    html::{latin, select, visible},
    sample::sample,
};

/// Latin words that Chinese readers expect: names, model numbers, units.
const ALLOWED: &str = include_str!("latin.txt");

fn allowed(word: &str) -> bool {
    let model = word.chars().any(|c| c.is_ascii_digit());
    model || ALLOWED.lines().any(|line| line == word)
}

#[test]
fn chinese_pages_are_chinese_throughout() {
    let sample = sample();
    let chinese: Vec<String> = sample
        .pages()
        .into_iter()
        .filter(|page| page.starts_with("public/zh/") || page.ends_with(".zh.html"))
        .collect();
    assert!(chinese.len() >= 12, "{chinese:?}");
    let mut strange = Vec::new();
    for page in chinese {
        let html = Html::parse_document(&sample.scene.read(&page));
        if html
            .select(&select("meta[http-equiv=refresh]"))
            .next()
            .is_some()
        {
            continue;
        }
        assert!(
            html.root_element()
                .attr("lang")
                .is_some_and(|l| l.starts_with("zh")),
            "{page}"
        );
        for text in visible(&html, "zh") {
            let words = latin(&text).into_iter().filter(|word| !allowed(word));
            strange.extend(words.map(|word| format!("{page}: {word} in “{}”", text.trim())));
        }
    }
    strange.sort();
    strange.dedup();
    assert!(
        strange.is_empty(),
        "Latin words in Chinese pages:\n{}",
        strange.join("\n")
    );
}

#[test]
fn english_pages_have_no_chinese_outside_marked_places() {
    let sample = sample();
    for page in sample
        .pages()
        .iter()
        .filter(|p| p.ends_with(".en.html") || *p == "public/index.html")
    {
        let html = Html::parse_document(&sample.scene.read(page));
        for text in visible(&html, "en") {
            let han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(!han, "{page}: {text}");
        }
    }
}

#[test]
fn results_are_self_contained() {
    let sample = sample();
    for page in sample
        .pages()
        .iter()
        .filter(|page| page.starts_with("out/"))
    {
        let html = Html::parse_document(&sample.scene.read(page));
        let outside = select("script[src], link[rel=stylesheet], img, iframe");
        let loaded = html.select(&outside).next().map(|element| element.html());
        assert_eq!(loaded, None, "{page} loads something");
        for link in html.select(&select("a[href]")) {
            let href = link.attr("href").unwrap();
            let fine = ["http://", "https://", "#"]
                .iter()
                .any(|start| href.starts_with(start));
            assert!(fine || !href.contains(':'), "{page} links to {href}");
        }
    }
}

#[test]
fn every_page_has_one_heading_and_a_title() {
    let sample = sample();
    for page in sample.pages() {
        let html = Html::parse_document(&sample.scene.read(&page));
        if html
            .select(&select("meta[http-equiv=refresh]"))
            .next()
            .is_some()
        {
            continue;
        }
        assert_eq!(html.select(&select("h1")).count(), 1, "{page}");
        let title: String = html
            .select(&select("head title"))
            .flat_map(|t| t.text())
            .collect();
        assert!(title.trim().len() > 3, "{page}: {title:?}");
    }
}
