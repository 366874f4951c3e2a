//! What pages went through between two instants.

use super::*;
use crate::{Changes, Shelf};

const RIVAL: &str = "Cobaltine Imaging";
const CAMERA: &str = "http://www.cobaltine.example/camera/";
const ABOUT: &str = "http://www.cobaltine.example/about/";
const OLD: &str = "http://www.cobaltine.example/old/";

fn gone(address: &str) -> Record {
    Record::End(task(RIVAL, address), crate::Outcome::Gone)
}

/// The texts of each page then and now; a dash where it did not stand.
fn told(world: &mut World, from: &str, to: &str) -> Vec<(String, String)> {
    let text = |facts: &Option<PageFacts>| {
        let facts = facts.as_ref();
        facts.map_or_else(|| "-".to_owned(), |facts| facts.text.clone())
    };
    let mut told = Vec::new();
    let changes = world.store().changes(at(from), at(to)).unwrap();
    let each = changes.each(&mut |few: &[Changes]| {
        told.extend(few.iter().map(|page| {
            let versions = format!("{} > {}", text(&page.before), text(&page.now));
            (page.url.path().to_owned(), versions)
        }));
    });
    each.unwrap();
    told
}

#[test]
fn each_page_that_changed_is_told_with_what_stood_before() {
    let mut world = World::new();
    let visits = |when: &str, text: &str| {
        vec![
            queue(RIVAL, CAMERA),
            queue(RIVAL, ABOUT),
            visit(RIVAL, CAMERA, "相机", text, "/a"),
            visit(RIVAL, ABOUT, "About", "always", when),
        ]
    };
    let mut first = visits("/m", "four");
    first.extend([queue(RIVAL, OLD), visit(RIVAL, OLD, "Old", "here", "/a")]);
    world.run(SEPTEMBER, &first);
    world.run("2026-10-10T00:00:00Z", &visits("/m", "八"));
    let mut last = visits("/m", "twelve");
    last.extend([queue(RIVAL, OLD), gone(OLD)]);
    world.run(OCTOBER, &last);
    let pair = |path: &str, versions: &str| (path.to_owned(), versions.to_owned());
    for (from, to, wanted) in [
        (
            SEPTEMBER,
            OCTOBER,
            vec![pair("/camera/", "four > twelve"), pair("/old/", "here > -")],
        ),
        (
            "2026-10-10T00:00:00Z",
            OCTOBER,
            vec![pair("/camera/", "八 > twelve"), pair("/old/", "here > -")],
        ),
        (
            "2026-09-01T00:00:00Z",
            SEPTEMBER,
            vec![
                pair("/about/", "- > always"),
                pair("/camera/", "- > four"),
                pair("/old/", "- > here"),
            ],
        ),
        (OCTOBER, NOVEMBER, vec![]),
    ] {
        assert_eq!(told(&mut world, from, to), wanted, "{from} {to}");
    }
    for (to, last) in [
        ("2026-09-01T00:00:00Z", None),
        (SEPTEMBER, Some(SEPTEMBER)),
        (NOVEMBER, Some(OCTOBER)),
    ] {
        assert_eq!(world.store().crawled(at(to)).unwrap(), last.map(at));
    }
}
