//! Competitors, copies of our texts, news and troubles in words.

use masthead_text::Language;

use super::{
    super::{Digest, What, moves::brief, news},
    Group, Item, Section, list, pick, tell,
    tender::{group, seen},
};
use crate::{change::Edit, report::problems::told};

/// Items of a source shown at most; the others are counted.
const MOST: usize = 40;
/// Quotes shown of an item at most, and their characters.
const QUOTES: usize = 2;
const LONGEST: usize = 90;

/// What competitors did, by competitor.
pub(in super::super) fn moves(digest: &Digest, language: Language) -> Section {
    let same = digest.moves.chunk_by(|a, b| a.competitor == b.competitor);
    let groups = same.filter_map(|moves| {
        let items = moves.iter().map(|one| {
            let mut notes = Vec::new();
            if let Some(edit) = &one.retitled {
                let gaps = [("before", edit.before.as_str()), ("now", edit.now.as_str())];
                notes.push(tell(
                    language,
                    (
                        "Title before: “{before}”; now: “{now}”",
                        "原标题“{before}”；现标题“{now}”",
                    ),
                    &gaps,
                ));
            }
            notes.extend(rewritten(one.changed, &one.quotes, language));
            notes.extend(one.prices.iter().map(|line| {
                tell(
                    language,
                    ("Price: “{line}”", "价格：“{line}”"),
                    &[("line", line)],
                )
            }));
            notes.push(crate::view::day(one.day, language));
            let price = (!one.prices.is_empty()).then_some(pick(language, "price", "价格"));
            Item {
                title: one.title.clone(),
                url: one.url.to_string(),
                tags: [Some(did(one.what, language)), price]
                    .into_iter()
                    .flatten()
                    .collect(),
                notes,
                links: Vec::new(),
            }
        });
        let first = moves.first()?;
        Some(Group {
            heading: Some(first.competitor.clone()),
            items: items.collect(),
        })
    });
    Section {
        id: "competitors",
        heading: pick(language, "Competitors", "竞争对手").to_owned(),
        none: pick(
            language,
            "No competitor did anything that can be seen.",
            "没有看到竞争对手的动作。",
        ),
        groups: groups.collect(),
    }
}

const fn did(what: What, language: Language) -> &'static str {
    match what {
        What::Product => pick(language, "new product", "新产品"),
        What::CaseStudy => pick(language, "new case study", "新案例"),
        What::Page => pick(language, "new page", "新页面"),
        What::Title => pick(language, "title changed", "标题有改动"),
        What::Text => pick(language, "text changed", "正文有改动"),
        What::Removed => pick(language, "removed", "已撤下"),
    }
}

/// How much of a text is other, and the first changes.
fn rewritten(changed: Option<u64>, quotes: &[Edit], language: Language) -> Vec<String> {
    let Some(changed) = changed else {
        return Vec::new();
    };
    let share = changed.to_string();
    let mut notes = vec![tell(
        language,
        ("Text changed by {share}%", "正文改动 {share}%"),
        &[("share", &share)],
    )];
    notes.extend(quotes.iter().take(QUOTES).map(|quote| {
        let (before, now) = (brief(&quote.before, LONGEST), brief(&quote.now, LONGEST));
        let words = match (before.is_empty(), now.is_empty()) {
            (true, _) => ("Added: “{now}”", "新增：“{now}”"),
            (_, true) => ("Left out: “{before}”", "删去：“{before}”"),
            _ => (
                "Before: “{before}”; now: “{now}”",
                "原文“{before}”；现在“{now}”",
            ),
        };
        tell(language, words, &[("before", &before), ("now", &now)])
    }));
    notes
}

