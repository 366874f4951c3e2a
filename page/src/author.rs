//! Who wrote a page: names from what pages say of their authors, cleaned of all that is no name.

mod chinese;
mod marked;
mod written;

use std::collections::BTreeSet;

use scraper::ElementRef;

use self::marked::marked;
use self::written::written;
use crate::block::Block;
use crate::head::Head;
use crate::linked::Linked;
use crate::name::people;
use crate::title::key;

/// Metas that name an author, best first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "sailthru.author",
    "parsely-author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "byl",
];

/// The authors of a page, each once: as JSON-LD names them, else metas, else the page itself.
/// A name that is only the site's own gives way to a person's.
pub(crate) fn authors(
    head: &Head,
    linked: &Linked,
    bylines: &[ElementRef<'_>],
    blocks: &[Block],
) -> Vec<String> {
    let sites: Vec<String> = head
        .all("og:site_name")
        .iter()
        .chain(&linked.sites)
        .map(|name| key(name))
        .collect();
    let said = |names: Vec<String>| names.iter().flat_map(|name| people(name)).collect();
    let labelled = head
        .all("twitter:label1")
        .iter()
        .any(|label| ["written by", "author", "作者"].contains(&label.to_lowercase().as_str()));
    let card = if labelled {
        head.all("twitter:data1")
    } else {
        Vec::new()
    };
    let candidates: [&dyn Fn() -> Vec<String>; 6] = [
        &|| said(linked.authors.clone()),
        &|| {
            let named = METAS.iter().map(|name| said(head.all(name)));
            named
                .into_iter()
                .find(|names: &Vec<String>| !names.is_empty())
                .unwrap_or_default()
        },
        &|| said(card.clone()),
        &|| marked(bylines, false),
        &|| written(blocks, &head.titles),
        &|| marked(bylines, true),
    ];
    let mut fallback = Vec::new();
    for names in candidates.iter().map(|candidate| candidate()) {
        let (own, others): (Vec<String>, Vec<String>) = names
            .into_iter()
            .partition(|name| sites.contains(&key(name)) || signs(head, name));
        if !others.is_empty() {
            return once(others);
        }
        if fallback.is_empty() {
            fallback = own;
        }
    }
    once(fallback)
}

/// Whether a title ends in this name, as it does in the site's: `Strip inspection | Arvenna`.
fn signs(head: &Head, name: &str) -> bool {
    let ends = |title: &String| {
        let before = title.strip_suffix(name).map(str::trim_end);
        before.is_some_and(|before| before.ends_with(|c: char| !c.is_alphanumeric()))
    };
    head.titles.iter().any(ends)
}

fn once(names: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names
        .into_iter()
        .filter(|name| seen.insert(key(name)))
        .collect()
}

#[cfg(test)]
mod tests {
    fn of(html: &str) -> Vec<String> {
        crate::read(html.as_bytes(), None, None).authors
    }

    #[test]
    fn bylines_are_found_in_markup_and_text() {
        for (html, expected) in [
            (
                "<meta name=author content=Arvenna><meta property=og:site_name content=Arvenna><h1>Strip</h1><p class=byline>By <a href=/team/lin>Lin Lan</a>",
                &["Lin Lan"][..],
            ),
            (
                "<h1>Strip</h1><span itemprop=author itemscope><b itemprop=name>He Wen</b></span>",
                &["He Wen"],
            ),
            ("<h1>Strip</h1><p>By Lin Lan | 3 October 2026", &["Lin Lan"]),
            (
                "<h1>护眼读写台灯</h1><h2>白天存，晚上用</h2><p>光线柔和。",
                &[],
            ),
            (
                "<h1>带钢</h1><p>2026年10月3日　作者：何雯　来源：智造日报",
                &["何雯"],
            ),
            ("<h1>带钢</h1><p>智造日报记者 何雯 周牧", &["何雯", "周牧"]),
            ("<h1>带钢</h1><p>本报实习生何雯雯发自北京", &["何雯雯"]),
            ("<h1>带钢</h1><p>（责任编辑：何雯_NN7379）", &["何雯"]),
            (
                "<h1>带钢</h1><a href=/user/7>我的收藏</a><p>发布：2026-10-03 作者：何雯",
                &["何雯"],
            ),
            ("<h1>带钢</h1><p>何雯、周牧<p>一条产线。", &["何雯", "周牧"]),
            (
                "<title>带钢检测走向在线</title><p>带钢检测走向在线<p>周牧远",
                &["周牧远"],
            ),
            ("<h1>带钢</h1><p>本贴由岚目于2026年10月3日发表", &["岚目"]),
            ("<h1>带钢</h1><p>图为产线。记者 何雯 摄", &[]),
            ("<h1>带钢</h1><p>标准由标准委于2026年10月3日发布。", &[]),
            ("<h1>带钢</h1><p>智造日报记者王文报道", &["王文"]),
            (
                "<title>带钢_智造网</title><meta name=author content=智造网><p>记者 何雯",
                &["何雯"],
            ),
            ("<h1>带钢</h1><p>本报记者了解到，产线已经恢复。", &[]),
            (
                "<h1>Strip</h1><div class=comments><span class=author>Someone</span></div>",
                &[],
            ),
            (
                "<h1>Strip</h1><p>By the end of the year all lines will run.",
                &[],
            ),
        ] {
            assert_eq!(of(html), expected, "{html}");
        }
    }
}
