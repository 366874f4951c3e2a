//! Notices of many forms, and pages that only look like notices, against known answers.

use std::collections::BTreeMap;

use masthead_page::{Link, PageFacts};
use masthead_text::Language;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;

/// `insight/samples/notices.toml`
#[derive(Deserialize)]
struct Samples {
    page: Vec<Sample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    title: String,
    language: Language,
    text: String,
    #[serde(default)]
    kind: masthead_page::PageKind,
    #[serde(default)]
    links: Vec<String>,
    /// Field and value; absent where the page is no notice.
    notice: Option<BTreeMap<String, String>>,
}

impl Sample {
    fn facts(&self) -> PageFacts {
        PageFacts {
            headline: Some(self.title.clone()),
            language: Some(self.language),
            kind: self.kind,
            text: self.text.trim().to_owned(),
            links: self.links.iter().map(|text| link(text)).collect(),
            ..PageFacts::default()
        }
    }

    fn read(&self) -> Option<Notice> {
        Notice::of(&self.facts(), "EUR".parse().unwrap(), Settings::default())
    }
}

fn link(text: &str) -> Link {
    Link {
        href: "/x".to_owned(),
        text: text.to_owned(),
        rel: Vec::new(),
        main: true,
        line: 1,
    }
}

fn samples() -> Vec<Sample> {
    let samples: Samples = toml::from_str(include_str!("../../samples/notices.toml")).unwrap();
    samples.page
}

/// Money as the samples write it: yuan without a currency, ranges with a hyphen.
fn money(budget: &Budget) -> Option<String> {
    let least = budget
        .least
        .map(|least| format!("{least}-"))
        .unwrap_or_default();
    let code = match budget.currency.code() {
        "CNY" => String::new(),
        code => format!(" {code}"),
    };
    Some(format!("{least}{}{code}", budget.amount?))
}

/// What was read, as the samples write it; the region only where a sample states one.
fn told(notice: &Notice) -> BTreeMap<&'static str, String> {
    let text = |text: &Option<String>| text.clone();
    let sum = |budget: &Option<Budget>| budget.as_ref().and_then(money);
    let contact = notice.contact.clone().unwrap_or_default();
    let deadline = notice.deadline.map(|deadline| {
        let time = deadline
            .time
            .map(|time| format!(" {:02}:{:02}", time.hour(), time.minute()));
        format!("{}{}", deadline.day, time.unwrap_or_default())
    });
    let region = notice.region.as_ref().map(|region| match region.province {
        Some(province) => format!("{province} {}", region.city.unwrap_or(""))
            .trim()
            .to_owned(),
        None => region.country.to_owned(),
    });
    let step = serde_json::to_value(notice.step).unwrap();
    [
        ("step", step.as_str().map(str::to_owned)),
        ("number", text(&notice.number)),
        ("buyer", text(&notice.buyer)),
        ("agency", text(&notice.agency)),
        ("budget", sum(&notice.budget)),
        ("ceiling", sum(&notice.ceiling)),
        ("deadline", deadline),
        ("region", region),
        ("winner", text(&notice.winner)),
        ("award", sum(&notice.award)),
        ("name", contact.name),
        ("telephone", contact.telephone),
        ("mail", contact.mail),
    ]
    .into_iter()
    .filter_map(|(field, value)| Some((field, value?)))
    .collect()
}

/// Right, wrong or invented, missed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

#[test]
fn notices_are_told_from_what_only_looks_like_them() {
    let samples = samples();
    let (mut score, mut errors) = (Score::default(), Vec::new());
    for sample in &samples {
        match (sample.notice.is_some(), sample.read().is_some()) {
            (true, true) => score.right += 1,
            (false, true) => score.wrong += 1,
            (true, false) => score.missed += 1,
            (false, false) => continue,
        }
        if sample.notice.is_some() != sample.read().is_some() {
            errors.push(&sample.title);
        }
    }
    let notices = samples.iter().filter(|sample| sample.notice.is_some());
    let chinese = notices
        .clone()
        .filter(|sample| sample.language == Language::Chinese)
        .count();
    assert!(chinese >= 12 && notices.count() - chinese >= 12);
    assert!(samples.len() - score.right >= 12);
    assert_eq!((score.wrong, score.missed), (0, 0), "{errors:#?}");
}

#[test]
fn fields_are_read_as_the_notice_states_them() {
    let (mut score, mut errors) = (Score::default(), Vec::new());
    for sample in samples() {
        let Some((wanted, notice)) = sample.notice.as_ref().zip(sample.read()) else {
            continue;
        };
        let found = told(&notice);
        for (field, value) in wanted {
            match found.get(field.as_str()) {
                Some(read) if read == value => score.right += 1,
                read => {
                    score.missed += 1;
                    errors.push(format!(
                        "{}: {field} is {value}, read {read:?}",
                        sample.title
                    ));
                }
            }
        }
        for (field, read) in &found {
            if !wanted.contains_key(*field) {
                score.wrong += 1;
                errors.push(format!("{}: no {field}, read {read}", sample.title));
            }
        }
    }
    assert!(errors.is_empty(), "{score:?}\n{}", errors.join("\n"));
    assert!(score.right > 150, "{score:?}");
}

#[test]
fn a_setting_drops_the_contact() {
    for sample in samples().iter().filter(|sample| sample.notice.is_some()) {
        let bare = Settings { contact: false };
        let notice = Notice::of(&sample.facts(), "EUR".parse().unwrap(), bare).unwrap();
        assert_eq!(notice.contact, None);
        let json = serde_json::to_string(&notice).unwrap();
        for private in ["5550", "Holm", "陈工", "@"] {
            assert!(!json.contains(private), "{json}");
        }
    }
}

#[test]
fn what_comes_later_is_tied_to_the_original() {
    let notices: Vec<Notice> = samples().iter().filter_map(Sample::read).collect();
    let place = |title: &str| {
        notices
            .iter()
            .position(|n| n.title.contains(title))
            .unwrap()
    };
    let (original, change) = (place("Invitation to tender: surface"), place("Corrigendum"));
    let mut untied = notices[change].clone();
    untied.number = None;
    let foreign = Notice {
        buyer: Some("Somebody Else".to_owned()),
        ..untied.clone()
    };
    for (later, tied) in [(&notices[change], true), (&untied, true), (&foreign, false)] {
        let chains = chain(&[&notices[original], later]);
        assert_eq!(chains[1].original.is_some(), tied, "{later:?}");
        assert_eq!(chains[0].later, if tied { vec![1] } else { vec![] });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_page_makes_reading_panic(title in "(\\PC|招标公告|tender notice)*", text in "(\\PC|\n|采购人|：|截止|2026年1月2日|预算|,|9)*") {
        for language in Language::ALL {
            let facts = PageFacts {
                headline: Some(title.clone()),
                language: Some(language),
                text: text.clone(),
                ..PageFacts::default()
            };
            let _ = Notice::of(&facts, "EUR".parse().unwrap(), Settings::default());
        }
    }
}
