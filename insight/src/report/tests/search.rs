//! Organic search: like is compared with like, and both months add up.

use super::*;

/// Pages of one month are never set against queries of the other.
#[test]
fn both_months_are_summed_over_the_same_rows() {
    let queries = || query("线扫描相机", 3, 100, "8");
    let pages = || landing("https://www.arvenna.example/", 6, 200, "2");
    for (now, before, clicks) in [
        (vec![queries(), pages()], vec![pages()], [Some(6), Some(6)]),
        (
            vec![queries(), pages()],
            vec![queries()],
            [Some(3), Some(3)],
        ),
        (
            vec![queries()],
            vec![pages(), queries()],
            [Some(3), Some(3)],
        ),
        (vec![pages()], vec![queries()], [Some(6), None]),
        (vec![queries()], vec![], [Some(3), None]),
        (vec![], vec![pages(), queries()], [None, Some(6)]),
    ] {
        let mut world = World::empty();
        world.search = [now, before];
        let search = world.report().search;
        let sums = [search.total, search.total_before];
        assert_eq!(sums.map(|sums| Some(sums?.clicks)), clicks);
    }
}

#[test]
fn a_query_of_last_month_only_keeps_its_line_so_that_both_months_add_up() {
    let mut world = World::empty();
    world.search[0] = vec![query("工业相机", 5, 50, "3")];
    world.search[1] = vec![
        query("工业相机", 2, 40, "4"),
        query("old words", 7, 70, "5"),
    ];
    let lines = world.report().search.queries;
    let shown: Vec<_> = lines
        .iter()
        .map(|line| (line.value.as_str(), line.clicks, line.clicks_before))
        .collect();
    assert_eq!(shown, [("工业相机", 5, Some(2)), ("old words", 0, Some(7))]);
}

#[test]
fn queries_are_said_to_be_fewer_only_where_they_are() {
    for (clicks, fewer) in [(3, true), (9, false)] {
        let mut world = World::empty();
        world.search[0] = vec![
            query("线扫描相机", clicks, 100, "8"),
            landing("https://www.arvenna.example/", 6, 200, "2"),
        ];
        let report = world.report();
        for (language, words) in [
            (English, "add up to less than pages"),
            (Chinese, "少于页面合计"),
        ] {
            assert_eq!(
                html(&report, language).unwrap().contains(words),
                fewer,
                "{language}"
            );
        }
    }
}
