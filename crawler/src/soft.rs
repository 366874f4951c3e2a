//! Pages that are served as if they were there and say that they are not, or show the home page.

use std::hash::{DefaultHasher, Hash, Hasher};

use masthead_page::PageFacts;
use url::Url;

/// What the title, a heading or the first lines of such a page say: at least half of what stands
/// there. In lower case.
const SAID: [&str; 30] = [
    "404",
    "404 error",
    "404 not found",
    "does not exist",
    "doesn't exist",
    "error 404",
    "no longer available",
    "no longer exists",
    "not found",
    "page cannot be found",
    "page can't be found",
    "page not found",
    "页面不存在",
    "页面找不到",
    "页面未找到",
    "页面走丢了",
    "页面丢失",
    "找不到页面",
    "找不到该页面",
    "找不到您要的页面",
    "未找到页面",
    "未找到该页面",
    "您访问的页面不存在",
    "您要找的页面不存在",
    "内容不存在",
    "文章不存在",
    "信息不存在",
    "内容已删除",
    "内容已被删除",
    "文章已被删除",
];

/// What parts a title: the name of the site stands beside it.
const PARTS: [char; 10] = ['|', '–', '—', '_', '·', '，', ',', '。', ':', '：'];

/// Such a page has no more text than this, in characters without blanks; whatever has more is a
/// page, also if it speaks of pages that are not there.
const SHORT: usize = 400;

/// A home page with less text than this looks like any other page of nothing.
const PLAIN: usize = 100;

/// So many characters of two texts of the same length tell whether they are one.
const BEGINNING: usize = 1000;

/// Why a page that was served is none, without a capital letter and full stop. `home` is the
/// [`print`] of the home page, if that is known.
pub(crate) fn soft(url: &Url, facts: &PageFacts, home: Option<u64>) -> Option<String> {
    if is_deep(url) && home.is_some() && home == print(facts) {
        return Some("the server shows the home page in its place".to_owned());
    }
    if is_longer(&facts.text, SHORT) {
        return None;
    }
    let headings = facts.headings.iter().filter(|heading| heading.level <= 2);
    let headings = headings.map(|heading| heading.text.as_str());
    let lines = facts.text.lines().take(3);
    let places = facts.title().into_iter().chain(headings).chain(lines);
    let places: Vec<String> = places.map(|text| text.replace(" - ", "|")).collect();
    let mut parts = places.iter().flat_map(|text| text.split(PARTS));
    parts
        .find(|part| says_so(part))
        .map(|part| format!("the page says that it is not there (“{}”)", part.trim()))
}

/// Whether a part of a title is one of the phrases and hardly more.
fn says_so(part: &str) -> bool {
    let part = part.trim_matches(|c: char| !c.is_alphanumeric());
    let part = part.to_lowercase().replace('’', "'");
    let whole = part.chars().count();
    SAID.iter().any(|said| {
        let length = said.chars().count();
        // A number or two words may stand anywhere; only alone do they say this.
        let alone = matches!(*said, "404" | "not found");
        part == *said || (!alone && length * 2 >= whole && part.contains(said))
    })
}

/// What tells a home page from others: its title and main text, if it has one.
pub(crate) fn print(facts: &PageFacts) -> Option<u64> {
    is_longer(&facts.text, PLAIN).then(|| {
        let mut hasher = DefaultHasher::new();
        let beginning: String = facts.text.chars().take(BEGINNING).collect();
        (facts.title(), facts.text.len(), beginning).hash(&mut hasher);
        hasher.finish()
    })
}

/// Whether an address is that of a single page, rather than of a home page under another name
/// (`/index.html`, `/zh/`).
pub(crate) fn is_deep(url: &Url) -> bool {
    let parts: Vec<&str> = url
        .path()
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let last = parts.last().copied().unwrap_or_default();
    let name = last.split('.').next().unwrap_or_default();
    let front = ["index", "default", "home", "main"].contains(&name);
    !front && (parts.len() > 1 || last.contains('.'))
}

