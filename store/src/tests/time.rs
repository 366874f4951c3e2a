//! Pages through time: versions, frames, pages that go and come back.

use super::*;
use crate::{Again, Outcome, Shelf};

const ZH: &str = "衡像科技";
const C: &str = "http://www.hengxiang.example/c";

fn gone() -> Record {
    Record::End(task(ZH, C), Outcome::Gone)
}

/// Title and instant of the last change of the one page that stands, or nothing.
fn standing(world: &mut World, when: &str) -> Option<(String, Timestamp)> {
    let mut pages = world.pages(when);
    assert!(pages.len() < 2);
    let page = pages.pop()?;
    Some((page.facts.title().unwrap().to_owned(), page.changed))
}

fn some(title: &str, changed: &str) -> Option<(String, Timestamp)> {
    Some((title.to_owned(), at(changed)))
}

#[test]
fn a_page_stands_from_its_first_visit_and_changes_with_its_title() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(ZH, C, "线扫描相机", "正文", "/")]);
    let run = world.run(OCTOBER, &[visit(ZH, C, "8K 线扫描相机", "正文", "/")]);
    assert_eq!(standing(&mut world, "2026-09-30T17:59:59.9Z"), None);
    assert_eq!(
        standing(&mut world, SEPTEMBER),
        some("线扫描相机", SEPTEMBER)
    );
    assert_eq!(
        standing(&mut world, "2026-10-31T17:59:59Z"),
        some("线扫描相机", SEPTEMBER)
    );
    assert_eq!(
        standing(&mut world, OCTOBER),
        some("8K 线扫描相机", OCTOBER)
    );
    let page = world.pages(OCTOBER).pop().unwrap();
    assert_eq!(page.first_seen, at(SEPTEMBER));
    assert_eq!(page.published(), Some(Date::constant(2026, 9, 3)));
    assert_eq!(page.source, sources()[1]);
    assert_eq!(world.store().tally(&run).unwrap()[1].changed, 1);
}

#[test]
fn a_change_of_the_frame_alone_is_no_version_but_its_facts_and_bytes_are_kept() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(ZH, C, "相机", "正文", "/old")]);
    let run = world.run(OCTOBER, &[visit(ZH, C, "相机", "正文", "/new")]);
    assert_eq!(standing(&mut world, OCTOBER), some("相机", SEPTEMBER));
    assert_eq!(world.pages(SEPTEMBER)[0].facts.links[0].href, "/old");
    assert_eq!(world.pages(OCTOBER)[0].facts.links[0].href, "/new");
    let tally = &world.store().tally(&run).unwrap()[1];
    assert_eq!((tally.fetched, tally.new, tally.changed), (1, 0, 0));
    for (when, menu) in [(SEPTEMBER, "/old"), (OCTOBER, "/new")] {
        let body = world.store().body(&url(C), at(when)).unwrap().unwrap();
        assert!(String::from_utf8(body).unwrap().contains(menu));
    }
}

#[test]
fn the_same_bytes_and_a_304_are_no_snapshot() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(ZH, C, "相机", "正文", "/")]);
    let same = world.run(OCTOBER, &[visit(ZH, C, "相机", "正文", "/")]);
    let not_sent = world.run(NOVEMBER, &[unchanged(ZH, C)]);
    for run in [same, not_sent] {
        let tally = &world.store().tally(&run).unwrap()[1];
        assert_eq!((tally.fetched, tally.unchanged, tally.same), (0, 1, 1));
    }
    let tables = world.store().tables().unwrap();
    let snapshots = tables
        .iter()
        .find(|table| table.name == "snapshots")
        .unwrap();
    assert_eq!(snapshots.rows.len(), 1);
}

