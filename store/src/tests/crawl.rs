//! A crawl may be killed at any instant and resumed: nothing lost, nothing counted twice.

use std::{fs, io::Write, time::Duration};

use super::*;
use crate::{
    Again, HostState, Outcome, Problem, ProblemKind, SourceTally, Step, StoreError, Validators,
    Waiting,
};

const EN: &str = "Cobaltine Imaging";
const ZH: &str = "衡像科技";
const A: &str = "http://www.cobaltine.example/a";
const B: &str = "http://www.cobaltine.example/b";
const COBALTINE: &str = "http://www.cobaltine.example:80";
const HENGXIANG: &str = "http://www.hengxiang.example:80";
const C: &str = "http://www.hengxiang.example/产品?型号=线扫描";

fn tally(
    source: &str,
    [
        fetched,
        new,
        changed,
        same,
        unchanged,
        gone,
        skipped,
        failed,
    ]: [u64; 8],
) -> SourceTally {
    SourceTally {
        source: source.to_owned(),
        fetched,
        new,
        changed,
        same,
        unchanged,
        gone,
        skipped,
        failed,
    }
}

#[test]
fn a_killed_crawl_goes_on_where_it_was_with_the_time_it_had() {
    let mut world = World::new();
    let run = world.begin(SEPTEMBER);
    assert!(!run.resumed);
    let queued = [queue(EN, A), queue(EN, B), queue(ZH, C)];
    world.store().commit(&run, &queued).unwrap();
    world
        .store()
        .commit(&run, &[visit(EN, A, "Steel", "text", "/")])
        .unwrap();

    world.killed();
    let again = world.begin(OCTOBER);
    assert!(again.resumed);
    assert_eq!((again.id, again.now), (run.id, at(SEPTEMBER)));
    let hosts = world.store().waiting(&again).unwrap();
    assert_eq!(
        hosts,
        [(COBALTINE.to_owned(), 1), (HENGXIANG.to_owned(), 1)]
    );
    let standing = world.store().standing(&again, COBALTINE).unwrap();
    assert_eq!(standing.waiting, [Waiting::fresh(task(EN, B))]);
    assert_eq!(standing.settled, [(EN.to_owned(), url(A))]);
    assert_eq!(standing.used, [(EN.to_owned(), 1)].into());
    let standing = world.store().standing(&again, HENGXIANG).unwrap();
    assert_eq!(standing.waiting, [Waiting::fresh(task(ZH, C))]);

    world.store().finish(&again).unwrap();
    let next = world.begin(OCTOBER);
    assert!(!next.resumed);
    assert!(world.store().waiting(&next).unwrap().is_empty());
}

#[test]
fn records_that_come_twice_count_once() {
    let records = [
        queue(EN, A),
        visit(EN, A, "Steel", "text", "/"),
        queue(ZH, C),
        visit(ZH, C, "线扫描相机", "正文", "/"),
        Record::End(
            task(EN, B),
            Outcome::Skipped(Step::Robots, "robots.txt forbids it".to_owned()),
        ),
        Record::Problem(Problem {
            source: EN.to_owned(),
            url: url(B),
            kind: ProblemKind::Forbidden,
            message: "robots.txt forbids this address".to_owned(),
        }),
    ];
    let mut once = World::new();
    once.run(SEPTEMBER, &records);
    let mut twice = World::new();
    let run = twice.begin(SEPTEMBER);
    twice.store().commit(&run, &records).unwrap();
    twice.killed();
    let run = twice.begin(SEPTEMBER);
    twice.store().commit(&run, &records).unwrap();
    twice.store().commit(&run, &records[1..2]).unwrap();
    twice.store().finish(&run).unwrap();

    let (once, twice) = (once.store(), twice.store());
    assert_eq!(once.tables().unwrap(), twice.tables().unwrap());
    assert_eq!(
        twice.tally(&run).unwrap(),
        [
            tally(EN, [1, 1, 0, 0, 0, 0, 1, 0]),
            tally(ZH, [1, 1, 0, 0, 0, 0, 0, 0])
        ]
    );
    for (from, to, count) in [
        (SEPTEMBER, SEPTEMBER, 1),
        ("2026-09-01T00:00:00Z", OCTOBER, 1),
        ("2026-09-30T18:00:01Z", OCTOBER, 0),
        ("2026-09-01T00:00:00Z", "2026-09-30T17:59:59.9Z", 0),
    ] {
        let problems = twice.problems(at(from), at(to)).unwrap();
        assert_eq!(problems.len(), count, "{from} {to}");
    }
}

