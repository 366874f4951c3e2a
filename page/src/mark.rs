//! The marks of a page: the words of its buttons and labels, and what its head says of days,
//! authors and prices.

use html5ever::{LocalName, local_name};
use masthead_text::alphanumeric;
use scraper::node::Element;

use crate::attribute;

mod table;

use table::{BEGINS, COUNTED, METAS, Table};

/// What a page is marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Buttons: into the cart; the cart itself; sort and filter; to other pages of a list; to a
    /// page of its own.
    Cart,
    Basket,
    Sort,
    Pager,
    More,
    /// Labels: who wrote it, when; to share it; what else there is; answers; what to ask of whom.
    Byline,
    Day,
    Share,
    Related,
    Reply,
    Call,
    /// Headings that a firm, an offered thing, a manual have.
    Firm,
    Goods,
    Manual,
    /// The head says: a day, a change, an author, a price.
    Published,
    Modified,
    Signed,
    Priced,
    /// The head links to feeds.
    Feed,
}

/// How many there are.
pub(crate) const MARKS: usize = Mark::Feed as usize + 1;

/// How often a page has each mark.
pub(crate) type Marks = [i16; MARKS];

/// Bytes of a text that may be a button or a label, four times as many with the spaces around it;
/// of its beginning that are looked at, which no word of the tables exceeds.
const SHORT: usize = 60;
const LONG: usize = 32;

/// The first three letters of [`BEGINS`], one bit each: few of the texts of a page begin so, and
/// only those are looked up.
static FIRST: [u64; 512] = {
    let mut bits = [0; 512];
    let mut entry = 0;
    while entry < BEGINS.len() {
        let at = slot(BEGINS[entry].0.as_bytes());
        bits[at / 64] |= 1 << (at % 64);
        entry += 1;
    }
    bits
};

/// The place of the first bytes of a text among the bits, whatever their case.
const fn slot(text: &[u8]) -> usize {
    let mut slot = 0;
    let mut at = 0;
    while at < 3 {
        let byte = if at < text.len() { text[at] } else { b' ' };
        let letter = byte.is_ascii_alphabetic() || !byte.is_ascii();
        slot = slot << 5 | if letter { byte as usize & 31 } else { 0 };
        at += 1;
    }
    slot
}

/// Counts the mark of a piece of text, if it is short and has one.
pub(crate) fn text(marks: &mut Marks, text: &str) {
    if text.len() > 4 * SHORT {
        return;
    }
    let text = text.trim_ascii();
    if text.is_empty() || text.len() > SHORT {
        return;
    }
    let text = text.trim_matches(|c: char| !alphanumeric(c));
    let rest = text.strip_prefix(['第', '共']).unwrap_or(text);
    let found = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        let number = |c: char| c.is_ascii_digit() || !c.is_alphanumeric();
        find(COUNTED, rest.trim_start_matches(number))
    } else {
        let at = slot(text.as_bytes());
        let known = FIRST[at / 64] >> (at % 64) & 1 == 1;
        known.then(|| find(BEGINS, text)).flatten()
    };
    add(marks, found);
}

/// Counts the marks that a `<meta>` or a `<link>` gives.
pub(crate) fn element(marks: &mut Marks, element: &Element) {
    let said = |name: LocalName| attribute::value(element, &name).unwrap_or_default();
    for name in [said(local_name!("name")), said(local_name!("property"))] {
        let whole =
            METAS.binary_search_by(|(known, _)| known.as_bytes().cmp(fold(name, &mut [0; LONG])));
        add(marks, whole.ok().map(|at| METAS[at].1));
    }
    let feed = ["application/rss+xml", "application/atom+xml"];
    let feed = feed.contains(&said(local_name!("type")));
    add(marks, feed.then_some(Mark::Feed));
}

fn add(marks: &mut Marks, mark: Option<Mark>) {
    if let Some(mark) = mark {
        let count = &mut marks[mark as usize];
        *count = count.saturating_add(1);
    }
}

