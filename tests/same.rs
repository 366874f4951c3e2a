//! The same input gives the same bytes: on one thread and on many, the first time and again.

use std::fs;

use crate::harness::{Scene, files, sample::sample};

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let many = sample();
    let one = Scene::empty().with("RAYON_NUM_THREADS", "1");
    one.run(&["demo", "."]).exits(0);
    let (out, other) = (many.scene.path("out"), one.path("out"));
    assert_eq!(files(&out), files(&other));
    for file in files(&out) {
        let same = fs::read(out.join(&file)).unwrap() == fs::read(other.join(&file)).unwrap();
        assert!(same, "out/{file} differs");
    }
    // Again in the same folder: a repeat is safe and changes nothing.
    one.run(&["demo", "."]).exits(0);
    for file in files(&out) {
        let same = fs::read(out.join(&file)).unwrap() == fs::read(other.join(&file)).unwrap();
        assert!(same, "out/{file} differs after a repeat");
    }
}