#[test]
fn a_problem_that_a_later_crawl_disproves_is_told_no_more() {
    let trouble = |source: &str, address: &str| {
        Record::Problem(Problem {
            source: source.to_owned(),
            url: url(address),
            kind: ProblemKind::Unreachable,
            message: "no answer".to_owned(),
        })
    };
    let mut world = World::new();
    world.run(SEPTEMBER, &[trouble(EN, A), trouble(ZH, C)]);
    world.run(OCTOBER, &[visit(ZH, C, "线扫描相机", "正文", "/")]);
    let mut problems = |to| world.store().problems(at(SEPTEMBER), at(to)).unwrap();
    assert_eq!(problems(SEPTEMBER).len(), 2);
    let left = problems(OCTOBER);
    assert_eq!(
        left.iter().map(|left| &*left.source).collect::<Vec<_>>(),
        [EN]
    );
}

#[test]
fn a_kill_after_any_record_leaves_the_same_store_as_no_kill() {
    let address = |nr: usize| format!("http://www.cobaltine.example/{nr}");
    let mut records: Vec<_> = (0..6).map(|nr| queue(EN, &address(nr))).collect();
    records.extend([
        visit(EN, &address(0), "Steel", "text", "/"),
        visit(EN, &address(1), "Steel", "text", "/"),
        unchanged(EN, &address(2)),
        Record::End(task(EN, &address(3)), Outcome::Gone),
        Record::End(
            task(EN, &address(4)),
            Outcome::Failed("no answer".to_owned()),
        ),
        visit(EN, &address(5), "带钢", "正文", "/"),
    ]);
    let before = [
        visit(EN, &address(1), "Strip", "text", "/"),
        visit(EN, &address(2), "Same", "text", "/"),
        visit(EN, &address(3), "Old", "text", "/"),
    ];
    let tables = |killed: Option<usize>| {
        let mut world = World::new();
        world.run(SEPTEMBER, &before);
        if let Some(after) = killed {
            let run = world.begin(OCTOBER);
            for record in &records[..after] {
                world
                    .store()
                    .commit(&run, std::slice::from_ref(record))
                    .unwrap();
            }
            world.killed();
        }
        world.run(OCTOBER, &records);
        world.store().tables().unwrap()
    };
    let whole = tables(None);
    for after in 0..=records.len() {
        assert_eq!(tables(Some(after)), whole, "killed after {after}");
    }
}

#[test]
fn a_group_is_stored_as_a_whole_or_not_at_all() {
    let mut world = World::new();
    let run = world.begin(SEPTEMBER);
    let records = [visit(EN, A, "Steel", "text", "/"), queue("nobody", B)];
    assert!(world.store().commit(&run, &records).is_err());
    assert!(world.pages(SEPTEMBER).is_empty());
    assert!(world.store().waiting(&run).unwrap().is_empty());
    // The body of the failed group is written over, and found again later.
    world.store().commit(&run, &records[..1]).unwrap();
    world.killed();
    let body = world.store().body(&url(A), at(SEPTEMBER)).unwrap().unwrap();
    assert_eq!(body, b"<a href=/></a><h1>Steel</h1>text");
}

