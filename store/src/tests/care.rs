//! Care of a store: looking it over, repairing it, dropping what is old.

use std::{collections::BTreeSet, fs, path::Path};

use masthead_text::{Finding, Severity};
use rusqlite::Connection;

use super::*;
use crate::{Keep, Mended, Pruned, examine};

const EN: &str = "http://www.cobaltine.example/line-scan";
const ZH: &str = "http://www.hengxiang.example/xiangji";

/// Two pages, each with a version of September and one of October.
fn two_months() -> World {
    let mut world = World::new();
    for (month, en, zh) in [
        (SEPTEMBER, "It sees each scratch.", "每一处划痕都能看到。"),
        (OCTOBER, "It sees each dent.", "每一处凹坑都能看到。"),
    ] {
        let en = visit("Cobaltine Imaging", EN, "Line scan", en, "/");
        let zh = visit("衡像科技", ZH, "线扫描相机", zh, "/");
        world.run(month, &[en, zh]);
    }
    world
}

/// The rules of what is wrong with a store, but for notes.
fn wrong(dir: &Path) -> Vec<&'static str> {
    let found = examine(dir).into_iter();
    let told = found.filter(|finding| finding.severity != Severity::Note);
    told.map(|finding| finding.rule).collect()
}

fn sql(world: &mut World, sql: &str) {
    let path = world.dir.path().join("store.db");
    world.store = None;
    let db = Connection::open(path).unwrap();
    db.execute_batch(&format!("PRAGMA foreign_keys = 0; {sql}"))
        .unwrap();
    drop(db);
    world.killed();
}

fn segment(world: &World) -> std::path::PathBuf {
    world.dir.path().join("bodies/000001.seg")
}

/// The bodies of both pages at two times, as far as they can be read.
fn bodies(world: &mut World) -> Vec<Option<Vec<u8>>> {
    let both = [EN, ZH].into_iter();
    let all = both.flat_map(|page| [(page, SEPTEMBER), (page, OCTOBER)]);
    all.map(|(page, when)| world.store().body(&url(page), at(when)).ok().flatten())
        .collect()
}

#[test]
fn a_sound_store_and_an_empty_folder_have_nothing_wrong() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(wrong(empty.path()), [""; 0]);
    assert!(!empty.path().join("store.db").exists());
    assert_eq!(examine(two_months().dir.path()), []);
}

/// A slip of the disk within the first body.
fn flip(world: &mut World) {
    let mut bytes = fs::read(segment(world)).unwrap();
    bytes[60] ^= 0x40;
    fs::write(segment(world), bytes).unwrap();
}

/// The end of a segment is lost.
fn cut(world: &mut World) {
    let file = fs::OpenOptions::new().write(true).open(segment(world));
    file.unwrap().set_len(200).unwrap();
}

fn lose(world: &mut World) {
    fs::remove_file(segment(world)).unwrap();
}

#[test]
fn each_harm_is_found_with_its_place_and_mended() {
    type Harm = fn(&mut World);
    let mended = |bodies, pages, rows| Mended {
        bodies,
        pages,
        rows,
    };
    let harms: [(Harm, &str, Mended); 5] = [
        (flip, "bodies/000001.seg", mended(1, 1, 0)),
        (cut, "bodies/000001.seg", mended(3, 2, 0)),
        (lose, "bodies/000001.seg", mended(4, 2, 0)),
        (
            |world| sql(world, "DELETE FROM body WHERE start = 0"),
            "store.db",
            mended(0, 1, 1),
        ),
        (
            |world| sql(world, "DELETE FROM run WHERE id = 1"),
            "store.db",
            mended(0, 0, 2),
        ),
    ];
    for (number, (harm, place, expected)) in harms.into_iter().enumerate() {
        let mut world = two_months();
        harm(&mut world);
        let found: Vec<Finding> = examine(world.dir.path());
        let bad = found
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let bad: Vec<_> = bad.collect();
        assert!(!bad.is_empty(), "{number}");
        for finding in bad {
            assert_eq!(finding.place.path, place, "{number}: {finding:?}");
            assert!(
                finding.help.as_ref().unwrap().contains("--repair"),
                "{finding:?}"
            );
        }
        let mended = world.store().mend().unwrap();
        assert_eq!(mended, expected, "{number}");
        world.killed();
        assert_eq!(wrong(world.dir.path()), [""; 0], "{number}");
        assert_eq!(
            world.pages(OCTOBER).len(),
            2,
            "{number}: what was read stays"
        );
    }
}

