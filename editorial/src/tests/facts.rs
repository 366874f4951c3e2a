//! Facts in front matter that cannot be right.

use super::workspace::{PAGES, Workspace, both, finds};

#[test]
fn facts_that_cannot_be_right() {
    let long = "检".repeat(81);
    both(
        "no-description",
        [
            (
                "description = \"How claims for surface defects fell by half.\"\n",
                "",
                1,
                "+++",
            ),
            ("description = \"表面缺陷投诉减半的经过。\"\n", "", 1, "+++"),
        ],
    );
    both(
        "long-description",
        [
            (
                "How claims for surface defects fell by half.",
                &"long ".repeat(33),
                3,
                &format!("\"{}\"", "long ".repeat(33)),
            ),
            ("表面缺陷投诉减半的经过。", &long, 3, &format!("\"{long}\"")),
        ],
    );
    both(
        "future-date",
        [("2026-09-10", "2026-11-01", 4, "2026-11-01"); 2],
    );
    both(
        "date-order",
        [
            (
                "date = 2026-09-10",
                "date = 2026-09-10\nupdated = 2026-09-09",
                5,
                "2026-09-09",
            ),
            (
                "granted = 2026-08-20",
                "granted = 2028-08-21",
                27,
                "2028-08-20",
            ),
        ],
    );
    both(
        "permission-expired",
        [("2028-08-20", "2026-10-30", 27, "2026-10-30"); 2],
    );
    both(
        "permission-expiring",
        [
            ("2028-08-20", "2026-10-31", 27, "2026-10-31"),
            ("2028-08-20", "2026-12-30", 27, "2026-12-30"),
        ],
    );
    let later = PAGES.into_iter().fold(Workspace::new(), |workspace, page| {
        workspace.edit(page, "2028-08-20", "2026-12-31")
    });
    finds(&later, &[]);
    both(
        "unchanged-result",
        [("after = 7", "after = 14.0", 18, "14.0"); 2],
    );
    both(
        "unfilled",
        [("before = 14\nafter = 7", "before = 0\nafter = 0", 18, "0"); 2],
    );
}

#[test]
fn a_change_is_rounded_half_away_from_zero() {
    let percent = |before: f64, after: f64| {
        let outcome = crate::Outcome {
            measure: String::new(),
            unit: String::new(),
            before,
            after,
            source: String::new(),
        };
        outcome.percent()
    };
    assert_eq!(percent(14.0, 5.0), Some(-64.0));
    assert_eq!(percent(8.0, 9.0), Some(13.0));
    assert_eq!(percent(8.0, 7.0), Some(-13.0));
    assert_eq!(percent(200.0, 171.0), Some(-15.0));
    assert_eq!(percent(0.0, 5.0), None);
}
