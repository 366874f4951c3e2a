//! Opening: empty folders, older and newer schemas, files that are not ours.

use std::fs;

use rusqlite::Connection;

use super::*;
use crate::{StoreError, schema};

#[test]
fn an_empty_folder_becomes_a_store_of_the_newest_schema() {
    let mut world = World::new();
    let version: u32 = world
        .store()
        .db
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, schema::VERSION);
    let tables = world.killed().store().tables().unwrap();
    assert!(tables.iter().all(|table| table.rows.is_empty()));
}

#[test]
fn what_is_no_store_is_refused_and_left_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    let notes = "会议记录。".repeat(200);
    fs::write(&path, &notes).unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), notes);

    fs::remove_file(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE songs (name TEXT)")
        .unwrap();
    drop(other);
    let before = fs::read(&path).unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(
        error.to_string().contains("is not a Masthead database"),
        "{error}"
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_schema_is_refused() {
    let mut world = World::new();
    let db = &world.store().db;
    db.pragma_update(None, "user_version", schema::VERSION + 1)
        .unwrap();
    let error = Store::open(world.dir.path()).unwrap_err();
    assert!(matches!(error, StoreError::Newer { .. }), "{error}");
    assert!(
        error.to_string().contains("use the newer Masthead"),
        "{error}"
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Store::open(&file.join("state")).unwrap_err().to_string();
    assert!(error.contains("state"), "{error}");
}

#[test]
fn a_value_that_somebody_changed_is_named() {
    let mut world = World::new();
    world.run(
        SEPTEMBER,
        &[visit(
            "衡像科技",
            "http://www.hengxiang.example/",
            "题",
            "文",
            "/",
        )],
    );
    world
        .store()
        .db
        .execute("UPDATE page SET first_seen = '昨天'", [])
        .unwrap();
    let error = world
        .store()
        .pages_at(at(SEPTEMBER))
        .unwrap_err()
        .to_string();
    assert!(error.contains("“昨天” cannot be read"), "{error}");
}

/// A store with one page, whose files may then be harmed.
fn one_page() -> World {
    let mut world = World::new();
    let address = "http://www.hengxiang.example/";
    world.run(SEPTEMBER, &[visit("衡像科技", address, "题", "文", "/")]);
    world.store = None;
    world
}

/// What reading and exporting says, with advice that can be followed.
fn refused(world: &World) -> String {
    let error = Store::open(world.dir.path())
        .and_then(|store| store.tables().map(drop))
        .unwrap_err()
        .to_string();
    assert!(error.contains("store.db"), "{error}");
    assert!(error.contains("put back a copy of the folder"), "{error}");
    assert!(
        error.contains("crawl anew, and import your files again"),
        "{error}"
    );
    error
}

#[test]
fn an_emptied_or_lost_database_beside_its_pages_is_not_begun_anew() {
    let world = one_page();
    let path = world.dir.path().join("store.db");
    fs::write(&path, "").unwrap();
    assert!(refused(&world).contains("is empty"));
    assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    fs::remove_file(&path).unwrap();
    assert!(refused(&world).contains("is empty"));
    assert!(!path.exists());
    // As the advice says: with the bodies away a new one begins.
    fs::remove_dir_all(world.dir.path().join("bodies")).unwrap();
    assert!(Store::open(world.dir.path()).is_ok());
}

#[test]
fn a_database_that_is_cut_short_or_overwritten_is_told_with_advice() {
    for harm in [
        |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2),
        |bytes: &mut Vec<u8>| bytes[100..].fill(0xff),
        |bytes: &mut Vec<u8>| *bytes = "会议记录。".repeat(1000).into_bytes(),
    ] {
        let world = one_page();
        let path = world.dir.path().join("store.db");
        let mut bytes = fs::read(&path).unwrap();
        harm(&mut bytes);
        fs::write(&path, bytes).unwrap();
        refused(&world);
    }
}

#[test]
fn tables_and_facts_that_another_program_broke_are_told_with_advice() {
    for sql in [
        "UPDATE snapshot SET facts = '{\"titles\":'",
        "DROP TABLE problem",
    ] {
        let world = one_page();
        let db = Connection::open(world.dir.path().join("store.db")).unwrap();
        db.execute_batch(&format!(
            "PRAGMA foreign_keys = 0; PRAGMA ignore_check_constraints = 1; {sql}"
        ))
        .unwrap();
        drop(db);
        refused(&world);
    }
}

#[test]
fn a_database_that_may_not_be_opened_is_another_trouble() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("store.db")).unwrap();
    let error = Store::open(dir.path()).unwrap_err().to_string();
    assert!(error.contains("may be written"), "{error}");
}
