//! Links resolve, and each stands on the line that it is said to stand on.

use std::collections::BTreeMap;

use masthead_page::read;
use proptest::prelude::*;
use url::Url;

use crate::soup::{CHINESE, ENGLISH};

/// What stands between links: every end of a line, and tags and texts with ends of lines in them.
const BETWEEN: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "<p>",
    "</p>",
    "<div\nclass=a>",
    "</div>",
    "<pre>\n",
    "</pre>",
    "<textarea>\n",
    "</textarea>",
    "<!--\n\r\n-->",
    "<script>\nlet a;\n</script>",
    "<style>\r.a{}\n</style>",
    "<b>",
    "</b>",
    "<table>\n",
    "<td>",
    "</table>",
    "<ul>\r\n",
    "<li>",
    "&#10;",
    "&#13;",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    ENGLISH[0],
    CHINESE[0],
];

/// Forms of one link, each with the place of its address.
const FORMS: &[&str] = &[
    "<a href=@>工业相机</a>",
    "<a class='x y'\nhref=\"@\">camera</a>",
    "<A rel=nofollow HREF = '@'\r\n>相机 camera</A>",
    "<map><area href=@></map>",
    "<h2><a href=@><b>dents</b></a></h2>",
    "<a href=@>岚",
    "<a href=@><p>steel</p>",
];

/// Pieces of a page, and those of them that are links by their numbers.
fn pieces() -> impl Strategy<Value = Vec<String>> {
    let between = prop::sample::select(BETWEEN).prop_map(str::to_owned);
    let link = prop::sample::select(FORMS).prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![2 => between, 1 => link], 0..40)
}

/// The page of these pieces, each link with an address of its own.
fn numbered(pieces: &[String]) -> String {
    let number = |(n, piece): (usize, &String)| piece.replace('@', &format!("/l{n}.html"));
    pieces.iter().enumerate().map(number).collect()
}

/// Lines as editors and HTML count them.
fn lines(source: &str) -> Vec<String> {
    let ends = source.replace("\r\n", "\n").replace('\r', "\n");
    ends.split('\n').map(str::to_owned).collect()
}

/// The line, from 1, on which the tag with this address ends.
fn line_of(source: &str, address: &str) -> u64 {
    let at = source.find(address).unwrap();
    let end = at + source[at..].find('>').unwrap();
    lines(&source[..=end]).len() as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A link that is not closed goes on in the elements after it, as another of the same address.
    #[test]
    fn a_link_stands_on_its_line(pieces in pieces()) {
        let source = numbered(&pieces);
        let facts = read(source.as_bytes(), None, Some("utf-8"));
        let mut first = BTreeMap::new();
        for link in &facts.links {
            let line: &mut u64 = first.entry(&link.href).or_insert(link.line);
            *line = link.line.min(*line);
        }
        for (address, line) in first {
            prop_assert_eq!(line, line_of(&source, address), "{} in {:?}", address, &source);
        }
    }

    #[test]
    fn no_line_is_outside_the_page(page in crate::soup::page(80)) {
        let facts = read(page.as_bytes(), None, Some("utf-8"));
        let last = lines(&page).len() as u64;
        for link in facts.links {
            prop_assert!((1..=last).contains(&link.line), "{} of {last}", link.line);
        }
    }

    #[test]
    fn an_address_resolves_or_stays_as_it_was_written(
        href in "(https?:)?(//)?[a-z岚]{0,5}(:[0-9]{0,6})?(/|\\.\\./|\\?|#|%[0-9a-f]?|[a-z岚 \\\\]){0,12}",
        base in prop::option::of("(https?://[a-z]{1,5}\\.example)?/[a-z/]{0,8}"),
    ) {
        let tag = base.map_or_else(String::new, |base| format!("<base href=\"{base}\">"));
        let page = format!("{tag}<a href=\"{href}\">x</a>");
        let own = Url::parse("https://mill.example/zh/index.html").unwrap();
        let facts = read(page.as_bytes(), Some(&own), Some("utf-8"));
        prop_assert_eq!(&facts.links[0].href, href.trim_matches(' '));
        if let Some(url) = facts.resolve(&href) {
            prop_assert_eq!(Url::parse(url.as_str()), Ok(url.clone()));
            prop_assert!(facts.followed().iter().all(|to| to.fragment().is_none() && to.has_host()));
        }
    }
}
