//! One page: its bytes to its facts.

use html5ever::local_name;
use jiff::civil::Date;
use masthead_text::Language;
use scraper::Html;
use url::Url;

use crate::dates::{Told, dates};
use crate::index::index;
use crate::left::Left;
use crate::title::Names;
use crate::{
    PageFacts, author, block, body, decode, gate, head, linked, microdata, tag, text, title,
};

/// Headings that may be the title, at most, and the characters of one that are looked at.
const HEADINGS: usize = 40;
const LINE: usize = 400;

/// Bytes of the main text that tell its language: some 600 English words, 1,300 Han characters.
const SAMPLE: usize = 4_000;

/// What is known of a page besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// Its address.
    pub url: Option<&'a Url>,
    /// The character set of its HTTP header.
    pub charset: Option<&'a str>,
    /// The day of its HTTP header `Last-Modified`.
    pub modified: Option<Date>,
    /// The day it is read on: nothing was published or changed later.
    pub today: Option<Date>,
}

/// The facts of a page from its bytes, its address, and the character set of its HTTP header.
///
/// Never fails: what could not be read is absent, and said in [`PageFacts::problems`].
#[must_use]
pub fn read(bytes: &[u8], url: Option<&Url>, charset: Option<&str>) -> PageFacts {
    read_from(
        bytes,
        &Origin {
            url,
            charset,
            ..Origin::default()
        },
    )
}

/// The facts of a page from its bytes and all that is known of where they are from.
///
/// Never fails: what could not be read is absent, and said in [`PageFacts::problems`].
#[must_use]
pub fn read_from(bytes: &[u8], origin: &Origin<'_>) -> PageFacts {
    let url = origin.url;
    let (source, charset) = decode(bytes, origin.charset);
    let (html, lines, mut left) = gate::parse(&source, gate::NODES);
    let index = index(&html);
    let head = head::head(&index.head);
    let mut linked = linked::linked(&index.scripts);
    let page = block::page(&html);
    let mut main = text::main(&html, &page, url);
    let silent = main.text.is_empty();
    if silent {
        main.text = head.description().unwrap_or_default();
    }
    let body = body::body(&html, &main, &lines);
    let lang = lang(&html);
    let story = linked.story || head.values("og:type").any(|kind| kind == "article");
    let headline = title::headline(&Names {
        head: &head,
        linked: &linked,
        headings: &headings(&index.headings),
        seconds: &headings(&index.seconds),
        blocks: &page.blocks,
        url,
        story,
    });
    let (published, updated) = dates(&Told {
        html: &html,
        head: &head,
        linked: &linked,
        headline: headline.as_deref(),
        text: &main.text,
        lang: lang.as_deref(),
        url,
        modified: origin.modified,
        today: origin.today,
    });
    let authors = author::authors(&head, &linked, &index.bylines, &page.blocks);
    let (items, more) = microdata::items(&index.items);
    linked.blocks.extend(items);
    left.extend(
        [head.left, body.left(), linked.left.or(more)]
            .into_iter()
            .flatten(),
    );
    PageFacts {
        url: url.cloned(),
        base: head::base(&index.head, url),
        charset: charset.to_owned(),
        language: language(&main.text, lang.as_deref()),
        tag: tag(&main.text).map(str::to_owned).or_else(|| lang.clone()),
        lang,
        descriptions: head.all("description"),
        robots: head.robots(),
        open_graph: head.open_graph(),
        authors,
        published,
        updated,
        headline,
        titles: head.titles,
        canonicals: head.canonicals,
        alternates: head.alternates,
        refresh: head.refresh,
        headings: body.headings,
        links: body.links,
        images: body.images,
        assets: body.assets,
        anchors: body.anchors,
        structured: linked.blocks,
        problems: problems(&source, charset, &left, silent && !main.text.is_empty()),
        kind: main.kind,
        text: main.text,
    }
}

