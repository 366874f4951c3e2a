//! Addresses with holes: `{query}` for what is searched for, `{page}` for the number of a page.

use url::Url;

use crate::{Source, normal::normal};

/// How each hole may be written: in a path the braces are encoded by the time it is an address.
const QUERY: [&str; 2] = ["{query}", "%7Bquery%7D"];
const PAGE: [&str; 2] = ["{page}", "%7Bpage%7D"];

/// Pages of a list or search that are read, if its source does not say how many.
const PAGES: u32 = 3;

/// An address that may have holes.
pub(crate) struct Template<'a>(&'a str);

impl<'a> Template<'a> {
    pub(crate) fn of(url: &'a Url) -> Self {
        Self(url.as_str())
    }

    /// Whether it has a hole for words.
    pub(crate) fn asks(&self) -> bool {
        QUERY.iter().any(|hole| self.0.contains(hole))
    }

    /// Whether it has a hole for the number of a page.
    pub(crate) fn turns(&self) -> bool {
        PAGE.iter().any(|hole| self.0.contains(hole))
    }

    /// The address with its holes filled, in normal form.
    fn filled(&self, query: &str, page: u32) -> Option<Url> {
        let words: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        // A plus sign means a space only in a query, %20 does so everywhere.
        let words = words.replace('+', "%20");
        let mut text = self.0.to_owned();
        for hole in QUERY {
            text = text.replace(hole, &words);
        }
        for hole in PAGE {
            text = text.replace(hole, &page.to_string());
        }
        normal(&Url::parse(&text).ok()?)
    }
}

/// The addresses that a run asks for first, in normal form, each once. None for a folder and a
/// local list of addresses.
pub(crate) fn starts(source: &Source) -> Vec<Url> {
    if source.path.is_some() {
        return Vec::new();
    }
    let mut starts: Vec<Url> = Vec::new();
    for url in queries(source).filter_map(|query| filled(source, query, 1)) {
        if !starts.contains(&url) {
            starts.push(url);
        }
    }
    starts
}

/// The page of a list or search that comes after the `page`th, which stands at `url`: by the
/// number in its address. `None` after the last one that is wanted, and if there is no number.
pub(crate) fn after(source: &Source, url: &Url, page: u32) -> Option<Url> {
    if !wants(source, page + 1) || !Template::of(&source.url).turns() {
        return None;
    }
    let query = queries(source).find(|query| filled(source, query, page).as_ref() == Some(url))?;
    filled(source, query, page + 1)
}

/// Whether the source wants as many as `page` pages of its list or search.
pub(crate) fn wants(source: &Source, page: u32) -> bool {
    source.kind.is_paged() && page <= source.pages.unwrap_or(PAGES)
}

/// What is searched for; one empty text where there is no search.
fn queries(source: &Source) -> Box<dyn Iterator<Item = &str> + '_> {
    if Template::of(&source.url).asks() {
        Box::new(source.queries.iter().map(String::as_str))
    } else {
        Box::new(std::iter::once(""))
    }
}

fn filled(source: &Source, query: &str, page: u32) -> Option<Url> {
    Template::of(&source.url).filled(query, page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SourceKind, source::tests::source};

    fn addresses(source: &Source) -> Vec<String> {
        starts(source).into_iter().map(String::from).collect()
    }

    #[test]
    fn a_search_asks_once_for_each_query_wherever_the_hole_is() {
        for (url, asked) in [
            (
                "http://search.example/?p={page}&q={query}",
                [
                    "http://search.example/?p=1&q=%E7%BA%BF%E6%89%AB%E6%8F%8F%E7%9B%B8%E6%9C%BA",
                    "http://search.example/?p=1&q=R%26D%20camera",
                ],
            ),
            (
                "http://search.example/find/{query}/{page}.html",
                [
                    "http://search.example/find/%E7%BA%BF%E6%89%AB%E6%8F%8F%E7%9B%B8%E6%9C%BA/1.html",
                    "http://search.example/find/R%26D%20camera/1.html",
                ],
            ),
        ] {
            let mut search = source("S", SourceKind::Search, url);
            search.queries = ["线扫描相机", "R&D camera", "线扫描相机"]
                .map(str::to_owned)
                .into();
            assert_eq!(addresses(&search), asked);
        }
    }

    #[test]
    fn the_next_page_is_the_next_number_of_the_same_query() {
        let mut search = source(
            "S",
            SourceKind::Search,
            "http://search.example/?p={page}&q={query}",
        );
        search.queries = ["a".to_owned(), "相机".to_owned()].into();
        let first = &starts(&search)[1];
        let second = after(&search, first, 1).unwrap();
        assert_eq!(
            second.as_str(),
            "http://search.example/?p=2&q=%E7%9B%B8%E6%9C%BA"
        );
        assert!(after(&search, &second, 2).is_some());
        search.pages = Some(2);
        assert_eq!(after(&search, &second, 2), None);
        let list = source(
            "公采信息",
            SourceKind::List,
            "http://www.gongcai.example/notices/",
        );
        assert_eq!(after(&list, &list.url, 1), None);
    }

    #[test]
    fn other_sources_start_where_they_are_and_local_ones_nowhere() {
        let mut urls = source("名单", SourceKind::Urls, "http://a.example/list.txt#top");
        assert_eq!(addresses(&urls), ["http://a.example/list.txt"]);
        urls.path = Some("list.txt".into());
        assert_eq!(addresses(&urls), [] as [&str; 0]);
    }
}
