//! The names that a site goes by, as a page tells them.

use url::Url;

use super::{Names, key};

/// What names of companies and sites end in; Chinese ones are written without spaces.
const ENDS: &[&str] = &[" Ltd", " Ltd.", " Inc", " Inc.", " GmbH", " LLC", " Corp."];
const HAN: &[&str] = &[
    "公司", "集团", "网", "网站", "官网", "论坛", "博客", "社区", "频道", "门户",
];

/// Bytes of an address that may say a title.
const ADDRESS: usize = 2_000;

/// The keys of the names of a site.
pub(super) struct Sites(Vec<String>);

impl Sites {
    /// What the head, JSON-LD and the address of a page call its site.
    pub(super) fn of(names: &Names<'_>) -> Self {
        let said = names
            .head
            .all("og:site_name")
            .into_iter()
            .chain(names.head.all("application-name"));
        let linked = names.linked.sites.iter().cloned();
        let address = address(names);
        let host = address.as_ref().and_then(Url::host_str).unwrap_or_default();
        let labels = host.strip_prefix("www.").unwrap_or(host);
        let (named, _) = labels.rsplit_once('.').unwrap_or_default();
        let parts = named.split('.').filter(|label| label.len() > 3);
        let all = said
            .chain(linked)
            .chain(parts.map(str::to_owned))
            .chain([labels.to_owned()]);
        Self(
            all.map(|name| key(&name))
                .filter(|name| !name.is_empty())
                .collect(),
        )
    }

    /// Whether a text is a name of the site, or holds one, or is a piece of one.
    pub(super) fn called(&self, text: &str) -> bool {
        let text = key(text);
        let long = |name: &str| name.chars().count() > if name.is_ascii() { 3 } else { 1 };
        text.is_empty()
            || self.0.iter().any(|site| {
                *site == text
                    || (long(site) && text.contains(&**site))
                    || (long(&text) && site.contains(&*text))
            })
    }

    /// Whether a text is a name of the site, or ends as names of companies and sites do.
    pub(super) fn owned(&self, text: &str) -> bool {
        let text = text.trim_end();
        let ends = |ends: &[&str]| ends.iter().any(|end| text.ends_with(end));
        self.0.contains(&key(text))
            || ends(ENDS)
            || (ends(HAN) && !text.contains(char::is_whitespace))
    }

    /// Whether a longer text begins with a name of the site.
    pub(super) fn begin(&self, text: &str) -> bool {
        let text = key(text);
        let begins = |site: &String| site.len() > 3 && text.starts_with(&**site);
        !self.0.contains(&text) && self.0.iter().any(begins)
    }
}

/// The address of the page, else the one that it says is its own.
pub(super) fn address(names: &Names<'_>) -> Option<Url> {
    let canonical = names.head.canonicals.first().map(String::as_str);
    let shared = names.head.values("og:url").next();
    let told = || {
        let told = [canonical, shared].into_iter().flatten();
        let mut told = told.filter(|url| url.len() <= ADDRESS);
        told.find_map(|url| Url::parse(url).ok())
    };
    names.url.cloned().or_else(told)
}
