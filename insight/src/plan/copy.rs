//! What an ad can say of a page, as phrases and sentences in its language, best first.
//!
//! Everything said comes from the page: its keyword, its numbers with their change, its people
//! and its company. Which of it fits an ad is decided elsewhere.

use masthead_editorial::{CaseStudy, Facts, Interview, Outcome, Page, Product, Whitepaper};
use masthead_text::Language::{self, Chinese, English};

/// Candidates for the parts of an ad.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Headlines, best first.
    pub(super) headlines: Vec<String>,
    /// Headlines for where too few of the others fit: secondary keywords, headings of the page.
    pub(super) fillers: Vec<String>,
    /// Descriptions, best first.
    pub(super) descriptions: Vec<String>,
    /// The description that asks the reader to write.
    pub(super) action: String,
}

/// What can be said of `page`.
pub(super) fn of(page: &Page, company: &str) -> Copy {
    let language = page.language;
    let mut copy = Copy {
        headlines: vec![headline(&page.keyword, language)],
        ..Copy::default()
    };
    match &page.facts {
        Facts::CaseStudy(facts) => case_study(&mut copy, facts, language),
        Facts::Whitepaper(facts) => whitepaper(&mut copy, facts, page, company),
        Facts::Interview(facts) => interview(&mut copy, facts, page),
        Facts::Product(facts) => product(&mut copy, facts, company, language),
    }
    copy.headlines.push(company.to_owned());
    copy.headlines.extend(closings(page).map(str::to_owned));
    let words = page.keywords.iter().map(|word| headline(word, language));
    copy.fillers = words.chain(page.headings.iter().cloned()).collect();
    copy.descriptions
        .extend(sentences(&page.description, language));
    copy.action = match language {
        English => format!(
            "{}: put your questions to {company}.",
            headline(&page.keyword, English)
        ),
        Chinese => format!("想了解{}？请写信给{company}。", page.keyword),
    };
    copy
}

fn case_study(copy: &mut Copy, facts: &CaseStudy, language: Language) {
    let customer = &facts.customer.name;
    let industry = &facts.customer.industry;
    copy.headlines.extend(
        facts
            .results
            .iter()
            .filter_map(|result| claim(result, language)),
    );
    copy.descriptions.extend(
        facts
            .results
            .iter()
            .map(|result| told(result, customer, language)),
    );
    copy.headlines.extend(match language {
        English => [
            format!("Case Study: {customer}"),
            format!("Measured at {customer}"),
            format!("{} Case Study", headline(industry, English)),
            "Before and After, Measured".to_owned(),
            "Every Figure With Its Source".to_owned(),
        ],
        Chinese => [
            format!("客户案例：{customer}"),
            format!("{customer}实测数据"),
            format!("{industry}行业案例"),
            "前后数据逐项对比".to_owned(),
            "每个数字都注明出处".to_owned(),
        ],
    });
}

fn whitepaper(copy: &mut Copy, facts: &Whitepaper, page: &Page, company: &str) {
    let authors = page.authors.iter();
    match page.language {
        English => {
            copy.headlines
                .push(format!("Whitepaper: {}", headline(&page.keyword, English)));
            copy.headlines
                .extend(authors.map(|author| format!("Written by {author}")));
            copy.headlines.push(format!("Whitepaper by {company}"));
        }
        Chinese => {
            copy.headlines.push(format!("白皮书：{}", page.keyword));
            copy.headlines
                .extend(authors.map(|author| format!("{author}撰写")));
            copy.headlines.push(format!("{company}白皮书"));
        }
    }
    copy.headlines.push(facts.edition.clone());
    copy.descriptions
        .extend(sentences(&facts.summary, page.language));
}

fn interview(copy: &mut Copy, facts: &Interview, page: &Page) {
    let person = &facts.person;
    let (name, post, company) = (&person.name, &person.post, &person.company);
    match page.language {
        English => {
            copy.headlines.extend([
                format!("Interview: {name}"),
                format!("{name}, {company}"),
                format!("{}, {company}", headline(post, English)),
            ]);
            let text = format!("{name}, {} at {company}, on {}.", small(post), page.keyword);
            copy.descriptions.push(text);
        }
        Chinese => {
            copy.headlines.extend([
                format!("{name}谈{}", page.keyword),
                format!("访谈：{name}"),
                format!("{company}{post}"),
            ]);
            copy.descriptions
                .push(format!("{company}{post}{name}谈{}。", page.keyword));
        }
    }
}

