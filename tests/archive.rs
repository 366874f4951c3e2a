//! Archives: what is stored comes out as WARC, other tools take it, and it is read in again.

use std::process::Command;

use masthead::web::{Server, Web};

use crate::harness::{Scene, repository, sample::MONTH};

const NOW: &str = "2026-10-31T18:00:00Z";

const SOURCES: &str = "
[[source]]
name = \"衡像科技\"
url = \"http://www.hengxiang.example/\"
kind = \"site\"
role = \"competitor\"

[[source]]
name = \"智造日报\"
url = \"http://news.zhizao.example/rss.xml\"
kind = \"feed\"
role = \"industry\"
";

/// A workspace that has crawled two Chinese sources, one of them in GBK.
fn crawled() -> Scene {
    let server = Server::start(Web::sample(MONTH.parse().unwrap()).unwrap()).unwrap();
    let address = server.address();
    let scene = Scene::workspace();
    scene.file(
        "masthead.toml",
        format!(
            "[crawl]\ndelay = 0.01\n[crawl.resolve]\n\"www.hengxiang.example\" = \"{address}\"\n\
             \"news.zhizao.example\" = \"{address}\"\n{SOURCES}"
        ),
    );
    scene.run(&["crawl", "--now", NOW]);
    scene
}

/// The addresses and titles of pages in the exported table.
fn titles(scene: &Scene) -> Vec<(String, String)> {
    scene.run(&["export", "tables"]).exits(0);
    let table = scene.read("tables/pages.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let mut titles: Vec<_> = rows
        .records()
        .map(|row| row.unwrap())
        .filter(|row| !row[7].is_empty())
        .map(|row| (row[1].to_owned(), row[7].to_owned()))
        .collect();
    titles.sort();
    titles
}

#[test]
fn what_is_stored_comes_out_and_goes_in_again() {
    let scene = crawled();
    let expected = titles(&scene);
    assert!(
        expected.iter().any(|(url, _)| url.contains("hengxiang")),
        "{expected:?}"
    );
    assert!(
        expected.iter().any(|(url, _)| url.contains("zhizao")),
        "{expected:?}"
    );
    let ran = scene.run(&["export", "--warc", "pages.warc.gz", "--now", NOW]);
    ran.exits(0)
        .says("pages.warc.gz")
        .says("answers in the archive: ");
    assert!(!scene.path("pages.warc.gz.part").exists());
    let first = std::fs::read(scene.path("pages.warc.gz")).unwrap();
    scene
        .run(&["export", "--warc", "pages.warc.gz", "--now", NOW])
        .exits(0);
    assert_eq!(std::fs::read(scene.path("pages.warc.gz")).unwrap(), first);

    let other = Scene::workspace();
    other.file("saved/2026/pages.warc.gz", first);
    other.file(
        "masthead.toml",
        "[[source]]\nname = \"存档\"\nurl = \"http://www.hengxiang.example/\"\nkind = \"folder\"\n\
         path = \"saved\"\nrole = \"competitor\"\n",
    );
    other.run(&["crawl", "--now", NOW]).exits(0).says("存档: ");
    assert_eq!(titles(&other), expected);
}

#[test]
fn another_tool_finds_every_digest_right() {
    let scene = crawled();
    scene
        .run(&["export", "--warc", "pages.warc.gz", "--now", NOW])
        .exits(0);
    let program = "import sys\nfrom warcio.archiveiterator import ArchiveIterator\n\
        kinds = []\n\
        with open(sys.argv[1], 'rb') as file:\n\
        \x20 for record in ArchiveIterator(file, check_digests='raise'):\n\
        \x20   body = record.content_stream().read()\n\
        \x20   length = record.http_headers and record.http_headers.get_header('content-length')\n\
        \x20   assert length is None or int(length) == len(body), record.rec_headers\n\
        \x20   kinds.append(record.rec_type)\n\
        assert kinds[0] == 'warcinfo' and set(kinds[1:]) == {'response'}, kinds\n\
        print('records', len(kinds))";
    let output = Command::new("python3")
        .args(["-c", program])
        .arg(scene.path("pages.warc.gz"))
        .env("PYTHONPATH", repository().join(".masthead/tools/warc"))
        .output();
    let missing = |text: &str| text.contains("No module named 'warcio'");
    match output {
        Ok(output) if output.status.success() => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(said.starts_with("records "), "{said}");
        }
        Ok(output) if !missing(&String::from_utf8_lossy(&output.stderr)) => {
            panic!("{}", String::from_utf8_lossy(&output.stderr));
        }
        _ => println!("SKIPPED: python3 with warcio is not here; `scripts/setup test` installs it"),
    }
}

#[test]
fn a_folder_and_an_archive_at_once_is_refused() {
    let scene = Scene::workspace();
    scene
        .run(&["export", "out", "--warc", "x.warc.gz"])
        .exits(2)
        .says("cannot be used with");
}
