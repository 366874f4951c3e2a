//! Chinese pages in their old character sets, however they are declared: the stored text is what
//! was written.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};
use masthead_store::Store;

use crate::harness::{
    Scene,
    raw::{Raw, page, reply},
};

const NOW: &str = "2026-10-31T18:00:00Z";

/// A text in simplified characters that GBK has.
const SIMPLE: &str = "带钢在产线上以每秒三米的速度运行，线扫描相机逐行成像，检测软件当场判定划伤、\
    辊印与氧化皮。安装只占用一次停机窗口，数据保存两年，质量部门可以按卷号查询每一处缺陷。";

/// One with characters that only GB 18030 has, in four bytes.
const RARE: &str = "王㐂与𠮷田在产线旁核对带钢的检测记录，线扫描相机逐行成像，软件当场判定划伤与辊印。\
    他们确认每一卷的缺陷都有图可查，数据保存两年，质量部门可以按卷号查询每一处缺陷。";

/// One in traditional characters.
const FULL: &str = "帶鋼在產線上以每秒三公尺的速度運行，線掃描相機逐行成像，檢測軟體當場判定刮傷、\
    輥印與氧化皮。安裝只佔用一次停機時段，資料保存兩年，品質部門可以按卷號查詢每一處缺陷。";

/// How a page is declared: in the header, in the page; nothing is nothing.
const DECLARED: [(&str, &str); 6] = [
    ("right", ""),
    ("", "right"),
    ("", ""),
    ("utf-8", ""),
    ("", "utf-8"),
    ("iso-8859-1", "utf-8"),
];

/// What is served at an address, and the text that must be stored of it.
struct Page {
    kind: String,
    bytes: Vec<u8>,
    text: &'static str,
}

fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    for (encoding, text) in [(GBK, SIMPLE), (GB18030, RARE), (BIG5, FULL), (UTF_8, FULL)] {
        for (header, meta) in DECLARED {
            pages.push(made(encoding, text, header, meta));
        }
        // A name that means its extension: what calls itself gb2312 is GB 18030.
        if encoding == GBK {
            pages.push(made(encoding, text, "gb2312", ""));
            pages.push(made(GB18030, RARE, "gb2312", ""));
            pages.push(made(GB18030, RARE, "", "gbk"));
        }
    }
    pages
}

fn made(encoding: &'static Encoding, text: &'static str, header: &str, meta: &str) -> Page {
    let name = |name: &str| name.replace("right", encoding.name());
    let meta = match meta {
        "" => String::new(),
        meta => format!("<meta charset=\"{}\">", name(meta)),
    };
    let charset = match header {
        "" => String::new(),
        header => format!("; charset={}", name(header)),
    };
    let (title, rest) = text.split_once('，').unwrap();
    let html = format!(
        "<!doctype html><head>{meta}<title>{title}</title></head><body><main><h1>{title}</h1>\
         <p>{title}，{rest}</p></main>"
    );
    let (bytes, _, lossy) = encoding.encode(&html);
    assert!(!lossy, "{text}");
    Page {
        kind: format!("text/html{charset}"),
        bytes: bytes.into_owned(),
        text,
    }
}

#[test]
fn the_stored_text_is_what_was_written() {
    let served = pages();
    let count = served.len();
    let server = Raw::start(move |asked, stream| {
        let number = asked.path.trim_matches(|c: char| !c.is_ascii_digit());
        match (&*asked.path, number.parse::<usize>()) {
            ("/", _) => {
                let link = |n| format!("<p>See <a href=/{n}.html>page {n}</a> of the list.</p>");
                page(stream, (0..count).map(link).collect::<String>());
            }
            (_, Ok(number)) => {
                let head = format!("200 OK\r\nContent-Type: {}", served[number].kind);
                reply(stream, &head, &served[number].bytes);
            }
            _ => reply(stream, "404 Not Found", ""),
        }
    });
    let scene = Scene::workspace();
    scene.file(
        "masthead.toml",
        format!(
            "[crawl]\ndelay = 0\n[crawl.resolve]\n\"www.hengxiang.example\" = \"{}\"\n[[source]]\n\
             name = \"衡像科技\"\nrole = \"industry\"\nkind = \"site\"\n\
             url = \"http://www.hengxiang.example/\"\n",
            server.address
        ),
    );
    scene.run(&["crawl", "--now", NOW]).exits(0);
    let store = Store::open(&scene.path(".masthead")).unwrap();
    let stored = store.pages_at(NOW.parse().unwrap()).unwrap();
    assert_eq!(stored.len(), count + 1);
    for (number, page) in pages().iter().enumerate() {
        let path = format!("/{number}.html");
        let facts = &stored
            .iter()
            .find(|page| page.url.path() == path)
            .unwrap()
            .facts;
        let told = format!("{} in {}", page.kind, facts.charset);
        assert!(
            facts.text.contains(page.text),
            "{number}: {told}: {}",
            facts.text
        );
        assert_eq!(
            facts.title(),
            page.text.split('，').next(),
            "{number}: {told}"
        );
    }
}
