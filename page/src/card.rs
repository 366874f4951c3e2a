//! What each trait of a page says for and against each kind: a card of points.
//!
//! Fitted, not written by hand: multinomial logistic regression (L2, C .03, the kinds weighing
//! alike) over the growth of each trait in its standard deviations, on 293 pages in English of
//! the seven kinds, our 30 Chinese samples, and, at a tenth to half of the weight, 81 Chinese and
//! 130 English articles; rows whose points never reach four hundredths of a logit are left out.
//! By ten-fold cross-validation, pages of one site kept together, it finds .83 of the English
//! kinds, where the same measure gives boosted stumps .76 to .78 and itself .82 without `mark.rs`,
//! .79 without `manner.rs` too.
//! Listings and collections are often called the other.

use crate::cue::Cue;
use crate::facts::PageKind;
use crate::kind::{Trait, Traits, link, mark, name, own as t, page, share, way};
use crate::manner::Manner;
use crate::mark::Mark;
use crate::told::Hint;

/// The kinds, in the order of the points.
const KINDS: [PageKind; 7] = [
    PageKind::Article,
    PageKind::Service,
    PageKind::Product,
    PageKind::Collection,
    PageKind::Forum,
    PageKind::Listing,
    PageKind::Documentation,
];

/// Points of every page, in ten-thousandths of a logit.
const START: [i32; 7] = [-26958, 2144, 5892, 17486, 12937, 7379, -18878];

/// The kind with the most points.
pub(crate) fn kind(traits: &Traits) -> PageKind {
    let mut sums = START;
    for (place, most, points) in CARD {
        let much = growth(traits[usize::from(*place)]).min(i32::from(*most));
        for (sum, points) in sums.iter_mut().zip(points) {
            *sum += much * i32::from(*points);
        }
    }
    let kinds = KINDS.into_iter().zip(sums);
    kinds
        .rev()
        .max_by_key(|(_, sum)| *sum)
        .map_or(PageKind::Other, |(kind, _)| kind)
}

/// Sixteen times the binary logarithm of a count and one, as straight lines between powers of
/// two: from one to two is as much as from ten to twenty.
fn growth(count: i16) -> i32 {
    let count = i32::from(count).max(0) + 1;
    let power = count.ilog2() as i32;
    16 * power + ((count - (1 << power)) << 4 >> power)
}

