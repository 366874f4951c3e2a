//! What could not be watched in the month.

use masthead_store::{Problem, ProblemKind};
use serde::Serialize;
use url::Url;

/// A problem of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// The source's name.
    pub source: String,
    /// The address.
    pub url: Url,
    /// Which sort of trouble.
    pub kind: ProblemKind,
    /// What happened, as the crawler said it last, in English.
    pub message: String,
}

/// Each problem once, by source, address and kind.
pub(crate) fn of(problems: &[Problem]) -> Vec<Trouble> {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by(|a, b| (&a.source, &a.url, a.kind).cmp(&(&b.source, &b.url, b.kind)));
    sorted
        .chunk_by(|a, b| (&a.source, &a.url, a.kind) == (&b.source, &b.url, b.kind))
        .filter_map(|same| {
            let last = same.last()?;
            Some(Trouble {
                source: last.source.clone(),
                url: last.url.clone(),
                kind: last.kind,
                message: last.message.clone(),
            })
        })
        .collect()
}

/// A sort of trouble in English and Chinese.
pub(crate) const fn told(kind: ProblemKind) -> (&'static str, &'static str) {
    match kind {
        ProblemKind::Forbidden => ("forbidden by robots.txt", "robots.txt 不允许访问"),
        ProblemKind::Unreachable => ("no answer from the site", "网站没有响应"),
        ProblemKind::BrokenFeed => (
            "not readable as a feed or sitemap",
            "内容不是可读取的订阅源或站点地图",
        ),
        ProblemKind::Missing => (
            "still named by the source, but gone",
            "来源仍列出该页面，但页面已不存在",
        ),
        ProblemKind::Unreadable => ("not readable as a page", "内容不是可读取的网页"),
        ProblemKind::Scripted => (
            "empty without the scripts that a browser runs",
            "不运行脚本则没有内容",
        ),
    }
}