/// The texts of headings, without the hyphens that are shown at line ends only.
fn headings(elements: &[scraper::ElementRef<'_>]) -> Vec<String> {
    let elements = elements.iter().take(HEADINGS);
    let texts = elements.map(|element| head::start(*element, LINE).replace('\u{ad}', ""));
    texts.filter(|text| !text.is_empty()).collect()
}

fn lang(html: &Html) -> Option<String> {
    head::attr(html.root_element(), &local_name!("lang")).filter(|lang| !lang.is_empty())
}

/// The language in the middle of a text, where least is said by the frame; else what the page
/// says.
fn language(text: &str, lang: Option<&str>) -> Option<Language> {
    let start = text.floor_char_boundary(text.len().saturating_sub(SAMPLE) / 2);
    let end = text.floor_char_boundary(start + SAMPLE);
    masthead_text::detect(&text[start..end]).or_else(|| Language::from_tag(lang?))
}

fn problems(source: &str, charset: &str, left: &[Left], silent: bool) -> Vec<String> {
    let lost = source.matches('\u{fffd}').count();
    let unshown = "The page shows no text without its scripts; its description stands for it.";
    let left = left.iter().map(|left| left.sentence().to_owned());
    let rest = [
        silent.then(|| unshown.to_owned()),
        (lost > 0).then(|| format!("Characters that cannot be read as {charset}: {lost}.")),
    ];
    left.chain(rest.into_iter().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PageKind;
    use encoding_rs::GBK;
    use proptest::prelude::*;

    const CHINESE: &str = include_str!("../samples/news.html");
    const ENGLISH: &str = include_str!("../samples/product.html");

    fn page(text: &str) -> PageFacts {
        let url = Url::parse("http://news.zhizao.example/2026/10/a.html").ok();
        read(text.as_bytes(), url.as_ref(), None)
    }

    #[test]
    fn a_chinese_article_in_gbk_gives_its_facts() {
        let url = Url::parse("http://news.zhizao.example/2026/10/a.html").unwrap();
        let facts = read(&GBK.encode(CHINESE).0, Some(&url), None);
        assert_eq!(facts.charset, "gb18030");
        assert_eq!(facts.language, Some(Language::Chinese));
        assert_eq!(facts.title(), Some("电池极片检测走向在线 - 智造日报"));
        assert_eq!(facts.description(), Some("澄远电芯把极片检测搬到产线上。"));
        assert_eq!(facts.published, Date::new(2026, 10, 9).ok());
        assert_eq!(facts.authors, ["何雯"]);
        assert_eq!(
            facts.text,
            "电池极片检测走向在线\n发布时间：2026年10月9日 来源：智造日报\n\
             过去，极片的划痕要到卷绕以后才被发现，一卷料往往已经报废。\n\
             现在，线扫描相机装在涂布机的出口，缺陷在两秒之内就能看到，操作员当场调整模头。\n\
             工艺经理唐毅说：“我们第一次知道，缺陷是从哪一段开始的。”"
        );
        assert_eq!(facts.problems, Vec::<String>::new());
    }

    #[test]
    fn an_english_product_page_comes_whole() {
        let facts = page(ENGLISH);
        assert_eq!(facts.language, Some(Language::English));
        assert_eq!(
            facts.text,
            "LS8 line-scan camera\n\
             8,192 pixels at 120 kHz for strip, film and foil.\n\
             Resolution\nOne pixel covers 50 micrometres on a web 400 mm wide.\n\
             Interface\nGigE Vision over one cable, up to 60 metres.\n\
             Line rate\n120 kHz"
        );
        let main: Vec<&str> = facts
            .links
            .iter()
            .filter(|link| link.main)
            .map(|link| &*link.text)
            .collect();
        assert_eq!(main, ["over one cable"]);
        assert_eq!(facts.links.len(), 5);
        assert_eq!(facts.images[0].alt.as_deref(), Some("LS8 camera, front"));
        assert_eq!(facts.images[1].alt, None);
        assert_eq!(facts.assets, ["/atom.xml", "/style.css", "/ls8-2x.png"]);
        assert_eq!(facts.anchors, ["cookie-bar", "interface", "top"]);
        assert_eq!(facts.robots, ["noindex", "follow"]);
        assert_eq!(
            facts.canonicals,
            ["https://www.arvenna.example/products/ls8/"]
        );
        assert_eq!(facts.alternates[0].hreflang, "zh");
        assert_eq!(facts.open_graph["og:title"], "LS8");
        assert!(facts.structured[0].error.is_some());
        let levels: Vec<u8> = facts.headings.iter().map(|heading| heading.level).collect();
        assert_eq!(levels, [1, 2, 2]);
    }

    #[test]
    fn a_change_of_the_frame_alone_does_not_change_the_text() {
        for (page, frame, other) in [
            (CHINESE, "首页", "网站首页"),
            (CHINESE, "热门文章", "大家都在看"),
            (
                CHINESE,
                "版权所有",
                "版权所有，未经许可不得转载。服务热线全天开放",
            ),
            (
                ENGLISH,
                "Contact",
                "Talk to an engineer about your line today",
            ),
            (
                ENGLISH,
                "We use cookies",
                "Cookies help us to understand what you read here",
            ),
            (
                ENGLISH,
                "All rights reserved",
                "A company with offices in very many places",
            ),
        ] {
            assert!(page.contains(frame));
            let (before, after) = (self::page(page), self::page(&page.replace(frame, other)));
            assert_eq!(before.text, after.text, "{frame}");
        }
    }

    #[test]
    fn a_page_that_shows_nothing_without_scripts_is_its_description() {
        for text in [
            "Which lens for a web 1,600 mm wide?",
            "幅宽一米六的料卷该用什么镜头？",
        ] {
            let facts = page(&format!(
                "<meta name=generator content=Discourse><title>t</title>\
                 <meta property=og:description content='{text}'><div id=app></div>"
            ));
            assert_eq!(facts.text, text);
            assert_eq!((facts.kind, facts.problems.len()), (PageKind::Forum, 1));
        }
        assert_eq!(
            page("<meta name=description content=x><p>Shown.").text,
            "Shown."
        );
        assert_eq!(page("<div id=app></div>").problems, [""; 0]);
    }

    #[test]
    fn what_is_said_more_often_than_is_counted_is_read() {
        for (often, left) in [
            ("<p>辊印</p>", &[][..]),
            ("<title>阀门论坛</title>", &[Left::Head.sentence()]),
            (
                "<meta property=og:type content=article>",
                &[Left::Head.sentence()],
            ),
        ] {
            assert_eq!(page(&often.repeat(33_000)).problems, left, "{often}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_problem_and_the_rest_is_read() {
        let deep = format!("<title>岚目</title><p>text{}", "<div>".repeat(5_000));
        let facts = page(&deep);
        assert_eq!((facts.title(), facts.problems.len()), (Some("岚目"), 1));
        // Among so many characters of UTF-8 one that is none is a slip, not another character set.
        let slip = [
            "<title>".as_bytes(),
            "相".repeat(120).as_bytes(),
            b"\xff</title>",
        ]
        .concat();
        let facts = read(&slip, None, Some("utf-8"));
        assert_eq!(
            facts.problems,
            ["Characters that cannot be read as UTF-8: 1."]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, None, None);
        }

        #[test]
        fn any_soup_of_tags_is_read(parts in prop::collection::vec(prop::sample::select(SOUP), 0..60)) {
            let facts = page(&parts.concat());
            prop_assert!(facts.problems.is_empty());
        }
    }

    const SOUP: &[&str] = &[
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<template>",
        "</template>",
        "<svg>",
        "<title>",
        "</title>",
        "<p>",
        "</p>",
        "<a href=x>",
        "</a>",
        "<b>",
        "</b>",
        "<select>",
        "<option>",
        "<form>",
        "</form>",
        "<h1>",
        "</h1>",
        "<head>",
        "<body class=nav>",
        "</body>",
        "<html>",
        "</html>",
        "<frameset>",
        "<math>",
        "<mi>",
        "<script type=application/ld+json>",
        "{\"@graph\":[",
        "</script>",
        "<br>",
        "<!--",
        "-->",
        "<main>",
        "</main>",
        "<article>",
        "<nav>",
        "</nav>",
        "<li>",
        "<ul>",
        "<noscript>",
        "</noscript>",
        "<meta http-equiv=refresh content=0>",
        "<base href=//>",
        "<img srcset=', ,'>",
        "岚目视觉，线扫描相机。",
        "steel strip ",
        "&#0;",
        "<",
        "<caption>",
        "<col>",
        "<marquee>",
        "<object>",
        "<foreignObject>",
        "<textarea>",
        "\u{0}",
    ];
}