/// Whether an address is that of a home page.
pub(crate) fn is_root(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

/// Whether a text has more characters than `most`, blanks not counted.
fn is_longer(text: &str, most: usize) -> bool {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .nth(most)
        .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use masthead_page::{Origin, read_from};

    fn facts(title: &str, body: &str) -> PageFacts {
        let page = format!("<!doctype html><title>{title}</title><body><main>{body}</main>");
        read_from(page.as_bytes(), &Origin::default())
    }

    fn url(path: &str) -> Url {
        Url::parse("http://www.hengxiang.example")
            .unwrap()
            .join(path)
            .unwrap()
    }

    /// A text of so many paragraphs, none like the other.
    fn text(paragraph: &str, count: usize) -> String {
        let numbered = (0..count).map(|n| format!("<p>{n} {paragraph} {n}</p>"));
        numbered.collect()
    }

    fn found(title: &str, body: &str) -> Option<String> {
        soft(&url("/products/a.html"), &facts(title, body), None)
    }

    #[test]
    fn a_page_that_says_it_is_not_there_is_believed() {
        for (title, body) in [
            ("Page not found | Cobaltine", "<p>Try the search."),
            ("404", "<p>Oops."),
            ("404 Not Found", ""),
            ("Cobaltine – Not Found", "<p>Go home."),
            ("Cobaltine", "<h1>Error 404</h1><p>Try the search."),
            ("Cobaltine", "<h1>This page doesn’t exist</h1><p>Try again."),
            (
                "Cobaltine",
                "<p>Sorry, the page does not exist.</p><p>Go back.</p>",
            ),
            ("页面不存在 - 衡像科技", "<p>请返回首页。"),
            (
                "衡像科技",
                "<h1>抱歉，您访问的页面不存在</h1><p>请返回首页。",
            ),
            ("衡像科技", "<p>抱歉！该文章不存在。</p>"),
            ("404_衡像科技", "<p>页面走丢了"),
        ] {
            let told = found(title, body).unwrap_or_default();
            assert!(told.starts_with("the page says"), "{title}: {body}");
        }
    }

    #[test]
    fn a_page_that_speaks_of_missing_pages_is_a_page() {
        let english = "Every site has addresses that lead nowhere. Page not found, it says.";
        let chinese = "每个网站都有失效的地址，访客会看到“页面不存在”。这会损失询盘。";
        for (title, body) in [
            ("Page not found: how to design it", text(english, 8)),
            ("页面不存在怎么办", text(chinese, 20)),
            ("404 pump, stainless", "<p>In stock.".to_owned()),
            ("Pump 404", "<h1>Pump 404</h1><p>In stock.".to_owned()),
            (
                "Fault not found by the camera in time",
                "<p>Read the note.".to_owned(),
            ),
            ("Lost container not found", "<p>A short notice.".to_owned()),
            ("产品型号 404", "<p>现货供应。".to_owned()),
            (
                "旧型号内容已被删除的说明与替代产品清单一览",
                "<p>见下表。".to_owned(),
            ),
        ] {
            assert_eq!(found(title, &body), None, "{title}");
        }
    }

    #[test]
    fn the_home_page_at_a_deep_address_is_none() {
        let text = "<h1>衡像科技</h1><p>我们生产线扫描相机与检测软件，服务带钢、电池与薄膜行业，在三地设有\
                    应用中心，为客户提供选型、试拍与现场调试，并以统一接口交付检测数据。</p><p>每台相机\
                    出厂前都经过七十二小时连续运行与温度循环测试，测试记录随设备交付，客户可以随时查询。\
                    所有设备均可在停机窗口内完成安装与标定，质保两年。</p>";
        let home = facts("衡像科技", text);
        let known = print(&home);
        assert!(known.is_some());
        for (path, expected) in [
            ("/products/old.html", true),
            ("/old.html", true),
            ("/news/2020/7", true),
            ("/", false),
            ("/index.html", false),
            ("/zh/", false),
            ("/zh/index.php", false),
        ] {
            assert_eq!(soft(&url(path), &home, known).is_some(), expected, "{path}");
        }
        let other = facts("衡像科技", &format!("{text}<p>新一代相机。"));
        assert_eq!(soft(&url("/products/new.html"), &other, known), None);
        assert_eq!(soft(&url("/products/old.html"), &home, None), None);
        let bare = facts("衡像科技", "<p>欢迎");
        assert_eq!(soft(&url("/products/old.html"), &bare, print(&bare)), None);
    }
}
