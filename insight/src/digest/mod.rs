//! What a marketer reads on Monday: what happened on the watched web since a day.
//!
//! [`compute`] turns rows of the store into a [`Digest`] once; JSON is the digest itself, [`html`]
//! and [`markdown`] render it in either language, and [`post`] cuts it to what a chat takes.
//!
//! In reading order: [`Inputs`] and [`Digest`]; `moves` says what competitors did, `news` what is
//! new and changed elsewhere; `doc` puts it into words, `page`, `markdown` and `post` write those.

mod doc;
mod markdown;
mod moves;
mod news;
mod page;
pub mod post;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, civil::Date, tz::TimeZone};
use masthead_editorial::Content;
use masthead_store::{Changes, Currency, PageAt, Problem, Shelf, StoreError};
use masthead_text::Language;
use rayon::prelude::*;
use serde::Serialize;
use url::Url;

use crate::{
    notice::{self, Fit},
    report::{Trouble, problems},
    repost::{Index, Repost, ordered},
    tender::{self, Award, Reader, Seen, Tender},
    words::Words,
};

pub use markdown::markdown;
pub use moves::{Move, What};
use news::Story;
pub use news::{Item, News};
pub use page::html;

/// Days before the first day of a digest on which a page of a watched source may be dated that was
/// found late: a source that is crawled once a month has pages as old.
const LATE: i64 = 31;

/// Everything a digest is computed from.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The first day.
    pub since: Date,
    /// The last day: today.
    pub until: Date,
    /// Our own pages, and the company's name.
    pub content: &'a Content,
    /// The words of the settings, by which a tender can be ours.
    pub words: &'a Words,
    /// How notices of tenders are read.
    pub notices: notice::Settings,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The sources of which a page was read before the first day.
    pub watched: &'a BTreeSet<String>,
    /// The pages that stand. They are gone through once.
    pub pages: &'a dyn Shelf<PageAt>,
    /// What happened since the first day. It is gone through once.
    pub changes: &'a dyn Shelf<Changes>,
    /// What went wrong while watching since then.
    pub problems: &'a [Problem],
}

/// What happened since a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Digest {
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
    /// The company's name, by language.
    pub company: BTreeMap<Language, String>,
    /// Open tenders: those for us, then others that are new; each by deadline.
    pub tenders: Vec<Call>,
    /// What others have won, of tenders that would have been for us.
    pub awards: Vec<Award>,
    /// What competitors did, by competitor.
    pub moves: Vec<Move>,
    /// Our texts on other sites.
    pub reposts: Vec<Repost>,
    /// What is new and changed at the other sources.
    pub sources: Vec<News>,
    /// What could not be watched.
    pub problems: Vec<Trouble>,
}

/// An open tender in a digest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Call {
    /// The tender.
    #[serde(flatten)]
    pub tender: Tender,
    /// Whether it names what we make.
    pub ours: bool,
    /// Whether it was first seen since the first day.
    pub new: bool,
    /// Whether something was said about it since then.
    pub changed: bool,
    /// Days from today to the deadline.
    pub days_left: Option<i32>,
}

impl Digest {
    /// Whether nothing at all happened.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tenders.is_empty()
            && self.awards.is_empty()
            && self.moves.is_empty()
            && self.reposts.is_empty()
            && self.sources.is_empty()
            && self.problems.is_empty()
    }
}

/// Computes the digest; what was not seen is absent from it. Of the pages nothing is held but what
/// is told of them, and what is compared.
///
/// # Errors
/// If the pages or changes cannot be read.
pub fn compute(inputs: &Inputs<'_>) -> Result<Digest, StoreError> {
    let fit = Fit::of(inputs.content, inputs.words);
    let index = Index::of(inputs.content);
    let reader = Reader {
        fit: &fit,
        home: inputs.currency,
        settings: inputs.notices,
    };
    let mut scope = Scope::of(inputs);
    let mut gathered = Gathered::default();
    inputs.pages.each(&mut |pages| {
        let read: Vec<_> = pages
            .par_iter()
            .map(|page| glean(page, &scope, &reader, &index))
            .collect();
        for (page, gleaned) in pages.iter().zip(read) {
            scope.meet(page);
            gathered.take(gleaned);
        }
    })?;
    let market = tender::market(gathered.notices);
    let copies = ordered(gathered.copies);
    // Each page is told once.
    let mut told: BTreeSet<&Url> = scope.notices(&market);
    told.extend(copies.iter().map(|copy| &copy.url));
    let (mut moves, mut changed) = (gathered.moves, Vec::new());
    inputs.changes.each(&mut |changes| {
        for change in changes {
            moves.extend(moves::of(change, &scope));
            changed.extend(news::changed(change, &scope, &fit, &told));
        }
    })?;
    Ok(Digest {
        since: inputs.since,
        until: inputs.until,
        company: inputs.content.site.title.clone(),
        moves: moves::ordered(moves),
        sources: news::by_source(gathered.stories, changed, &told),
        tenders: calls(&market.tenders, &scope),
        awards: awards(market.awards, &scope),
        reposts: copies,
        problems: problems::of(inputs.problems),
    })
}

