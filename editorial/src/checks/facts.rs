//! Descriptions, days, permissions and results that cannot be right.

use jiff::civil::Date;
use masthead_text::{Finding, width};

use crate::name::Name;
use crate::rules;
use crate::schema::{Checked, is_open};

/// The widest description that search engines show whole, in columns.
const WIDEST: usize = 160;

/// How many days before its end a permission is reported.
const NOTICE: i32 = 60;

/// Checks the facts in `front` as of `today`.
pub(crate) fn facts(front: &Checked<'_>, name: &Name, today: Date) -> Vec<Finding> {
    let mut findings = description(front, name);
    findings.extend(dates(front, today));
    findings.extend(permission(front, today));
    findings.extend((0..front.count(&["extra", "results"])).filter_map(|at| result(front, at)));
    findings
}

fn description(front: &Checked<'_>, name: &Name) -> Vec<Finding> {
    let steps = &["description"];
    let Some(text) = front.text(steps) else {
        if !front.is_whole() {
            return Vec::new();
        }
        let what = if name.section { "the list" } else { "the page" };
        let found =
            rules::NO_DESCRIPTION.at(front.place(&[]), format!("{what} has no description"));
        let help = "add description = \"…\": what a reader will find, in up to 160 columns";
        return vec![found.help(help)];
    };
    let columns = width(text);
    if columns <= WIDEST || is_open(text) {
        return Vec::new();
    }
    let message = format!("the description is {columns} columns wide and will be cut at {WIDEST}");
    let help = "shorten it; of Chinese characters, 80 fit";
    vec![
        rules::LONG_DESCRIPTION
            .at(front.place(steps), message)
            .help(help),
    ]
}

fn dates(front: &Checked<'_>, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let date = front.day(&["date"]);
    if let Some(date) = date.filter(|date| *date > today) {
        let message = format!("the page is dated {date}, which is still to come on {today}");
        let help = "set draft = true until then: Zola publishes pages with any date";
        findings.push(
            rules::FUTURE_DATE
                .at(front.place(&["date"]), message)
                .help(help),
        );
    }
    if let (Some(date), Some(updated)) = (date, front.day(&["updated"]))
        && updated < date
    {
        let message =
            format!("the page was updated on {updated}, before it was published on {date}");
        let found = rules::DATE_ORDER.at(front.place(&["updated"]), message);
        findings.push(found.help("correct one of the two days"));
    }
    findings
}

fn permission(front: &Checked<'_>, today: Date) -> Option<Finding> {
    let steps = &["extra", "permission", "expires"];
    let expires = front.day(steps)?;
    let by = front
        .text(&["extra", "permission", "by"])
        .unwrap_or("its owner");
    let place = front.place(steps);
    let granted = front.day(&["extra", "permission", "granted"]);
    if let Some(granted) = granted.filter(|granted| *granted > expires) {
        let message = format!("the permission ends on {expires}, before it was given on {granted}");
        return Some(
            rules::DATE_ORDER
                .at(place, message)
                .help("correct one of the two days"),
        );
    }
    let left = (expires - today).get_days();
    if left < 0 {
        let message = format!("the permission of {by} ran out on {expires}");
        let help = "renew it, or take the page off the site with draft = true";
        return Some(rules::PERMISSION_EXPIRED.at(place, message).help(help));
    }
    (left <= NOTICE).then(|| {
        let message = format!("the permission of {by} runs out on {expires}, in {left} days");
        rules::PERMISSION_EXPIRING
            .at(place, message)
            .help("ask for its renewal now")
    })
}

fn result(front: &Checked<'_>, at: usize) -> Option<Finding> {
    let at = at.to_string();
    let step = |key| ["extra", "results", at.as_str(), key];
    let (before, after) = (
        front.number(&step("before"))?,
        front.number(&step("after"))?,
    );
    let place = front.place(&step("after"));
    if before == 0.0 && after == 0.0 {
        let found = rules::UNFILLED.at(place, "both numbers are still to be filled in");
        return Some(found.help("the values before and after, measured in the same way"));
    }
    (before.total_cmp(&after).is_eq()).then(|| {
        let message = format!("the result is {before} before and after");
        rules::UNCHANGED_RESULT
            .at(place, message)
            .help("correct a number, or leave the result out")
    })
}