#[test]
fn a_torn_tail_is_cut_before_the_next_body_is_written() {
    let mut world = World::new();
    let run = world.begin(SEPTEMBER);
    world
        .store()
        .commit(&run, &[visit(EN, A, "Steel", "text", "/")])
        .unwrap();
    let segment = world.dir.path().join("bodies/000001.seg");
    let whole = fs::metadata(&segment).unwrap().len();
    world.store = None;
    let mut file = fs::OpenOptions::new().append(true).open(&segment).unwrap();
    file.write_all(b"MHB1 half a record").unwrap();
    fs::write(world.dir.path().join("bodies/000002.seg"), b"never named").unwrap();

    let run = world.killed().begin(SEPTEMBER);
    assert_eq!(fs::metadata(&segment).unwrap().len(), whole);
    let second = fs::metadata(world.dir.path().join("bodies/000002.seg")).unwrap();
    assert_eq!(second.len(), 0);
    world
        .store()
        .commit(&run, &[visit(EN, B, "Strip", "more", "/")])
        .unwrap();
    for (address, text) in [(A, "<h1>Steel</h1>text"), (B, "<h1>Strip</h1>more")] {
        let body = world
            .store()
            .body(&url(address), at(SEPTEMBER))
            .unwrap()
            .unwrap();
        assert!(String::from_utf8(body).unwrap().ends_with(text));
    }
}

#[test]
fn a_lost_body_is_an_error_for_itself_and_is_stored_anew_by_the_next_crawl() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(EN, A, "Steel", "text", "/")]);
    world.run(OCTOBER, &[visit(EN, B, "Strip", "more", "/")]);
    let segment = world.dir.path().join("bodies/000001.seg");
    let mut bytes = fs::read(&segment).unwrap();
    bytes[30] ^= 1;
    fs::write(&segment, bytes).unwrap();

    let error = world.store().body(&url(A), at(OCTOBER)).unwrap_err();
    assert!(
        matches!(error, StoreError::Body { start: 0, .. }),
        "{error}"
    );
    assert!(world.store().body(&url(B), at(OCTOBER)).unwrap().is_some());
    assert_eq!(world.pages(OCTOBER).len(), 2);

    world.run(NOVEMBER, &[visit(EN, A, "Steel", "text", "/")]);
    assert!(world.store().body(&url(A), at(OCTOBER)).unwrap().is_some());
}

#[test]
fn only_one_store_crawls_at_a_time_and_all_read() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(EN, A, "Steel", "text", "/")]);
    let mut other = Store::open(world.dir.path()).unwrap();
    let error = other.begin(at(OCTOBER), &sources()).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    assert_eq!(other.pages_at(at(OCTOBER)).unwrap().len(), 1);
    world.store = None;
    assert!(other.begin(at(OCTOBER), &sources()).is_ok());
}

#[test]
fn history_is_written_forwards_only() {
    let mut world = World::new();
    world.run(OCTOBER, &[]);
    let error = world.store().begin(at(SEPTEMBER), &sources()).unwrap_err();
    assert!(
        error.to_string().contains("2026-10-31T18:00:00Z"),
        "{error}"
    );
    assert!(world.store().begin(at(OCTOBER), &sources()).is_ok());
}

#[test]
fn a_host_is_remembered_as_it_was_last() {
    let mut world = World::new();
    let run = world.begin(SEPTEMBER);
    let mut host = HostState {
        host: "http://www.cobaltine.example:80".to_owned(),
        robots: Some(("User-agent: *\nDisallow: /内部".to_owned(), at(SEPTEMBER))),
        not_before: Some(at("2026-09-30T18:00:01.5Z")),
        crawl_delay: Some(Duration::from_millis(1500)),
        pace: Some("{}".to_owned()),
    };
    world
        .store()
        .commit(&run, &[Record::Host(host.clone())])
        .unwrap();
    let found = world.killed().store().host(&host.host).unwrap();
    assert_eq!(found.as_ref(), Some(&host));
    host.crawl_delay = None;
    host.not_before = None;
    world.begin(SEPTEMBER);
    world
        .store()
        .commit(&run, &[Record::Host(host.clone())])
        .unwrap();
    assert_eq!(world.store().host(&host.host).unwrap(), Some(host));
    assert_eq!(
        world.store().host("http://nobody.example:80").unwrap(),
        None
    );
}

/// Everything of both sources, however far away and old.
fn all() -> [Again; 2] {
    [EN, ZH].map(|source| Again {
        source: source.to_owned(),
        deepest: None,
        since: None,
    })
}

