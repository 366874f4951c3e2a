//! What keywords, plan and report start from: our content, and the terms of two months.

use anyhow::{Context, bail};
use jiff::{Timestamp, tz::TimeZone};
use masthead_editorial::Content;
use masthead_insight::keywords::{self, Keywords};
use masthead_store::{Month, Store};
use masthead_text::{Finding, Lexicon, Severity};

use crate::{
    Exit,
    args::{Args, Format},
    check, clock,
    printer::Printer,
    render,
    workspace::Workspace,
};

/// A month of the market beside our own content.
pub(crate) struct Market {
    /// The month.
    pub(crate) month: Month,
    /// Our own content, without the pages that are broken.
    pub(crate) content: Content,
    /// What is wrong with those.
    broken: Vec<Finding>,
    /// The terms of the month.
    pub(crate) keywords: Keywords,
    /// The words they were found with.
    pub(crate) lexicon: Lexicon,
}

impl Market {
    /// Reads what there is of `month`, which must have begun.
    pub(crate) fn read(
        workspace: &Workspace,
        store: &Store,
        args: &Args,
        month: Month,
    ) -> anyhow::Result<Self> {
        if month.first() > clock::day(clock::now(args)) {
            bail!("{month} has not begun; name an earlier month with --month");
        }
        let (content, broken) = usable(workspace, args)?;
        let before = store.standing_at(end(month.previous())?)?;
        let now = store.standing_at(end(month)?)?;
        if now.is_empty() {
            bail!("nothing was crawled by the end of {month}; run `masthead crawl` first");
        }
        let settings = &workspace.settings.keywords;
        let lexicon = workspace.settings.lexicon(Some(&content));
        let keywords = keywords::gather(&before, &now, &content, month, settings, &lexicon)?;
        Ok(Self {
            month,
            content,
            broken,
            keywords,
            lexicon,
        })
    }

    /// Says which of our own pages are missing from a result because they are broken.
    pub(crate) fn tell_broken(self, format: Format, printer: &Printer) -> anyhow::Result<Exit> {
        if !self.broken.is_empty() {
            printer.warn("pages with errors are missing from these results; they stand below");
        }
        render::print(self.broken, format, printer)
    }
}

/// The month asked for, else the month of now.
pub(crate) fn month(asked: Option<Month>, args: &Args) -> Month {
    asked.unwrap_or_else(|| Month::of(clock::day(clock::now(args))))
}

/// The last instant of a month, in UTC as everything that is stored.
pub(crate) fn end(month: Month) -> anyhow::Result<Timestamp> {
    let last = month.last().at(23, 59, 59, 999_999_999);
    let zoned = last
        .to_zoned(TimeZone::UTC)
        .with_context(|| format!("no end of {month}"))?;
    Ok(zoned.timestamp())
}

/// The content as far as it can be read, and the errors that keep pages out of it.
pub(crate) fn usable(
    workspace: &Workspace,
    args: &Args,
) -> anyhow::Result<(Content, Vec<Finding>)> {
    let (content, mut findings) = check::content(workspace, args);
    findings.retain(|finding| finding.severity == Severity::Error);
    match (content, findings.first()) {
        (Some(content), _) => Ok((content, findings)),
        (None, Some(first)) => bail!(
            "the site's settings cannot be read: {}: {}; `masthead check` says more",
            first.place.path,
            first.message
        ),
        (None, None) => bail!("the site's settings cannot be read; `masthead check` says more"),
    }
}
