//! The headline of a page: its title as readers see it, without the name of the site.
//!
//! `<title>` and `og:title` carry the site's name; `<h1>` may hold the site's name alone or a
//! slogan. Where two of them agree after the name is cut off, that is the headline. Where they
//! do not, a story is called as its heading says, anything else as its `<title>` says.

use std::collections::BTreeSet;

use url::Url;

use crate::block::Block;
use crate::head::Head;
use crate::linked::Linked;

/// Bytes of a part that names nothing alone: `Home`.
const SHORT: usize = 5;

/// Words of a last part behind a separator that may be a site's name without our knowing it.
const NAME: usize = 6;

/// What names of companies and sites end in.
const SUFFIXES: &[&str] = &[
    "公司", "集团", "网", "官网", "论坛", "博客", "社区", "频道", "Ltd", "Ltd.", "Inc", "Inc.",
    "GmbH", "LLC", "Corp.",
];

/// Characters of a heading; longer ones are paragraphs in large letters.
const LONG: usize = 250;

/// Share of words that a heading and a title have in common when they say the same, in percent.
const ALIKE: usize = 60;

/// What a page says about its own name.
pub(crate) struct Names<'a> {
    pub(crate) head: &'a Head,
    pub(crate) linked: &'a Linked,
    /// Texts of the `<h1>`.
    pub(crate) headings: &'a [String],
    /// Texts of the `<h2>`, which count where the `<title>` bears them out and no `<h1>` is.
    pub(crate) seconds: &'a [String],
    /// The lines of the page.
    pub(crate) blocks: &'a [Block],
    pub(crate) url: Option<&'a Url>,
    /// Whether the page is an article or a thread.
    pub(crate) story: bool,
}

/// The headline, if the page has any title at all.
pub(crate) fn headline(names: &Names<'_>) -> Option<String> {
    let sites = sites(names);
    let written = names.head.titles.iter().find(|title| !title.is_empty());
    let graph = names
        .head
        .all("og:title")
        .into_iter()
        .find(|title| !title.is_empty());
    let title = written.map(|title| core(title, &sites));
    let shared = graph.as_deref().map(|title| core(title, &sites));
    let headings: Vec<&str> = names
        .headings
        .iter()
        .map(String::as_str)
        .filter(|heading| !key(heading).is_empty() && heading.chars().count() <= LONG)
        .collect();
    let own: Vec<&str> = headings
        .iter()
        .copied()
        .filter(|text| !is_site(text, &sites))
        .collect();
    let equal = |heading: &str| {
        [title, shared]
            .into_iter()
            .flatten()
            .any(|core| key(core) == key(heading))
    };
    let said = |heading: &str| {
        names
            .linked
            .headlines
            .iter()
            .any(|said| key(said) == key(heading))
    };
    let within = |heading: &str| {
        [written, graph.as_ref()]
            .into_iter()
            .flatten()
            .any(|title| holds(title, heading))
    };
    let alike = |heading: &str| title.is_some_and(|title| similar(title, heading));
    let seconds: Vec<&str> = match headings.is_empty() {
        true => names.seconds.iter().map(String::as_str).collect(),
        false => Vec::new(),
    };
    first(&headings, &equal)
        .or_else(|| first(&own, &said))
        .or_else(|| first(&own, &within))
        .or_else(|| {
            own.first()
                .copied()
                .filter(|heading| names.story || alike(heading))
        })
        .or_else(|| first(&seconds, &equal))
        .or_else(|| written.and_then(|title| borne_out(title, &sites, names.blocks)))
        .or(if names.story {
            shared.or(title)
        } else {
            title.or(shared)
        })
        .or_else(|| headings.first().copied())
        .or_else(|| seconds.first().copied())
        .map(str::to_owned)
}

fn first<'t>(among: &[&'t str], fits: &dyn Fn(&str) -> bool) -> Option<&'t str> {
    among.iter().copied().find(|heading| fits(heading))
}

/// The keys of the names that the site goes by.
fn sites(names: &Names<'_>) -> Vec<String> {
    let said = names
        .head
        .all("og:site_name")
        .into_iter()
        .chain(names.head.all("application-name"));
    let linked = names.linked.sites.iter().cloned();
    let canonical = names.head.canonicals.first().cloned();
    let host = names.url.cloned().or_else(|| {
        let shared = names.head.values("og:url").next().map(str::to_owned);
        [canonical, shared]
            .into_iter()
            .flatten()
            .find_map(|url| Url::parse(&url).ok())
    });
    let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
    let labels = host.strip_prefix("www.").unwrap_or(host);
    let (named, _) = labels.rsplit_once('.').unwrap_or_default();
    let parts = named.split('.').filter(|label| label.len() > 3);
    said.chain(linked)
        .chain(parts.map(str::to_owned))
        .chain([labels.to_owned()])
        .map(|name| key(&name))
        .filter(|name| !name.is_empty())
        .collect()
}

/// The part of a title that stands on the page as a line of its own: of `Site -- Headline`, where
/// no heading tells which is which.
fn borne_out<'t>(title: &'t str, sites: &[String], blocks: &[Block]) -> Option<&'t str> {
    let separators = separators(title);
    let starts = [0]
        .into_iter()
        .chain(separators.iter().map(|(_, right)| *right));
    let ends = separators
        .iter()
        .map(|(left, _)| *left)
        .chain([title.len()]);
    let parts: Vec<&str> = starts
        .zip(ends)
        .filter_map(|(start, end)| title.get(start..end))
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let shown: BTreeSet<String> = blocks
        .iter()
        .filter(|block| !block.linky() && block.text.len() <= title.len())
        .map(|block| key(&block.text))
        .collect();
    let mut parts = parts.into_iter();
    parts
        .find(|part| key(part).len() > SHORT && !is_site(part, sites) && shown.contains(&key(part)))
}

