//! What a page offers to watch: the feeds that its head names.

use url::Url;

use crate::normal::normal;

/// What a page's head calls a feed.
const FEEDS: &str = "link[rel~=alternate i][type='application/rss+xml' i], \
    link[rel~=alternate i][type='application/atom+xml' i], \
    link[rel~=alternate i][type='application/feed+json' i], \
    link[rel~=alternate i][type='application/rdf+xml' i]";

/// The feeds that a page names, in its order, each once; those of comments come last.
pub(crate) fn feeds(body: &[u8], url: &Url, charset: Option<&str>) -> Vec<Url> {
    let named = masthead_page::list(body, Some(url), charset, FEEDS, "link", None);
    let mut feeds: Vec<Url> = Vec::new();
    for feed in named
        .unwrap_or_default()
        .into_iter()
        .filter_map(|item| normal(&item.href))
    {
        if feed != *url && !feeds.contains(&feed) {
            feeds.push(feed);
        }
    }
    feeds.sort_by_key(|feed| feed.path().contains("comment"));
    feeds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_come_in_the_order_of_the_page_comments_last() {
        let page = "<!doctype html><html><head><title>智造日报</title>\
            <link rel=stylesheet href=/a.css><link rel=alternate hreflang=en href=/en/>\
            <link rel='alternate' type='application/rss+xml' href='/comments/feed/'>\
            <LINK REL='Alternate' TYPE='application/RSS+xml' title='全部' HREF='feed/'>\
            <link rel='alternate home' type='application/atom+xml' href='https://b.example/atom'>\
            <link rel=alternate type='application/rss+xml' href='/news/feed/'>\
            <link rel=alternate type='application/rss+xml' href='javascript:x'>\
            <link rel=alternate type='application/rss+xml' href=''></head><body>";
        let url = Url::parse("http://news.zhizao.example/news/").unwrap();
        let found = feeds(page.as_bytes(), &url, None);
        let found: Vec<&str> = found.iter().map(Url::as_str).collect();
        assert_eq!(
            found,
            [
                "http://news.zhizao.example/news/feed/",
                "https://b.example/atom",
                "http://news.zhizao.example/comments/feed/",
            ]
        );
        assert_eq!(feeds("没有".as_bytes(), &url, None), []);
    }
}
