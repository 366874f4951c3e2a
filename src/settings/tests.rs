//! Settings that can be used, and every slip at its place.

use masthead_editorial::schema::{Key, Shape};

use super::keys::{CRAWL, KEEP, KEYS, KEYWORDS, PLAN, SOURCE, WORDS};
use super::read;

#[test]
fn the_sample_settings_are_whole() {
    let (settings, findings) = read(include_str!("../../masthead.toml"));
    assert_eq!(findings, []);
    assert_eq!(settings.source.len(), 7);
    assert_eq!(settings.source[2].name, "衡像科技");
}

#[test]
fn every_problem_is_found_with_its_place() {
    let text = "[crawl]\ndelai = 1\n[[source]]\nname = \"岚\"\nurl = \"x\"\nkind = \"fead\"\n";
    let (_, findings) = read(text);
    let lines: Vec<_> = findings.iter().map(|finding| finding.place.line).collect();
    for line in [2, 5, 6] {
        assert!(lines.contains(&Some(line)), "{findings:#?}");
    }
    assert!(
        findings
            .iter()
            .any(|f| f.help.as_deref().is_some_and(|h| h.contains("delay")))
    );
}

const WHOLE: &str = "[plan]\ncurrency = \"CNY\"\ntarget_cost_per_lead = 600\n\
    conversion_rate = 0.03\n[[source]]\nname = \"岚\"\nurl = \"https://www.arvenna.example\"\n\
    kind = \"site\"\nrole = \"own\"\n";

/// Settings with `value` at `key` of the table `header`.
fn with(header: &str, key: &str, value: &str) -> String {
    let line = format!("{key} = {value}");
    let text: String = WHOLE
        .lines()
        .filter(|line| !line.starts_with(&format!("{key} = ")))
        .map(|line| format!("{line}\n"))
        .collect();
    match text.contains(header) {
        true => text.replace(header, &format!("{header}\n{line}")),
        false => format!("{text}{header}\n{line}\n"),
    }
}

#[test]
fn whatever_the_table_of_keys_allows_can_be_used() {
    let tables = [
        ("[crawl]", CRAWL),
        ("[[source]]", SOURCE),
        ("[keep]", KEEP),
        ("[words]", WORDS),
        ("[keywords]", KEYWORDS),
        ("[plan]", PLAN),
    ];
    let mut tried = 0;
    for (header, key) in tables
        .iter()
        .flat_map(|(header, keys)| keys.iter().map(move |key| (*header, key)))
    {
        let values = match key.shape {
            Shape::Count { from, to } => vec![from.to_string(), to.to_string()],
            Shape::Number { from, to } => vec![from.to_string(), format!("{to:.1}")],
            Shape::Word(words) => words.iter().map(|word| format!("{word:?}")).collect(),
            Shape::Map { name, value } => {
                let names = match name {
                    Shape::Word(words) => *words,
                    Shape::Host => &["www.arvenna.example"],
                    _ => &["线扫描相机"],
                };
                let value = match value {
                    Shape::List(_) => "[\"岚\"]",
                    Shape::Socket => "\"[::1]:80\"",
                    Shape::Number { .. } => "0.0001",
                    _ => "\"岚\"",
                };
                let name = |name: &&str| format!("{{ {name:?} = {value} }}");
                names.iter().map(name).collect()
            }
            _ => continue,
        };
        for value in values {
            let text = with(header, key.name, &value);
            let (_, mut findings) = read(&text);
            // Some kinds need more than one key, and some keys belong to them only.
            let kind = ["\"list\"", "\"search\"", "\"folder\""].contains(&value.as_str());
            let partial = kind || key.name == "pages";
            findings.retain(|found| !partial || found.rule != "setting");
            assert_eq!(findings, [], "{text}");
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn what_cannot_be_used_is_told_once_at_its_line() {
    for (header, key, value, help) in [
        ("[crawl]", "delay", "-1", "write delay = 1"),
        ("[crawl]", "timeout", "1e300", "write timeout = 86_400"),
        ("[crawl]", "max_pages", "0", "write max_pages = 1"),
        ("[crawl]", "hosts_at_once", "0", "write hosts_at_once = 1"),
        (
            "[keywords]",
            "least_pages",
            "5_000_000_000",
            "write least_pages = 1_000_000",
        ),
        (
            "[plan]",
            "conversion_rate",
            "3",
            "write conversion_rate = 0.03",
        ),
        (
            "[plan]",
            "conversion_rate",
            "1e-30",
            "write conversion_rate = 0.05",
        ),
        ("[plan]", "currency", "\"cny\"", "write currency = \"CNY\""),
        (
            "[plan]",
            "bid_factors",
            "{ exakt = 1 }",
            "did you mean “exact”?",
        ),
        (
            "[plan]",
            "bid_factors",
            "{ broad = 60 }",
            "write broad = 0.6",
        ),
        (
            "[plan]",
            "themes",
            "{ \"中文\" = \"水泵\" }",
            "write one of: en, zh",
        ),
        (
            "[plan]",
            "negatives",
            "{ cn = [\"鱼缸\"] }",
            "did you mean “en”?",
        ),
    ] {
        let text = with(header, key, value);
        let (_, findings) = read(&text);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        let line = text.lines().position(|line| line.starts_with(key));
        assert_eq!(findings[0].place.line, line.map(|line| line + 1));
        assert_eq!(findings[0].help.as_deref(), Some(help));
    }
}

#[test]
fn every_key_is_documented() {
    fn walk(keys: &[Key]) {
        for key in keys {
            assert!(key.doc.ends_with('.'), "{}", key.name);
            if let Shape::Table(keys) | Shape::Tables(keys) = key.shape {
                walk(keys);
            }
        }
    }
    walk(KEYS);
}
