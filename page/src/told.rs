//! What a page tells machines of its kind: schema.org types, `og:type`, the words of its address.

use scraper::{Html, node::Element};

/// A hint at a kind of page, from one of three sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hint {
    TypeArticle,
    TypeProduct,
    TypeOffer,
    TypeList,
    TypeForum,
    TypeTech,
    TypeService,
    TypeFaq,
    TypeCrumbs,
    TypeCourse,
    TypeSite,
    GraphArticle,
    GraphProduct,
    GraphSite,
    WordArticle,
    WordProduct,
    WordCollection,
    WordListing,
    WordForum,
    WordDocs,
    WordService,
    /// What the site is made with: a shop, a forum, a manual, a weblog.
    ToolShop,
    ToolForum,
    ToolDocs,
    ToolBlog,
    /// Four digits that are a year, as in `/2026/10/`.
    WordYear,
    /// The path is empty.
    Root,
    /// Parts of the path.
    Deep,
    /// Words of the last part of the path.
    Slug,
}

/// How many hints there are.
pub(crate) const HINTS: usize = Hint::Slug as usize + 1;

/// How often each hint is given.
pub(crate) type Hints = [i16; HINTS];

/// schema.org types, lower case, sorted.
const TYPES: &[(&str, Hint)] = &[
    ("aggregateoffer", Hint::TypeOffer),
    ("apireference", Hint::TypeTech),
    ("article", Hint::TypeArticle),
    ("blogposting", Hint::TypeArticle),
    ("breadcrumblist", Hint::TypeCrumbs),
    ("collectionpage", Hint::TypeList),
    ("course", Hint::TypeCourse),
    ("discussionforumposting", Hint::TypeForum),
    ("faqpage", Hint::TypeFaq),
    ("howto", Hint::TypeArticle),
    ("itemlist", Hint::TypeList),
    ("localbusiness", Hint::TypeService),
    ("newsarticle", Hint::TypeArticle),
    ("offer", Hint::TypeOffer),
    ("product", Hint::TypeProduct),
    ("productgroup", Hint::TypeProduct),
    ("professionalservice", Hint::TypeService),
    ("qapage", Hint::TypeForum),
    ("question", Hint::TypeFaq),
    ("report", Hint::TypeArticle),
    ("service", Hint::TypeService),
    ("techarticle", Hint::TypeTech),
    ("website", Hint::TypeSite),
];

/// Words of addresses, lower case, sorted.
const WORDS: &[(&str, Hint)] = &[
    ("about", Hint::WordService),
    ("api", Hint::WordDocs),
    ("archive", Hint::WordListing),
    ("article", Hint::WordArticle),
    ("articles", Hint::WordArticle),
    ("author", Hint::WordListing),
    ("bbs", Hint::WordForum),
    ("best", Hint::WordListing),
    ("blog", Hint::WordArticle),
    ("blogs", Hint::WordArticle),
    ("brand", Hint::WordCollection),
    ("browse", Hint::WordCollection),
    ("c", Hint::WordCollection),
    ("cat", Hint::WordCollection),
    ("catalog", Hint::WordCollection),
    ("categories", Hint::WordCollection),
    ("category", Hint::WordCollection),
    ("collection", Hint::WordCollection),
    ("collections", Hint::WordCollection),
    ("community", Hint::WordForum),
    ("consulting", Hint::WordService),
    ("courses", Hint::WordService),
    ("detail", Hint::WordProduct),
    ("developer", Hint::WordDocs),
    ("directory", Hint::WordListing),
    ("discussion", Hint::WordForum),
    ("doc", Hint::WordDocs),
    ("docs", Hint::WordDocs),
    ("documentation", Hint::WordDocs),
    ("dp", Hint::WordProduct),
    ("events", Hint::WordListing),
    ("forum", Hint::WordForum),
    ("forums", Hint::WordForum),
    ("glossary", Hint::WordDocs),
    ("guide", Hint::WordDocs),
    ("help", Hint::WordDocs),
    ("index", Hint::WordListing),
    ("item", Hint::WordProduct),
    ("itm", Hint::WordProduct),
    ("jobs", Hint::WordListing),
    ("learn", Hint::WordDocs),
    ("list", Hint::WordListing),
    ("manual", Hint::WordDocs),
    ("news", Hint::WordArticle),
    ("p", Hint::WordProduct),
    ("post", Hint::WordArticle),
    ("posts", Hint::WordArticle),
    ("press", Hint::WordArticle),
    ("product", Hint::WordProduct),
    ("products", Hint::WordProduct),
    ("questions", Hint::WordForum),
    ("reference", Hint::WordDocs),
    ("resources", Hint::WordListing),
    ("search", Hint::WordListing),
    ("service", Hint::WordService),
    ("services", Hint::WordService),
    ("shop", Hint::WordCollection),
    ("showthread", Hint::WordForum),
    ("solutions", Hint::WordService),
    ("store", Hint::WordCollection),
    ("t", Hint::WordForum),
    ("tag", Hint::WordListing),
    ("tags", Hint::WordListing),
    ("thread", Hint::WordForum),
    ("threads", Hint::WordForum),
    ("topic", Hint::WordForum),
    ("topics", Hint::WordListing),
    ("tutorial", Hint::WordDocs),
    ("viewtopic", Hint::WordForum),
    ("wiki", Hint::WordDocs),
];