#[test]
fn a_page_that_lost_its_body_is_fetched_again_without_conditions_and_is_no_change() {
    let mut world = two_months();
    fs::remove_file(segment(&world)).unwrap();
    world.store().mend().unwrap();
    let run = world.killed().begin(NOVEMBER);
    let again = crate::Again {
        source: "衡像科技".to_owned(),
        deepest: None,
        since: None,
    };
    world.store().again(&run, &[again]).unwrap();
    let host = crate::host(&url(ZH)).unwrap();
    let standing = world.store().standing(&run, &host).unwrap();
    assert_eq!(standing.waiting.len(), 1);
    assert_eq!(
        standing.waiting[0].known,
        Some(crate::Validators::default())
    );
    let same = visit("衡像科技", ZH, "线扫描相机", "每一处凹坑都能看到。", "/");
    world.store().commit(&run, &[same]).unwrap();
    let tally = world.store().tally(&run).unwrap();
    assert_eq!((tally[1].same, tally[1].changed), (1, 0));
    assert!(
        world
            .store()
            .body(&url(ZH), at(NOVEMBER))
            .unwrap()
            .is_some()
    );
}

#[test]
fn a_database_that_cannot_be_opened_is_one_finding() {
    let mut world = two_months();
    world.store = None;
    fs::write(world.dir.path().join("store.db"), "会议记录。".repeat(900)).unwrap();
    let found = examine(world.dir.path());
    assert_eq!(found.len(), 1);
    assert!(
        found[0].message.contains("is not a Masthead database"),
        "{found:?}"
    );
}

/// What a stopped crawl leaves behind the last record is no harm.
#[test]
fn bytes_without_an_owner_are_a_note() {
    let mut world = two_months();
    let mut bytes = fs::read(segment(&world)).unwrap();
    bytes.extend([7; 99]);
    fs::write(segment(&world), bytes).unwrap();
    let found = examine(world.dir.path());
    assert_eq!(found.len(), 1);
    assert!(found[0].message.ends_with(": 99"), "{found:?}");
    let pruned = world.store().prune(&Keep::default(), at(NOVEMBER)).unwrap();
    assert_eq!((pruned.bodies, examine(world.dir.path())), (0, Vec::new()));
}

/// Each relation of the schema is among those that `mend` puts right.
#[test]
fn every_relation_between_tables_is_mended() {
    let mut world = World::new();
    const SQL: &str = "SELECT m.name || ' ' || f.\"table\" FROM sqlite_schema m
        JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1";
    let relations: Vec<String> = world.store().rows(SQL, [], |row| row.get(0)).unwrap();
    let known = [
        "page source",
        "problem run",
        "snapshot body",
        "snapshot page",
        "task run",
        "task source",
    ];
    assert_eq!(relations, known);
    for relation in known {
        let (table, parent) = relation.split_once(' ').unwrap();
        let mut world = two_months();
        let run = "INSERT INTO problem VALUES (2, '衡像科技', 'http://a/', 'missing', '无')";
        sql(&mut world, &format!("{run}; DELETE FROM {parent}"));
        let found = examine(world.dir.path());
        let names = format!("`{table}` that name a row of `{parent}`");
        assert!(
            found.iter().any(|found| found.message.contains(&names)),
            "{found:?}"
        );
        world.store().mend().unwrap();
        assert_eq!(wrong(world.dir.path()), [""; 0], "{relation}");
    }
}

const KEPT: Keep = Keep {
    versions: 10,
    bodies: 10,
    runs: 10,
};