/// The word of a table that a text begins with, and that ends where a word of the text ends: it
/// is all of the text for carts and other pages, as `next` begins many headings.
///
/// As no entry goes on where another ends, unless that is to be all of the text, it is the last
/// one that is not behind the text.
fn find(table: Table, text: &str) -> Option<Mark> {
    let small = &mut [0; LONG];
    let small = fold(text, small);
    let behind = table.partition_point(|(word, _)| word.as_bytes() <= small);
    let (word, mark) = table.get(behind.checked_sub(1)?)?;
    let rest = small.strip_prefix(word.as_bytes())?;
    let letter = |byte: &u8| byte.is_ascii_alphabetic();
    let goes_on = match mark {
        Mark::Basket | Mark::Pager => rest.iter().any(letter),
        _ => word.is_ascii() && rest.first().is_some_and(letter),
    };
    (!goes_on).then_some(*mark)
}

/// The first bytes of a text in lower case.
fn fold<'s>(text: &str, small: &'s mut [u8; LONG]) -> &'s [u8] {
    let bytes = text.as_bytes();
    let small = &mut small[..bytes.len().min(LONG)];
    small.copy_from_slice(&bytes[..small.len()]);
    small.make_ascii_lowercase();
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_and_labels_mark_a_page_in_both_languages() {
        for (english, chinese, mark) in [
            ("Add to cart", "加入购物车", Mark::Cart),
            ("Cart (2)", "购物车（2）", Mark::Basket),
            ("Sort by: newest", "排序：最新", Mark::Sort),
            ("128 products", "共128件商品", Mark::Sort),
            ("Next »", "下一页 »", Mark::Pager),
            ("Read more", "阅读全文", Mark::More),
            ("By Lin Arvenna", "作者：林岚", Mark::Byline),
            ("5 min read", "5分钟阅读", Mark::Day),
            ("Share", "分享到", Mark::Share),
            ("Related products", "相关产品", Mark::Related),
            ("12 replies", "第12楼", Mark::Reply),
            ("Contact us", "联系我们", Mark::Call),
            ("How it works", "服务流程", Mark::Firm),
            ("SKU: LS8192", "货号：LS8192", Mark::Goods),
            ("On this page", "本页内容", Mark::Manual),
        ] {
            for words in [english, chinese] {
                let mut marks = [0; MARKS];
                text(&mut marks, words);
                assert_eq!(marks[mark as usize], 1, "{words}");
                assert_eq!(marks.iter().sum::<i16>(), 1, "{words}");
            }
        }
    }

    #[test]
    fn sentences_and_longer_words_are_no_marks() {
        for words in [
            "Bypass valve",
            "Nextcloud",
            "Next steps",
            "Cart abandonment",
            "线扫描相机",
            "2026",
            "",
            "»",
            "By then the operator has seen each scratch two seconds after the lens.",
            "作者把相机放在辊子后面，划痕经过镜头以后两秒之内，操作员就能看到。",
        ] {
            let mut marks = [0; MARKS];
            text(&mut marks, words);
            assert_eq!(marks, [0; MARKS], "{words}");
        }
    }

    #[test]
    fn the_head_tells_of_days_authors_prices_and_feeds() {
        let html = "<meta property=article:published_time content=2026-10-01>\
            <meta name=Author content=岚><meta property=product:price:amount content=9>\
            <link rel=alternate type=application/rss+xml href=/feed>";
        let (html, ..) = crate::gate::parse(html, crate::gate::NODES);
        let marks = crate::told::told(&html, None).marks;
        for mark in [Mark::Published, Mark::Signed, Mark::Priced, Mark::Feed] {
            assert_eq!(marks[mark as usize], 1, "{mark:?}");
        }
        assert_eq!(marks.iter().sum::<i16>(), 4);
    }

    #[test]
    fn tables_are_sorted_and_no_entry_goes_on_where_another_ends() {
        for table in [BEGINS, COUNTED, METAS] {
            assert!(table.iter().all(|(word, _)| word.len() <= LONG));
            for pair in table.windows(2) {
                let (before, after) = (pair[0].0, pair[1].0);
                assert!(before < after, "{before} {after}");
                let rest = after.strip_prefix(before);
                let goes_on = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
                let whole = pair[0].1 == Mark::Pager;
                assert!(whole || !rest.is_some_and(goes_on), "{before} {after}");
            }
        }
    }
}
