//! Open tenders that ask for what we make.
//!
//! A tender is for us if its notice [fits](crate::notice::Fit). It is open if its deadline, as the
//! last change says it, is on the last day of the month or later, and if no result or end of it is
//! known. A notice without a deadline counts only where the notice is news of the month.

use std::collections::BTreeSet;

use super::{Inputs, fresh};
use crate::{
    notice::Fit,
    tender::{self, Tender},
};

/// The open tenders for us, by deadline, then address.
pub(super) fn of(inputs: &Inputs<'_>) -> Vec<Tender> {
    let fit = Fit::of(inputs.content, inputs.words);
    let market = tender::market(inputs.pages.now, &fit, inputs.currency, inputs.notices);
    let news: BTreeSet<_> = inputs
        .pages
        .now
        .iter()
        .filter(|page| fresh(page, inputs))
        .map(|page| &page.url)
        .collect();
    let mut tenders = market.tenders;
    tenders.retain(|tender| {
        let said = tender.deadline.is_some() || news.contains(&tender.url);
        !tender.matches.is_empty() && said && tender.open_on(inputs.month.last())
    });
    tenders
}