/// Programs that sites are made with, by a word of their `generator`, of the addresses of their
/// scripts and styles, or of the classes of `<body>`, lower case, sorted.
const TOOLS: &[(&str, Hint)] = &[
    ("antora", Hint::ToolDocs),
    ("bbpress", Hint::ToolForum),
    ("bigcommerce", Hint::ToolShop),
    ("blogger", Hint::ToolBlog),
    ("discourse", Hint::ToolForum),
    ("discuz", Hint::ToolForum),
    ("docfx", Hint::ToolDocs),
    ("docsify", Hint::ToolDocs),
    ("docusaurus", Hint::ToolDocs),
    ("doxygen", Hint::ToolDocs),
    ("ecshop", Hint::ToolShop),
    ("flarum", Hint::ToolForum),
    ("ghost", Hint::ToolBlog),
    ("gitbook", Hint::ToolDocs),
    ("invision", Hint::ToolForum),
    ("javadoc", Hint::ToolDocs),
    ("magento", Hint::ToolShop),
    ("mdbook", Hint::ToolDocs),
    ("mediawiki", Hint::ToolDocs),
    ("mintlify", Hint::ToolDocs),
    ("mkdocs", Hint::ToolDocs),
    ("mybb", Hint::ToolForum),
    ("nodebb", Hint::ToolForum),
    ("opencart", Hint::ToolShop),
    ("phpbb", Hint::ToolForum),
    ("phpwind", Hint::ToolForum),
    ("prestashop", Hint::ToolShop),
    ("readme", Hint::ToolDocs),
    ("readthedocs", Hint::ToolDocs),
    ("rustdoc", Hint::ToolDocs),
    ("salesforcecommerce", Hint::ToolShop),
    ("shopify", Hint::ToolShop),
    ("shopware", Hint::ToolShop),
    ("simplemachines", Hint::ToolForum),
    ("single", Hint::ToolBlog),
    ("sphinx", Hint::ToolDocs),
    ("starlight", Hint::ToolDocs),
    ("typecho", Hint::ToolBlog),
    ("vanilla", Hint::ToolForum),
    ("vbulletin", Hint::ToolForum),
    ("vitepress", Hint::ToolDocs),
    ("woocommerce", Hint::ToolShop),
    ("xenforo", Hint::ToolForum),
    ("xf", Hint::ToolForum),
    ("zendesk", Hint::ToolDocs),
];

/// Chinese words of titles.
const HAN: &[(&str, Hint)] = &[
    ("论坛", Hint::WordForum),
    ("贴吧", Hint::WordForum),
    ("社区", Hint::WordForum),
    ("问答", Hint::WordForum),
    ("新闻", Hint::WordArticle),
    ("资讯", Hint::WordListing),
    ("公告", Hint::WordListing),
    ("招标", Hint::WordListing),
    ("招聘", Hint::WordListing),
    ("下载中心", Hint::WordListing),
    ("要闻", Hint::WordListing),
    ("系列", Hint::WordCollection),
    ("产品中心", Hint::WordCollection),
    ("产品展示", Hint::WordCollection),
    ("产品线", Hint::WordCollection),
    ("大全", Hint::WordCollection),
    ("价格", Hint::WordProduct),
    ("报价", Hint::WordProduct),
    ("型号", Hint::WordProduct),
    ("方案", Hint::WordService),
    ("服务", Hint::WordService),
    ("帮助", Hint::WordDocs),
    ("手册", Hint::WordDocs),
    ("教程", Hint::WordDocs),
    ("文档", Hint::WordDocs),
];

/// What is told, by who tells it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The page's types and its address.
    pub(crate) page: Hints,
    /// The addresses that it links to, in percent of the links.
    pub(crate) links: Hints,
    /// The title, and the classes of `<html>` and `<body>`.
    pub(crate) names: Hints,
}