#[test]
fn what_is_known_serves_the_next_conditional_request() {
    let mut world = World::new();
    world.run(
        SEPTEMBER,
        &[
            visit(EN, A, "Steel", "text", "b?x=1#top"),
            visit(ZH, C, "相机", "正文", "mailto:a@b.example"),
        ],
    );
    world.run(
        OCTOBER,
        &[unchanged(EN, A), Record::End(task(ZH, C), Outcome::Gone)],
    );
    let run = world.begin(NOVEMBER);
    world.store().again(&run, &all()).unwrap();
    let waiting = world.store().standing(&run, COBALTINE).unwrap().waiting;
    // The 304 left the entity tag out; the old one still holds.
    let known = Validators {
        etag: Some("\"1\"".to_owned()),
        last_modified: Some("Wed, 30 Sep 2026 18:00:00 GMT".to_owned()),
    };
    let task = task(EN, A);
    assert_eq!(
        waiting,
        [Waiting {
            task: task.clone(),
            known: Some(known),
        }]
    );
    // What is gone is not asked for again, unless it is named; then without conditions.
    let gone = world.store().standing(&run, HENGXIANG).unwrap();
    assert_eq!(gone, crate::Standing::default());
    world.store().commit(&run, &[queue(ZH, C)]).unwrap();
    let waiting = world.store().standing(&run, HENGXIANG).unwrap().waiting;
    assert_eq!(waiting[0].known, None);
}

#[test]
fn a_run_asks_again_for_what_is_due_within_reach_and_was_not_read() {
    const DAY_AFTER: &str = "2026-10-01T18:00:00Z";
    let end = |address, outcome| Record::End(task(EN, address), outcome);
    let deep = format!("{A}/deep");
    let (budget, failed) = (format!("{A}/budget"), format!("{A}/failed"));
    let mut far = task(EN, &deep);
    far.depth = 9;
    let mut far = match visit(EN, &deep, "Deep", "text", "/") {
        Record::Visit(visit) => Visit {
            task: far,
            ..*visit
        },
        other => panic!("{other:?}"),
    };
    far.url = url(&deep);
    let records = [
        visit(EN, A, "Steel", "text", "/"),
        Record::Visit(Box::new(far)),
        end(
            &budget,
            Outcome::Skipped(Step::Budget, "used up".to_owned()),
        ),
        end(&failed, Outcome::Failed("no answer".to_owned())),
        end(B, Outcome::Skipped(Step::Robots, "forbidden".to_owned())),
    ];
    let asked = |world: &mut World, now: &str, again: &[Again]| {
        let run = world.begin(now);
        world.store().again(&run, again).unwrap();
        let standing = world.store().standing(&run, COBALTINE).unwrap();
        world.store().finish(&run).unwrap();
        let urls = standing.waiting.into_iter().map(|waiting| waiting.task.url);
        let resting = standing.resting.len();
        (urls.map(String::from).collect::<Vec<_>>(), resting)
    };
    let mut world = World::new();
    world.run(SEPTEMBER, &records);
    let near = Again {
        deepest: Some(5),
        ..all()[0].clone()
    };
    let mut soon = World::new();
    soon.run(SEPTEMBER, &records);
    // An hour later no page is due, and a link to one changes nothing.
    let (urls, resting) = asked(&mut soon, "2026-09-30T19:00:00Z", &all());
    assert_eq!((urls, resting), (vec![budget.clone(), failed.clone()], 2));
    // Nor when somebody names it, but for a source that says that it changed since.
    let run = soon.begin("2026-09-30T20:00:00Z");
    let says = |changed: &str| {
        Record::Queue(Task {
            changed: Some(at(changed)),
            ..task(EN, A)
        })
    };
    for (record, waiting) in [
        (queue(EN, A), 0),
        (says(SEPTEMBER), 0),
        (says("2026-09-30T19:30:00Z"), 1),
    ] {
        soon.store().commit(&run, &[record]).unwrap();
        let standing = soon.store().standing(&run, COBALTINE).unwrap();
        assert_eq!(standing.waiting.len(), waiting);
    }
    let (urls, _) = asked(&mut world, DAY_AFTER, &[near]);
    assert_eq!(urls, [A, &budget, &failed]);
    let late = Again {
        since: Some(at(OCTOBER)),
        ..all()[0].clone()
    };
    assert_eq!(asked(&mut world, OCTOBER, &[late]).0, [] as [&str; 0]);
}
