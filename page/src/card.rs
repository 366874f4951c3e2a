//! What each trait of a page says for and against each kind: a card of points.
//!
//! Fitted, not written by hand: multinomial logistic regression (L2, C .03, the kinds weighing
//! alike) over the growth of each trait in its standard deviations, on 293 pages in English of
//! the seven kinds, our 30 Chinese samples, and, at a tenth to half of the weight, 81 Chinese and
//! 130 English articles; rows whose points never reach four hundredths of a logit are left out.
//! By ten-fold cross-validation, pages of one site kept together, it finds .82 of the English
//! kinds, where the same measure gives boosted stumps .76 to .78 and, without `manner.rs`, itself .79.
//! Listings and collections are often called the other.

use crate::cue::Cue;
use crate::facts::PageKind;
use crate::kind::{Trait, Traits, link, name, own as t, page, share, way};
use crate::manner::Manner;
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
const START: [i32; 7] = [-28351, 3320, 5078, 15435, 14244, 8910, -18636];

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
    (t(Trait::Words), 211, [44, -24, -25, -9, -11, 6, 18]),
    (t(Trait::Linked), 105, [-20, -1, -37, 47, -19, 66, -35]),
    (t(Trait::Good), 105, [41, 2, 22, -37, 7, -73, 37]),
    (t(Trait::Blocks), 176, [0, -15, -14, 9, -4, 18, 8]),
    (t(Trait::Main), 211, [42, -18, -24, -14, -12, 4, 23]),
    (t(Trait::MainShare), 105, [-6, 53, 28, -32, -109, 6, 59]),
    (t(Trait::MainBlocks), 150, [-15, -9, 1, -6, -26, 24, 31]),
    (t(Trait::MainLong), 182, [108, -23, -51, -17, 17, -30, -5]),
    (t(Trait::MainLinked), 105, [-16, -36, -82, 61, -30, 103, 0]),
    (t(Trait::Titles), 56, [-67, 33, -61, -18, 11, 28, 74]),
    (t(Trait::Headings), 95, [-24, 51, -9, 10, -35, -25, 32]),
    (t(Trait::Subheadings), 100, [-16, 21, -12, 15, -28, 19, 2]),
    (t(Trait::Paragraphs), 146, [23, -4, -9, 8, -23, -32, 37]),
    (t(Trait::Items), 149, [1, 11, 5, -14, -3, -5, 5]),
    (t(Trait::Cells), 121, [10, 20, 62, -65, -2, -13, -12]),
    (t(Trait::Codes), 75, [-58, -43, -18, -23, 13, -31, 159]),
    (t(Trait::Prices), 84, [17, 51, -54, 42, -15, -39, -3]),
    (t(Trait::Questions), 91, [11, 21, -4, 22, 30, -28, -52]),
    (t(Trait::AllPrices), 108, [-12, 9, -1, 112, -22, -70, -16]),
    (t(Trait::KinShare), 105, [-11, 0, -13, 11, -24, 25, 11]),
    (t(Trait::Kin), 135, [49, -56, -38, 1, -21, 27, 38]),
    (t(Trait::CodeShare), 77, [-24, -36, -16, -19, 6, -27, 116]),
    (t(Trait::Longest), 210, [85, -28, 0, -23, -1, -27, -6]),
    (page(Hint::TypeArticle), 37, [269, -138, -32, -68, -36, 97, -92]),
    (page(Hint::TypeProduct), 35, [-84, -14, 210, 81, -34, -135, -23]),
    (page(Hint::TypeOffer), 35, [-48, -25, 151, 76, -22, -114, -18]),
    (page(Hint::TypeList), 11, [144, -243, -357, 658, -26, -140, -35]),
    (page(Hint::TypeForum), 12, [-252, -85, -28, -12, 493, -57, -59]),
    (page(Hint::TypeService), 13, [52, 231, -67, -63, -35, -89, -28]),
    (page(Hint::TypeFaq), 41, [16, 30, -71, 5, 27, 28, -34]),
    (page(Hint::TypeCrumbs), 24, [-48, 92, -5, 20, 22, -16, -66]),
    (page(Hint::TypeSite), 24, [-59, 110, -53, -7, 11, 103, -105]),
    (page(Hint::GraphArticle), 24, [149, -18, -108, -40, -28, -9, 54]),
    (page(Hint::GraphProduct), 14, [-185, -297, 657, -198, -72, 141, -47]),
    (page(Hint::GraphSite), 32, [-117, 150, -1, -75, 48, -14, 9]),
    (page(Hint::WordArticle), 24, [290, -122, -43, -35, -31, 35, -94]),
    (page(Hint::WordProduct), 15, [-36, -60, 804, -314, -100, -209, -84]),
    (page(Hint::WordCollection), 18, [-9, -217, -75, 671, -65, -173, -131]),
    (page(Hint::WordListing), 19, [160, -56, -85, -146, 127, 60, -61]),
    (page(Hint::WordForum), 23, [-103, -64, -20, -73, 451, -138, -53]),
    (page(Hint::WordDocs), 22, [-21, -37, -57, -63, -75, -101, 354]),
    (page(Hint::WordService), 19, [38, 222, -50, -121, -22, -25, -42]),
    (page(Hint::ToolShop), 55, [-6, -98, 70, 129, -20, -58, -18]),
    (page(Hint::ToolForum), 58, [-40, -10, -18, -13, 111, -24, -7]),
    (page(Hint::ToolDocs), 16, [-67, -37, -17, -14, -10, -34, 180]),
    (page(Hint::ToolBlog), 53, [132, -32, 35, -47, -22, -42, -25]),
    (page(Hint::WordYear), 16, [198, -29, -16, -12, -28, -41, -72]),
    (page(Hint::Root), 16, [-263, 378, -198, 199, -55, 83, -146]),
    (page(Hint::Deep), 50, [15, 6, 12, -25, -9, -7, 9]),
    (page(Hint::Slug), 78, [54, 0, 25, -51, 8, -9, -27]),
    (link(Hint::WordArticle), 101, [57, -2, -4, -26, -17, 0, -8]),
    (link(Hint::WordProduct), 99, [6, 12, 19, 27, -28, -11, -25]),
    (link(Hint::WordCollection), 101, [24, -42, 42, 61, -29, -38, -18]),
    (link(Hint::WordListing), 101, [45, -13, -14, -32, -23, 32, 5]),
    (link(Hint::WordForum), 99, [-44, -2, -24, 4, 91, 1, -27]),
    (link(Hint::WordDocs), 104, [14, -22, 7, -30, -14, -18, 63]),
    (link(Hint::WordService), 98, [30, 77, 3, -32, -22, -38, -17]),
    (link(Hint::WordYear), 91, [22, -70, -12, 58, -17, 42, -22]),
    (link(Hint::Root), 105, [-1, 41, 27, 9, 5, -33, -47]),
    (link(Hint::Deep), 105, [1, 5, 4, -5, -20, 9, 7]),
    (link(Hint::Slug), 105, [1, 5, 4, -5, -20, 9, 7]),
    (name(Hint::WordArticle), 48, [122, -72, -44, 13, -42, 65, -41]),
    (name(Hint::WordProduct), 22, [-40, -134, 270, -26, -42, 23, -51]),
    (name(Hint::WordCollection), 24, [-110, -155, 8, 387, -34, -2, -93]),
    (name(Hint::WordListing), 36, [-37, 29, -145, -65, 42, 228, -52]),
    (name(Hint::WordForum), 27, [-124, -110, -23, -96, 325, 91, -62]),
    (name(Hint::WordDocs), 21, [19, -155, -113, -165, -71, -247, 733]),
    (name(Hint::WordService), 22, [89, 202, -79, -135, -24, 9, -63]),
    (share(Cue::Main), 105, [2, 10, -4, 7, -7, 5, -13]),
    (share(Cue::Article), 105, [25, -13, -8, -4, -9, 25, -14]),
    (share(Cue::Section), 105, [-12, 21, -1, -8, -23, 19, 4]),
    (share(Cue::Aside), 92, [4, 21, -19, -38, 58, -8, -18]),
    (share(Cue::Header), 91, [-17, -5, 23, -6, -29, 23, 11]),
    (share(Cue::Form), 84, [9, -27, 13, 123, -10, -62, -46]),
    (share(Cue::Button), 75, [-74, -88, 104, 37, 29, -21, 13]),
    (share(Cue::Table), 100, [-13, 4, 37, -23, 18, -17, -5]),
    (share(Cue::List), 104, [14, 9, 5, 5, -8, -36, 10]),
    (share(Cue::Figure), 57, [48, -63, 1, 93, -24, -104, 49]),
    (share(Cue::Details), 37, [-6, 77, 9, -9, -5, -48, -19]),
    (share(Cue::Hidden), 105, [1, 20, 16, -6, 13, -19, -25]),
    (share(Cue::Label), 61, [-75, -31, 85, 51, -36, 37, -30]),
    (share(Cue::Code), 77, [-23, -36, -16, -19, 6, -28, 115]),
    (share(Cue::Quote), 83, [-19, -14, -13, -18, 67, 0, -4]),
    (share(Cue::Content), 105, [-10, 9, -23, 23, 16, 6, -22]),
    (share(Cue::Post), 105, [-11, 6, -20, -37, 79, 7, -23]),
    (share(Cue::Comment), 105, [27, -22, -5, -16, 56, -16, -24]),
    (share(Cue::Review), 85, [-61, 7, 113, 10, -30, -14, -24]),
    (share(Cue::Meta), 102, [9, -6, 54, -38, 0, 10, -29]),
    (share(Cue::Related), 101, [10, -1, 32, -32, 8, 1, -19]),
    (share(Cue::Advert), 74, [3, 27, -43, 48, -21, 0, -15]),
    (share(Cue::Sidebar), 83, [3, 1, -24, -39, 83, 17, -39]),
    (share(Cue::Menu), 96, [-35, 22, 29, 33, -41, 18, -26]),
    (share(Cue::Head), 98, [-21, 18, 6, 25, -10, -1, -17]),
    (share(Cue::Search), 70, [14, -74, -64, 82, -27, 1, 68]),
    (share(Cue::Card), 105, [-19, 28, -20, 43, -9, -2, -21]),
    (share(Cue::Product), 105, [-43, -44, 67, 80, -21, -18, -20]),
    (share(Cue::Filter), 60, [-43, -81, 8, -35, -22, 190, -17]),
    (share(Cue::Hero), 91, [-8, 47, 19, 36, -45, -11, -39]),
    (share(Cue::Accordion), 105, [-15, 32, 52, -30, -9, -11, -20]),
    (share(Cue::Tag), 93, [-7, -36, 1, 67, -20, 14, -19]),
    (share(Cue::Author), 98, [1, -31, 17, -43, 96, -13, -28]),
    (share(Cue::Newsletter), 61, [29, 58, -7, 1, -39, -12, -29]),
    (share(Cue::Widget), 104, [8, -60, -28, 48, -13, 58, -13]),
    (share(Cue::Description), 104, [-30, -28, 35, -11, -7, 67, -26]),
    (way(Manner::Address), 16, [-36, 108, -45, -100, -34, 131, -25]),
    (way(Manner::Digits), 16, [68, -135, 147, 8, 118, -167, -39]),
    (way(Manner::File), 16, [-63, -102, 361, -114, -14, -70, 4]),
    (way(Manner::Folder), 16, [97, 175, -30, -49, -40, -2, -151]),
    (way(Manner::Query), 9, [-64, -162, -138, -434, 198, 684, -84]),
    (way(Manner::Numbered), 13, [166, -70, 121, -116, 13, -96, -19]),
    (way(Manner::Asks), 16, [196, -10, -22, -42, 44, -79, -87]),
    (way(Manner::Story), 16, [106, -152, -147, 26, 253, -86, 1]),
    (way(Manner::Offer), 16, [-59, 566, -156, -14, -24, -190, -124]),
    (way(Manner::Index), 16, [7, -222, -132, -280, -79, 769, -63]),
    (way(Manner::Shop), 14, [-23, -122, 96, 442, -55, -243, -95]),
    (way(Manner::Manual), 13, [351, -188, -40, -90, -34, -106, 108]),
    (way(Manner::Thread), 10, [132, -130, -119, -56, 221, 9, -57]),
    (way(Manner::Number), 16, [250, 5, 119, -113, -49, -137, -75]),
    (way(Manner::Question), 16, [-388, -373, -164, 181, 655, -198, 287]),
    (way(Manner::Title), 81, [147, -3, 113, -81, 8, -77, -106]),
    (way(Manner::Heading), 81, [47, 7, 1, -67, 27, -26, 12]),
    (way(Manner::Headings), 57, [-37, 92, -47, -83, 15, 27, 32]),
    (way(Manner::Within), 16, [9, -72, -36, -24, 51, 80, -8]),
    (way(Manner::You), 113, [-16, 30, -24, 2, 6, -28, 29]),
    (way(Manner::We), 96, [-28, 65, -39, 6, -10, 14, -8]),
    (way(Manner::Me), 98, [2, -22, -2, 15, 51, -13, -30]),
    (way(Manner::Past), 89, [39, -23, -55, 10, 59, -4, -26]),
    (way(Manner::The), 117, [-14, 8, 12, -30, 5, -9, 28]),
    (way(Manner::Numbers), 90, [-17, -129, 122, 24, -6, 60, -53]),
    (way(Manner::Closed), 105, [16, 40, 4, -70, 22, -48, 35]),
];
