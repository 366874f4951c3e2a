//! Open tenders that ask for what we make.
//!
//! A tender is for us if its notice [fits](crate::notice::Fit). It is open if its deadline, as the
//! last change says it, is on the last day of the month or later, and if no result or end of it is
//! known. A notice without a deadline counts only where the notice is news of the month.

use std::collections::BTreeSet;

use url::Url;

use super::Inputs;
use crate::tender::{self, Seen, Tender};

/// The open tenders for us that some notices tell of, by deadline, then address; `news` are the
/// addresses that are news of the month.
pub(super) fn of(inputs: &Inputs<'_>, notices: Vec<Seen>, news: &BTreeSet<Url>) -> Vec<Tender> {
    let mut tenders = tender::market(notices).tenders;
    tenders.retain(|tender| {
        let said = tender.deadline.is_some() || news.contains(&tender.url);
        !tender.matches.is_empty() && said && tender.open_on(inputs.month.last())
    });
    tenders
}