/// A trait, the growth of it that counts at most, and for each kind the points of a sixteenth.
#[rustfmt::skip]
const CARD: &[(u16, i16, [i16; 7])] = &[
    (t(Trait::Words), 211, [42, -22, -23, -9, -12, 6, 18]),
    (t(Trait::Linked), 105, [-23, 0, -34, 44, -18, 64, -33]),
    (t(Trait::Good), 105, [39, -1, 27, -33, 7, -75, 35]),
    (t(Trait::Blocks), 176, [-1, -15, -13, 7, -5, 19, 8]),
    (t(Trait::Main), 211, [41, -17, -22, -15, -12, 3, 22]),
    (t(Trait::MainShare), 105, [6, 47, 23, -40, -96, 5, 56]),
    (t(Trait::MainBlocks), 150, [-13, -11, 1, -6, -23, 23, 29]),
    (t(Trait::MainLong), 182, [102, -17, -47, -17, 14, -30, -4]),
    (t(Trait::MainLinked), 105, [-18, -38, -72, 54, -27, 104, -2]),
    (t(Trait::Titles), 56, [-54, 22, -56, -17, 12, 30, 63]),
    (t(Trait::Headings), 95, [-22, 36, -4, 6, -27, -17, 28]),
    (t(Trait::Subheadings), 100, [-14, 14, -13, 10, -22, 22, 2]),
    (t(Trait::Paragraphs), 146, [21, -4, -8, 4, -19, -30, 36]),
    (t(Trait::Items), 149, [3, 11, 0, -13, -1, -4, 4]),
    (t(Trait::Cells), 121, [13, 13, 63, -60, -3, -13, -13]),
    (t(Trait::Codes), 75, [-55, -27, -20, -17, 13, -30, 136]),
    (t(Trait::Prices), 84, [15, 39, -48, 39, -9, -33, -4]),
    (t(Trait::Questions), 91, [9, 10, -1, 14, 31, -24, -39]),
    (t(Trait::AllPrices), 108, [-5, 12, -10, 90, -15, -57, -13]),
    (t(Trait::KinShare), 105, [-5, -4, -10, 4, -24, 30, 10]),
    (t(Trait::Kin), 135, [43, -51, -36, 4, -16, 21, 34]),
    (t(Trait::CodeShare), 77, [-26, -23, -18, -15, 7, -27, 101]),
    (t(Trait::Longest), 210, [81, -23, -3, -22, -1, -28, -4]),
    (t(Trait::Heads), 121, [-5, 24, 2, 6, -36, 0, 9]),
    (t(Trait::HeadLinks), 111, [-8, -3, -21, 34, -7, 6, -2]),
    (t(Trait::HeadQuestions), 90, [25, 52, -32, 52, -4, -43, -51]),
    (t(Trait::HeadNumbers), 87, [70, -36, -13, -6, 10, -2, -24]),
    (page(Hint::TypeArticle), 37, [239, -121, -28, -60, -33, 86, -82]),
    (page(Hint::TypeProduct), 35, [-71, -10, 187, 62, -26, -121, -20]),
    (page(Hint::TypeOffer), 35, [-38, -22, 141, 52, -17, -101, -15]),
    (page(Hint::TypeList), 11, [157, -194, -356, 500, -14, -69, -24]),
    (page(Hint::TypeForum), 12, [-257, -84, -23, -9, 499, -59, -67]),
    (page(Hint::TypeService), 13, [33, 204, -57, -56, -26, -72, -26]),
    (page(Hint::TypeFaq), 41, [9, 21, -49, -8, 35, 25, -32]),
    (page(Hint::TypeCrumbs), 24, [-57, 80, 18, 1, 25, -15, -52]),
    (page(Hint::TypeSite), 24, [-74, 79, -44, -1, 35, 89, -83]),
    (page(Hint::GraphArticle), 24, [110, -20, -80, -33, -32, -2, 57]),
    (page(Hint::GraphProduct), 14, [-152, -238, 433, -82, -55, 137, -44]),
    (page(Hint::GraphSite), 32, [-105, 153, 0, -94, 62, -33, 18]),
    (page(Hint::WordArticle), 24, [259, -126, -36, -31, -23, 39, -81]),
    (page(Hint::WordProduct), 15, [-40, -47, 817, -360, -86, -208, -75]),
    (page(Hint::WordCollection), 18, [-21, -207, -53, 669, -60, -199, -129]),
    (page(Hint::WordListing), 19, [131, -46, -86, -130, 138, 49, -56]),
    (page(Hint::WordForum), 23, [-127, -46, -16, -62, 442, -137, -53]),
    (page(Hint::WordDocs), 22, [5, -16, -61, -49, -62, -100, 283]),
    (page(Hint::WordService), 19, [38, 224, -48, -120, -18, -41, -34]),
    (page(Hint::ToolShop), 55, [-12, -82, 58, 109, -12, -49, -13]),
    (page(Hint::ToolForum), 58, [-41, -9, -14, -13, 109, -25, -6]),
    (page(Hint::ToolDocs), 16, [-55, -21, -23, -8, -11, -27, 145]),
    (page(Hint::ToolBlog), 53, [96, -20, 38, -38, -20, -40, -16]),
    (page(Hint::WordYear), 16, [165, -22, -10, -8, -25, -39, -61]),
    (page(Hint::Root), 16, [-259, 353, -173, 172, -39, 82, -137]),
    (page(Hint::Deep), 50, [17, 9, 6, -32, -2, -7, 9]),
    (page(Hint::Slug), 78, [51, 5, 18, -50, 8, -10, -22]),
    (link(Hint::WordArticle), 101, [48, -5, -3, -24, -15, 3, -5]),
    (link(Hint::WordProduct), 99, [10, 12, 9, 23, -24, -7, -23]),
    (link(Hint::WordCollection), 101, [22, -35, 35, 57, -26, -36, -16]),
    (link(Hint::WordListing), 101, [43, -18, -7, -31, -20, 28, 5]),
    (link(Hint::WordForum), 99, [-41, 0, -19, 5, 74, 1, -21]),
    (link(Hint::WordDocs), 104, [17, -22, 6, -26, -10, -18, 54]),
    (link(Hint::WordService), 98, [30, 67, 0, -26, -18, -34, -19]),
    (link(Hint::WordYear), 91, [20, -63, -11, 55, -16, 35, -21]),
    (link(Hint::Root), 105, [-1, 34, 25, 6, 4, -25, -42]),
    (link(Hint::Deep), 105, [-1, 6, 0, -6, -18, 11, 8]),
    (link(Hint::Slug), 105, [-1, 6, 0, -6, -18, 11, 8]),
    (name(Hint::WordArticle), 48, [86, -73, -34, 19, -37, 72, -32]),
    (name(Hint::WordProduct), 22, [-28, -150, 216, 21, -35, 32, -56]),
    (name(Hint::WordCollection), 24, [-98, -136, 10, 356, -27, -16, -88]),
    (name(Hint::WordListing), 36, [-50, 37, -134, -56, 36, 218, -50]),
    (name(Hint::WordForum), 27, [-143, -90, -19, -79, 301, 74, -45]),
    (name(Hint::WordDocs), 21, [14, -198, -98, -137, -54, -230, 702]),
    (name(Hint::WordService), 22, [80, 227, -77, -129, -21, -9, -70]),
    (share(Cue::Main), 105, [2, 10, -3, 5, -4, 4, -13]),
    (share(Cue::Article), 105, [21, -11, -8, -6, -8, 23, -11]),
    (share(Cue::Section), 105, [-7, 18, -1, -12, -20, 16, 6]),
    (share(Cue::Aside), 92, [-4, 25, -16, -35, 58, -10, -19]),
    (share(Cue::Header), 91, [-17, -3, 16, -8, -27, 29, 10]),
    (share(Cue::Form), 84, [17, -18, 10, 95, -3, -55, -46]),
    (share(Cue::Button), 75, [-69, -80, 96, 21, 28, -5, 9]),
    (share(Cue::Table), 100, [-7, 3, 40, -24, 11, -14, -10]),
    (share(Cue::List), 104, [15, 8, 3, 2, -6, -30, 8]),
    (share(Cue::Figure), 57, [48, -47, -9, 75, -20, -93, 44]),
    (share(Cue::Details), 37, [-3, 72, 5, 9, -6, -56, -22]),
    (share(Cue::Hidden), 105, [2, 23, 10, -3, 9, -17, -23]),
    (share(Cue::Label), 61, [-67, -28, 73, 66, -33, 21, -32]),
    (share(Cue::Code), 77, [-25, -23, -18, -14, 7, -27, 100]),
    (share(Cue::Quote), 83, [-23, -6, -11, -16, 61, -10, 4]),
    (share(Cue::Content), 105, [-9, 7, -24, 24, 16, 3, -18]),
    (share(Cue::Post), 105, [-13, 3, -17, -24, 68, 4, -21]),
    (share(Cue::Comment), 105, [21, -19, -3, -12, 52, -17, -22]),
    (share(Cue::Review), 85, [-43, 10, 94, -5, -22, -11, -23]),
    (share(Cue::Meta), 102, [4, -2, 46, -34, 4, 9, -26]),
    (share(Cue::Related), 101, [5, -8, 26, -21, 7, 6, -16]),
    (share(Cue::Advert), 74, [1, 41, -44, 30, -18, 4, -14]),
    (share(Cue::Sidebar), 83, [-2, 4, -22, -30, 76, 15, -40]),
    (share(Cue::Menu), 96, [-32, 21, 22, 30, -32, 19, -27]),
    (share(Cue::Head), 98, [-17, 18, 0, 20, -9, 2, -14]),
    (share(Cue::Search), 70, [9, -63, -65, 88, -25, -3, 59]),
    (share(Cue::Card), 105, [-18, 23, -17, 40, -8, -2, -19]),
    (share(Cue::Product), 105, [-29, -35, 50, 59, -16, -12, -17]),
    (share(Cue::Filter), 60, [-31, -62, 0, -48, -18, 176, -16]),
    (share(Cue::Hero), 91, [-1, 37, 24, 19, -38, -7, -35]),
    (share(Cue::Accordion), 105, [-14, 25, 45, -31, -3, -7, -15]),
    (share(Cue::Tag), 93, [-4, -27, 1, 52, -18, 11, -15]),
    (share(Cue::Author), 98, [0, -29, 17, -33, 82, -13, -25]),
    (share(Cue::Newsletter), 61, [23, 36, 7, 1, -31, -9, -27]),
    (share(Cue::Widget), 104, [0, -57, -23, 44, -14, 62, -12]),
    (share(Cue::Description), 104, [-30, -26, 24, -9, -5, 70, -23]),
    (way(Manner::Address), 16, [-25, 104, -48, -116, -20, 119, -13]),
    (way(Manner::Digits), 16, [52, -107, 137, -12, 119, -155, -33]),
    (way(Manner::File), 16, [-49, -59, 302, -127, -8, -62, 2]),
    (way(Manner::Folder), 16, [66, 143, -32, -29, -28, 7, -125]),
    (way(Manner::Query), 9, [-89, -144, -124, -345, 172, 603, -73]),
    (way(Manner::Numbered), 13, [138, -89, 115, -45, 41, -137, -23]),
    (way(Manner::Asks), 16, [164, -7, -20, -37, 54, -82, -72]),
    (way(Manner::Story), 16, [80, -145, -123, 27, 236, -83, 7]),
    (way(Manner::Offer), 16, [-37, 461, -97, -4, -22, -189, -111]),
    (way(Manner::Index), 16, [-8, -223, -125, -257, -75, 749, -60]),
    (way(Manner::Shop), 14, [-20, -204, 138, 463, -46, -250, -81]),
    (way(Manner::Manual), 13, [287, -136, -56, -72, -36, -99, 113]),
    (way(Manner::Thread), 10, [113, -99, -99, -55, 174, 16, -49]),
    (way(Manner::Number), 16, [211, -6, 111, -90, -48, -124, -55]),
    (way(Manner::Question), 16, [-348, -313, -160, 169, 588, -182, 246]),
    (way(Manner::Title), 81, [131, 12, 75, -71, 10, -65, -92]),
    (way(Manner::Heading), 81, [39, 0, 2, -57, 30, -26, 11]),
    (way(Manner::Headings), 57, [-33, 75, -46, -80, 29, 28, 28]),
    (way(Manner::Within), 16, [3, -55, -36, -31, 56, 77, -14]),
    (way(Manner::You), 113, [-12, 28, -24, 3, 6, -26, 26]),
    (way(Manner::We), 96, [-22, 57, -41, 4, -9, 13, -2]),
    (way(Manner::Me), 98, [1, -17, -4, 6, 47, -6, -26]),
    (way(Manner::Past), 89, [39, -19, -51, 7, 47, 0, -24]),
    (way(Manner::The), 117, [-11, 10, 9, -33, 5, -7, 26]),
    (way(Manner::Numbers), 90, [-23, -122, 118, 24, -10, 60, -47]),
    (way(Manner::Closed), 105, [18, 39, 3, -73, 21, -41, 33]),
    (mark(Mark::Cart), 68, [-56, -52, 74, 190, -23, -106, -28]),
    (mark(Mark::Basket), 26, [-89, -23, 70, 58, -51, 5, 30]),
    (mark(Mark::Sort), 70, [-59, -65, 7, 22, 12, 76, 7]),
    (mark(Mark::Pager), 51, [3, -45, 20, 51, -16, -36, 23]),
    (mark(Mark::More), 99, [-57, 36, 2, 3, 6, 18, -9]),
    (mark(Mark::Byline), 80, [29, -83, 31, -45, 51, 49, -32]),
    (mark(Mark::Day), 53, [107, -75, -30, 39, -17, -7, -17]),
    (mark(Mark::Share), 112, [57, -13, -14, -42, 8, -1, 5]),
    (mark(Mark::Related), 68, [76, -40, 86, -22, 20, -65, -54]),
    (mark(Mark::Reply), 108, [-31, -13, -20, -16, 89, -5, -4]),
    (mark(Mark::Call), 80, [-5, 89, -15, 11, -52, 6, -35]),
    (mark(Mark::Firm), 83, [-50, 77, 10, 28, -58, -37, 29]),
    (mark(Mark::Goods), 85, [-18, -53, 110, 7, -34, -7, -4]),
    (mark(Mark::Manual), 71, [-19, -75, 31, -70, 1, -23, 155]),
    (mark(Mark::Published), 24, [171, -69, -94, -54, 29, 83, -67]),
    (mark(Mark::Modified), 24, [104, 148, -39, -89, -27, -53, -44]),
    (mark(Mark::Signed), 32, [107, -33, -48, 44, -54, -30, 14]),
    (mark(Mark::Priced), 18, [-53, -80, 450, -216, -21, -69, -11]),
    (mark(Mark::Feed), 44, [96, -77, -7, -54, 44, 40, -43]),
];
