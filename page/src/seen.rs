//! Days that readers see on a page, each weighed by how surely it is that of the page itself.
//!
//! A day is weighed by what is said around it, by the markup that holds it, and by where it
//! stands; days below [`ENOUGH`] tell of something else.

mod clue;
mod spot;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use scraper::Html;

use self::clue::{Clue, weight};
use self::spot::Spot;
use crate::day::Order;

/// The weight from which on a day is believed.
const ENOUGH: i32 = 25;

/// Different days in elements of one kind that make a list.
const LIST: usize = 3;

/// Bytes of text from one day of a list to the next, on average, below which it lists other
/// pages; posts of a thread are longer.
const TEASER: usize = 300;

/// The days that a page shows.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Of publication.
    pub(crate) published: Option<Date>,
    /// Of the last change, from lines that say so.
    pub(crate) updated: Option<Date>,
    /// All that may be its own: believed, and in no list.
    pub(crate) own: BTreeSet<Date>,
}

/// The best of the days up to `today`, judged by where the headline stands.
pub(crate) fn seen(
    html: &Html,
    headline: Option<&str>,
    order: Option<Order>,
    today: Option<Date>,
) -> Seen {
    let mut spots = walk::walk(html, headline, order);
    spots.retain(|spot| today.is_none_or(|today| spot.day <= today));
    listed(&mut spots);
    only(&mut spots);
    let believed = spots
        .iter()
        .filter(|spot| weight(&spot.clues) >= ENOUGH && !spot.clues.contains(&Clue::Listed));
    Seen {
        own: believed.map(|spot| spot.day).collect(),
        published: best(&spots, weight),
        updated: best(&spots, |clues| match clues.contains(&Clue::Updated) {
            true => weight(clues) - weight(&BTreeSet::from([Clue::Updated])),
            false => 0,
        }),
    }
}

/// Marks the days that stand in a row of elements of one kind, and those of them that are other
/// pages': all but the first, and the first too where teasers stand between.
fn listed(spots: &mut [Spot]) {
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, spot) in spots.iter().enumerate() {
        kinds.entry(spot.kind.clone()).or_default().push(at);
    }
    for row in kinds.into_values() {
        let days: BTreeSet<Date> = row.iter().map(|&at| spots[at].day).collect();
        let (Some(&first), Some(&last)) = (row.first(), row.last()) else {
            continue;
        };
        if days.len() < LIST {
            continue;
        }
        let (own, length) = (
            spots[first].day,
            spots[last].before.bytes - spots[first].before.bytes,
        );
        let teasers = length < TEASER * (row.len() - 1);
        for at in row {
            let spot = &mut spots[at];
            let other = spot.day != own || teasers;
            spot.clues.insert(Clue::Listed);
            if other && !spot.clues.contains(&Clue::Near) {
                spot.clues.insert(Clue::Entry);
            }
        }
    }
}

/// Marks the one day that stands in short lines of the page's own, if it is one.
fn only(spots: &mut [Spot]) {
    let own = |spot: &Spot| {
        let against = [Clue::Other, Clue::Long, Clue::Frame];
        spot.clues.contains(&Clue::Short) && !against.iter().any(|clue| spot.clues.contains(clue))
    };
    let days = spots.iter().filter(|spot| own(spot)).map(|spot| spot.day);
    if days.collect::<BTreeSet<Date>>().len() == 1 {
        for spot in spots.iter_mut().filter(|spot| own(spot)) {
            spot.clues.insert(Clue::Only);
        }
    }
}

/// The first of the days that weigh most, if that is enough.
fn best(spots: &[Spot], weight: impl Fn(&BTreeSet<Clue>) -> i32) -> Option<Date> {
    let mut best: Option<(i32, Date)> = None;
    for spot in spots {
        let weight = weight(&spot.clues);
        if weight >= ENOUGH && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, spot.day));
        }
    }
    best.map(|(_, day)| day)
}