#[test]
fn what_stands_stays_and_what_is_out_of_use_goes_when_it_is_old() {
    let none = Keep {
        versions: 0,
        bodies: 0,
        runs: 0,
    };
    for (keep, now, versions, left) in [
        (none, NOVEMBER, 0, 4),
        (KEPT, "2026-11-05T00:00:00Z", 0, 4),
        (KEPT, NOVEMBER, 2, 2),
        (
            Keep {
                versions: 0,
                ..KEPT
            },
            NOVEMBER,
            0,
            2,
        ),
        (Keep { bodies: 0, ..KEPT }, NOVEMBER, 2, 2),
    ] {
        let mut world = two_months();
        let said = format!("{keep:?} at {now}");
        let before: u64 = fs::metadata(segment(&world)).unwrap().len();
        let pruned = world.store().prune(&keep, at(now)).unwrap();
        assert_eq!(
            (pruned.versions, pruned.bodies),
            (versions, 4 - left),
            "{said}"
        );
        assert_eq!(world.killed().pages(OCTOBER).len(), 2, "{said}");
        assert_eq!(world.pages(SEPTEMBER).len() as u64, 2 - versions, "{said}");
        let read = bodies(&mut world);
        assert_eq!(
            read.iter().flatten().collect::<BTreeSet<_>>().len() as u64,
            left,
            "{said}"
        );
        assert_eq!(examine(world.dir.path()), [], "{said}");
        let files = fs::read_dir(world.dir.path().join("bodies")).unwrap();
        let bytes: u64 = files
            .map(|file| file.unwrap().metadata().unwrap().len())
            .sum();
        assert_eq!(bytes < before, left < 4, "{said}: the disk is freed");
    }
}

#[test]
fn the_two_newest_crawls_are_kept_however_old() {
    let mut world = two_months();
    let count = |world: &mut World| -> u32 {
        let sql = "SELECT count(*) FROM task";
        world.store().rows(sql, [], |row| row.get(0)).unwrap()[0]
    };
    world.run(NOVEMBER, &[unchanged("衡像科技", ZH)]);
    let later = "2030-01-01T00:00:00Z";
    let pruned = world.store().prune(&KEPT, at(later)).unwrap();
    assert_eq!((pruned.tasks, count(&mut world)), (2, 3));
}

/// Stops after each step that changes the disk, as a kill would, and goes on with a new store.
#[test]
fn a_prune_that_is_stopped_at_any_step_loses_nothing() {
    let mut whole = two_months();
    whole.store().prune(&KEPT, at(NOVEMBER)).unwrap();
    let expected = (bodies(&mut whole), whole.pages(OCTOBER));
    let mut steps = 0;
    loop {
        let mut world = two_months();
        let mut left = steps;
        let mut go = || {
            left -= 1;
            left >= 0
        };
        let ended = world.store().prune_while(&KEPT, at(NOVEMBER), &mut go);
        let ended: Pruned = ended.unwrap();
        let state = |world: &mut World| (bodies(world), world.pages(OCTOBER));
        assert_eq!(state(world.killed()), expected, "after step {steps}");
        // A crawl goes on at once, then the prune is run again.
        let other = visit(
            "衡像科技",
            "http://www.hengxiang.example/2",
            "光源",
            "新的光源。",
            "/",
        );
        world.run(NOVEMBER, &[other]);
        assert_eq!(bodies(&mut world), expected.0, "after step {steps}");
        world.killed().store().prune(&KEPT, at(NOVEMBER)).unwrap();
        assert_eq!(bodies(world.killed()), expected.0, "after step {steps}");
        assert_eq!(examine(world.dir.path()), [], "after step {steps}");
        if left >= 0 && ended.freed > 0 {
            break;
        }
        steps += 1;
    }
    assert!(steps >= 4, "{steps}");
}

#[test]
fn no_care_is_taken_while_another_crawls() {
    let mut world = two_months();
    world.killed();
    let mut other = Store::open(world.dir.path()).unwrap();
    let _run = other.begin(at(NOVEMBER), &sources()).unwrap();
    for error in [
        world.store().mend().unwrap_err(),
        world.store().prune(&KEPT, at(NOVEMBER)).unwrap_err(),
    ] {
        assert!(error.to_string().contains("another Masthead"), "{error}");
    }
}