/// The addresses that a run at `now` would ask for again.
fn again(world: &mut World, now: &str) -> Vec<String> {
    let run = world.begin(now);
    let all = [Again {
        source: ZH.to_owned(),
        deepest: None,
        since: None,
    }];
    world.store().again(&run, &all).unwrap();
    let host = crate::host(&url(C)).unwrap();
    let waiting = world.store().standing(&run, &host).unwrap().waiting;
    world.store().finish(&run).unwrap();
    let urls = waiting.into_iter().map(|waiting| waiting.task.url);
    urls.map(String::from).collect()
}

#[test]
fn a_page_that_is_gone_stands_no_more_and_may_come_back() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(ZH, C, "相机", "正文", "/")]);
    world.run(OCTOBER, &[gone()]);
    assert_eq!(standing(&mut world, SEPTEMBER), some("相机", SEPTEMBER));
    assert_eq!(standing(&mut world, OCTOBER), None);
    assert!(world.store().body(&url(C), at(OCTOBER)).unwrap().is_some());
    world.run(NOVEMBER, &[gone()]);
    assert!(again(&mut world, NOVEMBER).is_empty());

    world.run("2026-12-31T18:00:00Z", &[unchanged(ZH, C)]);
    assert_eq!(
        standing(&mut world, "2026-12-31T18:00:00Z"),
        some("相机", SEPTEMBER)
    );
    world.run("2027-01-31T18:00:00Z", &[gone()]);
    world.run(
        "2027-02-28T18:00:00Z",
        &[visit(ZH, C, "新相机", "正文", "/")],
    );
    let last = "2027-02-28T18:00:00Z";
    assert_eq!(standing(&mut world, last), some("新相机", last));
    assert_eq!(world.pages(last)[0].first_seen, at(SEPTEMBER));
}

#[test]
fn an_address_that_never_answered_is_no_page_when_it_is_gone() {
    let mut world = World::new();
    let run = world.run(SEPTEMBER, &[gone()]);
    assert!(again(&mut world, OCTOBER).is_empty());
    assert_eq!(world.store().tally(&run).unwrap()[1].gone, 1);
}

#[test]
fn a_second_crawl_at_the_same_instant_replaces_what_the_first_saw() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(ZH, C, "旧题", "正文", "/")]);
    world.run(SEPTEMBER, &[visit(ZH, C, "新题", "正文", "/")]);
    assert_eq!(standing(&mut world, SEPTEMBER), some("新题", SEPTEMBER));
    world.run(SEPTEMBER, &[gone()]);
    assert_eq!(standing(&mut world, SEPTEMBER), None);
}

#[test]
fn two_addresses_that_lead_to_one_page_are_one_page() {
    let mut world = World::new();
    let Record::Visit(mut moved) =
        visit(ZH, "http://www.hengxiang.example/old", "相机", "正文", "/")
    else {
        unreachable!()
    };
    world.run(SEPTEMBER, &[Record::Visit(moved.clone())]);
    moved.url = url(C);
    world.run(
        OCTOBER,
        &[Record::Visit(moved), visit(ZH, C, "相机", "正文", "/")],
    );
    let pages = world.pages(OCTOBER);
    assert_eq!(pages.len(), 1);
    assert_eq!(
        (pages[0].url.as_str(), pages[0].first_seen),
        (C, at(SEPTEMBER))
    );
    assert_eq!(pages[0].changed, at(SEPTEMBER));
}

#[test]
fn a_feed_is_known_but_is_no_page() {
    let mut world = World::new();
    let Record::Visit(mut feed) = visit(ZH, C, "订阅", "正文", "/") else {
        unreachable!()
    };
    feed.facts = None;
    let run = world.run(SEPTEMBER, &[Record::Visit(feed)]);
    assert!(world.pages(SEPTEMBER).is_empty());
    assert!(
        world
            .store()
            .body(&url(C), at(SEPTEMBER))
            .unwrap()
            .is_some()
    );
    assert_eq!(again(&mut world, SEPTEMBER), [C.to_owned()]);
    let tally = &world.store().tally(&run).unwrap()[1];
    assert_eq!((tally.fetched, tally.new), (1, 0));
}

