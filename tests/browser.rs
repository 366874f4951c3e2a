//! Pages in a real browser, at the width of a phone and of a desk, in both languages.

use masthead::web::Web;

use crate::harness::{
    chromium::{Measured, browser, measure},
    sample::sample,
};

const SITE: &str = "www.arvenna.example";
const SITE_PAGES: &[&str] = &[
    "",
    "zh/",
    "case-studies/",
    "case-studies/steel-strip-inspection/",
    "zh/case-studies/battery-electrode-inspection/",
    "whitepapers/choosing-a-line-scan-camera/",
    "zh/whitepapers/choosing-a-line-scan-camera/",
    "interviews/quality-data-norrvik/",
    "products/ls8-line-scan-camera/",
    "zh/products/ls8-line-scan-camera/",
];

const RESULTS: &str = "results.example";
const RESULT_PAGES: &[&str] = &[
    "keywords-2026-10.en.html",
    "keywords-2026-10.zh.html",
    "report-2026-10.en.html",
    "report-2026-10.zh.html",
];

/// What a reader would call broken.
fn faults(page: &Measured) -> Vec<String> {
    let mut faults = Vec::new();
    if page.needs > page.width {
        faults.push(format!("scrolls sideways: needs {} px", page.needs));
    }
    if !page.cut.is_empty() {
        faults.push(format!("cut off: {:?}", page.cut));
    }
    // On a phone a wide table may slide in its box; on a desk there is room.
    if page.width > 1000 && page.slides > 0 {
        faults.push(format!("{} boxes must be scrolled sideways", page.slides));
    }
    if !page.broken.is_empty() {
        faults.push(format!("images missing: {:?}", page.broken));
    }
    if !page.styled {
        faults.push("no style sheet applies".to_owned());
    }
    if page.text < 300 || page.title.is_empty() {
        faults.push(format!("hardly anything to read: {} characters", page.text));
    }
    if page.empty_charts > 0 {
        faults.push(format!("{} charts are empty", page.empty_charts));
    }
    faults
}

#[test]
fn pages_are_whole_on_a_phone_and_on_a_desk() {
    let Some(browser) = browser() else { return };
    let scene = &sample().scene;
    let sites = [(SITE, "public", SITE_PAGES), (RESULTS, "out", RESULT_PAGES)];
    let found: Vec<String> = sites
        .into_iter()
        .flat_map(|(host, folder, pages)| {
            let web = Web::default()
                .with_folder(host, &scene.path(folder))
                .unwrap();
            measure(browser, web, host, pages)
        })
        .flat_map(|page| {
            let name = format!("{} at {}", page.path, page.width);
            faults(&page)
                .into_iter()
                .map(move |fault| format!("{name}: {fault}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The measuring itself must be able to fail.
#[test]
fn a_broken_page_is_seen_as_broken() {
    let Some(browser) = browser() else { return };
    let mut web = Web::default();
    let page = b"<title>x</title><p style='width:2000px'>wide <img src=/none.png>\
        <span style='position:absolute;left:2000px'>far</span><svg role=img></svg>\
        <div style='overflow-x:auto;width:50px'><b style='display:block;width:99px'>x</b></div>";
    web.put("bad.example", "page.html", page);
    for page in measure(browser, web, "bad.example", &["page.html"]) {
        let faults = faults(&page).join("\n");
        for fault in [
            "sideways",
            "cut off",
            "images",
            "no style sheet",
            "hardly",
            "charts",
        ] {
            assert!(faults.contains(fault), "no {fault:?} in {faults}");
        }
        assert_eq!(faults.contains("boxes"), page.width > 1000, "{faults}");
    }
}
