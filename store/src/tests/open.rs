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
