//! What an ad can say of a page, as phrases and sentences in its language, best first.
//!
//! What counts comes from the page: its keyword, its numbers with their change, its price, its
//! people and its company. A reader shall find a benefit, a proof and what to do next; no part of
//! a sentence stands for itself. Which wording fits an ad is decided elsewhere.

use masthead_editorial::{CaseStudy, Facts, Interview, Page, Product, Whitepaper};
use masthead_text::{
    Language::{Chinese, English},
    width,
};

use super::{
    offer,
    proof::{claim, told},
    wording::{self, headline, small},
};

/// Wordings of one thing to say, the best first; the first that fits is taken.
pub(super) type Choice = Vec<String>;

/// Candidates for the parts of an ad.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Headlines, best first.
    pub(super) headlines: Vec<Choice>,
    /// Headlines for where too few of the others fit.
    pub(super) fillers: Vec<Choice>,
    /// Descriptions, best first.
    pub(super) descriptions: Vec<Choice>,
    /// The description that asks the reader to write.
    pub(super) action: Choice,
}

/// What can be said of `page`.
pub(super) fn of(page: &Page, company: &str) -> Copy {
    let language = page.language;
    let mut copy = Copy {
        headlines: vec![vec![headline(&page.keyword, language)]],
        ..Copy::default()
    };
    match &page.facts {
        Facts::CaseStudy(facts) => case_study(&mut copy, facts, page),
        Facts::Whitepaper(facts) => whitepaper(&mut copy, facts, page, company),
        Facts::Interview(facts) => interview(&mut copy, facts, page),
        Facts::Product(facts) => product(&mut copy, facts, page, company),
    }
    copy.headlines.push(vec![company.to_owned()]);
    copy.headlines.extend(offer::closings(page).map(single));
    copy.fillers = page
        .keywords
        .iter()
        .map(|word| vec![headline(word, language)])
        .chain(page.authors.iter().map(|author| match language {
            English => vec![format!("By {author}")],
            Chinese => vec![format!("{author}撰写")],
        }))
        .collect();
    alone(&mut copy.descriptions, page);
    copy.descriptions.push(offer::reading(page, company));
    copy.action = offer::action(page, company);
    copy
}

/// Leaves the invitation to read to the first description; what a product says keeps its own.
fn alone(descriptions: &mut [Choice], page: &Page) {
    if matches!(page.facts, Facts::Product(_)) {
        return;
    }
    for choice in descriptions.iter_mut().skip(1) {
        let bare = choice.pop();
        *choice = bare.into_iter().collect();
    }
}

fn single(text: &str) -> Choice {
    vec![text.to_owned()]
}

fn case_study(copy: &mut Copy, facts: &CaseStudy, page: &Page) {
    let language = page.language;
    let customer = &facts.customer.name;
    let industry = &facts.customer.industry;
    let claims = facts.results.iter().filter_map(|one| claim(one, language));
    copy.headlines.extend(claims.map(|text| vec![text]));
    copy.headlines.extend(telling(page));
    copy.headlines.extend(match language {
        English => [
            single(&format!("Case Study: {customer}")),
            single(&format!("Measured at {customer}")),
            single(&format!("{} Case Study", headline(industry, English))),
            single("Before and After, Measured"),
            single("Every Figure With Its Source"),
        ],
        Chinese => [
            single(&format!("客户案例：{customer}")),
            single(&format!("{customer}实测数据")),
            single(&format!("{industry}行业案例")),
            single("前后数据逐项对比"),
            single("每个数字都注明出处"),
        ],
    });
    let mut proofs = facts
        .results
        .iter()
        .map(|one| offer::invited(&told(one, customer, language), page));
    copy.descriptions.extend(proofs.next());
    copy.descriptions.extend(benefits(page).into_iter().take(1));
    copy.descriptions.extend(proofs);
}

