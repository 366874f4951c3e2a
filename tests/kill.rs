//! The crawl killed at fifty moments: it goes on each time, and ends as if nothing had been.

use std::{
    collections::BTreeMap,
    process::{Command, Stdio},
};

use crate::harness::{
    Scene,
    grid::{Grid, HOSTS},
    tables,
};

const NOW: &str = "2026-10-31T18:00:00Z";

/// How often the crawl is killed.
const KILLS: usize = 50;

/// A crawl that is never disturbed: its tables, and what it asked for.
fn undisturbed(delay: f64) -> (Vec<(String, String)>, BTreeMap<String, u32>) {
    let grid = Grid::start();
    let scene = Scene::empty();
    scene.file("masthead.toml", grid.settings(delay));
    // robots.txt forbids a page that others link to, which is told.
    scene.run(&["crawl", "--now", NOW]).exits(1);
    (tables(&scene), grid.take())
}

/// Kills a crawl fifty times, each time after some more requests than came before; then lets it
/// end. A process that was killed may have asked for at most `in_flight` pages that the next one asks
/// for again.
fn killed(delay: f64, in_flight: u32) {
    let (expected, asked) = undisturbed(delay);
    assert!(asked.len() > 150, "{}", asked.len());
    let grid = Grid::start();
    let scene = Scene::empty();
    scene.file("masthead.toml", grid.settings(delay));
    let mut all = BTreeMap::new();
    let mut over = 0;
    // Different each time and the same in every run of the test.
    let mut numbers = (1u32..).map(|n| n.wrapping_mul(2_654_435_761) >> 29);
    for kills in 0..KILLS {
        let bell = grid.bell();
        let mut crawl = scene
            .command(&["crawl", "--now", NOW, "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It ends by itself if there is nothing left to ask for.
        let after = HOSTS + numbers.next().unwrap();
        let rung = (0..after).all(|_| {
            bell.recv_timeout(std::time::Duration::from_secs(60))
                .is_ok()
        });
        assert!(rung, "the crawl asks for nothing more after {kills} kills");
        crawl.kill().unwrap();
        crawl.wait().unwrap();
        over = count(&mut all, grid.take(), (&asked, over + in_flight));
    }
    scene
        .run(&["crawl", "--now", NOW])
        .exits(1)
        .says("going on with the crawl");
    count(&mut all, grid.take(), (&asked, over + in_flight));
    assert_eq!(tables(&scene), expected);
    let names = |asked: &BTreeMap<String, u32>| asked.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&all), names(&asked));
}

/// Adds what one process asked for. Of all requests, those that the undisturbed crawl did not need
/// are at most `limit`; how many they are.
fn count(
    all: &mut BTreeMap<String, u32>,
    asked: BTreeMap<String, u32>,
    (needed, limit): (&BTreeMap<String, u32>, u32),
) -> u32 {
    for (page, times) in asked {
        *all.entry(page).or_default() += times;
    }
    let extra = |(page, times): (&String, &u32)| {
        let needed = needed.get(page).copied().unwrap_or_default();
        times.saturating_sub(needed)
    };
    let over = all.iter().map(extra).sum();
    assert!(
        over <= limit,
        "{over} pages were asked for again, of {limit}"
    );
    over
}

/// With a delay, no host asks before what it read is stored: one request of each host is in flight.
#[test]
fn fifty_kills_lose_nothing_and_repeat_what_was_in_flight() {
    killed(0.001, HOSTS);
}

/// Without a delay more is in flight; how much, the crawler says.
#[test]
fn fifty_kills_without_a_delay_lose_nothing_either() {
    let settings = masthead_crawler::Settings {
        delay: 0.0,
        hosts_at_once: HOSTS as usize,
        ..masthead_crawler::Settings::default()
    };
    let in_flight = masthead_crawler::in_flight(&settings);
    killed(0.0, u32::try_from(in_flight).unwrap());
}

/// A disk that is full: a file of the store cannot grow any further. What was stored stays, the
/// crawl says what to do, and goes on when there is room again.
#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    let (expected, asked) = undisturbed(0.0);
    let grid = Grid::start();
    let scene = Scene::empty();
    scene.file("masthead.toml", grid.settings(0.0));
    // The limit of the shell, in blocks of 512 bytes; writing beyond it fails.
    let crawl = scene.command(&["crawl", "--now", NOW]);
    let limited = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 1200; exec \"$0\" crawl --now \"$1\"",
        ])
        .arg(crawl.get_program())
        .arg(NOW)
        .current_dir(scene.path("."))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&limited.stderr);
    assert_eq!(limited.status.code(), Some(2), "{said}");
    assert!(
        said.contains("store.db") && !said.contains("panicked"),
        "{said}"
    );
    assert!(grid.take().len() > 10, "{said}");
    scene
        .run(&["crawl", "--now", NOW])
        .exits(1)
        .says("going on with the crawl");
    assert_eq!(tables(&scene), expected);
    assert!(!asked.is_empty());
}

/// A clock that goes back, before a crawl and while one is under way.
#[test]
fn a_clock_that_goes_back_loses_nothing() {
    let (expected, _) = undisturbed(0.0);
    let grid = Grid::start();
    let scene = Scene::empty();
    scene.file("masthead.toml", grid.settings(0.0));
    let bell = grid.bell();
    let mut crawl = scene
        .command(&["crawl", "--now", NOW])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert!((0..60).all(|_| bell.recv().is_ok()));
    crawl.kill().unwrap();
    crawl.wait().unwrap();
    // What is under way keeps the time at which it was begun.
    let before = "2026-10-31T12:00:00Z";
    scene
        .run(&["crawl", "--now", before])
        .exits(1)
        .says("going on with the crawl");
    assert_eq!(tables(&scene), expected);
    scene
        .run(&["crawl", "--now", before])
        .exits(2)
        .says("2026-10-31T18:00:00Z");
    assert_eq!(tables(&scene), expected);
}
