//! Tests of the whole store: crawls that are killed, replayed, resumed; pages through time.

mod backup;
mod care;
mod changes;
mod crawl;
mod figures;
mod open;
mod time;

use jiff::{Timestamp, civil::Date};
use masthead_page::{Link, PageFacts};
use masthead_text::Language;
use tempfile::TempDir;
use url::Url;

use crate::{Body, PageAt, Record, Role, Run, SourceRow, Store, Task, Visit};

/// A store in a folder of its own, which can be dropped and opened again.
struct World {
    dir: TempDir,
    store: Option<Store>,
}

impl World {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Some(Store::open(dir.path()).unwrap());
        Self { dir, store }
    }

    fn store(&mut self) -> &mut Store {
        self.store.as_mut().unwrap()
    }

    /// As after a kill: everything in memory is lost, the files stay.
    fn killed(&mut self) -> &mut Self {
        self.store = None;
        self.store = Some(Store::open(self.dir.path()).unwrap());
        self
    }

    fn begin(&mut self, now: &str) -> Run {
        self.store().begin(at(now), &sources()).unwrap()
    }

    /// A whole run with these records.
    fn run(&mut self, now: &str, records: &[Record]) -> Run {
        let run = self.begin(now);
        self.store().commit(&run, records).unwrap();
        self.store().finish(&run).unwrap();
        run
    }

    fn pages(&mut self, when: &str) -> Vec<PageAt> {
        self.store().pages_at(at(when)).unwrap()
    }
}

const SEPTEMBER: &str = "2026-09-30T18:00:00Z";
const OCTOBER: &str = "2026-10-31T18:00:00Z";
const NOVEMBER: &str = "2026-11-30T18:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn sources() -> Vec<SourceRow> {
    [
        ("Cobaltine Imaging", "http://www.cobaltine.example/", "en"),
        ("衡像科技", "http://www.hengxiang.example/", "zh"),
    ]
    .map(|(name, start, tag)| SourceRow {
        name: name.to_owned(),
        url: url(start),
        role: Role::Competitor,
        language: Language::from_tag(tag),
    })
    .to_vec()
}

fn task(source: &str, address: &str) -> Task {
    Task {
        source: source.to_owned(),
        url: url(address),
        depth: 1,
        day: Some(Date::constant(2026, 9, 3)),
        changed: None,
        from: Some(url("http://www.cobaltine.example/sitemap.xml")),
        trail: Vec::new(),
    }
}

fn queue(source: &str, address: &str) -> Record {
    Record::Queue(task(source, address))
}

fn facts(address: &str, title: &str, text: &str, menu: &str) -> PageFacts {
    PageFacts {
        url: Some(url(address)),
        titles: vec![title.to_owned()],
        links: vec![Link {
            href: menu.to_owned(),
            text: "menu".to_owned(),
            rel: Vec::new(),
            main: false,
            line: 1,
        }],
        text: text.to_owned(),
        ..PageFacts::default()
    }
}

/// A visit to a page with a title, a main text and one link in its frame.
fn visit(source: &str, address: &str, title: &str, text: &str, menu: &str) -> Record {
    Record::Visit(Box::new(Visit {
        task: task(source, address),
        url: url(address),
        status: 200,
        etag: Some("\"1\"".to_owned()),
        last_modified: None,
        headers: vec![(
            "content-type".to_owned(),
            "text/html; charset=utf-8".to_owned(),
        )],
        body: Some(Body::of(
            format!("<a href={menu}></a><h1>{title}</h1>{text}").as_bytes(),
        )),
        facts: Some(facts(address, title, text, menu)),
        sketch: None,
    }))
}

/// A visit that was answered with 304.
fn unchanged(source: &str, address: &str) -> Record {
    Record::Visit(Box::new(Visit {
        task: task(source, address),
        url: url(address),
        status: 304,
        etag: None,
        last_modified: Some("Wed, 30 Sep 2026 18:00:00 GMT".to_owned()),
        headers: Vec::new(),
        body: None,
        facts: None,
        sketch: None,
    }))
}