#[test]
fn a_source_that_left_the_settings_keeps_its_history_and_stands_no_more() {
    let mut world = World::new();
    world.run(SEPTEMBER, &[visit(ZH, C, "相机", "正文", "/")]);
    let run = world.store().begin(at(OCTOBER), &sources()[..1]).unwrap();
    world.store().finish(&run).unwrap();
    assert!(world.pages(OCTOBER).is_empty());
    assert_eq!(world.store().tally(&run).unwrap().len(), 1);
    world.begin(NOVEMBER);
    assert_eq!(world.pages(NOVEMBER).len(), 1);
}

/// What an older extractor made of a page is read again before it is compared: the page has not
/// changed when only its menu has, whatever the older one took for its text.
#[test]
fn a_new_version_of_the_extractor_is_no_change_of_a_page() {
    let page = |menu: &str, text: &str| {
        format!(
            "<html lang=zh><title>线扫描相机</title><nav><a href=/{menu}>{menu}</a></nav><main>\
             <h1>线扫描相机</h1><p>{text}</p></main></html>"
        )
    };
    let visit = |body: &str| {
        let facts = masthead_page::read(body.as_bytes(), Some(&url(C)), None);
        let Record::Visit(visit) = visit(ZH, C, "", "", "/") else {
            unreachable!()
        };
        Record::Visit(Box::new(Visit {
            body: Some(Body::of(body.as_bytes())),
            facts: Some(facts),
            ..*visit
        }))
    };
    let text = "相机逐行拍摄带钢的上下表面，每一处缺陷都按位置记录下来，质量工程师第二天复核。";
    for (now, menu, said, changed) in [
        (OCTOBER, "关于", text, SEPTEMBER),
        (
            OCTOBER,
            "关于",
            "现在每一处缺陷都由班组当场复核，位置和照片写进报告。",
            OCTOBER,
        ),
        // The very same bytes.
        (OCTOBER, "产品", text, SEPTEMBER),
    ] {
        let mut world = World::new();
        world.run(SEPTEMBER, &[visit(&page("产品", text))]);
        let older = "UPDATE snapshot SET extractor = 0, version = zeroblob(32),
            facts = json_set(facts, '$.text', 'menu and all')";
        world.store().db.execute(older, []).unwrap();
        world.run(now, &[visit(&page(menu, said))]);
        assert_eq!(world.pages(now)[0].changed, at(changed), "{menu} {said}");
        // What stood in September is now told as today's extractor reads it.
        assert_eq!(
            world.pages(SEPTEMBER)[0].facts.text,
            format!("线扫描相机\n{text}")
        );
    }
}

#[test]
fn pages_are_told_a_few_at_a_time_in_their_order_as_often_as_asked() {
    let mut world = World::new();
    let address = |nr: usize| format!("http://www.hengxiang.example/{nr:03}");
    let count = crate::shelf::FEW * 2 + 1;
    let records: Vec<Record> = (0..count)
        .map(|nr| visit(ZH, &address(nr), "相机", "正文", "/"))
        .collect();
    world.run(SEPTEMBER, &records);
    let store = world.store();
    let pages = store.standing_at(at(SEPTEMBER)).unwrap();
    for _ in 0..2 {
        let (mut told, mut most) = (Vec::new(), 0);
        let tell = &mut |few: &[PageAt]| {
            most = most.max(few.len());
            told.extend(few.iter().map(|page| page.url.to_string()));
        };
        pages.each(tell).unwrap();
        assert_eq!(told, (0..count).map(address).collect::<Vec<_>>());
        assert_eq!(most, crate::shelf::FEW);
    }
    assert!(
        store
            .standing_at(at("2026-09-01T00:00:00Z"))
            .unwrap()
            .is_empty()
    );
    // A source was read once a page of it was.
    let names = |when| store.read_until(at(when)).unwrap();
    assert!(names("2026-09-01T00:00:00Z").is_empty());
    assert_eq!(names(SEPTEMBER), [ZH.to_owned()].into());
}