/// Our texts on other sites.
pub(in super::super) fn reposts(digest: &Digest, language: Language) -> Section {
    let items = digest.reposts.iter().map(|repost| {
        let (share, added) = (repost.similarity.to_string(), repost.added.to_string());
        let gaps = [
            ("share", share.as_str()),
            ("added", &added),
            ("title", &repost.of_title),
        ];
        Item {
            title: repost.title.clone(),
            url: repost.url.to_string(),
            tags: vec![match repost.links_back {
                true => pick(language, "links to us", "有链接"),
                false => pick(language, "no link to us", "没有链接"),
            }],
            notes: vec![
                tell(
                    language,
                    (
                        "Holds {share}% of “{title}”; {added}% of its text is not ours",
                        "含我们《{title}》的 {share}%；其正文有 {added}% 不是我们的",
                    ),
                    &gaps,
                ),
                seen(&repost.source, repost.day, language),
            ],
            links: vec![(
                pick(language, "Our page", "原文").to_owned(),
                repost.of.to_string(),
            )],
        }
    });
    Section {
        id: "reposts",
        heading: pick(language, "Our texts on other sites", "被转载的文章").to_owned(),
        none: pick(
            language,
            "No new copy of our texts was seen.",
            "没有看到新的转载。",
        ),
        groups: group(items.collect()),
    }
}

/// What is new and changed at the other sources.
pub(in super::super) fn sources(digest: &Digest, language: Language) -> Section {
    let groups = digest.sources.iter().map(|news| {
        let new = news
            .new
            .iter()
            .map(|item| (item, pick(language, "new", "新")));
        let changed = news
            .changed
            .iter()
            .map(|item| (item, pick(language, "changed", "有改动")));
        let items: Vec<Item> = new
            .chain(changed)
            .map(|(item, tag)| page(item, tag, language))
            .collect();
        let count = items.len().to_string();
        let gaps = [("source", news.source.as_str()), ("count", &count)];
        let heading = tell(
            language,
            ("{source} ({count})", "{source}（{count}）"),
            &gaps,
        );
        Group {
            heading: Some(heading),
            items: items.into_iter().take(MOST).collect(),
        }
    });
    Section {
        id: "sources",
        heading: pick(language, "New and changed at sources", "来源的新内容与改动").to_owned(),
        none: pick(
            language,
            "Nothing is new or changed at the sources.",
            "各来源没有新内容，也没有改动。",
        ),
        groups: groups.collect(),
    }
}

fn page(item: &news::Item, tag: &'static str, language: Language) -> Item {
    let mut notes = rewritten(item.changed, &item.quotes, language);
    if !item.matches.is_empty() {
        let words = list(language, &item.matches);
        notes.push(tell(
            language,
            ("Mentions: {words}", "提到：{words}"),
            &[("words", &words)],
        ));
    }
    notes.push(crate::view::day(item.day, language));
    let also = item.also.iter().map(|url| {
        let host = url.host_str().unwrap_or_default();
        let words = ("The same text at {host}", "相同内容：{host}");
        (tell(language, words, &[("host", host)]), url.to_string())
    });
    Item {
        title: item.title.clone(),
        url: item.url.to_string(),
        tags: vec![tag],
        notes,
        links: also.collect(),
    }
}

/// What could not be watched.
pub(in super::super) fn problems(digest: &Digest, language: Language) -> Section {
    let items = digest.problems.iter().map(|trouble| {
        // What the crawler said is in English.
        let message = (language == Language::English && !trouble.message.is_empty())
            .then(|| trouble.message.clone());
        Item {
            title: trouble.source.clone(),
            url: trouble.url.to_string(),
            tags: vec![{
                let (english, chinese) = told(trouble.kind);
                pick(language, english, chinese)
            }],
            notes: message
                .into_iter()
                .chain([trouble.url.to_string()])
                .collect(),
            links: Vec::new(),
        }
    });
    Section {
        id: "problems",
        heading: pick(language, "Sources in trouble", "有问题的来源").to_owned(),
        none: pick(
            language,
            "Everything could be watched.",
            "所有来源都能正常监测。",
        ),
        groups: group(items.collect()),
    }
}