fn whitepaper(copy: &mut Copy, facts: &Whitepaper, page: &Page, company: &str) {
    copy.headlines.extend(telling(page));
    copy.headlines.extend(match page.language {
        English => [
            single(&format!("Whitepaper: {}", headline(&page.keyword, English))),
            single("Facts for Your Decision"),
            single(&format!("Whitepaper by {company}")),
        ],
        Chinese => [
            single(&format!("白皮书：{}", page.keyword)),
            single("用事实做决定"),
            single(&format!("{company}白皮书")),
        ],
    });
    copy.descriptions.extend(runs(&facts.summary, page));
    copy.descriptions.extend(benefits(page));
}

fn interview(copy: &mut Copy, facts: &Interview, page: &Page) {
    let person = &facts.person;
    let (name, post, company) = (&person.name, &person.post, &person.company);
    let (headlines, told) = match page.language {
        English => (
            [
                single(&format!("{}, {company}", headline(post, English))),
                single(&format!("Interview: {name}")),
                single("First-Hand Experience"),
                single(&format!("{name}, {company}")),
            ],
            format!("{name}, {} at {company}, on {}.", small(post), page.keyword),
        ),
        Chinese => (
            [
                single(&format!("{company}{post}")),
                single(&format!("{name}谈{}", page.keyword)),
                single("一线经验，亲口讲述"),
                single(&format!("访谈：{name}")),
            ],
            format!("{company}{post}{name}谈{}。", page.keyword),
        ),
    };
    copy.headlines.extend(headlines);
    copy.descriptions.extend(benefits(page));
    if copy.descriptions.is_empty() {
        copy.descriptions.push(offer::invited(&told, page));
    }
}

/// How many lines of technical data are said; the first are what buyers ask first.
const SPECS: usize = 2;

fn product(copy: &mut Copy, facts: &Product, page: &Page, company: &str) {
    let language = page.language;
    let (name, colon, comma, stop) = match language {
        English => (format!("{} by {company}", facts.name), ": ", ". ", "."),
        Chinese => (format!("{company} {}", facts.name), "：", "；", "。"),
    };
    copy.headlines.extend(telling(page));
    copy.headlines.push(vec![name.clone()]);
    let priced = facts.specs.iter().find(|spec| offer::is_price(&spec.name));
    if let Some(price) = priced {
        copy.headlines.push(vec![
            format!("{}{colon}{}", headline(&price.name, language), price.value),
            headline(&price.value, language),
        ]);
    }
    let data: Vec<String> = facts
        .specs
        .iter()
        .filter(|spec| !offer::is_price(&spec.name))
        .take(SPECS)
        .map(|spec| format!("{}{colon}{}", spec.name, spec.value))
        .collect();
    copy.headlines
        .extend(data.iter().map(|line| vec![line.clone()]));
    let benefit = benefits(page).into_iter().next();
    copy.descriptions
        .extend(benefit.and_then(|mut choice| choice.pop().map(|bare| vec![bare])));
    if let Some(price) = priced {
        let text = format!("{name}{colon}{}{stop}", price.value);
        copy.descriptions.push(offer::priced(&text, page));
    }
    // All of it, else each by itself: one line may be too long, or what no ad may say.
    let rows = (1..=data.len()).rev().flat_map(|count| data.windows(count));
    let rows = rows.map(|row| format!("{}{stop}", row.join(comma)));
    copy.descriptions
        .push(rows.flat_map(|text| offer::invited(&text, page)).collect());
}

/// The least columns of a part of a title that says something by itself; a model name does not.
const TELLING: usize = 10;

/// What the title says beside the keyword: the parts around its colon, those with a number.
fn telling(page: &Page) -> Vec<Choice> {
    let parts = page.title.split([':', '：']).map(str::trim);
    parts
        .filter(|part| width(part) >= TELLING && part.contains(|c: char| c.is_ascii_digit()))
        .map(|part| vec![headline(part, page.language)])
        .collect()
}

/// What the description promises, in whole sentences.
fn benefits(page: &Page) -> Vec<Choice> {
    runs(&page.description, page)
}

/// The sentences of a paragraph, each with those after it that fit; none stands alone that is too
/// short to say anything.
fn runs(text: &str, page: &Page) -> Vec<Choice> {
    wording::runs(text, page.language, super::ad::DESCRIPTION)
        .into_iter()
        .map(|run| offer::invited(&run, page))
        .collect()
}
