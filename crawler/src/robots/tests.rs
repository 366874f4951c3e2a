//! robots.txt as it is written, and what it means.

use proptest::prelude::*;

use super::*;

fn url(path: &str) -> Url {
    Url::parse("http://a.example").unwrap().join(path).unwrap()
}

fn allowed(text: &str, path: &str) -> bool {
    Robots::parse(text, "Masthead/0.1").judge(&url(path)) == Verdict::Allowed
}

#[test]
fn the_longest_rule_decides_and_allow_wins_a_tie() {
    for (text, path, expected) in [
        (
            "User-agent: *\nDisallow: /p\nAllow: /p/open",
            "/p/open/x",
            true,
        ),
        (
            "User-agent: *\nAllow: /p/open\nDisallow: /p",
            "/p/shut",
            false,
        ),
        ("User-agent: *\nAllow: /p\nDisallow: /p", "/p", true),
        ("User-agent: *\nDisallow: /p\nAllow: /p", "/p", true),
        ("User-agent: *\nDisallow: /\nAllow: /$", "/", true),
        ("User-agent: *\nDisallow: /\nAllow: /$", "/x", false),
        ("User-agent: *\nDisallow: /", "/anything", false),
        ("User-agent: *\nDisallow: /", "/robots.txt", true),
        ("User-agent: *\nDisallow: /", "/robots.txt?x=1", false),
        ("User-agent: *\nDisallow:", "/anything", true),
        (
            "User-agent: *\nDisallow: /产品/*价格",
            "/产品/a/价格表",
            false,
        ),
        ("", "/x", true),
    ] {
        assert_eq!(allowed(text, path), expected, "{path} by {text:?}");
    }
}

#[test]
fn groups_are_chosen_by_name_and_merged() {
    let text = "User-agent: *\nDisallow: /all\n\n\
                User-agent: other\nUser-agent: MASTHEAD/2.0\nDisallow: /one\n\
                Sitemap: http://a.example/s.xml\nDisallow: /two\n\n\
                User-agent: masthead\nCrawl-delay: 2.5\nDisallow: /three\n\
                User-agent: mastheadx\nDisallow: /four";
    for (path, expected) in [
        ("/all", true),
        ("/one", false),
        ("/two", false),
        ("/three", false),
        ("/four", true),
    ] {
        assert_eq!(allowed(text, path), expected, "{path}");
    }
    let robots = Robots::parse(text, "Masthead");
    assert_eq!(robots.delay(), Some(Duration::from_millis(2500)));
    let named: Vec<_> = robots.agents().iter().map(|agent| agent.line).collect();
    assert_eq!(named, [5, 10]);
    assert!(!allowed(
        "User-agent: *\nDisallow: /\nUser-agent: bot\nAllow: /",
        "/x"
    ));
    // A group without a rule forbids nothing, and stands before the one for everybody.
    assert!(allowed(
        "User-agent: *\nDisallow: /\nUser-agent: masthead\n",
        "/x"
    ));
    assert!(!allowed(
        "User-agent: *\n\nUser-agent: x\nDisallow: /",
        "/x"
    ));
    assert!(allowed("User-agent: *bot\nDisallow: /", "/x"));
    assert!(allowed("Disallow: /", "/x"), "a rule of no group");
}

#[test]
fn a_name_without_a_word_is_nobody() {
    let text = "User-agent: /2.0\nDisallow: /a\nUser-agent: *\nDisallow: /b";
    let robots = Robots::parse(text, "岚目");
    assert_eq!(robots.judge(&url("/a")), Verdict::Allowed);
    assert_ne!(robots.judge(&url("/b")), Verdict::Allowed);
}

#[test]
fn files_as_they_are_served() {
    for text in [
        "\u{feff}User-agent: *\r\nDisallow: /x",
        "user-agent : *\rdisallow : /x # not there\r",
        "  USER-AGENT:*\n\n\nDISALLOW:/x",
        "<html>\nUser-agent: *\nnonsense\n: :\nDisallow: /x",
        "User-agent: * \nCrawl-delay: x\nSitemap: y\nDisallow: /x",
    ] {
        assert!(!allowed(text, "/x/y"), "{text:?}");
        assert!(allowed(text, "/y"), "{text:?}");
    }
}

#[test]
fn a_verdict_names_the_rule_and_its_line() {
    let text = "# hello\r\nUser-agent: *\r\nDisallow: /内部/\r\nAllow: /内部/公开\r\n";
    let robots = Robots::parse(text, "Masthead");
    assert_eq!(
        robots.judge(&url("/内部/prices")),
        Verdict::Forbidden {
            rule: "Disallow: /内部/".to_owned(),
            line: 3
        }
    );
    let rule = robots.ruling(&url("/内部/公开/价格")).unwrap();
    assert_eq!(
        (rule.to_string(), rule.line),
        ("Allow: /内部/公开".into(), 4)
    );
    assert_eq!(robots.ruling(&url("/产品")), None);
}

#[test]
fn sitemaps_are_kept_wherever_they_stand() {
    let text = "Sitemap: https://a.example/one.xml\nUser-agent: other\nDisallow: /\n\
                sitemap:/产品.xml\nUser-agent: *\n";
    let robots = Robots::parse(text, "Masthead");
    assert_eq!(
        robots.sitemaps(),
        ["https://a.example/one.xml", "/产品.xml"]
    );
}

#[test]
fn a_delay_has_a_limit_and_the_longest_counts() {
    for (lines, expected) in [
        ("Crawl-delay: 10", Some((10, 2))),
        ("Crawl-delay: 3600", Some((30, 2))),
        (
            "Crawl-delay: 2\nCrawl-delay: 5\nCrawl-delay: 1",
            Some((5, 3)),
        ),
        ("Crawl-delay: 2\nCrawl-delay: soon", Some((2, 2))),
        ("Crawl-delay: -1", None),
        ("Crawl-delay: NaN", None),
        ("Crawl-delay: 十", None),
    ] {
        let robots = Robots::parse(&format!("User-agent: *\n{lines}"), "Masthead");
        let delay = robots.delay_line();
        let told = delay.map(|delay| (delay.time.as_secs(), delay.line));
        assert_eq!(told, expected, "{lines}");
    }
}

proptest! {
    #[test]
    fn any_file_is_read(text in "\\PC{0,200}", path in "[ -~]{0,30}") {
        if let Ok(url) = Url::parse("http://a.example/").unwrap().join(&path) {
            let _ = Robots::parse(&text, "Masthead").judge(&url);
        }
    }

    /// The order of the lines of a group decides nothing.
    #[test]
    fn the_order_of_rules_is_of_no_account(
        rules in proptest::collection::vec("(Dis)?[Aa]llow: /[ab*]{0,4}\\$?", 0..6),
        path in "/[ab]{0,6}",
    ) {
        let mut turned = rules.clone();
        turned.reverse();
        let text = |rules: &[String]| format!("User-agent: *\n{}", rules.join("\n"));
        prop_assert_eq!(allowed(&text(&rules), &path), allowed(&text(&turned), &path));
    }
}