/// Letters and digits in lower case: what is left of a name when it is compared.
pub(crate) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is a name of the site, or holds one, or is a piece of one.
fn is_site(text: &str, sites: &[String]) -> bool {
    let text = key(text);
    let long = |name: &str| name.chars().count() > if name.is_ascii() { 3 } else { 1 };
    text.is_empty()
        || sites.iter().any(|site| {
            *site == text
                || (long(site) && text.contains(&**site))
                || (long(&text) && site.contains(&*text))
        })
}

/// A title without the site's name at its end: the parts that are known to name the site, else
/// a short last part, for that is where sites put their name.
fn core<'t>(title: &'t str, sites: &[String]) -> &'t str {
    let separators = separators(title);
    let mut end = title.len();
    for &(left, right) in separators.iter().rev() {
        if !is_site(&title[right..end], sites) {
            break;
        }
        end = left;
    }
    if let Some(&(left, right)) = separators.last().filter(|_| end == title.len()) {
        let last = &title[right..];
        let short = last.split_whitespace().count() <= NAME && last.len() < left;
        if short || SUFFIXES.iter().any(|suffix| last.ends_with(suffix)) {
            end = left;
        }
    }
    // What is left of `Home | Name` names nothing.
    match key(&title[..end]).len() {
        0..=SHORT => title,
        _ => &title[..end],
    }
}

/// Where the separators of a title begin and end, spaces around them included.
fn separators(title: &str) -> Vec<(usize, usize)> {
    let mark = |c: char| "|｜»«—_-–－·•:/›>~".contains(c);
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(at) = title[rest..].find(mark).map(|at| rest + at) {
        let right = &title[at..];
        let after = right.trim_start_matches(|c: char| mark(c) || c.is_whitespace());
        let (left, run) = (title[..at].trim_end(), &right[..right.len() - after.len()]);
        let always = run.contains(['|', '｜', '»', '—', '_']);
        let spaced = left.len() < at && run.ends_with(char::is_whitespace);
        let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        let between = !run.contains([':', '/', '>', '~', '·'])
            && wide(left.chars().next_back())
            && wide(after.chars().next());
        rest = at + run.len();
        if (always || spaced || between) && !left.is_empty() && !after.is_empty() {
            found.push((left.len(), rest));
        }
    }
    found
}

/// Whether all words of `part` stand in `whole`, in a row.
fn holds(whole: &str, part: &str) -> bool {
    let padded = |text: &str| format!(" {} ", words(text).join(" "));
    let spaced = padded(whole).contains(&padded(part));
    spaced || (!part.is_ascii() && key(whole).contains(&key(part)))
}

/// Whether two texts share most of their words.
fn similar(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let both = one.iter().filter(|word| other.contains(word)).count();
    let all = one.len() + other.len() - both.min(other.len());
    both * 100 >= all * ALIKE
}

/// The words of a title in lower case; of a text without spaces, its characters.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words: Vec<String> = Vec::new();
    for word in lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if word.chars().any(|c| c >= '\u{2e80}') {
            words.extend(word.chars().map(String::from));
        } else {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    fn of(html: &str) -> Option<String> {
        crate::read(html.as_bytes(), None, None).headline
    }

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        for (html, expected) in [
            (
                "<title>Strip inspection at 600 m/min | Norrvik</title>",
                "Strip inspection at 600 m/min",
            ),
            (
                "<title>带钢表面检测方案_岚目视觉</title>",
                "带钢表面检测方案",
            ),
            (
                "<title>带钢表面检测方案-岚目视觉科技有限公司</title>",
                "带钢表面检测方案",
            ),
            (
                "<meta property=og:site_name content='Arvenna Vision Systems and Services of the North Ltd'>\
                 <title>LS8 camera - Arvenna Vision Systems and Services of the North Ltd</title>",
                "LS8 camera",
            ),
            (
                "<link rel=canonical href=https://www.norrvik.example/a>\
                 <title>Foil - now online - Norrvik</title>",
                "Foil - now online",
            ),
            ("<title>Home | Norrvik</title>", "Home | Norrvik"),
            (
                "<title>岚目视觉--带钢表面检测</title><td>带钢表面检测</td>",
                "带钢表面检测",
            ),
            (
                "<title>Line-scan cameras for web inspection</title>",
                "Line-scan cameras for web inspection",
            ),
        ] {
            assert_eq!(of(html).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn heading_and_title_are_weighed() {
        let article = "<meta property=og:type content=article>";
        for (html, expected) in [
            (
                "<title>LS8 line-scan camera | Arvenna</title><h1>Arvenna</h1><h1>LS8 line-scan camera</h1>",
                "LS8 line-scan camera",
            ),
            (
                "<title>Strip inspection | Arvenna</title><h1>See more. Scrap less.</h1>",
                "Strip inspection",
            ),
            (
                "<title>线扫描相机 - 岚目视觉</title><h1>看见每一毫米</h1>",
                "线扫描相机",
            ),
            (
                "<title>Scrap halved at Norrvik</title><h1>How Norrvik halved its scrap</h1>",
                "Scrap halved at Norrvik",
            ),
            (
                "<h1>How Norrvik halved its scrap</h1>",
                "How Norrvik halved its scrap",
            ),
        ] {
            assert_eq!(of(html).as_deref(), Some(expected), "{html}");
        }
        let story =
            format!("{article}<title>Less scrap</title><h1>How Norrvik halved its scrap</h1>");
        assert_eq!(of(&story).as_deref(), Some("How Norrvik halved its scrap"));
        assert_eq!(of("<p>none"), None);
    }
}
