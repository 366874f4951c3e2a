//! Backups: of a store at rest, of one that is written, of a damaged one; and back.

use std::{fs, path::Path};

use super::*;
use crate::{StoreError, examine, restore};

const ZH: &str = "http://www.hengxiang.example/xiangji";

fn pages(number: u32) -> Vec<Record> {
    let page = |n| {
        let address = format!("{ZH}/{n}");
        visit(
            "衡像科技",
            &address,
            "线扫描相机",
            &format!("第{n}页。"),
            "/",
        )
    };
    (0..number).map(page).collect()
}

fn world() -> World {
    let mut world = World::new();
    world.run(SEPTEMBER, &pages(30));
    world
}

/// All that a store says, tables and bodies.
fn all(dir: &Path) -> (Vec<crate::Table>, Vec<Vec<u8>>) {
    let store = Store::open(dir).unwrap();
    let pages = store.pages_at(at(OCTOBER)).unwrap();
    let body = |page: &PageAt| store.body(&page.url, at(OCTOBER)).unwrap().unwrap();
    (store.tables().unwrap(), pages.iter().map(body).collect())
}

#[test]
fn a_backup_is_restored_as_it_was() {
    let mut world = world();
    let places = tempfile::tempdir().unwrap();
    let (file, dir) = (
        places.path().join("备份.masthead"),
        places.path().join("state"),
    );
    let backup = world.store().backup(&file).unwrap();
    assert_eq!((backup.bodies, backup.lost), (30, 0));
    assert_eq!(backup.bytes, fs::metadata(&file).unwrap().len());
    fs::create_dir(&dir).unwrap();
    assert_eq!(restore(&file, &dir).unwrap(), 30);
    assert_eq!(all(&dir), all(world.dir.path()));
    assert_eq!(examine(&dir), []);
    // It is a store as any: a crawl goes on with it.
    let mut again = Store::open(&dir).unwrap();
    let run = again.begin(at(NOVEMBER), &sources()).unwrap();
    again.commit(&run, &pages(31)).unwrap();
    assert_eq!(again.tally(&run).unwrap()[1].new, 1);
    let left: Vec<_> = fs::read_dir(places.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing is left beside: {left:?}");
}

#[test]
fn nothing_is_written_over() {
    let mut world = world();
    let places = tempfile::tempdir().unwrap();
    let file = places.path().join("a");
    fs::write(&file, "mine").unwrap();
    let error = world.store().backup(&file).unwrap_err();
    assert!(matches!(error, StoreError::Taken { .. }), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    fs::remove_file(&file).unwrap();
    world.store().backup(&file).unwrap();
    let before = all(world.dir.path());
    let error = restore(&file, world.dir.path()).unwrap_err();
    assert!(
        error.to_string().contains("nothing is written over"),
        "{error}"
    );
    // Pages whose database was lost are not written over either.
    world.store = None;
    fs::rename(world.dir.path().join("store.db"), places.path().join("db")).unwrap();
    assert!(matches!(
        restore(&file, world.dir.path()),
        Err(StoreError::Filled { .. })
    ));
    fs::rename(places.path().join("db"), world.dir.path().join("store.db")).unwrap();
    assert_eq!(all(world.dir.path()), before);
}

#[test]
fn a_backup_may_be_made_while_a_crawl_writes() {
    let mut world = world();
    let places = tempfile::tempdir().unwrap();
    let run = world.begin(OCTOBER);
    world.store().commit(&run, &pages(40)).unwrap();
    let reader = Store::open(world.dir.path()).unwrap();
    let writer = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for number in 41..70 {
                world.store().commit(&run, &pages(number)).unwrap();
            }
        });
        for number in 0..5 {
            let file = places.path().join(number.to_string());
            let backup = reader.backup(&file).unwrap();
            assert!(backup.bodies >= 40 && backup.lost == 0);
            let dir = places.path().join(format!("store{number}"));
            fs::create_dir(&dir).unwrap();
            assert_eq!(restore(&file, &dir).unwrap(), backup.bodies);
            assert!(examine(&dir).iter().all(|found| found.rule == "unfinished"));
        }
        writer.join()
    });
    writer.unwrap();
}

#[test]
fn what_is_damaged_is_left_out_and_counted() {
    let mut world = world();
    let segment = world.dir.path().join("bodies/000001.seg");
    let mut bytes = fs::read(&segment).unwrap();
    bytes[60] ^= 0x40;
    fs::write(&segment, bytes).unwrap();
    let places = tempfile::tempdir().unwrap();
    let file = places.path().join("backup");
    let backup = world.store().backup(&file).unwrap();
    assert_eq!((backup.bodies, backup.lost), (29, 1));
    let dir = places.path().join("state");
    fs::create_dir(&dir).unwrap();
    restore(&file, &dir).unwrap();
    assert_eq!(examine(&dir), []);
    assert_eq!(
        Store::open(&dir)
            .unwrap()
            .pages_at(at(OCTOBER))
            .unwrap()
            .len(),
        30
    );
}

#[test]
fn what_is_no_whole_backup_restores_nothing() {
    let mut world = world();
    let places = tempfile::tempdir().unwrap();
    let file = places.path().join("backup");
    world.store().backup(&file).unwrap();
    world.store = None;
    let whole = fs::read(&file).unwrap();
    let dir = places.path().join("state");
    fs::create_dir(&dir).unwrap();
    let store = fs::read(world.dir.path().join("store.db")).unwrap();
    let mut torn = whole.clone();
    torn[whole.len() / 2..][..8 << 12].fill(0x55);
    for bytes in [
        &whole[..whole.len() / 2],
        &store,
        "会议记录。".as_bytes(),
        b"",
        &torn,
    ] {
        fs::write(&file, bytes).unwrap();
        assert!(restore(&file, &dir).is_err(), "{} bytes", bytes.len());
        assert!(!dir.join("store.db").exists() && !dir.join("bodies").exists());
    }
    assert!(restore(&places.path().join("none"), &dir).is_err());
    // What a stopped restore leaves is no obstacle, wherever it stopped.
    fs::write(&file, &whole).unwrap();
    for moved in [false, true] {
        let half = dir.join(if moved { "bodies" } else { "restoring/bodies" });
        fs::create_dir_all(dir.join("restoring")).unwrap();
        fs::create_dir_all(&half).unwrap();
        fs::write(half.join("000001.seg"), "half").unwrap();
        assert_eq!(restore(&file, &dir).unwrap(), 30, "{moved}");
        assert_eq!(examine(&dir), []);
        fs::remove_dir_all(&dir).unwrap();
        fs::create_dir(&dir).unwrap();
    }
}