/// How many lines of technical data become headlines; the first are what buyers ask first.
const SPECS: usize = 4;

fn product(copy: &mut Copy, facts: &Product, company: &str, language: Language) {
    let (name, colon, comma, stop) = match language {
        English => (format!("{} by {company}", facts.name), ": ", "; ", "."),
        Chinese => (format!("{company} {}", facts.name), "：", "；", "。"),
    };
    copy.headlines.push(name);
    let specs: Vec<String> = facts
        .specs
        .iter()
        .map(|spec| format!("{}{colon}{}", spec.name, spec.value))
        .collect();
    copy.headlines.extend(specs.iter().take(SPECS).cloned());
    for pair in specs.chunks(2) {
        copy.descriptions
            .push(format!("{}{stop}", pair.join(comma)));
    }
}

/// Headlines that ask for a click, by kind of page.
fn closings(page: &Page) -> impl Iterator<Item = &'static str> {
    let texts = match (&page.facts, page.language) {
        (Facts::CaseStudy(_), English) => ["Read the Case Study", "Problem, Method, Result"],
        (Facts::CaseStudy(_), Chinese) => ["阅读客户案例", "做法与结果一并公开"],
        (Facts::Whitepaper(_), English) => ["Read the Whitepaper", "Read Before You Decide"],
        (Facts::Whitepaper(_), Chinese) => ["阅读白皮书", "决定之前先读一读"],
        (Facts::Interview(_), English) => ["Read the Interview", "Questions and Answers"],
        (Facts::Interview(_), Chinese) => ["阅读访谈全文", "一问一答"],
        (Facts::Product(_), English) => ["See the Technical Data", "Ask for a Quotation"],
        (Facts::Product(_), Chinese) => ["查看技术参数", "欢迎询价"],
    };
    let contact = match page.language {
        English => "Questions? Write to Us",
        Chinese => "有问题请来信",
    };
    texts.into_iter().chain([contact])
}

/// A result as a headline: from and to for a percentage, else the change, rounded towards none
/// so that an ad never says more than was measured. Nothing where nothing changed.
fn claim(result: &Outcome, language: Language) -> Option<String> {
    let Outcome {
        measure,
        unit,
        before,
        after,
        ..
    } = result;
    let change = result.change().filter(|change| *change != 0.0)?;
    if unit.trim() == "%" {
        return Some(match language {
            English => format!("{}: {before}% to {after}%", headline(measure, English)),
            Chinese => format!("{measure}从 {before}% {}到 {after}%", verb(change)),
        });
    }
    let percent = (change.abs() * 100.0).floor();
    Some(match (language, change < 0.0) {
        (English, true) => format!("{} Down {percent}%", headline(measure, English)),
        (English, false) => format!("{} Up {percent}%", headline(measure, English)),
        (Chinese, _) => format!("{measure}{} {percent}%", verb(change)),
    })
}

const fn verb(change: f64) -> &'static str {
    if change < 0.0 { "降" } else { "升" }
}

/// A result as a sentence with both numbers and their unit.
fn told(result: &Outcome, customer: &str, language: Language) -> String {
    let Outcome {
        measure,
        unit,
        before,
        after,
        ..
    } = result;
    let percent = unit.trim() == "%";
    let verb = verb(after - before);
    match language {
        English if percent => format!("{measure} at {customer} went from {before}% to {after}%."),
        English => format!("{measure} at {customer} went from {before} to {after} {unit}."),
        Chinese if percent => {
            format!("{customer}实测：{measure}从 {before}% {verb}到 {after}%，出处见正文。")
        }
        Chinese => {
            format!("{customer}实测：{measure}从 {before} {verb}到 {after}（{unit}），出处见正文。")
        }
    }
}

