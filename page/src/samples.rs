//! How well the main text of thirty Chinese pages is found, kind by kind.
//!
//! The pages in `samples/zh` are written for this test in the forms that such sites use: rows of
//! hashed class names, admin templates, tables, GBK. Their companies and texts are made up. The
//! text beside each page is what a reader would copy out of it. The floors are what was reached,
//! rounded down; they rise with the extractor and never fall in silence. The weights are fitted on
//! these pages among others: what to expect of pages kept aside stands in `docs/reading.md`.
#![allow(clippy::print_stdout)] // the scores are what one runs this test for

use std::collections::BTreeMap;
use std::{fs, path::Path};

/// Characters that are compared at a time, as in the scorers of Chinese text.
const GRAM: usize = 4;

/// The least score of each kind, in hundredths.
const FLOORS: &[(&str, u32)] = &[
    ("collection", 95),
    ("forum", 91),
    ("listing", 94),
    ("product", 96),
    ("service", 98),
];

/// The least number of right titles.
const TITLES: u32 = 29;

#[test]
fn chinese_pages_of_all_kinds_are_read() {
    let mut scores: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut titles = 0;
    for (name, page, text) in samples() {
        let facts = crate::read(&page, None, None);
        let score = f1(&facts.text, &text);
        println!("{name:<14} {score:.3}");
        let kind = name.split('-').next().unwrap_or_default().to_owned();
        scores.entry(kind).or_default().push(score);
        let title = facts.headline.as_deref() == text.lines().next();
        println!("{name:<14} title {}", if title { "right" } else { "wrong" });
        titles += u32::from(title);
        assert_eq!(facts.tag.as_deref(), Some("zh"), "language of {name}");
    }
    assert!(titles >= TITLES, "only {titles} titles are right");
    assert_eq!(scores.values().map(Vec::len).sum::<usize>(), 30);
    for (kind, floor) in FLOORS {
        let scores = &scores[*kind];
        let count = u32::try_from(scores.len()).unwrap();
        let mean = scores.iter().sum::<f64>() / f64::from(count);
        println!("{kind:<14} {mean:.3} of {count}");
        assert!(
            mean * 100.0 >= f64::from(*floor),
            "{kind}: {mean:.3} is below .{floor:02}"
        );
    }
}

/// Name, bytes and text of every sample, by name.
fn samples() -> Vec<(String, Vec<u8>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/zh");
    let mut pages: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "html"))
        .collect();
    pages.sort();
    pages
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(path.with_extension("txt")).unwrap();
            (name, fs::read(path).unwrap(), text)
        })
        .collect()
}

/// The harmonic mean of precision and recall over runs of characters, spaces left out.
fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (grams(found), grams(expected));
    let sum = |grams: &BTreeMap<String, u32>| f64::from(grams.values().sum::<u32>());
    let both: u32 = found
        .iter()
        .map(|(gram, count)| count.min(expected.get(gram).unwrap_or(&0)))
        .sum();
    2.0 * f64::from(both) / (sum(&found) + sum(&expected)).max(1.0)
}

fn grams(text: &str) -> BTreeMap<String, u32> {
    let packed: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut grams = BTreeMap::new();
    for gram in packed.windows(GRAM) {
        *grams.entry(gram.iter().collect()).or_default() += 1;
    }
    grams
}

/// What is read of the samples, as one number, and the version that reads so.
const READING: (u32, u64) = (4, 2_809_323_673_835_105_292);

/// Whoever changes what is read of a page raises the version: else our change would be reported as
/// one of every page that is watched.
#[test]
fn what_is_read_of_a_page_changes_with_the_version_only() {
    let mut sum = 0xCBF2_9CE4_8422_2325_u64;
    for (_, page, _) in samples() {
        let facts = crate::read(&page, None, None);
        let told = [facts.title(), facts.description(), Some(&facts.text)];
        for byte in told.into_iter().flatten().flat_map(str::bytes) {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    let (version, before) = READING;
    assert_eq!(
        (crate::VERSION, sum),
        (version, before),
        "what is read has changed: raise VERSION in page/src/lib.rs, and put both numbers here"
    );
}
