//! Our texts on other sites: what is a repost, and of which text.

use masthead_page::Link;

use super::*;

#[test]
fn a_copy_is_a_repost_and_a_similar_text_is_none() {
    let mut world = World::empty();
    world.content = telling();
    let mut linking = page(
        REVIEW,
        "http://r.example/copy",
        "Reprint",
        &format!("We reprint this. {ENGLISH} Our view follows."),
        "2026-10-20",
    );
    linking.facts.links.push(Link {
        href: "http://arvenna.example/case-studies/steel/".to_owned(),
        text: "source".to_owned(),
        rel: vec!["nofollow".to_owned()],
        main: true,
        line: 1,
    });
    let similar =
        "Four cameras watch the strip and marks are stored, says a mill that we do not name.";
    world.pages[0] = vec![
        linking,
        dated(
            page(
                DAILY,
                "http://d.example/copy",
                "转载",
                &format!("编者按。{CHINESE}"),
                "2026-10-31",
            ),
            "2026-10-16",
        ),
        dated(
            page(DAILY, "http://d.example/old", "旧文", CHINESE, "2026-10-31"),
            "2026-09-16",
        ),
        page(
            DAILY,
            "http://d.example/near",
            "相似",
            "四台相机看着带钢，每一处印痕都存下来。",
            "2026-10-20",
        ),
        page(
            REVIEW,
            "http://r.example/near",
            "Similar",
            similar,
            "2026-10-20",
        ),
        page(
            REVIEW,
            "http://www.arvenna.example/a",
            "Ours",
            ENGLISH,
            "2026-10-20",
        ),
    ];
    let reposts = world.report().reposts;
    let shown: Vec<_> = reposts
        .iter()
        .map(|r| (r.url.as_str(), r.similarity, r.links_back))
        .collect();
    assert_eq!(
        shown,
        [
            ("http://d.example/copy", 100, false),
            ("http://r.example/copy", 100, true)
        ]
    );
}

/// A stub of a few words is repeated by everybody who writes of its subject.
#[test]
fn a_few_words_are_no_repost_and_the_fuller_text_is_named() {
    for (at, paper, text, stub) in [
        (
            0,
            REVIEW,
            ENGLISH,
            "Four cameras watch both sides of the strip.",
        ),
        (
            1,
            DAILY,
            CHINESE,
            "四台相机从两面看着以每分钟六百米运行的带钢。",
        ),
    ] {
        let mut world = World::empty();
        world.content = telling();
        let mut short = world.content.pages[at].clone();
        short.text = stub.to_owned();
        short.path = "a.md".to_owned();
        short.title = "Stub".to_owned();
        world.content.pages.push(short);
        let titles = |world: &World| -> Vec<String> {
            let reposts = world.report().reposts.into_iter();
            reposts.map(|repost| repost.of_title).collect()
        };
        let title = world.content.pages[at].title.clone();
        world.pages[0] = vec![page(paper, "http://r.example/", "Copy", text, "2026-10-20")];
        assert_eq!(titles(&world), [title]);
        world.content.pages.remove(at);
        assert_eq!(titles(&world), [""; 0]);
    }
}

/// `www.` makes no other site, but a host that is really called `www.www` is one.
#[test]
fn only_one_www_is_no_part_of_a_sites_name() {
    for (host, copies) in [
        ("www.arvenna.example", 0),
        ("arvenna.example", 0),
        ("www.www.arvenna.example", 1),
    ] {
        let mut world = World::empty();
        world.content = telling();
        let url = format!("http://{host}/copy");
        world.pages[0] = vec![page(REVIEW, &url, "Copy", ENGLISH, "2026-10-20")];
        assert_eq!(world.report().reposts.len(), copies, "{host}");
    }
}
