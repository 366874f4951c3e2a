//! Two languages of one page that state different facts.

use super::workspace::{PAGES, Workspace, finds};

#[test]
fn languages_that_contradict_each_other_are_named_with_both_places() {
    for (old, new, line, marked, message) in [
        (
            "after = 7",
            "after = 6",
            18,
            "6",
            "“after” of result 1 is 6 here, but 7 at content/case-studies/strip.md:18",
        ),
        (
            "date = 2026-09-10",
            "date = 2026-09-11",
            4,
            "2026-09-11",
            "“date” is 2026-09-11 here, but 2026-09-10 at content/case-studies/strip.md:4",
        ),
        (
            "expires = 2028-08-20",
            "expires = 2029-08-20",
            27,
            "2029-08-20",
            "“extra.permission.expires” is 2029-08-20 here, but 2028-08-20 at \
             content/case-studies/strip.md:27",
        ),
    ] {
        let workspace = Workspace::new().edit(PAGES[1], old, new);
        finds(&workspace, &[("pair-differs", PAGES[1], line, marked)]);
        assert_eq!(workspace.read().1[0].message, message);
        // The same number written otherwise is the same, and a draft contradicts nobody.
        let draft = workspace.edit(PAGES[1], "[extra]\n", "draft = true\n[extra]\n");
        finds(&draft, &[]);
    }
    finds(
        &Workspace::new().edit(PAGES[1], "after = 7", "after = 7.0"),
        &[],
    );
}

#[test]
fn results_are_not_compared_one_by_one_where_their_number_differs() {
    let more = "[[extra.results]]\nmeasure = \"停线\"\nunit = \"次\"\nbefore = 3\nafter = 1\n\
                source = \"质量日志\"\n[[extra.results]]\n";
    let workspace = Workspace::new().edit(PAGES[1], "[[extra.results]]\n", more);
    let (_, findings) = workspace.read();
    let messages: Vec<_> = findings
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["the number of results is 2 here, but 1 at content/case-studies/strip.md:14"]
    );
}