/// What one page gives to the digest.
struct Gleaned {
    notice: Option<Seen>,
    copy: Option<Repost>,
    new: Option<Move>,
    story: Option<Story>,
}

fn glean(page: &PageAt, scope: &Scope<'_>, reader: &Reader<'_>, index: &Index<'_>) -> Gleaned {
    let fresh = scope.fresh(page);
    Gleaned {
        notice: reader.read(page),
        copy: fresh.then(|| index.repost(page)).flatten(),
        new: fresh.then(|| moves::new(page)).flatten(),
        story: fresh.then(|| news::story(page, reader.fit)).flatten(),
    }
}

/// What all pages give.
#[derive(Default)]
struct Gathered {
    notices: Vec<Seen>,
    copies: Vec<Repost>,
    moves: Vec<Move>,
    stories: Vec<Story>,
}

impl Gathered {
    fn take(&mut self, gleaned: Gleaned) {
        self.notices.extend(gleaned.notice);
        self.copies.extend(gleaned.copy);
        self.moves.extend(gleaned.new);
        self.stories.extend(gleaned.story);
    }
}

/// The subject of a mail with the digest.
#[must_use]
pub fn subject(digest: &Digest, language: Language) -> String {
    let doc = doc::doc(digest, language);
    let mark = doc::pick(language, ": ", "：");
    format!("{}{mark}{}", doc.title, doc.span)
}

/// What counts as new.
struct Scope<'a> {
    since: Date,
    until: Date,
    /// Sources of which a page was read before the first day.
    watched: &'a BTreeSet<String>,
    /// Addresses first seen since the first day.
    found: BTreeSet<Url>,
    /// Sources of which a page stands.
    standing: BTreeSet<String>,
}

impl<'a> Scope<'a> {
    const fn of(inputs: &Inputs<'a>) -> Self {
        Self {
            since: inputs.since,
            until: inputs.until,
            watched: inputs.watched,
            found: BTreeSet::new(),
            standing: BTreeSet::new(),
        }
    }

    /// Notes a page that stands.
    fn meet(&mut self, page: &PageAt) {
        if seen(page) >= self.since {
            self.found.insert(page.url.clone());
        }
        if !self.standing.contains(&page.source.name) {
            self.standing.insert(page.source.name.clone());
        }
    }

    /// Whether a page is news: first seen since the first day, and dated since then, or found late
    /// or without a day at a source that was watched before.
    fn fresh(&self, page: &PageAt) -> bool {
        let early = self.since.checked_sub(Span::new().days(LATE));
        let early = early.unwrap_or(Date::MIN);
        let watched = self.watched.contains(&page.source.name);
        let dated = |day: Date| day >= self.since || (watched && day >= early);
        seen(page) >= self.since && page.published().map_or(watched, dated)
    }

    /// The addresses of all notices.
    fn notices<'m>(&self, market: &'m tender::Market) -> BTreeSet<&'m Url> {
        let tenders = market.tenders.iter().flat_map(|tender| {
            let later = tender.later.iter().map(|later| &later.url);
            std::iter::once(&tender.url)
                .chain(&tender.also)
                .chain(later)
        });
        tenders
            .chain(market.awards.iter().map(|award| &award.url))
            .collect()
    }
}

/// The day on which a page was first seen (UTC).
fn seen(page: &PageAt) -> Date {
    page.first_seen.to_zoned(TimeZone::UTC).date()
}

/// The open tenders: for us all, of the others those that are new or were changed.
fn calls(tenders: &[Tender], scope: &Scope<'_>) -> Vec<Call> {
    let call = |tender: &Tender| {
        let news = |url| scope.found.contains(url);
        let left = tender.deadline.and_then(|day| scope.until.until(day).ok());
        Call {
            ours: !tender.matches.is_empty(),
            new: news(&tender.url),
            changed: tender.later.iter().any(|later| news(&later.url)),
            days_left: left.map(|left| left.get_days()),
            tender: tender.clone(),
        }
    };
    let mut calls: Vec<Call> = tenders
        .iter()
        .filter(|tender| tender.open_on(scope.until))
        .map(call)
        .filter(|call| call.new || call.changed || (call.ours && call.tender.deadline.is_some()))
        .collect();
    // The tenders come by deadline already.
    calls.sort_by_key(|call| !call.ours);
    calls
}

/// The new awards of what would have been for us.
fn awards(mut awards: Vec<Award>, scope: &Scope<'_>) -> Vec<Award> {
    awards.retain(|award| !award.matches.is_empty() && scope.found.contains(&award.url));
    awards
}