/// What `html` tells, with the page's own `address` if it is known.
pub(crate) fn told(html: &Html, address: Option<&str>) -> Told {
    let mut told = Told::default();
    let mut links = [0_usize; HINTS];
    let mut count = 0;
    let hints = &mut told.page;
    let mut canonical = None;
    for node in html.tree.nodes() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        match element.name() {
            "script" if element.attr("type") == Some("application/ld+json") => {
                let texts = node.children().filter_map(|child| child.value().as_text());
                texts.for_each(|text| typed(hints, &text.text));
            }
            "a" => {
                let mut link = [0; HINTS];
                worded(&mut link, element.attr("href").unwrap_or_default());
                count += 1;
                for (sum, hint) in links.iter_mut().zip(link) {
                    *sum += usize::from(hint > 0);
                }
            }
            "title" => {
                let texts = node.children().filter_map(|child| child.value().as_text());
                texts.for_each(|text| titled(&mut told.names, &text.text));
            }
            "html" | "body" => {
                let classes = element.attr("class").unwrap_or_default();
                words(&mut told.names, WORDS, classes);
                words(hints, TOOLS, classes);
            }
            "script" => words(hints, TOOLS, element.attr("src").unwrap_or_default()),
            "meta" => meta(hints, element, &mut canonical),
            "link" if element.attr("rel") == Some("canonical") => {
                canonical = element.attr("href").or(canonical);
            }
            "link" => words(hints, TOOLS, element.attr("href").unwrap_or_default()),
            _ => {}
        }
        if let Some(kind) = element.attr("itemtype") {
            give(hints, TYPES, kind.rsplit('/').next().unwrap_or_default());
        }
    }
    if let Some(address) = address.or(canonical) {
        worded(hints, address);
    }
    for (hint, links) in told.links.iter_mut().zip(links) {
        *hint = crate::sums::percent(links, count);
    }
    told
}

/// What the words of a text say, by a table.
fn words(hints: &mut Hints, table: &[(&str, Hint)], text: &str) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.take(40).for_each(|word| give(hints, table, word));
}

/// What a title says, in either language.
fn titled(hints: &mut Hints, title: &str) {
    words(hints, WORDS, title);
    for (_, hint) in HAN.iter().filter(|(word, _)| title.contains(word)) {
        hints[*hint as usize] += 1;
    }
}

fn meta<'h>(hints: &mut Hints, element: &'h Element, canonical: &mut Option<&'h str>) {
    let content = element.attr("content").unwrap_or_default();
    if element
        .attr("name")
        .is_some_and(|name| name.eq_ignore_ascii_case("generator"))
    {
        words(hints, TOOLS, content);
    }
    let graph = match (element.attr("property"), content) {
        (Some("og:type"), "article") => Hint::GraphArticle,
        (Some("og:type"), "website") => Hint::GraphSite,
        (Some("og:type"), kind) if kind.contains("product") => Hint::GraphProduct,
        (Some("og:url"), _) => {
            *canonical = canonical.or(Some(content));
            return;
        }
        _ => return,
    };
    hints[graph as usize] += 1;
}

/// Every `"@type": "…"` of JSON-LD, be the block well-formed or not.
fn typed(hints: &mut Hints, json: &str) {
    for rest in json.split("\"@type\"").skip(1) {
        let value = rest.trim_start_matches([':', ' ', '[', '\n', '\t']);
        let value = value
            .strip_prefix('"')
            .and_then(|value| value.split('"').next());
        let name = value.and_then(|value| value.rsplit('/').next());
        give(hints, TYPES, name.unwrap_or_default());
    }
}

/// What the words of an address say.
fn worded(hints: &mut Hints, address: &str) {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    give(hints, WORDS, host.split('.').next().unwrap_or_default());
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    for part in &parts {
        let year = part.len() == 4 && part.starts_with("20") && part.parse::<u16>().is_ok();
        hints[Hint::WordYear as usize] += i16::from(year);
        words(hints, WORDS, part);
    }
    let slug = parts
        .last()
        .map_or(0, |last| last.split(['-', '_']).count());
    hints[Hint::Root as usize] = i16::from(parts.is_empty());
    hints[Hint::Deep as usize] = crate::sums::small(parts.len());
    hints[Hint::Slug as usize] = crate::sums::small(slug);
}

fn give(hints: &mut Hints, table: &[(&str, Hint)], name: &str) {
    if !name.is_empty() && name.len() < 24 {
        let small = name.bytes().map(|byte| byte.to_ascii_lowercase());
        if let Ok(at) = table.binary_search_by(|(word, _)| word.bytes().cmp(small.clone())) {
            let hint = &mut hints[table[at].1 as usize];
            *hint = hint.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_the_search() {
        assert!(TYPES.is_sorted_by_key(|(word, _)| *word));
        assert!(WORDS.is_sorted_by_key(|(word, _)| *word));
        assert!(TOOLS.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn titles_in_both_languages_and_the_tools_of_a_site_give_hints() {
        let html = "<title>蝶阀选型问答 - 阀门论坛 | thread</title><meta name=Generator content='Discuz! X3.4'>\
            <link rel=stylesheet href=/static/discuz/a.css><script src=/assets/mkdocs.js></script>";
        let told = told(&crate::gate::parse(html).0, None);
        assert_eq!(told.names[Hint::WordForum as usize], 3);
        assert_eq!(told.page[Hint::ToolForum as usize], 2);
        assert_eq!(told.page[Hint::ToolDocs as usize], 1);
    }
}