/// A keyword as a headline: words of English start with a capital, all but small ones.
fn headline(keyword: &str, language: Language) -> String {
    const SMALL: [&str; 10] = ["a", "an", "and", "at", "for", "in", "of", "on", "the", "to"];
    if language == Chinese {
        return keyword.to_owned();
    }
    let words: Vec<String> = keyword
        .split_whitespace()
        .enumerate()
        .map(|(nr, word)| match nr > 0 && SMALL.contains(&word) {
            true => word.to_owned(),
            false => capital(word),
        })
        .collect();
    words.join(" ")
}

/// `word` with a capital; what starts with a digit is written in capitals (`8k` is `8K`).
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if first.is_ascii_digit() => word.to_uppercase(),
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `text` with a small first letter, unless it starts with an abbreviation.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.as_str()) {
        (Some(first), rest) if rest.starts_with(char::is_lowercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => text.to_owned(),
    }
}

/// The sentences of a paragraph, each with its full stop.
fn sentences(text: &str, language: Language) -> Vec<String> {
    let (stop, marks) = match language {
        English => (". ", "."),
        Chinese => ("。", "。"),
    };
    text.split(stop)
        .map(|sentence| sentence.trim().trim_end_matches(['.', '。']))
        .filter(|sentence| !sentence.is_empty())
        .map(|sentence| match sentence.ends_with(['?', '？']) {
            true => sentence.to_owned(),
            false => format!("{sentence}{marks}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(measure: &str, unit: &str, before: f64, after: f64) -> Outcome {
        Outcome {
            measure: measure.into(),
            unit: unit.into(),
            before,
            after,
            source: "log".into(),
        }
    }

    #[test]
    fn a_result_is_told_with_its_change_and_never_exaggerated() {
        for (result, language, text) in [
            (
                result("Claims", "per month", 14.0, 5.0),
                English,
                Some("Claims Down 64%"),
            ),
            (
                result("Scrap rate", "%", 3.8, 1.9),
                English,
                Some("Scrap Rate: 3.8% to 1.9%"),
            ),
            (
                result("Line speed", "m/min", 60.0, 80.0),
                English,
                Some("Line Speed Up 33%"),
            ),
            (
                result("极片报废率", "%", 3.8, 1.9),
                Chinese,
                Some("极片报废率从 3.8% 降到 1.9%"),
            ),
            (
                result("复检工时", "小时/班", 6.5, 1.5),
                Chinese,
                Some("复检工时降 76%"),
            ),
            (result("Nothing", "h", 5.0, 5.0), English, None),
            (result("From zero", "h", 0.0, 5.0), English, None),
        ] {
            assert_eq!(claim(&result, language).as_deref(), text);
        }
        assert_eq!(
            told(
                &result("Claims", "per month", 14.0, 5.0),
                "Norrvik Strip",
                English
            ),
            "Claims at Norrvik Strip went from 14 to 5 per month."
        );
        assert_eq!(
            told(
                &result("漏检缺陷", "处/万米", 6.2, 0.8),
                "澄远电芯",
                Chinese
            ),
            "澄远电芯实测：漏检缺陷从 6.2 降到 0.8（处/万米），出处见正文。"
        );
    }

    #[test]
    fn a_keyword_becomes_a_headline() {
        for (keyword, language, text) in [
            ("8k line scan camera", English, "8K Line Scan Camera"),
            ("state of the art", English, "State of the Art"),
            ("带钢表面检测", Chinese, "带钢表面检测"),
        ] {
            assert_eq!(headline(keyword, language), text);
        }
    }

    #[test]
    fn a_paragraph_falls_into_whole_sentences() {
        assert_eq!(
            sentences(
                "Scrap fell from 3.8% to 1.9%. How was it done? See inside.",
                English
            ),
            [
                "Scrap fell from 3.8% to 1.9%.",
                "How was it done? See inside."
            ]
        );
        assert_eq!(
            sentences("写明做法。附出处。", Chinese),
            ["写明做法。", "附出处。"]
        );
        assert!(sentences("", English).is_empty());
    }
}
