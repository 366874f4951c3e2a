//! The signs of the text of a block itself.

use masthead_text::alphanumeric;

use crate::block::{Block, Part};
use crate::shape::Tag;
use crate::sign::{Row, Sign, fill};
use crate::sums::{percent, small};
use crate::weight::{WORD, han};

/// What the characters of a text are.
#[derive(Debug, Default)]
struct Marks {
    chars: usize,
    /// Signs that part or end a sentence.
    stops: usize,
    digits: usize,
    /// Words in scripts with cases or like them, and those of them that begin with a capital.
    starts: usize,
    capitals: usize,
    money: bool,
    copyright: bool,
    last: Option<char>,
}

/// The signs of a block in the element `part`.
pub(super) fn own(row: &mut Row, block: &Block, part: &Part) {
    let marks = marks(&block.text);
    let ends = marks.last.is_some_and(|last| ENDS.contains(last));
    let signs = [
        (Sign::Words, small(block.weight / WORD)),
        (Sign::Linked, percent(block.linked, block.weight)),
        (Sign::Stops, small(marks.stops)),
        (Sign::Ends, i16::from(ends)),
        (Sign::Digits, percent(marks.digits, marks.chars)),
        (
            Sign::Long,
            small(block.text.len() * WORD / block.weight.max(1)),
        ),
        (Sign::Capitals, percent(marks.capitals, marks.starts)),
        (Sign::Level, block.heading.map_or(0, i16::from)),
        (Sign::Copyright, i16::from(marks.copyright)),
        (Sign::Price, i16::from(marks.money && marks.digits > 0)),
        (Sign::Lines, small(block.text.lines().count())),
    ];
    fill(row, signs);
    fill(row, tagged(part.tag).map(|sign| (sign, 1)));
}

/// What ends a sentence.
const ENDS: &str = ".!?:。！？：”…\"";

fn marks(text: &str) -> Marks {
    let mut marks = Marks::default();
    for c in text.chars() {
        marks.chars += 1;
        match c {
            '.' | ',' | '!' | '?' | ';' | '。' | '，' | '！' | '？' | '；' | '、' => {
                marks.stops += 1;
            }
            '0'..='9' => marks.digits += 1,
            '$' | '€' | '£' | '¥' | '￥' | '₹' => marks.money = true,
            '©' => marks.copyright = true,
            _ if !han(c) && !marks.last.is_some_and(alphanumeric) && c.is_alphabetic() => {
                marks.starts += 1;
                marks.capitals += usize::from(c.is_uppercase());
            }
            _ => {}
        }
        marks.last = Some(c);
    }
    marks
}

/// The sign of a tag; headings have their level instead.
fn tagged(tag: Tag) -> Option<Sign> {
    match tag {
        Tag::Paragraph => Some(Sign::Paragraph),
        Tag::Item => Some(Sign::Item),
        Tag::Cell => Some(Sign::Cell),
        Tag::Definition => Some(Sign::Definition),
        Tag::Code => Some(Sign::Code),
        Tag::Other => Some(Sign::Other),
        Tag::Heading => None,
    }
}
