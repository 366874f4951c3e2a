//! What an ad can say of a page, as phrases and sentences in its language, best first.
//!
//! Everything said comes from the page: its keyword, its numbers with their change, its people
//! and its company. Which of it fits an ad is decided elsewhere.

use masthead_editorial::{CaseStudy, Facts, Interview, Page, Product, Whitepaper};
use masthead_text::Language::{self, Chinese, English};

use super::{
    proof::{claim, told},
    wording::{headline, sentences, small},
};

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
        English => (format!("{} by {company}", facts.name), ": ", ". ", "."),
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
