//! Folders, archives and lists on this machine are read without any request.

use std::{fs, path::Path};

use masthead_store::{Outcome, Store};
use url::Url;

use super::world::{addresses, pages, problems, settings};
use crate::{
    Capture, Event, Source, SourceKind, Warc,
    run::drive,
    source::tests::source,
    web::{Jumps, Web},
};

const SEPTEMBER: &str = "2026-09-30T18:00:00Z";
const OCTOBER: &str = "2026-10-31T18:00:00Z";

fn page(text: &str) -> String {
    format!(
        "<!doctype html><title>{text}</title><main><h1>{text}</h1><p>{text}，每一行都要看清。</p></main>"
    )
}

fn folder(path: &Path) -> Source {
    Source {
        path: Some(path.to_owned()),
        ..source(
            "岚目视觉",
            SourceKind::Folder,
            "http://www.arvenna.example/site",
        )
    }
}

/// Crawls into the store at `dir`; the outcomes of pages, and what was asked of the web.
fn crawl(
    dir: &Path,
    source: &Source,
    now: &str,
    web: fn(Web) -> Web,
) -> (Vec<String>, Vec<String>) {
    let clock = Jumps::starting(now);
    let web = std::sync::Arc::new(web(Web::new(&clock)));
    let mut store = Store::open(dir).unwrap();
    let mut told = Vec::new();
    let mut progress = |event: Event| {
        if let Event::Page { url, outcome, .. } = event {
            let outcome = match outcome {
                Outcome::Skipped(_, reason) | Outcome::Failed(reason) => reason,
                other => format!("{other:?}"),
            };
            told.push(format!("{} {outcome}", url.path()));
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let sources = [source.clone()];
    let settings = settings(1);
    let work = drive(
        &mut store,
        &sources,
        &settings,
        web.clone(),
        clock,
        &mut progress,
    );
    runtime.block_on(work).unwrap();
    told.sort();
    (told, web.addresses())
}

#[test]
fn a_built_site_is_read_and_what_vanished_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let public = dir.path().join("public");
    let put = |name: &str, text: &str| {
        let path = public.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("index.html", &page("岚目视觉"));
    put("zh/产品/index.html", &page("线扫描相机"));
    put("about.html", &page("About"));
    put("style.css", "p {}");
    put("old.html", &page("旧"));
    let mut source = folder(&public);
    source.exclude = vec!["*/about.html".to_owned()];
    let (told, asked) = crawl(dir.path(), &source, SEPTEMBER, |web| web);
    assert_eq!(asked, [] as [&str; 0]);
    assert_eq!(
        told,
        [
            "/site/ Fetched",
            "/site/about.html its address is like `*/about.html`, which `exclude` leaves out",
            "/site/old.html Fetched",
            "/site/zh/%E4%BA%A7%E5%93%81/ Fetched",
        ]
    );
    fs::remove_file(public.join("old.html")).unwrap();
    let (told, asked) = crawl(dir.path(), &source, OCTOBER, |web| web);
    assert_eq!(asked, [] as [&str; 0]);
    assert!(told.contains(&"/site/old.html Gone".to_owned()), "{told:?}");
    let base = "http://www.arvenna.example/site/";
    let zh = format!("{base}zh/%E4%BA%A7%E5%93%81/");
    let standing = pages(dir.path(), OCTOBER);
    assert_eq!(addresses(&standing), [base, &zh]);
    assert_eq!(standing[1].facts.title(), Some("线扫描相机"));
    assert_eq!(problems(dir.path()), []);
}

#[test]
fn an_archive_gives_the_last_capture_of_each_page_at_its_own_address() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("crawl.warc.gz");
    let headers = [(
        "content-type".to_owned(),
        "text/html; charset=utf-8".to_owned(),
    )];
    let image = [("content-type".to_owned(), "image/png".to_owned())];
    let mut warc = Warc::begin(Vec::new(), "x", SEPTEMBER.parse().unwrap()).unwrap();
    for (url, at, headers, text) in [
        (
            "http://hengxiang.example/a",
            OCTOBER,
            &headers,
            page("新一代线扫描相机"),
        ),
        (
            "http://hengxiang.example/a",
            SEPTEMBER,
            &headers,
            page("线扫描相机"),
        ),
        (
            "http://cobaltine.example/b?utm_source=x",
            SEPTEMBER,
            &headers,
            page("LX lens"),
        ),
        (
            "http://cobaltine.example/b.png",
            SEPTEMBER,
            &image,
            "x".to_owned(),
        ),
    ] {
        let url = Url::parse(url).unwrap();
        let capture = Capture {
            url: &url,
            at: at.parse().unwrap(),
            status: 200,
            headers,
            body: text.as_bytes(),
        };
        warc.put(&capture).unwrap();
    }
    let bytes = warc.finish().unwrap();
    fs::write(&path, &bytes).unwrap();
    let (told, asked) = crawl(dir.path(), &folder(&path), OCTOBER, |web| web);
    assert_eq!(
        (told, asked),
        (
            vec!["/a Fetched".to_owned(), "/b Fetched".to_owned()],
            Vec::new()
        )
    );
    let standing = pages(dir.path(), OCTOBER);
    assert_eq!(
        addresses(&standing),
        ["http://cobaltine.example/b", "http://hengxiang.example/a"]
    );
    assert_eq!(standing[1].facts.title(), Some("新一代线扫描相机"));
    assert_eq!(problems(dir.path()), []);
    // Torn: what is whole is read, nothing is taken for gone, and it is said.
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let (told, _) = crawl(dir.path(), &folder(&path), "2026-11-02T18:00:00Z", |web| {
        web
    });
    assert!(!told.iter().any(|told| told.ends_with("Gone")), "{told:?}");
    let found = problems(dir.path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]
            .message
            .contains("breaks off; what comes before is read"),
        "{found:?}"
    );
}

#[test]
fn a_folder_that_is_missing_is_a_problem_and_buries_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let public = dir.path().join("public");
    fs::create_dir(&public).unwrap();
    fs::write(public.join("index.html"), page("岚目视觉")).unwrap();
    crawl(dir.path(), &folder(&public), SEPTEMBER, |web| web);
    fs::remove_dir_all(&public).unwrap();
    let (told, _) = crawl(dir.path(), &folder(&public), OCTOBER, |web| web);
    assert_eq!(told, [] as [&str; 0]);
    assert_eq!(pages(dir.path(), OCTOBER).len(), 1);
    assert!(
        problems(dir.path())[0]
            .message
            .contains("Mend `path` in masthead.toml")
    );
}

#[test]
fn a_list_in_a_file_names_what_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.txt");
    fs::write(
        &path,
        "# 来源\nhttp://hx.example/a\n\nhttp://hx.example/b\n",
    )
    .unwrap();
    let mut source = source("名单", SourceKind::Urls, "http://hx.example/");
    source.path = Some(path);
    let web = |web: Web| {
        web.page("http://hx.example/a", "带钢检测", &["/c"]).page(
            "http://hx.example/b",
            "极片检测",
            &[],
        )
    };
    let (told, asked) = crawl(dir.path(), &source, OCTOBER, web);
    assert_eq!(told, ["/a Fetched", "/b Fetched"]);
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    assert_eq!(
        asked,
        [
            "http://hx.example/robots.txt",
            "http://hx.example/a",
            "http://hx.example/b"
        ]
    );
}
